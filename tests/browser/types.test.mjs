// The types of the package against what the module itself takes and gives. Its answers are written down as TypeScript
// and compiled against types.d.ts; and against every types.d.ts that is wrong in one place, which must be refused.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const types = await readFile(new URL('../../pkg/types.d.ts', import.meta.url), 'utf8');
const { build, releases } = await loadPolicyBuilder({ setups: true });
const { check, compare, evaluate, explain } = await loadPolicyChecker();

/** The names of a call's fields. The module refuses all others, but has no list of them; the crate's source has. */
const table = await readFile(new URL('../../src/setup/fields.rs', import.meta.url), 'utf8');
const fields = Array.from(table.matchAll(/^ {4}\w+ = "(\w+)",$/gm), ([, name]) => name);

/** What a field takes, as the module says when it is given a number. */
const kind = (field) => {
  const kinds = {
    'a string': 'string',
    'true or false': 'boolean',
    'an array of strings': 'string[]',
    'a string or an array of strings': 'string | string[]',
  };
  try {
    build({ policy: 'user', [field]: 1 });
  } catch ({ message }) {
    return kinds[message.replace(`the field \`${field}\` must be `, '')];
  }
  throw new Error(`${field} took a number`);
};

/** Each policy, the type of its call, and what it does not say. */
const CALLS = {
  user: 'UserCall',
  role: 'RoleCall',
  caller: 'CallerCall',
  destination: 'DestinationCall',
  'destination-caller': 'DestinationCallerCall',
  trust: 'TrustCall',
  'render-call': 'RenderCallCall',
  'bucket-policy': 'BucketPolicyCall',
  'key-policy': 'KeyPolicyCall',
  lifecycle: 'LifecycleCall',
  setup: 'SetupCall',
};
const policies = Object.keys(CALLS);
const permissions = policies.slice(0, policies.indexOf('trust'));

/** The fields that a policy takes: the module refuses the others by its name. */
const taken = (policy) =>
  fields.filter((field) => {
    try {
      const values = { string: 'x', boolean: true, 'string[]': ['render'], 'string | string[]': ['x'] };
      build({ policy, [field]: field === 'policy' ? policy : values[kind(field)] });
      return true;
    } catch ({ message }) {
      assert.equal(message, `the policy \`${policy}\` takes no field \`${field}\``);
      return false;
    }
  });

/** A call's type, by what the module takes. */
const callOf = (policy, optional = '?') =>
  `{ ${taken(policy).map((field) => `${field}${field === 'policy' ? '' : optional}: ${kind(field)};`).join(' ')} }`;

