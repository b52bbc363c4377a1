// The inputs of the policies as flags, each with the policies that take it. Help, errors and the calls of the API are
// made from this table; tests/cli/inputs.test.mjs holds it against the types, the element and the module.

/** Each policy, and who gets it. */
export const POLICIES = {
  user: 'the deployer, who can also start renders',
  role: "the render function's role",
  caller: 'code and commands that call Remotion: what their calls need',
  destination: "the render function's role, to write into your own output bucket",
  'destination-caller': 'the caller, to fetch or delete files in that bucket',
  trust: 'the trust relationship of a role',
  'render-call': 'not a policy: the matching renderMediaOnLambda() call',
  'bucket-policy': 'a bucket: who may read its files',
  'key-policy': 'statements to add to the policy of a KMS key',
  lifecycle: 'a bucket: when it deletes leftovers and old renders',
  setup: 'all that a caller and its render function need, part by part, with what is left to do',
};

const ALL = Object.keys(POLICIES);

/** The policies that grant permissions. */
export const PERMISSIONS = ALL.slice(0, 5);

const BUCKET = ['destination', 'destination-caller', 'render-call', 'bucket-policy', 'lifecycle', 'setup'];
const KEY = ['user', 'role', 'destination', 'destination-caller', 'render-call', 'key-policy', 'setup'];
const UPLOAD = ['destination', 'render-call', 'setup'];
const TRUST = ['trust', 'setup'];

/**
 * `field`: its name in the API. The flag is the same in kebab case, unless `name` says otherwise. One without `value` is
 * on or off. `isList`: names separated by commas. `takes`: the policies that take it.
 */
