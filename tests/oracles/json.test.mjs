// The JSON form: what parliament says of it, and what it allows of concrete requests, by iam-simulate with AWS's own table
// of actions. The simulator decides what `requests.test.mjs` cannot ask of moto: an ACL, an own key, IAM's escapes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { build, cases } from './cases.mjs';
import { ask } from './python.mjs';

// A trust relationship is no identity policy, and parliament reads no other.
const identity = cases.filter(({ call }) => call.policy !== 'trust');

/**
 * All that parliament finds, of severity low, and why it stays: Remotion's own user policy, which is given word for word,
 * asks for `lambda:GetFunction` on `*` (its Statement `FunctionListing`), where AWS could narrow it to names of functions.
 */
const known = new Set(['RESOURCE_STAR lambda:GetFunction']);

/**
 * `deployFunction()` makes Remotion's bucket with its ACL and its policy, so the policy of a caller that deploys functions
 * has both actions. Whoever may set the policy of a bucket may give themselves its objects.
 */
const makesBucket =
  /^RESOURCE_POLICY_PRIVILEGE_ESCALATION .* on arn:aws(-cn)?:s3:::remotionlambda-\* due to .*, but does allow s3:PutBucket(Acl|Policy)$/;

/** Lambda connects a function to a VPC with actions that AWS's own policy for it has on `*` as well. */
const connects = /^RESOURCE_STAR ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:UnassignPrivateIpAddresses$/;

const isKnown = (name) => (one) =>
  known.has(one) ||
  (name.startsWith('role with all extras') && connects.test(one)) ||
  (name.startsWith('caller that deploys functions') && makesBucket.test(one));

test('parliament finds nothing but what is known of Remotion’s own text', () => {
  const { findings, flawed } = ask('parliament_audit.py', identity.map(({ name, document }) => ({ name, document })));
  assert.deepEqual(Object.entries(findings).filter(([name, said]) => !said.every(isKnown(name))), []);
  assert.ok(flawed.length > 0, 'it finds what is put wrong');
});

/** Whether the policy allows it; a request that the tool cannot make sense of is no answer. */
const allows = async (document, action, resource, account = '123456789012') => {
  const partition = resource.split(':')[1];
  const said = await runSimulation(
    {
      request: {
        principal: `arn:${partition}:iam::${account}:role/reader`,
        action,
        resource: { resource, accountId: account },
        contextVariables: {},
      },
      identityPolicies: [{ name: 'policy', policy: document }],
      serviceControlPolicies: [{ orgIdentifier: 'r', policies: [{ name: 'all', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }] }],
      resourceControlPolicies: [],
      // A key lets nobody in of itself; this is the key policy AWS writes, which leaves it to IAM.
      ...(action.startsWith('kms:') && {
        resourcePolicy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
        },
      }),
    },
    {},
  );
  assert.notEqual(said.resultType, 'error', JSON.stringify(said.errors));
  return said.overallResult === 'Allowed';
};

const policy = (call) => {
  const answer = build(call);
  assert.ok(answer.ok, JSON.stringify(answer.problems));
  return JSON.parse(answer.text);
};

