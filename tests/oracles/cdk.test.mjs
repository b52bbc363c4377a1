// The CDK form: it fits the types of aws-cdk-lib, and the template it synthesizes is the policy where it belongs.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inForm } from './cases.mjs';
import { compile, flawed, run, withPrograms } from './programs.mjs';

const all = inForm('cdk');
const texts = Object.fromEntries(all.map(({ id, text }) => [id, text]));
const wrong = flawed(all.find(({ name }) => name === 'user (aws)').text, {
  'an-unknown-property': ['managedPolicyName', 'policyName'],
  'a-string-for-a-list': [/users: \[(.*)\]/, 'users: $1'],
  'an-unknown-class': ['CfnManagedPolicy} from', 'CfnManagedPolcy} from'],
});

/** Runs each app as `cdk synth` would, with a folder of its own; one process for all, as aws-cdk-lib takes long to load. */
const synthesize = async (folder) => {
  const out = (name) => join(folder, 'synthesized', name);
  const folders = Object.fromEntries(Object.keys(texts).map((name) => [name, out(name)]));
  await run(
    folder,
    `for (const [name, folder] of Object.entries(${JSON.stringify(folders)})) {
      process.env.CDK_OUTDIR = folder;
      await import('./' + name + '.js');
    }`,
  );
  const templates = {};
  for (const name of Object.keys(texts)) {
    // One stack, whose name is that of the policy.
    const [file, ...more] = (await readdir(out(name))).filter((file) => file.endsWith('.template.json'));
    assert.deepEqual(more, []);
    templates[name] = JSON.parse(await readFile(join(out(name), file), 'utf8'));
  }
  return templates;
};

const { said, templates } = await withPrograms({ ...texts, ...wrong }, 'module', async (folder) => ({
  said: compile(folder, Object.keys({ ...texts, ...wrong })),
  templates: await synthesize(folder),
}));

test('all of them fit the types of aws-cdk-lib, and what is put wrong does not', () => {
  assert.deepEqual(Object.keys(said).sort(), Object.keys(wrong).sort(), JSON.stringify(said, null, 1));
});

/** The resources: which, and with which properties. */
const resources = ({ document, made: { name, how, kind, to, providers = {} } }, [first]) => {
  if (how === 'role') {
    const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: name, AssumeRolePolicyDocument: document } };
    const [provider] = Object.entries(providers);
    if (!provider) return [role];
    const kept = { UpdateReplacePolicy: 'Retain', DeletionPolicy: 'RetainExceptOnCreate' };
    const Properties = { Url: `https://${provider[0]}`, ClientIdList: provider[1] };
    return [{ Type: 'AWS::IAM::OIDCProvider', Properties, ...kept }, { ...role, DependsOn: [first] }];
  }
  const managed = how === 'managed';
  const policy = {
    Type: managed ? 'AWS::IAM::ManagedPolicy' : 'AWS::IAM::Policy',
    Properties: {
      [managed ? 'ManagedPolicyName' : 'PolicyName']: name,
      [kind === 'role' ? 'Roles' : 'Users']: [to],
      PolicyDocument: document,
    },
  };
  return [policy];
};

for (const one of all) {
  test(`${one.name}: what is synthesized is the policy, where it belongs`, () => {
    const { Resources, ...rest } = templates[one.id];
    assert.deepEqual(Object.values(Resources), resources(one, Object.keys(Resources)));
    // What CDK adds to every template, to see that the account was prepared for it; it makes nothing.
    assert.deepEqual(Object.keys(rest).sort(), ['Parameters', 'Rules']);
  });
}
