// What the forms of a bucket's or a key's own are tried with. They are no IAM resources: there is one for all who use the
// bucket or the key, so that each is also tried where others have written to it.

import { build, forms, prefixes, text } from './cases.mjs';

/** The bucket or the key is made for each case, and a key's id is not ours to choose: this stands for it. */
export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

const OTHERS = {
  Sid: 'Others',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:DeleteObject', 's3:DeleteBucket'],
  Resource: '*',
  Condition: { StringNotLike: { 'aws:PrincipalArn': 'it\'s "x" $HOME `id` \\ \u0021' } },
};

/** What was there before: somebody else's, and what a case has written with other inputs. */
const before = {
  'bucket-policy': (partition, bucket) => ({
    Version: '2012-10-17',
    Id: 'theirs',
    Statement: [
      { Sid: 'RemotionPublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:${partition}:s3:::${bucket}/old/*` },
      { Sid: 'PublicReadGetObject', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:${partition}:s3:::${bucket}/*` },
      { ...OTHERS, Resource: `arn:${partition}:s3:::${bucket}/*` },
      { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:${partition}:s3:::${bucket}/no-sid/*` },
    ],
  }),
  'key-policy': (partition, account) => ({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Enable IAM User Permissions', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
      { Sid: 'RemotionRenderFunction', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:role/old` }, Action: 'kms:Decrypt', Resource: '*' },
    ],
  }),
  lifecycle: () => ({
    Rules: [
      { ID: 'theirs', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 365 } },
      { ID: 'remotion-expire-renders', Status: 'Enabled', Filter: { Prefix: 'old/' }, Expiration: { Days: 1 } },
    ],
  }),
};

const list = (partition, region, account) => {
  const bucket = 'acme-films';
  const cloudfront = `arn:${partition}:cloudfront::${account}:distribution/EDFDVBD632BHDS5`;
  const kmsKeyArn = `arn:${partition}:kms:${region}:${account}:key/${KEY_ID}`;
  const folder = (keyPrefix) => ({ policy: 'bucket-policy', bucket, publicRead: 'prefix', keyPrefix: `x${keyPrefix}` });
  const expire = (keyPrefix) => ({ policy: 'lifecycle', bucket, keyPrefix: `x${keyPrefix}`, expireAfterDays: '30' });
  const of = (make) => Object.entries(prefixes).map(([name, prefix]) => [`${make('').policy}, folder of ${name}`, make(prefix)]);
  return Object.fromEntries([
    ['bucket-policy, every file', { policy: 'bucket-policy', bucket: `long.bucket-${'b'.repeat(47)}`, publicRead: 'all' }],
    ['bucket-policy, sites in Remotion’s bucket', { policy: 'bucket-policy', bucket: 'remotionlambda-abc', publicRead: 'sites' }],
    ['bucket-policy, TLS in Remotion’s bucket', { policy: 'bucket-policy', bucket: 'remotionlambda-abc', tlsOnly: true }],
    ['bucket-policy, nothing public', { policy: 'bucket-policy', bucket: 'remotionlambda-abc', distribution: cloudfront, tlsOnly: true }],
    ['bucket-policy, all of it', { ...folder('films'), distribution: 'EDFDVBD632BHDS5', accountId: account, tlsOnly: true }],
    ...of(folder),
    ['key-policy', { policy: 'key-policy', kmsKeyArn }],
    ['key-policy, all of it', { policy: 'key-policy', kmsKeyArn, functionRole: 'render', reader: 'user/a_b+c=d,e.f@g-h', distribution: cloudfront }],
    ['lifecycle', { policy: 'lifecycle', bucket: 'remotionlambda-abc' }],
    ...of(expire),
  ]);
};

const regions = { aws: 'eu-central-1', 'aws-cn': 'cn-north-1' };

/** As in cases.mjs. */
const chosen = new RegExp(process.env.CASES ? `^bucket-policy, every file$|^lifecycle$|${process.env.CASES}` : '');

/** All cases: {id, name, partition, region, account, policy, of, call, document, before}. */
export const resources = Object.entries(regions).flatMap(([partition, region], half) => {
  const names = Object.keys(list(partition, region, ''));
  return names.filter((name) => chosen.test(name)).map((name) => {
    const number = 100 * (half + 1) + names.indexOf(name);
    const account = `444444444${number}`;
    const raw = list(partition, region, account)[name];
    // A name of a bucket is taken once for all accounts.
    const bucket = raw.bucket && `${raw.bucket}-${number}`;
    const { policy } = raw;
    const call = { ...raw, ...(bucket ? { bucket, region } : {}) };
    return {
      id: `resource-${number}`,
      name: `${name} (${partition})`,
      partition,
      region,
      account,
      policy,
      of: bucket ?? KEY_ID,
      call,
      document: JSON.parse(text(call)),
      before: before[policy](partition, bucket ?? account),
    };
  });
});

/** Those that have a form, in it: each with its `text`. Which have it, a test says. */
export const resourcesIn = (format) =>
  resources.flatMap((one) => {
    const answer = build({ ...one.call, format });
    return answer.ok ? [{ ...one, text: answer.text, fileName: answer.fileName }] : [];
  });

/** The forms that each policy has. */
export const formsOf = {
  'bucket-policy': forms,
  'key-policy': ['aws-cli', 'aws-cli-powershell'],
  lifecycle: ['aws-cli', 'aws-cli-powershell', 'terraform', 'pulumi'],
};

const nameOf = (policy) => (policy === 'lifecycle' ? 'ID' : 'Sid');

/** The Statements or rules that a case writes. */
export const written = ({ policy, document }) =>
  ({ 'bucket-policy': document.Statement, 'key-policy': document, lifecycle: document.Rules })[policy];

/** What is there once a script has met what was there before: others' first, as they were, and then its own. */
export const merged = (one) => {
  const ours = new Set(written(one).map((item) => item[nameOf(one.policy)]));
  const isRemotions = one.of.startsWith('remotionlambda-');
  // In Remotion's own bucket, what is public stays where the text says nothing of who may read.
  if (one.policy === 'bucket-policy' && !(isRemotions && ours.size === 1 && ours.has('RemotionTlsOnly'))) {
    ours.add('RemotionPublicRead');
    if (isRemotions) ours.add('PublicReadGetObject');
  }
  if (one.policy === 'lifecycle') ours.add('remotion-expire-renders');
  const list = one.policy === 'lifecycle' ? 'Rules' : 'Statement';
  const kept = one.before[list].filter((item) => !ours.has(item[nameOf(one.policy)]));
  return { ...one.before, [list]: [...kept, ...written(one)] };
};
