// What the forms of a whole setup are tried with, and what is in an account afterwards, by its parts in JSON.

import assert from 'node:assert/strict';
import { build, prefixes, trustBefore } from './cases.mjs';
import { KEY_ID } from './resources.mjs';

/** Every form but JSON. */
export const forms = ['aws-cli', 'cloudformation', 'terraform'];

const regions = { aws: 'eu-central-1', 'aws-cn': 'cn-north-1' };
const longRole = `a_b+c=d,e.f@g-${'R'.repeat(50)}`;
const github = 'token.actions.githubusercontent.com';

/** Each with what is in the account before. */
const list = (partition, region, accountId) => {
  const role = (path) => `arn:${partition}:iam::${accountId}:role/${path}`;
  const kmsKeyArn = `arn:${partition}:kms:${region}:${accountId}:key/${KEY_ID}`;
  const own = { accountId };
  const jobs = { service: 'github-actions', repository: 'acme@1/films@2', ...own };
  const everything = {
    ...jobs,
    environment: `it's "q" \`r\` %{d} e{{f}} \\n !y #é`,
    calls: ['renderMediaOnLambda', 'presignUrl', 'deleteRender', 'largeInputProps'],
    privacy: 'no-acl',
    objectOwnership: 'acls-disabled',
    kmsKeyArn,
    distribution: 'EDFDVBD632BHDS5',
    tlsOnly: true,
    functionName: 'acme_render-*',
    remotionBucket: 'acme-remotion',
  };
  return {
    lambda: [{}],
    ec2: [{ service: 'ec2', attachTo: `role/${longRole}`, functionRole: '-a.b@c' }],
    'ecs-tasks': [{ service: 'ecs-tasks', ...own, calls: ['renderMediaOnLambda', 'downloadMedia'] }],
    account: [{ service: 'account', trustedAccount: '123456789012', externalId: 'a:/\\b+c=,.@_-' }],
    github: [everything],
    gitlab: [{ service: 'gitlab', ...own, repository: 'https://git.acme.dev/acme/films', branch: 'main' }],
    vercel: [{ service: 'vercel', ...own, team: 'acme', project: 'site', publicRead: 'all' }],
    'eks-pod-identity': [{ service: 'eks-pod-identity' }],
    ...Object.fromEntries(
      Object.entries(prefixes).map(([name, prefix]) => [
        `folder of ${name}`,
        [{ ...everything, keyPrefix: `x${prefix}`, publicRead: 'prefix' }],
      ]),
    ),
    user: [{ attachTo: `user/${longRole}`, calls: ['renderMediaOnLambda', 'downloadMedia'], kmsKeyArn }, { user: [longRole] }],
    'roles that are there': [
      { service: 'ec2', attachTo: role('ci/films'), functionRole: role('render') },
      { role: ['films', 'render'] },
    ],
    'a provider that is there': [{ ...jobs, accountId: undefined, branch: 'main', issuer: `arn:${partition}:iam::${accountId}:oidc-provider/${github}` }],
  };
};

const chosen = new RegExp(process.env.CASES ? `^lambda$|^github$|${process.env.CASES}` : '');

/** All cases: {id, name, partition, region, account, bucket, there, parts, call}. */
export const setups = Object.entries(regions).flatMap(([partition, region], half) =>
  Object.keys(list(partition, region, ''))
    .map((name, at) => {
      const number = 100 * (half + 1) + at;
      const account = `888888888${number}`;
      const [raw, there = {}] = list(partition, region, account)[name];
      const bucket = `acme-films-${number}`;
      const call = { policy: 'setup', bucket, region, ...raw };
      const answer = build(call);
      assert.ok(answer.ok, JSON.stringify(answer.problems));
      return { id: `setup-${number}`, name, partition, region, account, bucket, there, call, parts: answer.parts };
    })
    .filter(({ name }) => chosen.test(name)),
);

/** The cases in one form: each with its `text`. */
export const setupsIn = (format) => setups.map((one) => ({ ...one, ...build({ ...one.call, format }) }));

const titles = {
  'Policy of the caller': 'attached',
  'Output bucket, for the caller': 'inline',
  'Policy of the render function': 'inline',
  'Output bucket, for the render function': 'inline',
};

/** Names in backticks of a part: whom it goes to, and what it is called. */
const quoted = (text) => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name);

/** All that is in the account of a case once a form has run, as setup.py reads it back. */
export const afterwards = ({ parts, there, call }) => {
  const state = { role: {}, user: {}, policies: [], providers: {}, profiles: {}, bucket: null, key: null };
  const nothing = () => ({ attached: {}, inline: {} });
  for (const name of there.user ?? []) state.user[name] = nothing();
  for (const name of there.role ?? []) state.role[name] = { ...nothing(), trust: trustBefore };
  for (const { policy, title, goesTo, what, text, language } of parts) {
    const [kind] = goesTo.split(' ');
    const [to] = quoted(goesTo);
    const document = language === 'json' && JSON.parse(text);
    if (title === 'Identity provider') state.providers[document.Url.replace('https://', '')] = document.ClientIDList;
    else if (title === 'Instance profile of the caller') state.profiles[to] = [to];
    else if (policy === 'trust') state.role[to] = { ...nothing(), trust: document };
    else if (policy === 'bucket-policy') state.bucket = document;
    else if (policy === 'key-policy') state.key = document;
    else if (policy && policy !== 'render-call') {
      const how = titles[title];
      const name = quoted(what).find((name) => name.startsWith('remotion-') && name !== to);
      state[kind][to][how][name] = document;
      if (how === 'attached') state.policies.push(name);
    }
  }
  assert.ok(call.bucket);
  return state;
};
