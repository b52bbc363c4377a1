// Prints, as JSON, what one @remotion/lambda package says, by calling the package's own functions.
//
//   node dump-policies.mjs FOLDER          {version, user: {partition: text}, role: {partition: text}}
//   node dump-policies.mjs FOLDER --names  the same, and {names, regions}; for packages since 4.0.261
//
// A package that FOLDER's code imports and nobody installed is an answer as well, {"needs": "name@range"}: which
// packages these are differs from version to version, and only the code itself knows.

import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';

// The type `AwsPartition` in Remotion's packages/lambda-client/src/aws-region-metadata.ts, without the default.
const OTHER_PARTITIONS = ['aws-cn'];

const readPackage = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

// Every partition the function knows. A version older than the option ignores it and prints ARNs of `aws`.
const print = (getPolicy) => {
  const texts = {aws: getPolicy()};
  for (const partition of OTHER_PARTITIONS) {
    const text = getPolicy({partition});
    if (text !== texts.aws) {
      texts[partition] = text;
    }
  }

  return texts;
};

const dump = (folder, withNames) => {
  const {version} = readPackage(folder);
  const load = createRequire(join(folder, 'package.json'));
  const policies = load('./dist/api/iam-validation/suggested-policy.js');
  const answer = {
    version,
    user: print(policies.getUserPolicy),
    role: print(policies.getRolePolicy),
  };
  if (!withNames) {
    return answer;
  }

  const constants = load('@remotion/lambda-client/constants');
  const {getRegions} = load('./dist/api/get-regions.js');
  const enabled = getRegions({enabledByDefaultOnly: true});
  return {
    ...answer,
    names: {
      bucket_prefix: constants.REMOTION_BUCKET_PREFIX,
      function_prefix: constants.RENDER_FN_PREFIX,
      role_name: policies.ROLE_NAME,
      default_region: constants.DEFAULT_REGION,
    },
    regions: getRegions().map((name) => ({name, enabled_by_default: enabled.includes(name)})),
  };
};

// `name@range` of the package a failed `require` wanted, as the package.json above the file that wanted it says.
// Undefined for a file of the package itself.
const wanted = ({message, requireStack: [importer]}) => {
  const [, specifier] = /^Cannot find module '([^']+)'/.exec(message);
  const name = /^(@[^/]+\/)?[^./][^/]*/.exec(specifier)?.[0];
  let folder = dirname(importer);
  while (!existsSync(join(folder, 'package.json'))) {
    folder = dirname(folder);
  }

  const range = readPackage(folder).dependencies?.[name];
  return range && `${name}@${range}`;
};

const [folder, flag] = process.argv.slice(2);
let answer;
try {
  answer = dump(resolve(folder), flag === '--names');
} catch (error) {
  const needs = error.code === 'MODULE_NOT_FOUND' && wanted(error);
  if (!needs) {
    throw error;
  }

  answer = {needs};
}

console.log(JSON.stringify(answer));
