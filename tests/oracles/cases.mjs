// What the forms of the policies are tried with: every policy in both partitions, and inputs that hold what some grammar
// or other reads as its own.

import assert from 'node:assert/strict';
import { loadPolicyBuilder } from '../../pkg/index.js';

export const { build } = await loadPolicyBuilder({ setups: true });

/** Every form but JSON, which is what each of them is held against. */
export const forms = ['aws-cli', 'aws-cli-powershell', 'cloudformation', 'terraform', 'cdk', 'pulumi'];

const partitions = {
  aws: { region: 'eu-central-1', key: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  'aws-cn': { region: 'cn-north-1', key: 'arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
};

// Names as long as IAM and S3 have them, of every kind of character.
const longRole = `a_b+c=d,e.f@g-${'R'.repeat(50)}`;
const longBucket = `long.bucket-${'b'.repeat(51)}`;

/** Folders of the bucket. What each stands for: quotes and shells; HCL; IAM's own; YAML, and a line that ends a here-document. */
export const prefixes = {
  quotes: `it's "quoted" \`run\` $HOME $(id) \\n \\ & ; | > #x !y 100%`,
  templates: 'a${b}c%{if d}e{{f}}g$${h}%%{i}$$%%${*}\\u0024',
  wildcards: 'what?/every*thing/${aws:username}/$',
  yaml: `-- ': "{é: [ÿ, \u00a0]} # @EOF~`,
};

/** What a policy becomes in an account: {name, managed or inline or role, and whom it is attached to}; and the identity
 * provider of a role, {issuer: audiences}. */
const attached = (name, how, kind, to) => ({ name, how, kind, to });

/** A policy from the future, with elements that none of ours has, single values for lists of one, and its own layout. */
const stated = (partition) => `{
  "Version": "2012-10-17", "Id": "it's \\"of\\" \${a} caf\\u00e9!",
  "Statement": [
    { "Sid": "Storage2", "Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:${partition}:s3:::remotionlambda-*/*"] },
    {
      "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:${partition}:iam::*:role/remotion-lambda-role",
      "Condition": { "StringEquals": { "iam:PassedToService": ["lambda.amazonaws.com"] } }
    },
    { "Sid": "No", "Effect": "Deny", "NotAction": ["s3:*", "iam:*"], "NotResource": "arn:${partition}:s3:::remotionlambda-*" }
  ]
}`;

/** Stands for the account of the case, in which a script looks for an identity provider. */
const OWN = 'own';

const list = (partition) => {
  const { region, key } = partitions[partition];
  const role = (path) => `arn:${partition}:iam::123456789012:role/${path}`;
  const onRender = (bucket, to = 'remotion-lambda-role') =>
    attached(`remotion-output-bucket-${bucket}`, 'inline', 'role', to);
  const onCaller = (bucket, to = 'remotion-executionrole') =>
    attached(`remotion-caller-output-bucket-${bucket}`, 'inline', 'role', to);
  const ofUser = (kind, to) => attached('remotion-user-policy', 'managed', kind, to);
  // Those of Remotion's guides have one name for their policy, and every other caller its own.
  const ofCaller = (kind, to) => {
    const name = ['remotion-executionrole', 'remotion-user'].includes(to) ? 'remotion-executionrole-policy' : `remotion-caller-policy-${kind === 'user' ? 'of-user-' : ''}${to}`;
    return attached(name, 'managed', kind, to);
  };
  const trusting = (name, providers = {}) => ({ ...attached(name, 'role'), providers });
  const sts = partition === 'aws' ? 'sts.amazonaws.com' : 'sts.amazonaws.com.cn';
  const github = 'token.actions.githubusercontent.com';
  const cluster = `oidc.eks.${region}.amazonaws.com${partition === 'aws' ? '' : '.cn'}/id/EXAMPLED539D4633E53DE1B71EXAMPLE`;
  const token = (service, more) => ({ policy: 'trust', service, accountId: OWN, ...more });
  const bucket = 'acme-films';
  return {
    user: [{ policy: 'user' }, ofUser('user', 'remotion-user')],
    'user of a long name': [{ policy: 'user', attachTo: `user/${longRole}` }, ofUser('user', longRole)],
    'user on a role': [{ policy: 'user', attachTo: 'role/deploy', version: '4.0.510' }, ofUser('role', 'deploy')],
    'user as a page states it': [{ policy: 'user', version: '99.0.0', publishedPolicy: stated(partition) }, ofUser('user', 'remotion-user')],
    'user with all extras': [
      {
        policy: 'user',
        extras: ['layers', 'insights', 'vpc', 'quota-increase'],
        functionRole: role('media/render'),
        functionName: 'acme-render',
        remotionBucket: 'acme-remotion',
        kmsKeyArn: key,
      },
      ofUser('user', 'remotion-user'),
    ],
    'role with all extras': [
      { policy: 'role', extras: ['vpc'], functionName: 'acme-*', remotionBucket: 'acme-remotion', kmsKeyArn: key },
      attached('remotion-lambda-policy', 'inline', 'role', 'remotion-lambda-role'),
    ],
    role: [{ policy: 'role' }, attached('remotion-lambda-policy', 'inline', 'role', 'remotion-lambda-role')],
    'role of a path': [
      { policy: 'role', functionRole: role('service-role/eu/render') },
      attached('remotion-lambda-policy', 'inline', 'role', 'render'),
    ],
    caller: [{ policy: 'caller' }, ofCaller('role', 'remotion-executionrole')],
    'caller, all of it': [
      {
        policy: 'caller',
        calls: ['renderMediaOnLambda', 'largeInputProps', 'deleteRender', 'sites rm', 'deployFunction', 'quotas increase'],
        accountId: '123456789012',
        functionName: 'a_b-*',
        remotionBucket: 'acme-remotion',
        functionRole: 'render',
        attachTo: 'user/ci',
      },
      ofCaller('user', 'ci'),
    ],
    'caller that deploys sites': [{ policy: 'caller', calls: ['sites create'] }, ofCaller('role', 'remotion-executionrole')],
    'caller that deploys functions': [
      { policy: 'caller', calls: ['deployFunction', 'getOrCreateBucket'] },
      ofCaller('role', 'remotion-executionrole'),
    ],
    destination: [{ policy: 'destination', bucket }, onRender(bucket)],
    'destination, all of it': [
      { policy: 'destination', bucket: longBucket, kmsKeyArn: key, privacy: 'private', keyPrefix: 'films/2026', functionRole: longRole },
      onRender(longBucket, longRole),
    ],
    'destination of several buckets': [
      { policy: 'destination', bucket, buckets: [longBucket, 's3://acme.shorts/x/'], keyPrefix: `x${prefixes.quotes}`, kmsKeyArn: key },
      onRender(bucket),
    ],
    'destination of several buckets, one of Remotion': [
      { policy: 'destination', bucket, buckets: [`remotionlambda-${region.replaceAll('-', '')}-abcdefghij`], writeOnly: true },
      onRender(bucket),
    ],
    'destination, only to write': [{ policy: 'destination', bucket, privacy: 'no-acl', writeOnly: true }, onRender(bucket)],
    ...Object.fromEntries(
      Object.entries(prefixes).map(([name, keyPrefix]) => [
        `destination, prefix of ${name}`,
        [{ policy: 'destination', bucket, keyPrefix: `x${keyPrefix}` }, onRender(bucket)],
      ]),
    ),
    'destination-caller': [{ policy: 'destination-caller', bucket, download: true }, onCaller(bucket)],
    'destination-caller of several buckets': [
      { policy: 'destination-caller', bucket, buckets: [longBucket, 'acme.shorts'], download: true, delete: true, kmsKeyArn: key },
      onCaller(bucket),
    ],
    'destination-caller, all of it': [
      { policy: 'destination-caller', bucket, download: true, delete: true, kmsKeyArn: key, keyPrefix: `x${prefixes.quotes}`, attachTo: role('app/site') },
      onCaller(bucket, 'site'),
    ],
    'trust of lambda': [{ policy: 'trust', service: 'lambda' }, trusting('remotion-lambda-role')],
    'trust of ec2': [{ policy: 'trust', service: 'ec2' }, trusting('remotion-executionrole')],
    'trust of ecs-tasks': [{ policy: 'trust', service: 'ecs-tasks' }, trusting('remotion-executionrole')],
    'trust of an account': [{ policy: 'trust', service: 'account', trustedAccount: '123456789012' }, trusting('remotion-executionrole')],
    'trust of a role': [
      { policy: 'trust', service: 'role', attachTo: 'role/deploy', trustedRole: role(`a/b/${longRole}`) },
      trusting('deploy'),
    ],
    'trust of a role with an external id': [
      { policy: 'trust', service: 'role', trustedRole: role('app'), externalId: 'a:/\\b+c=,.@_-' },
      trusting('remotion-executionrole'),
    ],
    'trust of the tasks of an account': [token('ecs-tasks'), trusting('remotion-executionrole')],
    'trust of github': [
      token('github-actions', { repository: 'acme@1/films@2', environment: `it's "q" \`r\` %{d} e{{f}} \\n !y #é` }),
      trusting('remotion-executionrole', { [github]: [sts] }),
    ],
    'trust of github, by a provider that exists': [
      token('github-actions', {
        repository: 'acme/films',
        tag: 'v*',
        accountId: undefined,
        issuer: `arn:${partition}:iam::123456789012:oidc-provider/${github}`,
      }),
      trusting('remotion-executionrole'),
    ],
    'trust of github, by both of its names': [
      token('github-actions', { repository: 'acme/films, acme@1/films@2', branch: 'main' }),
      trusting('remotion-executionrole', { [github]: [sts] }),
    ],
    'trust of gitlab': [
      token('gitlab', { repository: 'https://git.acme.dev/acme/films', branch: 'main' }),
      trusting('remotion-executionrole', { 'git.acme.dev': ['https://git.acme.dev'] }),
    ],
    'trust of vercel': [
      token('vercel', { team: 'acme', project: 'site' }),
      trusting('remotion-executionrole', { 'oidc.vercel.com/acme': ['https://vercel.com/acme'] }),
    ],
    'trust of eks-irsa': [
      token('eks-irsa', { issuer: `https://${cluster}`, namespace: 'video', serviceAccount: 'site' }),
      trusting('remotion-executionrole', { [cluster]: partition === 'aws' ? [sts] : [sts, 'sts.amazonaws.com'] }),
    ],
    'trust of several': [
      token(['lambda', 'ec2', 'ecs-tasks', 'role', 'github-actions', 'eks-pod-identity'], {
        trustedRole: role('app'), repository: 'acme/films', branch: 'main', namespace: 'video',
      }),
      trusting('remotion-executionrole', { [github]: [sts] }),
    ],
    'trust of eks-pod-identity': [
      { policy: 'trust', service: 'eks-pod-identity', namespace: 'video', serviceAccount: 'site' },
      trusting('remotion-executionrole'),
    ],
  };
};

/** The text of a call that must succeed. */
export const text = (call) => {
  const answer = build(call);
  assert.ok(answer.ok, `${JSON.stringify(call)}: ${JSON.stringify(answer.problems)}`);
  return answer.text;
};

/** `CASES='trust of'` chooses some. Two are always there: the tools are also shown flaws in them, which they must find. */
const chosen = new RegExp(process.env.CASES ? `^user$|^destination$|${process.env.CASES}` : '');

/**
 * All cases: {id, name, partition, region, account, call, document, made}. An account is a number of twelve digits, one a
 * case, so that no case meets what another left; `document` is the JSON form, read.
 */
export const cases = Object.keys(partitions).flatMap((partition, half) =>
  Object.entries(list(partition))
    .filter(([name]) => chosen.test(name))
    .map(([name, [input, made]], index) => {
      const { region } = partitions[partition];
      const number = 100 * (half + 1) + index;
      const account = `555555555${number}`;
      const call = { region, ...input, ...(input.accountId === OWN && { accountId: account }) };
      return {
        id: `case-${number}`,
        name: `${name} (${partition})`,
        partition,
        region,
        account,
        call,
        document: JSON.parse(text(call)),
        made,
      };
    }),
);

/** The cases in one form: each with its `text`. */
export const inForm = (format) => cases.map((one) => ({ ...one, text: text({ ...one.call, format }) }));

/** The trust relationship of the roles that are there before a form is run. */
export const trustBefore = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/**
 * All that is in the account of a case after its form has run, as `account.py` reads it back: whom the reader named, and
 * on it the policy of the JSON form. The order in lists counts too.
 */
export const after = ({ document, made: { name, how, kind, to, providers = {} } }) => {
  const nothing = { attached: {}, inline: {} };
  if (how === 'role') return { role: { [name]: { ...nothing, trust: document } }, user: {}, policies: [], providers };
  const policies = { ...nothing, [how === 'managed' ? 'attached' : 'inline']: { [name]: document } };
  const identity = kind === 'role' ? { ...policies, trust: trustBefore } : policies;
  return { role: {}, user: {}, [kind]: { [to]: identity }, policies: how === 'managed' ? [name] : [], providers };
};

/** Where the boxes of one page are used first. */
export const PAGE_ACCOUNT = '777777770000';

/** The boxes of one page, filled in and used one after the other; two buckets, one of them with a dot. */
const boxes = [
  [{ policy: 'trust', service: 'lambda' }, attached('remotion-lambda-role', 'role')],
  [{ policy: 'trust', service: 'ec2' }, attached('remotion-executionrole', 'role')],
  [
    { policy: 'trust', service: 'github-actions', accountId: PAGE_ACCOUNT, repository: 'acme/films', branch: 'main', attachTo: 'role/github' },
    { ...attached('github', 'role'), providers: { 'token.actions.githubusercontent.com': ['sts.amazonaws.com'] } },
  ],
  [{ policy: 'user' }, attached('remotion-user-policy', 'managed', 'user', 'remotion-user')],
  [{ policy: 'role' }, attached('remotion-lambda-policy', 'inline', 'role', 'remotion-lambda-role')],
  [{ policy: 'caller' }, attached('remotion-executionrole-policy', 'managed', 'role', 'remotion-executionrole')],
  ...['acme-films', 'acme.films'].flatMap((bucket) => [
    [{ policy: 'destination', bucket }, attached(`remotion-output-bucket-${bucket}`, 'inline', 'role', 'remotion-lambda-role')],
    [
      { policy: 'destination-caller', bucket, download: true },
      attached(`remotion-caller-output-bucket-${bucket}`, 'inline', 'role', 'remotion-executionrole'),
    ],
  ]),
];

/** That page in one form: {call, made, document} as of a case, and what the answer has of it. */
export const pageIn = (format) =>
  boxes.map(([call, made]) => ({ call, made, document: JSON.parse(text(call)), ...build({ ...call, format }) }));

/** All that is in an account where all of them were applied. */
export const afterAll = (boxes) => {
  const all = { role: {}, user: {}, policies: [], providers: {} };
  // Trust relationships last: the other boxes know only the one that was there before.
  for (const one of [...boxes].sort((a, b) => (a.made.how === 'role') - (b.made.how === 'role'))) {
    const { policies, providers, ...kinds } = after(one);
    all.policies.push(...policies);
    Object.assign(all.providers, providers);
    for (const [kind, identities] of Object.entries(kinds)) {
      for (const [name, { attached, inline, ...trust }] of Object.entries(identities)) {
        const there = (all[kind][name] ??= { attached: {}, inline: {} });
        Object.assign(there.attached, attached);
        Object.assign(there.inline, inline);
        Object.assign(there, trust);
      }
    }
  }
  all.policies.sort();
  return all;
};
