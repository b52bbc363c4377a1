// Compiled, never run: the public types must allow what people write and refuse what they mistype.

import { define as defineChecker, RemotionPolicyCheckerElement } from '../../pkg/checker/element.js';
import { loadPolicyChecker, type PolicyChecker } from '../../pkg/checker/index.js';
import { define, RemotionPolicyElement } from '../../pkg/element.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import type {
  BuildAnswer,
  BucketPolicyCall,
  BuildCall,
  CallerCall,
  CheckAnswer,
  DestinationCall,
  DestinationCallerCall,
  ExtraFields,
  KeyPolicyCall,
  LifecycleCall,
  Note,
  PolicyBuilder,
  Problem,
  ReleasesAnswer,
  RenderCallCall,
  RoleCall,
  SetupCall,
  TrustCall,
  UserCall,
} from '../../pkg/index.js';
import '../../pkg/checker/define.js';
import '../../pkg/define.js';

const builder: PolicyBuilder = await loadPolicyBuilder();
await loadPolicyBuilder({ wasm: new URL('https://example.com/module.wasm') });
await loadPolicyBuilder({ wasm: '/module.wasm' });
await loadPolicyBuilder({ wasm: new Uint8Array() });
await loadPolicyBuilder({ wasm: new WebAssembly.Module(new Uint8Array()) });
// @ts-expect-error not an option
await loadPolicyBuilder({ url: '/module.wasm' });

const checker: PolicyChecker = await loadPolicyChecker({ wasm: '/checker.wasm' });
checker.check({ text: '{}', requirements: [{ policy: 'role' }] });
// @ts-expect-error the other module builds
checker.build({ policy: 'role' });

const common = { format: 'terraform', version: '4.0.527', region: 'eu-central-1', accountId: '111122223333' } as const;
const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const buckets = { buckets: ['my-films', 's3://my-shorts'] };
const bucket = { bucket: 's3://my-videos/2026', keyPrefix: '2026/', kmsKeyArn: key };
const upload = { privacy: 'no-acl', objectOwnership: 'acls-disabled' } as const;

const stated = { publishedPolicy: '{"Version":"2012-10-17","Statement":[]}' };