/** The words that the module offers for a field in place of a wrong one. */
const words = (field, call) => {
  const { problems } = build({ ...call, [field]: kind(field) === 'string[]' ? ['?'] : '?' });
  const { help } = problems.find((problem) => problem.field === field);
  return Array.from(help.matchAll(/`([^`]+)`/g), ([, word]) => word);
};

/** An answer as it will be when a release of Remotion brings an action that the data does not explain. */
const unexplained = (answer, list) => ({ ...answer, [list]: answer[list].map((row) => ({ ...row, reason: null })) });

/** Answers that have, between them, every part an answer can have. */
const bucket = 'acme-films';
const built = [
  build({ policy: 'destination', bucket, kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:alias/acme' }),
  build({ policy: 'destination', bucket, kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }),
  build({ policy: 'destination-caller', bucket, delete: true }),
  build({ policy: 'render-call', bucket }),
  build({ policy: 'setup', bucket }),
].filter(({ ok }) => ok);
built.push(unexplained(built[0], 'reasons'));
const refused = [build({ policy: 'destination', bucket: 'Acme_Films', region: 'mars-1' })];
const notes = built.flatMap((answer) => answer.notes);
const problems = refused.flatMap((answer) => answer.problems);

/** A document that allows or denies. */
const policy = (...statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (Action, Resource, more) => ({ Effect: 'Allow', Action, Resource, ...more });
const needs = [{ policy: 'destination', bucket, region: 'eu-central-1' }];
const sufficient = build({ policy: 'destination', bucket }).text;
const invoke = (place) => policy(allow('lambda:InvokeFunction', `arn:aws:lambda:${place}:function:remotion-render-*`));
const caller = [{ policy: 'caller' }];
/** A paste that holds something of everything. */
const resource = (Action, Resource) => policy({ ...allow(Action, Resource), Principal: '*' });
const paste = [
  { RoleName: 'r', AssumeRolePolicyDocument: resource('sts:AssumeRole'), PermissionsBoundary: policy(allow('*', '*')) },
  { UserName: 'u', PolicyNames: ['i'], AttachedPolicies: [{ PolicyArn: 'a' }], GroupList: ['g'], PermissionsBoundary: 'b' },
  { PolicyVersion: { Document: policy(allow('s3:*', '*')), VersionId: 'v1', IsDefaultVersion: false } },
  ...['SERVICE', 'RESOURCE'].map((of) => ({ PolicySummary: { Type: `${of}_CONTROL_POLICY` }, Content: policy(allow('*', '*')) })),
  [resource('s3:GetObject', 'arn:aws:s3:::b/*'), resource('kms:*', '*'), resource('sqs:*', '*')].map((text) => ({ text })),
].map((value) => JSON.stringify(value));
const inventory = `${paste.join('\n')}\nSession policy:\n${policy(allow('s3:*', '*'))}\naws --policy-document file://p.json\nEffect: Deny`;
const checked = [
  { text: inventory, principal: 'user/u', requirements: needs },
  { text: '', requirements: needs },
  { text: '', requirements: [{ policy: 'user' }] },
  { text: invoke('eu-central-1:*'), requirements: caller },
  { text: invoke('*:111122223333'), requirements: caller },
  { text: sufficient, requirements: needs },
  { text: `{"PolicyName": "mine", "PolicyDocument": ${policy(allow('s3:Put*', `arn:aws:s3:::${bucket}/a/*`))}}`, requirements: needs, merge: true },
  { texts: [policy({ ...allow('*', '*', { Sid: 'All' }), Condition: { StringEquals: { 'aws:username': 'me', 'aws:RequestedRegion': 'eu-central-1' } } })], requirements: needs },
  { text: policy(allow('s3:*', '*'), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }), boundary: policy(allow('kms:*', '*')), requirements: needs },
  { text: `My policy: ${policy(allow('s3:*', '*'))} “${policy({ Effect: 'allow' })}”`, requirements: needs },
  { text: policy(allow('s3.PutObject', '*', { Principal: '*', Sid: 'a b' })), requirements: needs },
].map((call) => check(call));
checked.push(unexplained(checked[1], 'permissions'));
const refusedCheck = [check({ text: '', requirements: [{ policy: 'destination' }] })];
const found = checked.flatMap(({ findings }) => findings);
const rows = checked.flatMap(({ permissions }) => permissions);
const additions = checked.map(({ addition }) => addition).filter(Boolean);
const compared = ['3.0.0', '4.0.10', '4.0.527'].map((from) => compare({ policy: 'user', from }));
compared.push(unexplained(unexplained(compared[0], 'added'), 'removed'));
const changes = compared.flatMap(({ added, removed }) => [...added, ...removed]);
const decisions = [
  { texts: sufficient, action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/a` },
  { texts: sufficient, action: 's3:DeleteObject', resource: `arn:aws:s3:::${bucket}/a` },
  { texts: policy({ Effect: 'Deny', Action: '*', Resource: '*' }), action: 's3:DeleteObject', resource: '*' },
  { texts: policy(allow('*', '*', { Condition: { Bool: { 'aws:x': 'true' } } })), action: 's3:DeleteObject', resource: '*' },
].map((call) => evaluate(call));

/** Errors that have, between them, every part a denial can have, and no more: the compiler reads them hundreds of times. */
const cases = await Promise.all(
  ['field', 'shapes', 'wrappers', 'remotion', 'who', 'beside'].map((name) => readFile(new URL(`../cases/explain/${name}.json`, import.meta.url), 'utf8')),
);
const parts = (denial) => [
  denial.cause,
  denial.who,
  `link ${'link' in denial}`,
  `${denial.calls.length > 0} ${denial.steps.length > 0}`,
  ...Object.entries({ ...denial, ...denial.principal }).map(([name, value]) => `${name} ${value === null}`),
  `kind ${denial.principal?.kind}`,
];
const seen = new Set();
const explained = cases
  .flatMap(JSON.parse)
  .map(({ text, setup }) => explain({ text: [text].flat().join('\n'), ...setup }))
  .filter(({ denials }) => {
    const fresh = denials.flatMap(parts).filter((part) => !seen.has(part));
    fresh.forEach((part) => seen.add(part));
    return fresh.length > 0;
  });
const refusedExplain = [explain({ text: '', region: 'mars-1' })];
const denials = explained.flatMap((answer) => answer.denials);
const principals = denials.map(({ principal }) => principal).filter(Boolean);
const shapeOf = (denial) => ({ ...denial, principal: denial.principal && 1, policies: 1, addition: denial.addition && 1, pasted: denial.pasted && 1 });

/** The type of which these values are the examples: what only some of them have is optional. */
const typeOf = (values) => {
  const sort = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
  const ofSort = (name) => {
    const members = values.filter((value) => sort(value) === name);
    if (name === 'array') return `(${typeOf(members.flat())})[]`;
    if (name !== 'object') return name;
    const type = (key) => {
      const having = members.filter((value) => key in value);
      return `${key}${having.length < members.length ? '?' : ''}: ${typeOf(having.map((value) => value[key]))};`;
    };
    return `{ ${Array.from(new Set(members.flatMap(Object.keys)), type).join(' ')} }`;
  };
  return Array.from(new Set(values.map(sort)), ofSort).join(' | ');
};

const union = (strings) => Array.from(new Set(strings), (string) => JSON.stringify(string)).join(' | ');

/** A program that compiles only if what it imports are the types of the module: no more, no less, nothing else. */
const program = (file) => `
import type * as T from './${file}';

type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
type Wide<X> = X extends string ? string : X extends boolean ? boolean : X extends object ? { [K in keyof X]: Wide<X[K]> } : X;
const same = <_ extends true>() => {};

export const answers: T.BuildAnswer[] = ${JSON.stringify([...built, ...refused])};
same<Same<T.BuildAnswer['ok'], boolean>>();
same<Same<Wide<Extract<T.BuildAnswer, { ok: true }>>, ${typeOf(built)}>>();
same<Same<Wide<Extract<T.BuildAnswer, { ok: false }>>, ${typeOf(refused)}>>();
same<Same<T.Reason, ${typeOf(built.flatMap(({ reasons }) => reasons))}>>();
same<Same<Wide<T.Part>, ${typeOf(built.flatMap(({ parts }) => parts ?? []))}>>();
same<Same<Wide<T.Note>, ${typeOf(notes)}>>();
same<Same<T.Severity, ${union([...notes, ...found].map(({ severity }) => severity))}>>();
same<Same<[T.Problem['code'], T.Note['code'], T.Finding['code']], [T.ProblemCode, T.NoteCode, T.FindingCode]>>();
same<Same<T.Note['severity'] | T.Finding['severity'], T.Severity>>();
same<Same<Wide<T.Problem>, ${typeOf(problems)}>>();
same<Same<T.ReleasesAnswer, ${typeOf([releases()])}>>();

export const checks: T.CheckAnswer[] = ${JSON.stringify([...checked, ...refusedCheck])};
same<Same<T.CheckAnswer['ok'], boolean>>();
same<Same<Wide<Extract<T.CheckAnswer, { ok: true }>>, ${typeOf(checked)}>>();
same<Same<Wide<Extract<T.CheckAnswer, { ok: false }>>, ${typeOf(refusedCheck)}>>();
same<Same<Extract<T.CheckAnswer, { ok: true }>['verdict'], ${union(checked.map(({ verdict }) => verdict))}>>();
same<Same<T.DocumentKind, ${union(checked.flatMap(({ documents }) => documents.map(({ kind }) => kind)))}>>();
same<Same<T.AttachedByName['kind'], ${union(checked.flatMap(({ attachedByName }) => attachedByName.map(({ kind }) => kind)))}>>();
same<Same<Wide<T.PastedDocument>, ${typeOf(checked.flatMap(({ documents }) => documents))}>>();
same<Same<Wide<T.AttachedByName>, ${typeOf(checked.flatMap(({ attachedByName }) => attachedByName))}>>();
same<Same<Wide<T.Finding>, ${typeOf(found)}>>();
same<Same<T.RequiredPermission['status'], ${union(rows.map(({ status }) => status))}>>();
same<Same<T.RequiredPermission['level'], ${union(rows.map(({ level }) => level))}>>();
same<Same<Wide<T.RequiredPermission>, ${typeOf(rows)}>>();
same<Same<T.Addition, ${typeOf(additions)}>>();
same<Same<T.PolicyDocument, ${typeOf(additions.map(({ policy }) => policy))}>>();
same<Same<T.TextRange, ${typeOf(found.map(({ range }) => range))}>>();
export const comparisons: T.CompareAnswer[] = ${JSON.stringify(compared)};
same<Same<T.CompareAnswer['ok'], boolean>>();
same<Same<Pick<Extract<T.CompareAnswer, { ok: true }>, 'from' | 'to' | 'added' | 'removed' | 'addition' | 'notes' | 'ok'>, Extract<T.CompareAnswer, { ok: true }>>>();
same<Same<Wide<Omit<Extract<T.CompareAnswer, { ok: true }>, 'notes'>>, Omit<${typeOf(compared.map((answer) => ({ ...answer, notes: [''] })))}, 'notes'>>>();
same<Same<Extract<T.CompareAnswer, { ok: true }>['notes'], T.Note[]>>();
same<Same<Wide<Extract<T.CompareAnswer, { ok: false }>>, ${typeOf(refusedCheck)}>>();
same<Same<T.Change, ${typeOf(changes)}>>();
same<Same<T.Evaluation, ${union(decisions)}>>();
export const explanations: T.ExplainAnswer[] = ${JSON.stringify([...explained.slice(0, 4), ...refusedExplain])};
same<Same<T.ExplainAnswer['ok'], boolean>>();
same<Same<Extract<T.ExplainAnswer, { ok: true }>, { ok: true; denials: T.Denial[]; unread: T.TextRange[] }>>();
same<Same<Wide<Extract<T.ExplainAnswer, { ok: false }>>, ${typeOf(refusedExplain)}>>();
type Parts = 'principal' | 'policies' | 'addition' | 'pasted';
type Denial = Omit<T.Denial, Parts>;
same<Same<Wide<Denial>, Omit<${typeOf(denials.map(shapeOf))}, Parts>>>();
same<Same<Pick<T.Denial, Parts>, { principal: T.DeniedPrincipal | null; policies: T.BuildCall[]; addition: T.Addition | null; pasted: { decision: T.Evaluation; range: T.TextRange | null } | null }>>();
same<Same<Wide<T.DeniedPrincipal>, ${typeOf(principals)}>>();
same<Same<T.DeniedPrincipal['kind'], ${union(principals.map(({ kind }) => kind))}>>();
same<Same<T.Denial['who'], ${union(denials.map(({ who }) => who))}>>();
same<Same<T.Denial['cause'], ${union(denials.map(({ cause }) => cause))}>>();

${policies.map((policy) => `same<Same<Wide<T.${CALLS[policy]}>, ${callOf(policy)}>>();
same<Same<T.${CALLS[policy]}['policy'], '${policy}'>>();
same<Same<Required<T.${CALLS[policy]}>['format'], ${union(words('format', { policy }))}>>();`).join('\n')}
same<Same<T.BuildCall, ${policies.map((policy) => `T.${CALLS[policy]}`).join(' | ')}>>();
same<Same<T.PermissionsCall, ${permissions.map((policy) => `T.${CALLS[policy]}`).join(' | ')}>>();
same<Same<T.CheckCall['requirements'], (T.PermissionsCall | T.TrustCall)[]>>();
type Call = Required<T.DestinationCall>;
same<Same<[Call['privacy'], Call['objectOwnership'], Required<T.TrustCall>['service']], [T.Privacy, T.ObjectOwnership, T.Service | T.Service[]]>>();
same<Same<T.Policy, ${union(words('policy'))}>>();
same<Same<T.PolicyFormat, ${union(words('format', { policy: 'user' }))}>>();
same<Same<T.Format, ${union(['user', 'render-call'].flatMap((policy) => words('format', { policy })))}>>();
same<Same<T.Privacy, ${union(words('privacy', { policy: 'destination', bucket }))}>>();
same<Same<T.ObjectOwnership, ${union(words('objectOwnership', { policy: 'destination', bucket }))}>>();
same<Same<T.PublicRead, ${union(words('publicRead', { policy: 'bucket-policy', bucket }))}>>();
same<Same<T.Service, ${union(words('service', { policy: 'trust' }))}>>();
same<Same<T.Extra, ${union(words('extras', { policy: 'user' }))}>>();
`;

/** How many versions the compiler holds at a time, at about 4 MB each. */
const BATCH = 250;

/** Compiles the program against each of these types.d.ts, and says of each what the compiler complained about. */
const complaints = async (versions) => {
  const said = [];
  for (let from = 0; from < versions.length; from += BATCH) said.push(...(await compiled(versions.slice(from, from + BATCH))));
  return said;
};

const compiled = async (versions) => {
  const folder = await mkdtemp(join(tmpdir(), 'types-'));
  try {
    const files = versions.map((_, number) => join(folder, `program-${number}.ts`));
    await copyFile(new URL('../../pkg/codes.d.ts', import.meta.url), join(folder, 'codes.d.ts'));
    await Promise.all(
      versions.flatMap((version, number) => [
        writeFile(join(folder, `types-${number}.d.ts`), version),
        writeFile(files[number], program(`types-${number}.js`)),
      ]),
    );
    const options = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--types', '', '--target', 'es2022', '--module', 'nodenext'];
    const { stdout, stderr, error } = spawnSync(process.execPath, [tsc, ...options, '--pretty', 'false', ...files], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    assert.equal(error, undefined);
    assert.equal(stderr, '');
    const lines = stdout.split('\n').filter((line) => /^\S/.test(line));
    const said = versions.map(() => []);
    for (const line of lines) {
      // Anything else is a fault of the test: the compiler stops at the first file that is not TypeScript at all.
      const number = /^(?:program|types)-(\d+)\.(?:d\.)?ts\(/.exec(line)?.[1];
      assert.ok(number, line);
      said[number].push(line);
    }
    return said;
  } finally {
    await rm(folder, { recursive: true });
  }
};

/**
 * types.d.ts with one thing in it changed, for every thing there is: what was done to it, and the text. A field that is
 * misspelt is one that is missing and one that is not there, which are two of them.
 */
const mutations = () => {
  const found = [];
  const change = (what, at, length, text) => found.push([what, types.slice(0, at) + text + types.slice(at + length)]);
  // What goes in is held against the module by the last test, and the names of calls against its table by tests/caller.rs.
  const calls = /export (interface|type) (Check|Evaluate|Compare|Explain)Call [^{]*\{[^}]*\}|export type RemotionCall =[^;]*;|'version'|'\.\/codes\.js'/g;
  const code = types.replace(calls, (call) => ' '.repeat(call.length)).replace(/\/\*\*[^]*?\*\/|\/\/.*/g, (comment) => ' '.repeat(comment.length));
  for (const { 0: start, 1: name, 2: optional, index } of code.matchAll(/\b(\w+)(\??): /g)) {
    const [type] = /^(\{[^}]*\}|[^;{}])*;?/.exec(code.slice(index + start.length));
    change(`${name} is missing`, index, start.length + type.length, '');
    change(`${name} has a neighbour that is not there`, index, 0, 'extra?: string; ');
    change(`${name} is${optional ? ' not' : ''} optional`, index, start.length, `${name}${optional ? '' : '?'}: `);
    change(`${name} may be something else`, index + start.length, 0, 'bigint | ');
  }
  for (const { 0: word, index } of code.matchAll(/'[^']+'/g)) {
    change(`${word} is misspelt`, index, word.length, `${word.slice(0, -1)}s'`);
    change(`${word} has a neighbour that is not there`, index, 0, `'extra' | `);
  }
  return found;
};

test('the types are those of what the module takes and gives', async () => {
  assert.ok(built.length >= 3 && built.some(({ size }) => size === null), 'the examples are still answers');
  assert.deepEqual((await complaints([types])).flat(), []);
});

test('types that are wrong in any one place are not', async () => {
  const wrong = mutations();
  assert.ok(wrong.length > 200, `only ${wrong.length} things were changed`);
  const said = await complaints(wrong.map(([, text]) => text));
  assert.deepEqual(wrong.filter((_, number) => said[number].length === 0).map(([what]) => what), []);
});

test('an explanation takes every field of a setup and no policy', () => {
  for (const field of fields.filter((name) => name !== 'policy')) {
    assert.equal(explain({ text: '', [field]: null }).ok, true, field);
    assert.throws(() => explain({ text: '', [field]: 1 }), { name: 'Error' }, field);
  }
  assert.throws(() => explain({ text: '', policy: 'user' }), { message: 'the call of `explain` takes no field `policy`' });
});

test('the module leaves out what is undefined or null, and of a misspelt field it names the nearest', () => {
  assert.deepEqual(policies.flatMap(taken).filter((name, at, all) => all.indexOf(name) === at).toSorted(), fields.toSorted());
  for (const name of fields.filter((name) => name !== 'policy')) {
    assert.equal(build({ policy: 'user', [name]: undefined }).ok, true, name);
    assert.equal(build({ policy: 'user', [name]: null }).ok, true, name);
  }
  for (const name of fields.filter((name) => !fields.includes(`${name}s`))) {
    assert.throws(() => build({ policy: 'user', [`${name}s`]: undefined }), {
      name: 'Error',
      message: `there is no field \`${name}s\`; did you mean \`${name}\`?`,
    });
  }
});

test('the module takes every field of the other calls, and no other', () => {
  const body = (name) => Array.from(new RegExp(`(?:interface|type) ${name} [^{]*\\{([^}]*)\\}`).exec(types)[1].matchAll(/^ {2}(\w+)\??:/gm), ([, field]) => field);
  const takes = {
    CheckCall: [check, { text: '', requirements: needs }, { texts: [''], boundary: [''], principal: '', merge: false }],
    EvaluateCall: [evaluate, { texts: '', action: 's3:PutObject', resource: '*' }, { boundary: '', principal: '', context: { a: null, b: true, c: 'd', e: ['f'] } }],
    ExplainCall: [explain, { text: '' }, Object.fromEntries(body('ExplainCall').slice(1).map((field) => [field, null]))],
    CompareCall: [compare, { policy: 'user', from: '4.0.0' }, { to: '4.0.527' }],
  };
  for (const [name, [call, least, more]] of Object.entries(takes)) {
    call({ ...least, ...more });
    for (const field of body(name)) {
      assert.ok(field in least || field in more, `${name}.${field}`);
      assert.throws(() => call({ ...least, [`${field}s_`]: '' }), /there is no field/);
      assert.throws(() => call({ ...least, [field]: 1 }), { name: 'Error' }, `${name}.${field}`);
    }
    for (const field of Object.keys({ ...least, ...more }).filter((field) => field !== 'policy')) {
      assert.ok(body(name).includes(field), `${name} lacks ${field}`);
    }
  }
});
