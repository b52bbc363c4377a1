// What `aws iam get-account-authorization-details` prints for an account with many principals, as text.

const ACCOUNT = '111122223333';
const arn = (kind, name) => `arn:aws:iam::${ACCOUNT}:${kind}/${name}`;
const statement = (n) => ({
  Sid: `Part${n}`,
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:Query', `logs:Put${n}`, 'sqs:SendMessage', 'kms:Decrypt'],
  Resource: [`arn:aws:s3:::team-${n}-data/*`, `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/team-${n}`],
  ...(n % 3 === 0 && { Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${n}` } } }),
});
const document = (n, statements = 4) => ({ Version: '2012-10-17', Statement: Array.from({ length: statements }, (_, at) => statement(n + at)) });
const trust = (service) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
});
const role = (name, service, policies, managed = []) => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${name}`,
  Arn: arn('role', name),
  CreateDate: '2025-01-01T00:00:00Z',
  AssumeRolePolicyDocument: trust(service),
  InstanceProfileList: [],
  RolePolicyList: policies,
  AttachedManagedPolicies: managed,
  Tags: [],
});

/** `policy`: what the role `remotion-lambda-role` has, attached as a customer managed policy. */
export const account = (policy, principals) => {
  const managed = Array.from({ length: Math.ceil(principals / 10) }, (_, n) => ({
    PolicyName: `team-${n}`,
    PolicyId: `ANPA${n}`,
    Arn: arn('policy', `team-${n}`),
    Path: '/',
    DefaultVersionId: 'v2',
    AttachmentCount: 10,
    IsAttachable: true,
    PolicyVersionList: [
      { Document: document(n, 8), VersionId: 'v2', IsDefaultVersion: true, CreateDate: '2025-01-01T00:00:00Z' },
      { Document: document(n, 6), VersionId: 'v1', IsDefaultVersion: false, CreateDate: '2024-01-01T00:00:00Z' },
    ],
  }));
  const attached = (n) => [{ PolicyName: `team-${n}`, PolicyArn: arn('policy', `team-${n}`) }];
  const half = Math.floor(principals / 2);
  const roles = Array.from({ length: half }, (_, n) =>
    role(`service-${n}`, 'lambda', [{ PolicyName: 'inline', PolicyDocument: document(n) }], attached(n % managed.length)),
  );
  const users = Array.from({ length: principals - half - 1 }, (_, n) => ({
    Path: '/',
    UserName: `person-${n}`,
    UserId: `AIDA${n}`,
    Arn: arn('user', `person-${n}`),
    CreateDate: '2025-01-01T00:00:00Z',
    UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: document(n, 2) }],
    GroupList: [`group-${n % 10}`],
    AttachedManagedPolicies: attached(n % managed.length),
    Tags: [],
  }));
  const own = { PolicyName: 'remotion-lambda-policy', PolicyArn: arn('policy', 'remotion-lambda-policy') };
  roles.splice(half >> 1, 0, role('remotion-lambda-role', 'lambda', [], [own]));
  managed.push({
    ...managed[0],
    PolicyName: own.PolicyName,
    Arn: own.PolicyArn,
    PolicyVersionList: [{ Document: policy, VersionId: 'v2', IsDefaultVersion: true, CreateDate: '2025-01-01T00:00:00Z' }],
  });
  const groups = Array.from({ length: 10 }, (_, n) => ({
    Path: '/',
    GroupName: `group-${n}`,
    GroupId: `AGPA${n}`,
    Arn: arn('group', `group-${n}`),
    CreateDate: '2025-01-01T00:00:00Z',
    GroupPolicyList: [{ PolicyName: 'inline', PolicyDocument: document(n, 3) }],
    AttachedManagedPolicies: attached(n),
  }));
  return JSON.stringify({ UserDetailList: users, GroupDetailList: groups, RoleDetailList: roles, Policies: managed }, null, 4);
};