const extra: Required<ExtraFields> = {
  extras: ['layers', 'insights', 'vpc', 'quota-increase'],
  functionName: 'acme-render',
  remotionBucket: 'acme-remotion',
  kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const user: Required<UserCall> = {
  policy: 'user',
  ...common,
  ...stated,
  ...extra,
  functionRole: 'remotion-lambda-role',
  attachTo: 'user/remotion-user',
};
const role: Required<RoleCall> = {
  policy: 'role',
  ...common,
  ...stated,
  ...extra,
  functionRole: 'my-role',
  functionPrefix: 'remotion-render-',
};
const caller: Required<CallerCall> = {
  policy: 'caller',
  ...common,
  attachTo: 'role/my-role',
  calls: ['renderMediaOnLambda', 'largeInputProps', 'sites create', 'functions ls'],
  functionName: 'remotion-render-*',
  remotionBucket: 'acme-remotion',
  functionRole: 'my-role',
};
const destination: Required<DestinationCall> = {
  policy: 'destination',
  ...common,
  ...bucket,
  ...buckets,
  ...upload,
  writeOnly: true,
  functionRole: 'my-role',
};
const fetching: Required<DestinationCallerCall> = {
  policy: 'destination-caller',
  ...common,
  ...bucket,
  ...buckets,
  download: true,
  delete: false,
  attachTo: 'user/me',
};
const trust: Required<TrustCall> = {
  policy: 'trust',
  format: 'cdk',
  region: 'eu-central-1',
  service: ['lambda', 'role'],
  trustedAccount: '111122223333',
  trustedRole: 'my-role',
  attachTo: 'role/other-role',
  accountId: '111122223333',
  repository: 'acme/films',
  branch: 'main',
  tag: 'v*',
  environment: 'production',
  team: 'acme',
  project: 'site',
  issuer: 'https://gitlab.com',
  namespace: 'video',
  serviceAccount: 'site',
  externalId: 'acme-7',
};
const call: Required<RenderCallCall> = { policy: 'render-call', format: 'typescript', region: 'eu-central-1', ...bucket, ...upload };

const bucketPolicy: Required<BucketPolicyCall> = {
  policy: 'bucket-policy',
  format: 'json',
  region: 'eu-central-1',
  bucket: 'my-videos',
  publicRead: 'prefix',
  keyPrefix: '2026/',
  distribution: 'EDFDVBD632BHDS5',
  accountId: '111122223333',
  tlsOnly: true,
};
const keyPolicy: Required<KeyPolicyCall> = {
  policy: 'key-policy',
  format: 'json',
  kmsKeyArn: bucket.kmsKeyArn,
  functionRole: 'my-role',
  reader: 'user/me',
  distribution: 'EDFDVBD632BHDS5',
  accountId: '111122223333',
};
const lifecycle: Required<LifecycleCall> = {
  policy: 'lifecycle',
  format: 'json',
  region: 'eu-central-1',
  bucket: 'my-videos',
  keyPrefix: '2026/',
  expireAfterDays: '30',
};

const setup: Required<SetupCall> = {
  ...trust,
  ...bucket,
  ...upload,
  policy: 'setup',
  format: 'cloudformation',
  version: '4.0.527',
  calls: ['renderMediaOnLambda'],
  functionName: 'acme-*',
  remotionBucket: 'acme-remotion',
  functionRole: 'my-role',
  publicRead: 'prefix',
  distribution: 'EDFDVBD632BHDS5',
  tlsOnly: true,
};
// @ts-expect-error a setup has no reader of its own: the caller is it
builder.build({ policy: 'setup', reader: 'user/me' });
const whole = builder.build(setup);
if (whole.ok) whole.parts?.map(({ number, policy, title, text }) => [number.toFixed(), policy ?? 'none', title, text]);

const all: BuildCall[] = [user, role, caller, destination, fetching, trust, call, bucketPolicy, keyPolicy, lifecycle, setup];
all.map((one) => builder.build(one));
builder.build({ policy: 'destination' });
// @ts-expect-error `policy` is the one thing to be said
builder.build({ bucket: 'my-videos' });
// @ts-expect-error not a policy
builder.build({ policy: 'users' });
// @ts-expect-error kebab-case is for attributes
builder.build({ policy: 'destination', 'key-prefix': '2026/' });
// @ts-expect-error a field of another policy
builder.build({ policy: 'user', bucket: 'my-videos' });
// @ts-expect-error a format of another text
builder.build({ policy: 'render-call', format: 'json' });
// @ts-expect-error a format of another text
builder.build({ policy: 'user', format: 'typescript' });

const pasted = '{}';
checker.check({ text: pasted, requirements: [user, role, caller, destination, fetching] });
checker.check({ text: pasted, requirements: [trust] });
// @ts-expect-error there is nothing to check
checker.check({ text: pasted, requirements: [call] });
// @ts-expect-error a bucket policy grants a role nothing
checker.check({ text: pasted, requirements: [bucketPolicy] });
// @ts-expect-error a field of another policy
checker.check({ text: pasted, requirements: [{ policy: 'role', attachTo: 'role/my-role' }] });
checker.explain({ text: pasted, bucket: 'my-videos', functionRole: 'my-role', format: 'terraform' });
// @ts-expect-error which policy helps is the answer
checker.explain({ text: pasted, policy: 'role' });
const explained = checker.explain({ text: pasted });
if (explained.ok) explained.denials.flatMap(({ policies }) => policies).map((one) => builder.build(one));
checker.compare({ policy: 'destination', bucket: 'my-videos', from: '4.0.400', to: '4.0.527' });
// @ts-expect-error the version one comes from is needed
checker.compare({ policy: 'user' });
// @ts-expect-error `from` and `to` are the versions
checker.compare({ policy: 'user', from: '4.0.400', version: '4.0.527' });
// @ts-expect-error a field of another policy
checker.compare({ policy: 'user', from: '4.0.400', bucket: 'my-videos' });
// @ts-expect-error a call is compared whose permissions can differ
checker.compare({ policy: 'render-call', from: '4.0.400' });

// @ts-expect-error a name that a policy had before
builder.build({ policy: 'runtime' });
// @ts-expect-error a name that a field had before
builder.build({ policy: 'user', roleName: 'my-role' });
// @ts-expect-error a name that a field had before
builder.build({ policy: 'caller', userName: 'me' });

export const known = ({ code }: Problem, note: Note): boolean => {
  // @ts-expect-error a code of a note, which no problem has
  if (code === 'acls-unknown') return false;
  // @ts-expect-error no code
  if (note.code === 'acl-unknown') return false;
  // @ts-expect-error a severity that notes had before
  if (note.severity === 'info') return false;
  return code === 'bucket-capitals' && note.code === 'acls-unknown' && note.severity === 'suggestion';
};

export const decided = (answer: CheckAnswer): string[] => {
  if (!answer.ok) return answer.problems.map(({ code }) => code);
  // @ts-expect-error a name that they had before: `requirements` is what is asked
  answer.requirements;
  const found = answer.findings.filter(({ code }) => code === 'wide-everything').map(({ textIndex }) => `${textIndex}`);
  // @ts-expect-error no code
  answer.findings.some(({ code }) => code === 'wide-everywhere');
  // @ts-expect-error an index is called one
  answer.documents[0]?.text;
  const { conditionKeys, decidedConditions, blockedByBoundary } = answer.permissions[0]!;
  return [...found, ...conditionKeys, ...decidedConditions.map(({ key }) => key), `${blockedByBoundary}`, `${answer.merged?.textIndex}`];
};

export const describe = (answer: BuildAnswer): string => {
  if (!answer.ok) {
    return answer.problems.map(({ code, field, message, help }: Problem) => [code, field, message, help].join()).join();
  }
  const { text, language, fileName, principal, size, notes, version } = answer;
  const length = size === null ? '' : `${size.characters} of ${size.limit} in ${size.place}`;
  const said = notes.map(({ code, severity, message, help, link }: Note) => {
    const known: 'error' | 'security-warning' | 'warning' | 'suggestion' = severity;
    return [code, known, message, help, link?.toString()].join();
  });
  // @ts-expect-error an answer that is fine has no problems
  answer.problems;
  return [text, language, fileName, principal, length, version, ...said].join();
};

const releases: ReleasesAnswer = builder.releases();
export const boundaries: [string, string, boolean][] = releases.ranges.map(({ from, to, gap }) => [from, to, gap]);
export const offered: string[] = releases.regions.filter((region) => region.default).map(({ name }) => name);
export const stamp = `${releases.newest} (${releases.published})`;

define();
defineChecker();
// @ts-expect-error each element has the one name
define('my-policy');
customElements.define('my-policy', class extends RemotionPolicyElement {});

const element = document.createElement('remotion-policy');
export const same: RemotionPolicyElement = element;
element.addEventListener('change', ({ detail: { call, answer } }) => (answer.ok ? describe(answer) : call.policy));
// @ts-expect-error a policy has no verdict
element.addEventListener('change', ({ detail: { answer } }) => answer.verdict);
element.addEventListener('error', ({ detail }) => detail.error.message);
element.addEventListener('load', (event) => event.type);
element.addEventListener('click', (event) => event.type);
// @ts-expect-error not among the facts of a change
element.addEventListener('change', ({ detail }) => detail.policy);

const second: RemotionPolicyCheckerElement = document.createElement('remotion-policy-checker');
second.addEventListener('change', ({ detail: { call, answer } }) => [call.for, call.from, answer.ok && answer.verdict]);
// @ts-expect-error a checker's verdict has no text
second.addEventListener('change', ({ detail: { answer } }) => answer.ok && answer.text);
second.addEventListener('error', ({ detail }) => detail.error.message);
