// Compiled, never run: the public types must allow what people write and refuse what they mistype.

import { loadPolicyBuilder, loadPolicyChecker } from '../../pkg/index.js';
import type { BuildAnswer, BuildCall, Note, PolicyBuilder, PolicyChecker, Problem, ReleasesAnswer } from '../../pkg/index.js';
import { createElementClass, define } from '../../pkg/element.js';
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

const everything: Required<BuildCall> = {
  policy: 'destination',
  format: 'json',
  version: '4.0.527',
  region: 'eu-central-1',
  bucket: 's3://my-videos/2026',
  keyPrefix: '2026/',
  privacy: 'no-acl',
  objectOwnership: 'acls-disabled',
  kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  writeOnly: true,
  accountId: '111122223333',
  roleName: 'remotion-lambda-role',
  userName: 'remotion-user',
  functionPrefix: 'remotion-render-',
  service: 'ecs-tasks',
  download: true,
  delete: false,
  forceBucketName: false,
};

builder.build(everything);
builder.build({ policy: 'render-call', format: 'typescript' });
// @ts-expect-error `policy` is the one thing to be said
builder.build({ bucket: 'my-videos' });
// @ts-expect-error not a policy
builder.build({ policy: 'users' });
// @ts-expect-error kebab-case is for attributes
builder.build({ policy: 'destination', 'key-prefix': '2026/' });

export const describe = (answer: BuildAnswer): string => {
  if (!answer.ok) {
    return answer.problems.map(({ code, field, message, help }: Problem) => [code, field, message, help].join()).join();
  }
  const { text, language, fileName, principal, size, notes, version } = answer;
  const length = size === null ? '' : `${size.characters} of ${size.limit} in ${size.place}`;
  const said = notes.map(({ code, severity, message, help, link }: Note) => {
    const known: 'info' | 'warning' = severity;
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
define('my-policy');
customElements.define('other-policy', createElementClass());

const element = document.createElement('remotion-policy');
element.addEventListener('change', ({ detail: { answer } }) => {
  if (!answer.ok) return answer.problems.length;
  return 'verdict' in answer ? answer.verdict : describe(answer);
});
// @ts-expect-error a checker's verdict has no text
element.addEventListener('change', ({ detail: { answer } }) => answer.ok && answer.text);
element.addEventListener('error', ({ detail }) => detail.error.message);
element.addEventListener('load', (event) => event.type);
element.addEventListener('click', (event) => event.type);
// @ts-expect-error not among the facts of a change
element.addEventListener('change', ({ detail }) => detail.policy);