export const INPUTS = [
  { field: 'format', value: 'FORMAT', takes: ALL, about: 'json, aws-cli, aws-cli-powershell, cloudformation, terraform, cdk or pulumi; setup has only json, aws-cli, cloudformation and terraform' },
  // `--version` prints the version of this package, as everywhere.
  { field: 'version', name: 'remotion', value: 'VERSION', takes: [...PERMISSIONS, 'setup'], about: 'version of Remotion, or `newest`. Default: the one installed here' },
  { field: 'region', value: 'REGION', takes: ALL.filter((policy) => policy !== 'key-policy'), about: 'AWS region, such as eu-central-1' },
  { field: 'bucket', value: 'BUCKET', takes: BUCKET, about: 'your output bucket: its name, or any s3:// address, ARN or URL of it' },
  { field: 'buckets', value: 'BUCKETS', isList: true, takes: ['destination', 'destination-caller'], about: 'more output buckets, separated by commas' },
  { field: 'keyPrefix', value: 'FOLDER', takes: BUCKET, about: 'folder in the bucket. Default: the whole bucket' },
  { field: 'privacy', value: 'PRIVACY', takes: UPLOAD, about: "public (Remotion's default), private or no-acl" },
  { field: 'objectOwnership', value: 'SETTING', takes: UPLOAD, about: 'of the bucket: acls-disabled, acls-enabled or unknown' },
  { field: 'kmsKeyArn', value: 'ARN', takes: KEY, about: "the customer managed key that encrypts the bucket; for user and role, Remotion's bucket" },
  { field: 'accountId', value: 'ACCOUNT', takes: [...PERMISSIONS, 'trust', 'bucket-policy', 'key-policy', 'setup'], about: 'your own AWS account, 12 digits' },
  { field: 'functionRole', value: 'ROLE', takes: ['user', 'role', 'caller', 'destination', 'key-policy', 'setup'], about: "the render function's role: name or ARN. Default: remotion-lambda-role. For setup, a name creates the role, an ARN is one that exists" },
  { field: 'attachTo', value: 'PRINCIPAL', takes: ['user', 'caller', 'destination-caller', 'trust', 'setup'], about: 'who gets the policy: role/NAME, user/NAME or an ARN. For setup, a name creates the role, an ARN is one that exists' },
  { field: 'trustedAccount', value: 'ACCOUNT', takes: TRUST, about: 'the account that may assume the role' },
  { field: 'trustedRole', value: 'ROLE', takes: TRUST, about: 'the role that may assume this one: name or ARN' },
  { field: 'functionPrefix', value: 'PREFIX', takes: ['role'], about: 'how the names of your render functions begin. Default: remotion-render-' },
  { field: 'calls', value: 'CALLS', isList: true, takes: ['caller', 'setup'], about: 'what the code or the commands call, separated by commas. Default: rendering' },
  { field: 'functionName', value: 'NAME', takes: ['user', 'role', 'caller', 'setup'], about: 'the render function. Default: remotion-render-*, which user and role always cover' },
  { field: 'remotionBucket', value: 'BUCKET', takes: ['user', 'role', 'caller', 'setup'], about: 'the bucket that is always passed as forceBucketName' },
  { field: 'extras', value: 'EXTRAS', isList: true, takes: ['user', 'role'], about: 'permissions in addition to Remotion\'s, separated by commas: layers, insights, vpc, quota-increase' },
  { field: 'service', value: 'SERVICE', takes: TRUST, about: 'who assumes the role, several separated by commas: lambda, ec2, ecs-tasks, account, role, github-actions, gitlab, vercel, eks-pod-identity or eks-irsa' },
  { field: 'repository', value: 'REPOSITORY', takes: TRUST, about: 'owner/name on GitHub or GitLab, or any address of it' },
  { field: 'branch', value: 'BRANCH', takes: TRUST, about: 'only jobs of this branch; * stands for any text' },
  { field: 'tag', value: 'TAG', takes: TRUST, about: 'only jobs of this tag; * stands for any text' },
  { field: 'environment', value: 'ENVIRONMENT', takes: TRUST, about: 'of a GitHub job, or of a Vercel project (default there: production)' },
  { field: 'team', value: 'TEAM', takes: TRUST, about: 'the Vercel team' },
  // `--project` is where the command looks for Remotion.
  { field: 'project', name: 'vercel-project', value: 'PROJECT', takes: TRUST, about: 'the Vercel project' },
  { field: 'issuer', value: 'ISSUER', takes: TRUST, about: 'who issues the tokens: URL, or ARN of the identity provider that exists' },
  { field: 'namespace', value: 'NAMESPACE', takes: TRUST, about: 'the Kubernetes namespace' },
  { field: 'serviceAccount', value: 'NAME', takes: TRUST, about: 'the Kubernetes service account' },
  { field: 'externalId', value: 'ID', takes: TRUST, about: 'the external ID that the other account must send' },
  { field: 'publicRead', value: 'FILES', takes: ['bucket-policy', 'setup'], about: 'which files anyone on the internet can read: none, prefix, sites or all. Default: none' },
  { field: 'distribution', value: 'DISTRIBUTION', takes: ['bucket-policy', 'key-policy', 'setup'], about: 'the CloudFront distribution that reads the bucket: ARN, or ID, which needs the account' },
  { field: 'reader', value: 'PRINCIPAL', takes: ['key-policy'], about: 'who downloads files: role/NAME, user/NAME or an ARN' },
  { field: 'expireAfterDays', value: 'DAYS', takes: ['lifecycle'], about: 'after how many days renders under the key prefix are deleted. Default: never' },
  { field: 'publishedPolicy', value: 'FILE', takes: ['user', 'role'], about: "what `npx remotion lambda policies user` or `role` prints, for a version newer than this package's data" },
  { field: 'writeOnly', takes: ['destination'], about: 'the render function must not read the bucket' },
  { field: 'download', takes: ['destination-caller'], about: 'the caller uses downloadMedia() or presignUrl()' },
  { field: 'delete', takes: ['destination-caller'], about: 'the caller uses deleteRender()' },
  { field: 'tlsOnly', takes: ['bucket-policy', 'setup'], about: 'deny requests without TLS' },
].map((input) => ({ name: input.field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...input }));

/** The flag of a field of the API, as it is typed. */
export const flagOf = (field) => `--${INPUTS.find((input) => input.field === field)?.name ?? field}`;

/** Those that one of the policies takes. */
export const inputsOf = (policies) => INPUTS.filter(({ takes }) => takes.some((policy) => policies.includes(policy)));

/** Whether a policy takes a field. */
export const takes = (policy, name) => INPUTS.some(({ field, takes }) => field === name && takes.includes(policy));

/** A value as the API takes it. */
export const valueOf = ({ name, isList }, values) => (isList ? values[name].split(',') : values[name]);

/** The fields of a call: what of the given values the policy takes. */
export const callOf = (policy, values) => {
  const fields = inputsOf([policy]).filter(({ name }) => name in values);
  return { policy, ...Object.fromEntries(fields.map((input) => [input.field, valueOf(input, values)])) };
};