for (const [partition, region] of [['aws', 'eu-central-1'], ['aws-cn', 'cn-north-1']]) {
  const s3 = `arn:${partition}:s3:::`;
  const key = `arn:${partition}:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const bucket = 'acme-films';
  const film = `${s3}${bucket}/films/a.mp4`;
  const artifact = `${s3}${bucket}/renders/abc/artifacts/x.json`;
  const destination = { policy: 'destination', bucket, region, privacy: 'private' };
  const caller = { policy: 'destination-caller', bucket, region, download: true };
  const fn = `arn:${partition}:lambda:${region}:123456789012:function:`;

  /** [name, call, what is allowed, what is not]; a request is [action, resource]. */
  const table = [
    [
      'destination, with an ACL and an own key',
      { ...destination, kmsKeyArn: key },
      [['s3:PutObject', film], ['s3:PutObjectAcl', film], ['s3:GetObject', film], ['s3:AbortMultipartUpload', film], ['s3:ListBucket', s3 + bucket], ['kms:GenerateDataKey', key], ['kms:Decrypt', key]],
      [['s3:DeleteObject', film], ['s3:PutObject', `${s3}${bucket}s/a`], ['s3:ListBucket', `${s3}${bucket}s`], ['kms:Encrypt', key], ['kms:Decrypt', key.replace('1234abcd', '1234abce')]],
    ],
    ['destination, without an ACL', { ...destination, privacy: 'no-acl' }, [['s3:PutObject', film]], [['s3:PutObjectAcl', film]]],
    [
      'destination, only to write',
      { ...destination, writeOnly: true },
      [['s3:PutObject', film], ['s3:PutObjectAcl', film], ['s3:AbortMultipartUpload', film]],
      [['s3:GetObject', film], ['s3:ListBucket', s3 + bucket]],
    ],
    [
      'destination, in a folder',
      { ...destination, keyPrefix: 'films' },
      [['s3:PutObject', film], ['s3:PutObject', artifact], ['s3:GetObject', artifact]],
      [['s3:PutObject', `${s3}${bucket}/films.mp4`], ['s3:PutObject', `${s3}${bucket}/x/films/a.mp4`], ['s3:PutObject', `${s3}${bucket}/renders/abc/x.json`]],
    ],
    [
      'destination of several buckets, in a folder',
      { ...destination, buckets: ['acme-shorts', 'acme.clips'], keyPrefix: 'films' },
      ['acme-shorts', 'acme.clips', bucket].flatMap((name) => [
        ['s3:PutObject', `${s3}${name}/films/a.mp4`],
        ['s3:PutObjectAcl', `${s3}${name}/renders/abc/artifacts/a.txt`],
        ['s3:ListBucket', s3 + name],
      ]),
      [['s3:PutObject', `${s3}acme-shorts/films.mp4`], ['s3:DeleteObject', `${s3}acme-shorts/films/a.mp4`], ['s3:PutObject', `${s3}acme-other/films/a.mp4`], ['s3:ListBucket', `${s3}acme-shorts2`]],
    ],
    [
      'destination-caller of several buckets',
      { ...caller, buckets: ['acme-shorts'] },
      [['s3:GetObject', film], ['s3:GetObject', `${s3}acme-shorts/a.mp4`]],
      [['s3:GetObject', `${s3}acme-other/a.mp4`], ['s3:DeleteObject', `${s3}acme-shorts/a.mp4`]],
    ],
    [
      'destination, in a folder whose name holds what IAM reads as its own',
      { ...destination, keyPrefix: 'b?c${d}' },
      [['s3:PutObject', `${s3}${bucket}/b?c\${d}/x.mp4`]],
      [['s3:PutObject', `${s3}${bucket}/bXc\${d}/x.mp4`], ['s3:PutObject', `${s3}${bucket}/b?c/x.mp4`]],
    ],
    // A `*` in what is asked for is a wildcard to the simulator, so only what is refused can be asked.
    ['destination, in a folder with a star', { ...destination, keyPrefix: 'a*b' }, [], [['s3:PutObject', `${s3}${bucket}/aXXb/x.mp4`]]],
    ['destination-caller, to download', { ...caller, kmsKeyArn: key }, [['s3:GetObject', film], ['kms:Decrypt', key]], [['s3:DeleteObject', film], ['s3:PutObject', film], ['kms:GenerateDataKey', key]]],
    ['destination-caller, to delete', { ...caller, download: false, delete: true }, [['s3:DeleteObject', film]], [['s3:GetObject', film], ['s3:DeleteObjectVersion', film]]],
    [
      'caller',
      { policy: 'caller', region, accountId: '123456789012' },
      [['lambda:InvokeFunction', `${fn}remotion-render-4-0-527-mem2048mb-disk2048mb-120sec`]],
      [['lambda:InvokeFunction', `${fn}other`], ['lambda:DeleteFunction', `${fn}remotion-render-a`], ['s3:GetObject', `${s3}remotionlambda-x/renders/a/progress.json`], ['s3:ListAllMyBuckets', '*']],
    ],
    [
      'caller, with large props, to cancel',
      { policy: 'caller', region, calls: ['largeInputProps', 'cancelRenderOnLambda'] },
      [['s3:GetObject', `${s3}remotionlambda-x/renders/a/progress.json`], ['s3:PutObject', `${s3}remotionlambda-x/renders/a/cancel.json`], ['s3:PutObject', `${s3}remotionlambda-x/input-props/a.json`], ['s3:PutObjectAcl', `${s3}remotionlambda-x/input-props/a.json`], ['s3:ListAllMyBuckets', '*']],
      [['s3:PutObject', `${s3}remotionlambda-x/sites/a/index.html`], ['s3:GetObject', `${s3}remotionlambda-x/input-props/a.json`], ['s3:DeleteObject', `${s3}remotionlambda-x/renders/a/out.mp4`], ['lambda:InvokeFunction', `${fn}remotion-render-a`], ['s3:GetObject', film]],
    ],
    [
      'caller, to delete, with the bucket named',
      { policy: 'caller', region, calls: ['deleteRender'], remotionBucket: 'acme-remotion' },
      [['s3:DeleteObject', `${s3}acme-remotion/renders/a/out.mp4`], ['s3:ListBucket', `${s3}acme-remotion`]],
      [['s3:ListAllMyBuckets', '*'], ['s3:DeleteObject', `${s3}remotionlambda-x/renders/a/out.mp4`], ['s3:DeleteBucket', `${s3}acme-remotion`]],
    ],
    [
      'caller, to deploy sites',
      { policy: 'caller', region, calls: ['sites create'] },
      [['s3:PutObject', `${s3}remotionlambda-x/sites/a/index.html`], ['s3:DeleteObject', `${s3}remotionlambda-x/sites/a/index.html`], ['s3:ListBucket', `${s3}remotionlambda-x`], ['s3:GetBucketLocation', `${s3}remotionlambda-x`]],
      [['s3:PutObject', `${s3}remotionlambda-x/renders/a/out.mp4`], ['s3:CreateBucket', `${s3}remotionlambda-x`], ['lambda:InvokeFunction', `${fn}remotion-render-a`]],
    ],
    ['user', { policy: 'user', region }, [['lambda:InvokeFunction', `${fn}remotion-render-a`], ['s3:PutObject', `${s3}remotionlambda-x/a`], ['iam:PassRole', `arn:${partition}:iam::123456789012:role/remotion-lambda-role`]], [['s3:PutObject', film], ['iam:PassRole', `arn:${partition}:iam::123456789012:role/admin`]]],
    ['role', { policy: 'role', region }, [['s3:PutObject', `${s3}remotionlambda-x/a`], ['lambda:InvokeFunction', `${fn}remotion-render-a`]], [['s3:PutObject', film], ['s3:AbortMultipartUpload', `${s3}remotionlambda-x/a`]]],
  ];
  for (const [name, call, allowed, refused] of table) {
    test(`${name} (${partition}): allows what it is for, and nothing near it`, async () => {
      const document = policy(call);
      for (const [action, resource] of allowed) assert.ok(await allows(document, action, resource), `${action} on ${resource}`);
      for (const [action, resource] of refused) assert.ok(!(await allows(document, action, resource)), `${action} on ${resource}`);
    });
  }
}

/**
 * Whether a trust relationship lets somebody in who has these claims. The simulator reads no issuer's keys in a policy of a
 * resource, so it is given the conditions in one of an identity; principal and action are compared here.
 */
const letsIn = ({ Statement: [{ Principal, Action, Condition }] }, principal, action, claims) => {
  const Statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*', Condition };
  const said = runUnsafeSimulation(
    {
      request: {
        principal: 'arn:aws:iam::123456789012:role/reader',
        action: 's3:ListAllMyBuckets',
        resource: { resource: '*', accountId: '123456789012' },
        contextVariables: claims,
      },
      identityPolicies: [{ name: 'policy', policy: { Version: '2012-10-17', Statement } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return (said.overallResult ?? said) === 'Allowed' && Action.includes(action) && Object.values(Principal).includes(principal);
};

for (const partition of ['aws', 'aws-cn']) {
  const region = partition === 'aws' ? 'eu-central-1' : 'cn-north-1';
  const sts = partition === 'aws' ? 'sts.amazonaws.com' : 'sts.amazonaws.com.cn';
  const cluster = `oidc.eks.${region}.amazonaws.com${partition === 'aws' ? '' : '.cn'}/id/EXAMPLE`;
  const github = (repository, ref) => ({ service: 'github-actions', repository, ...ref });
  const ref = (repository, name) => `repo:${repository}:ref:refs/${name}`;

  /** [call, issuer, audience, subjects that are let in, subjects that are not]. Another audience never is. */
  const tokens = [
    [
      github('https://github.com/acme/films/tree/main', { branch: 'main' }),
      'token.actions.githubusercontent.com',
      sts,
      [ref('acme/films', 'heads/main')],
      // Other branches, tags, environments, pull requests and capitals; forks; names that begin or end so.
      [ref('acme/films', 'heads/dev'), ref('acme/films', 'heads/main2'), ref('acme/films', 'tags/main'), 'repo:acme/films:environment:main', 'repo:acme/films:pull_request', ref('Acme/films', 'heads/main'), ref('mallory/films', 'heads/main'), ref('acme/films2', 'heads/main'), ref('xacme/films', 'heads/main'), ref('acme@1/films@2', 'heads/main')],
    ],
    [
      github('acme/films, acme@1/films@2', { branch: 'release/*' }),
      'token.actions.githubusercontent.com',
      sts,
      [ref('acme/films', 'heads/release/1'), ref('acme@1/films@2', 'heads/release/1')],
      [ref('acme/films', 'heads/main'), ref('acme@1/films@3', 'heads/release/1'), ref('acme@3/films@2', 'heads/release/1'), 'repo:acme/films:pull_request'],
    ],
    [
      github('https://git.acme.dev/acme/films', { environment: 'prod:eu' }),
      'git.acme.dev/_services/token',
      sts,
      ['repo:acme/films:environment:prod%3Aeu'],
      ['repo:acme/films:environment:prod', 'repo:acme/films:environment:prod:eu', ref('acme/films', 'heads/main')],
    ],
    [
      { service: 'gitlab', repository: 'acme/video/films', tag: 'v*' },
      'gitlab.com',
      'https://gitlab.com',
      ['project_path:acme/video/films:ref_type:tag:ref:v1'],
      ['project_path:acme/video/films:ref_type:branch:ref:v1', 'project_path:acme/video/films2:ref_type:tag:ref:v1', 'project_path:mallory/films:ref_type:tag:ref:v1'],
    ],
    [
      { service: 'vercel', team: 'acme', project: 'site' },
      'oidc.vercel.com/acme',
      'https://vercel.com/acme',
      ['owner:acme:project:site:environment:production'],
      ['owner:acme:project:site:environment:preview', 'owner:acme:project:site2:environment:production', 'owner:mallory:project:site:environment:production'],
    ],
    [
      { service: 'eks-irsa', issuer: `https://${cluster}`, namespace: 'video', serviceAccount: 'site' },
      cluster,
      sts,
      ['system:serviceaccount:video:site'],
      ['system:serviceaccount:video:default', 'system:serviceaccount:default:site'],
    ],
  ];
  for (const [call, issuer, audience, allowed, refused] of tokens) {
    test(`trust of ${issuer} (${partition}): lets in the token that it is for, and none near it`, () => {
      const document = policy({ policy: 'trust', region, accountId: '123456789012', ...call });
      const provider = `arn:${partition}:iam::123456789012:oidc-provider/${issuer}`;
      const token = (sub, aud = audience) => letsIn(document, provider, 'sts:AssumeRoleWithWebIdentity', { [`${issuer}:sub`]: sub, [`${issuer}:aud`]: aud });
      for (const sub of allowed) {
        assert.ok(token(sub), sub);
        for (const aud of ['another', `${audience}x`, 'https://github.com/acme']) assert.ok(!token(sub, aud), `${sub} for ${aud}`);
      }
      for (const sub of refused) assert.ok(!token(sub), sub);
      assert.ok(!letsIn(document, provider, 'sts:AssumeRoleWithWebIdentity', { [`${issuer}:aud`]: audience }), 'without a subject');
    });
  }

  test(`trust of other callers (${partition}): lets in what it is for`, () => {
    const own = '123456789012';
    const lets = (call, principal, claims) => letsIn(policy({ policy: 'trust', region, ...call }), principal, 'sts:AssumeRole', claims);
    const tasks = 'ecs-tasks.amazonaws.com';
    const source = (account, place = region) => ({ 'aws:SourceAccount': account, 'aws:SourceArn': `arn:${partition}:ecs:${place}:${account}:task/a/b` });
    assert.ok(lets({ service: 'ecs-tasks', accountId: own }, tasks, source(own)));
    assert.ok(!lets({ service: 'ecs-tasks', accountId: own }, tasks, source('210987654321')));
    assert.ok(!lets({ service: 'ecs-tasks', accountId: own }, tasks, source(own, 'us-west-2')));
    const pods = 'pods.eks.amazonaws.com';
    const tags = (namespace, account) => ({ 'aws:RequestTag/kubernetes-namespace': namespace, 'aws:RequestTag/kubernetes-service-account': account });
    const pod = { service: 'eks-pod-identity', namespace: 'video', serviceAccount: 'site' };
    assert.ok(lets(pod, pods, tags('video', 'site')));
    assert.ok(!lets(pod, pods, tags('video', 'default')) && !lets(pod, pods, tags('default', 'site')) && !lets(pod, pods, {}));
    const role = `arn:${partition}:iam::${own}:role/app`;
    const app = { service: 'role', trustedRole: role, externalId: 'acme-7' };
    assert.ok(lets(app, role, { 'sts:ExternalId': 'acme-7' }));
    assert.ok(!lets(app, role, { 'sts:ExternalId': 'acme-8' }) && !lets(app, role, {}));
  });
}
