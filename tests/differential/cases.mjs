// Policies and requests to compare engines on: real policies bent in many ways, and made-up ones.
//
// A case: {texts, boundary, action, resource, context}; the context names every key a condition may ask for, null
// where the request does not have it, so that nothing is left open.

const ACCOUNT = '123456789012';

/** Resources of each kind of action, those Remotion uses and their neighbours. `P` is the partition. */
const RESOURCES = {
  bucket: ['remotionlambda-useast1-abc', 'my-videos', 'my-videos2', 'other'].map((name) => `arn:P:s3:::${name}`),
  object: ['remotionlambda-useast1-abc/renders/1/out.mp4', 'my-videos/out/a.mp4', 'my-videos/a', 'my-videos/a*b?/x', 'other/a:b'].map(
    (name) => `arn:P:s3:::${name}`,
  ),
  function: ['remotion-render-4-0-527', 'my-render', 'remotion'].map((name) => `arn:P:lambda:us-east-1:${ACCOUNT}:function:${name}`),
  layer: ['arn:P:lambda:us-east-1:678892195805:layer:remotion-binaries-ffmpeg-arm64:1', `arn:P:lambda:us-east-1:${ACCOUNT}:layer:x:2`],
  user: [`arn:P:iam::${ACCOUNT}:user/ann`, `arn:P:iam::${ACCOUNT}:user/team/bob`],
  role: ['remotion-lambda-role', 'other-role', 'a/remotion-lambda-role'].map((name) => `arn:P:iam::${ACCOUNT}:role/${name}`),
  group: ['/aws/lambda/remotion-render-x', '/aws/lambda-insights', '/aws/lambda/other'].map(
    (name) => `arn:P:logs:us-east-1:${ACCOUNT}:log-group:${name}`,
  ),
  stream: [`arn:P:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/remotion-render-x:log-stream:a/[b]`],
  key: [`arn:P:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
  nothing: ['*'],
};

const ACTIONS = Object.entries({
  bucket: ['s3:ListBucket', 's3:CreateBucket', 's3:PutBucketPolicy', 's3:GetBucketLocation'],
  object: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject', 's3:AbortMultipartUpload'],
  function: ['lambda:InvokeFunction', 'lambda:GetFunction', 'lambda:CreateFunction'],
  layer: ['lambda:GetLayerVersion'],
  user: ['iam:GetUser', 'iam:SimulatePrincipalPolicy'],
  role: ['iam:PassRole'],
  group: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
  stream: ['logs:PutLogEvents'],
  key: ['kms:GenerateDataKey', 'kms:Decrypt'],
  nothing: ['s3:ListAllMyBuckets', 'lambda:ListFunctions', 'servicequotas:GetServiceQuota'],
}).flatMap(([kind, actions]) => actions.map((action) => [action, kind]));

const ACTION_PATTERNS = ['*', 's3:*', 'S3:put*', 's3:?etObject', 's3:*Object*', 'lambda:*', 'logs:Create*', 'iam:PassRole', 's3:List*', 'kms:*'];

const RESOURCE_PATTERNS = [
  '*',
  'arn:P:s3:::*',
  'arn:P:s3:::*/*',
  'arn:P:s3:::remotionlambda-*',
  'arn:P:s3:::remotionlambda-?*/*.mp4',
  'arn:P:s3:::my-*',
  'arn:P:s3:::my-videos/*/*',
  'arn:P:s3:::my-videos/a${*}b${?}/*',
  'arn:P:s3:::my-videos',
  'arn:P:lambda:*:*:function:*-render*',
  'arn:P:lambda:us-east-1:*:*',
  'arn:P:lambda:eu-*-1:*:function:*',
  'arn:P:logs:*:*:log-group:/aws/lambda/remotion-render-*',
  'arn:P:logs:*:*:log-group:/aws/lambda-insights:*',
  'arn:P:logs:*:*:log-group:*:log-stream:*',
  `arn:P:iam::${ACCOUNT}:role/*-role`,
  'arn:P:iam::*:user/${aws:username}',
  'arn:*:s3:::my-videos/*',
  'arn:aws-us-gov:s3:::*',
];

/** Each key, the values a request may have for it (null: none), and the values policies ask for. */
const KEYS = {
  'aws:SecureTransport': { has: ['true', 'false'], wants: ['true', 'false'], operators: ['Bool', 'BoolIfExists'] },
  'aws:RequestedRegion': { has: ['us-east-1', 'eu-central-1', null], wants: ['us-east-1', 'eu-*', 'US-EAST-1'] },
  's3:x-amz-acl': { has: ['public-read', 'private', null], wants: ['public-read', 'private', 'p*'] },
  'aws:PrincipalOrgID': { has: ['o-1', null], wants: ['o-1', 'o-2', 'o-?'] },
  'aws:PrincipalArn': {
    has: [`arn:aws:iam::${ACCOUNT}:user/ann`],
    wants: ['arn:aws:iam::*:user/*', `arn:aws:iam::${ACCOUNT}:role/*`, `arn:aws:iam::${ACCOUNT}:user/ann`],
    operators: ['ArnLike', 'ArnEquals', 'ArnNotLike', 'StringLike'],
  },
  'aws:TagKeys': {
    has: [['a'], ['a', 'b'], null],
    wants: ['a', 'b', '?'],
    operators: ['ForAnyValue:StringEquals', 'ForAllValues:StringLike', 'ForAllValues:StringEquals', 'ForAnyValue:StringNotEquals'],
  },
};

const STRING_OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringEqualsIfExists',
  'StringLikeIfExists',
];

const list = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const oneOrList = (random, values) => (values.length === 1 && random.one(2) ? values[0] : values);

const condition = (random) => {
  const key = random.pick(Object.keys(KEYS));
  const { wants, operators = STRING_OPERATORS } = KEYS[key];
  if (random.one(8)) return { Null: { [key]: random.pick(['true', 'false']) } };
  // Keys are in any case, and a Bool has one value.
  const operator = random.pick(operators);
  const values = operator.startsWith('Bool') ? random.pick(wants) : oneOrList(random, random.some(wants, 1, 2));
  return { [operator]: { [random.one(6) ? key.toLowerCase() : key]: values } };
};

const statement = (random) => {
  const actions = random.some([...ACTION_PATTERNS, ...ACTIONS.map(([action]) => action)], 1, 4);
  const resources = random.some(RESOURCE_PATTERNS, 1, 3);
  const made = { Effect: random.one(3) ? 'Deny' : 'Allow' };
  made[random.one(6) ? 'NotAction' : 'Action'] = oneOrList(random, actions);
  made[random.one(6) ? 'NotResource' : 'Resource'] = oneOrList(random, resources);
  if (random.one(3)) made.Condition = condition(random);
  return made;
};

/** Ways to bend a Statement of a real policy. */
const BENDS = {
  remove: (random, one) => ({ ...one, Action: random.some(list(one.Action), 1, list(one.Action).length) }),
  widenAction: (random, one) => ({ ...one, Action: list(one.Action).map((action) => (random.one(2) ? `${action.split(':')[0]}:*` : action)) }),
  widenResource: (random, one) => ({ ...one, Resource: list(one.Resource).map((arn) => (random.one(2) ? arn.replace(/[^:]*$/, '*') : arn)) }),
  narrowResource: (random, one) => ({
    ...one,
    Resource: list(one.Resource).map((arn) => (arn === '*' ? arn : arn.replace(/\*$/, random.pick(['?*', 'useast1-*', '*.mp4', '']))) ),
  }),
  deny: (_, one) => ({ ...one, Effect: 'Deny' }),
  condition: (random, one) => ({ ...one, Condition: condition(random) }),
  notAction: (_, { Action, ...one }) => ({ ...one, NotAction: Action }),
  notResource: (_, { Resource, ...one }) => ({ ...one, NotResource: Resource }),
};

/** A real policy, one or two of its Statements bent, perhaps with one more. */
const bent = (random, policy) => {
  const { Version, Statement } = JSON.parse(policy);
  const statements = Statement.map(({ Sid, ...one }) => one);
  for (let bends = random.below(3); bends > 0; bends -= 1) {
    const at = random.below(statements.length);
    // A Statement that has been turned round stays so.
    if (!statements[at].Action || !statements[at].Resource) continue;
    statements[at] = BENDS[random.pick(Object.keys(BENDS))](random, statements[at]);
  }
  if (random.one(3)) statements.push(statement(random));
  return JSON.stringify({ Version, Statement: statements });
};

const made = (random) =>
  JSON.stringify({ Version: '2012-10-17', Statement: Array.from({ length: 1 + random.below(4) }, () => statement(random)) });

const inPartition = (text, partition) => text.replaceAll('arn:P:', `arn:${partition}:`);

/** So many requests of one set of policies. `real` are [partition, text] of real policies. */
export const group = (random, real, requests) => {
  const [partition, policy] = random.pick(real);
  const put = (text) => inPartition(text, partition);
  const texts = random.one(3) ? [made(random)] : [bent(random, policy)];
  if (random.one(5)) texts.push(made(random));
  const boundary = random.one(6) ? [random.one(2) ? bent(random, policy) : made(random)] : [];
  return Array.from({ length: requests }, () => {
    const [action, kind] = random.pick(ACTIONS);
    const context = { 'aws:username': 'ann' };
    for (const [key, { has }] of Object.entries(KEYS)) context[key] = random.pick(has);
    return {
      texts: texts.map(put),
      boundary: boundary.map(put),
      action: random.one(8) ? action.toLowerCase() : action,
      resource: put(random.pick(RESOURCES[kind])),
      context,
    };
  });
};
