// What the commands print, and what they end with.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { account } from './account.mjs';
import { cli } from './cli.mjs';

const { build, releases } = await loadPolicyBuilder({ setups: true });
const { check, compare, explain } = await loadPolicyChecker();
const { newest } = releases();
const role = build({ policy: 'role' }).text;
const less = JSON.stringify(
  { ...JSON.parse(role), Statement: JSON.parse(role).Statement.filter(({ Action }) => !Action.includes('s3:PutObject')) },
  null,
  2,
);
const DENIED =
  'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/web-app/x is not authorized to perform: ' +
  'lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111122223333:function:remotion-render-a because no ' +
  'identity-based policy allows the lambda:InvokeFunction action';

let folder;
/** A project with a version of Remotion installed, and a package beside it whose folders know nothing of it. */
const install = async (place, version, name = '@remotion/lambda') => {
  const at = join(folder, place, 'node_modules', name);
  await mkdir(at, { recursive: true });
  // The text is a package whose code would end the test.
  await writeFile(join(at, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
  await writeFile(join(at, 'index.js'), 'process.exit(99);');
};
const at = (place) => ({ cwd: join(folder, place) });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await install('project', newest);
  await install('old', '4.0.400');
  await install('ancient', '2.6.0');
  await install('future', '99.0.0');
  await install('nightly', '0.0.0-main');
  await install('caller', '4.0.417', '@remotion/lambda-client');
  await install('project/apps/video', '4.0.400');
  await mkdir(join(folder, 'project/apps/other/src'), { recursive: true });
  await mkdir(join(folder, 'bare'));
  await writeFile(join(folder, 'project/role.json'), role);
  await writeFile(join(folder, 'project/less.json'), less);
  await writeFile(join(folder, 'project/error.txt'), DENIED);
  await writeFile(join(folder, 'project/windows.json'), Buffer.from(`\ufeff${role}`, 'utf16le'));
});
after(() => rm(folder, { recursive: true }));

test('`build` prints the policy alone, and what to know of it elsewhere', async () => {
  const bucket = 'acme-films';
  const { code, out, err } = await cli(['build', 'destination', '--bucket', bucket, '--format=terraform', '--write-only'], at('project'));
  assert.equal(out, build({ policy: 'destination', bucket, format: 'terraform', writeOnly: true, version: newest }).text);
  assert.match(err, /^For remotion-lambda-role, .*Remotion .* \(.*node_modules.*package\.json\)\.$/m);
  assert.match(err, /^warning: .*Object Ownership/m);
  assert.equal(code, 0);
});

test('`setup` is `build setup`, and takes no other word and no flag of another policy', async () => {
  const flags = ['--service', 'ec2', '--bucket', 'acme-films', '--calls', 'renderMediaOnLambda,downloadMedia'];
  const short = await cli(['setup', ...flags], at('project'));
  assert.deepEqual(short, await cli(['build', 'setup', ...flags], at('project')));
  const call = { policy: 'setup', service: 'ec2', bucket: 'acme-films', calls: ['renderMediaOnLambda', 'downloadMedia'] };
  assert.deepEqual([short.code, short.out], [0, build({ ...call, version: newest }).text]);
  const stack = await cli(['setup', ...flags, '--format', 'cloudformation'], at('project'));
  assert.match(stack.out, /^ {2}TrustRemotionExecutionroleInstanceProfile:$/m);
  const word = await cli(['setup', 'role', ...flags], at('project'));
  assert.deepEqual([word.code, word.out], [64, '']);
  assert.match(word.err, /takes no argument/);
  const foreign = await cli(['setup', ...flags, '--write-only'], at('project'));
  assert.equal(foreign.code, 64);
  const { code, out } = await cli(['setup', '--help']);
  assert.equal(code, 0);
  assert.ok(out.includes('--service SERVICE') && !out.includes('--write-only'));
});

test('`--json` prints the answer of the API', async () => {
  const answer = async (args, place = at('project')) => JSON.parse((await cli([...args, '--json'], place)).out);
  assert.deepEqual(await answer(['build', 'user']), build({ policy: 'user', version: newest }));
  assert.deepEqual(await answer(['build', 'destination', '--region', 'mars']), build({ policy: 'destination', region: 'mars', version: newest }));
  assert.deepEqual(
    await answer(['check', 'role', 'less.json', '--region', 'us-east-1', '--merge']),
    check({ texts: [less], requirements: [{ policy: 'role', region: 'us-east-1', version: newest }], merge: true }),
  );
  assert.deepEqual(await answer(['compare', 'user'], at('old')), compare({ policy: 'user', from: '4.0.400' }));
  assert.deepEqual(await answer(['explain', 'error.txt']), explain({ text: DENIED, version: newest }));
  assert.equal((await answer(['check', 'role', '-'], { ...at('future'), stdin: role })).problems[0].code, 'version-newer');
});

test('`check` ends with 0 for enough, 1 for not enough or not a policy of IAM, and 2 for what cannot be told', async () => {
  const conditional = role.replaceAll('"Effect"', '"Condition": {"StringEquals": {"aws:PrincipalTag/team": "films"}}, "Effect"');
  for (const [text, verdict, ends] of [
    [role, 'sufficient', 0],
    [less, 'insufficient', 1],
    [role.replace('"Allow"', '"Permit"'), 'in(valid|sufficient)', 1],
    [conditional, 'conditional', 2],
    ['Nothing here.', 'empty', 2],
  ]) {
    const { code, out } = await cli(['check', 'role', '-'], { ...at('project'), stdin: text });
    assert.match(out, new RegExp(`^${verdict}: `));
    assert.equal(code, ends, verdict);
  }
});

test('`check` names files, lines and columns, what is missing, and what to add', async () => {
  const text = role.replaceAll('remotionlambda-', 'remotion-');
  const { out } = await cli(['check', 'role', '-', '--region=us-east-1'], { ...at('project'), stdin: text });
  const row = text.slice(0, text.indexOf('s3:::remotion-*')).split('\n').length;
  assert.match(out, new RegExp(`^  standard input:${row}:\\d+: warning: `, 'm'));
  assert.match(out, /^Asked: role of Remotion \S+ \(node_modules\/@remotion\/lambda\/package\.json\)\.$/m);
  assert.match(out, /^ {2}missing {2}s3:PutObject on arn:aws:s3:::remotionlambda-/m);
  const added = JSON.parse(out.slice(out.indexOf('\n{\n')));
  assert.equal((await cli(['check', 'role', '-', '--region=us-east-1'], { ...at('project'), stdin: text + JSON.stringify(added) })).code, 0);
});

test('several files are the policies of one principal, and `--merge` prints the one to change', async () => {
  await writeFile(join(folder, 'project/added.json'), JSON.stringify(check({ text: less, requirements: [{ policy: 'role' }] }).addition.policy));
  assert.equal((await cli(['check', 'role', 'less.json'], at('project'))).code, 1);
  assert.equal((await cli(['check', 'role', 'less.json', 'added.json'], at('project'))).code, 0);
  const { out, err } = await cli(['check', 'role', 'less.json', '--merge'], at('project'));
  assert.match(err, /^insufficient: /);
  assert.equal((await cli(['check', 'role', '-'], { ...at('project'), stdin: out })).code, 0);
});

test('a boundary holds back what it does not allow', async () => {
  const { code, out } = await cli(['check', 'role', 'role.json', '--boundary', 'less.json'], at('project'));
  assert.equal(code, 1);
  assert.match(out, /the permissions boundary does not/);
});

test('policies are checked together, each with the flags that it takes', async () => {
  const destination = build({ policy: 'destination', bucket: 'acme-films', privacy: 'no-acl' }).text;
  const args = ['check', 'role,destination', '-', '--bucket', 'acme-films', '--privacy', 'no-acl', '--function-prefix', 'remotion-render-'];
  assert.equal((await cli(args, { ...at('project'), stdin: role + destination })).code, 0);
  assert.equal((await cli(args, { ...at('project'), stdin: role })).code, 1);
});

test('the version is that of the nearest Remotion, or of the one a flag names', async () => {
  const version = async (args, place) => {
    const { out, err } = await cli(['build', 'user', ...args], at(place));
    assert.ok(out.startsWith('{'), err);
    return /Remotion (\S+?)\.?( |$)/m.exec(err)[1];
  };
  assert.equal(await version([], 'project'), newest);
  assert.equal(await version([], 'project/apps/other/src'), newest);
  assert.equal(await version([], 'project/apps/video'), '4.0.400');
  assert.equal(await version([], 'caller'), '4.0.417');
  assert.equal(await version(['--project', 'apps/video'], 'project'), '4.0.400');
  assert.equal(await version(['--project', '../caller'], 'project'), '4.0.417');
  assert.equal(await version(['--remotion', '4.0.418'], 'project'), '4.0.418');
  assert.equal(await version(['--remotion', 'newest'], 'old'), newest);
  assert.equal(await version([], 'bare'), newest);
});

test('a version that is not known ends with 2 and without a verdict', async () => {
  for (const [place, says] of [
    ['future', /Remotion 99\.0\.0 \(.*package\.json\) is newer than/],
    ['ancient', /Remotion 2\.6\.0 \(.*\) is older than 3\.0\.0/],
    ['nightly', /`0\.0\.0-main` \(.*\) is not a release/],
    ['bare', /No `@remotion\/lambda` is installed/],
  ]) {
    const { code, out, err } = await cli(['check', 'role', '-'], { ...at(place), stdin: role });
    assert.equal(code, 2, place);
    assert.equal(out, '');
    assert.match(err, says);
  }
  for (const command of [['build', 'user'], ['compare', 'user']]) {
    const { code, out } = await cli(command, at('future'));
    assert.deepEqual({ code, out }, { code: 2, out: '' }, command[0]);
  }
  const gap = releases().ranges.find(({ from, to, gap }) => gap && /^4\.0\./.test(from) && to.split('.')[2] - from.split('.')[2] > 1);
  const between = `4.0.${Number(gap.from.split('.')[2]) + 1}`;
  const { code, err } = await cli(['check', 'user', '-', '--remotion', between], { ...at('bare'), stdin: role });
  assert.equal(code, 2);
  assert.match(err, /may have changed between/);
});

test('what Remotion itself prints stands in for a version that is not known', async () => {
  const more = JSON.parse(role);
  more.Statement[0].Action.push('s3:GetBucketTagging');
  await writeFile(join(folder, 'future/printed.json'), JSON.stringify(more));
  const args = ['check', 'role', '-', '--published-policy', 'printed.json'];
  assert.equal((await cli(args, { ...at('future'), stdin: JSON.stringify(more) })).code, 0);
  assert.equal((await cli(args, { ...at('future'), stdin: role })).code, 1);
  const { out } = await cli(['build', 'role', '--published-policy', 'printed.json'], at('future'));
  assert.deepEqual(JSON.parse(out), more);
  const beside = await cli(args.toSpliced(1, 1, 'role,destination').concat('--bucket', 'my-videos'), { ...at('future'), stdin: role });
  assert.equal(beside.code, 2);
  assert.match(beside.err, /ask for `destination` of the newest known version \(`--remotion newest`\)/);
  await writeFile(join(folder, 'future/printed.json'), 'Error');
  const refused = await cli(args, { ...at('future'), stdin: role });
  assert.equal(refused.code, 2);
  assert.match(refused.err, /is not this policy\. Pass what `npx remotion lambda policies role` prints/);
});

test('what Remotion prints for the other policy is refused, also when it is newer than what is known', async () => {
  for (const [policy, other] of [['user', 'role'], ['role', 'user']]) {
    const printed = JSON.parse(build({ policy: other }).text);
    printed.Statement[0].Action = [printed.Statement[0].Action, 's3:GetBucketTagging'].flat();
    await writeFile(join(folder, 'future/other.json'), JSON.stringify(printed));
    for (const command of [['build', policy], ['check', policy, 'other.json'], ['compare', policy, '--from', newest]]) {
      const { code, out, err } = await cli([...command, '--published-policy', 'other.json'], at('future'));
      assert.deepEqual({ code, out }, { code: 64, out: '' }, command.join(' '));
      assert.match(err, new RegExp(`is the text of the policy \`${other}\`. Pass what .* policies ${policy}\` prints`));
    }
  }
});

test('`compare` ends with 1 if an upgrade needs more, and says what and why', async () => {
  const { code, out } = await cli(['compare', 'user'], at('old'));
  assert.equal(code, 1);
  assert.match(out, /^ {2}s3:PutBucketPolicy on .*\n {4}Lets anyone read/m);
  assert.equal((await cli(['compare', 'user', '--from', '4.0.418', '--to', newest], at('bare'))).code, 0);
  assert.equal((await cli(['compare', 'user'], at('bare'))).code, 2);
});

test('`explain` says who was denied, and the command that prints what to add', async () => {
  const { code, out } = await cli(['explain', 'error.txt', 'role.json'], at('project'));
  assert.equal(code, 0);
  assert.match(out, /^error\.txt:1:15: AWS names `web-app`/m);
  const [, args] = /^ {2}npx remotion-policy-builder (build .*)$/m.exec(out);
  assert.equal((await cli(args.split(' '), at('project'))).code, 0);
  const nothing = await cli(['explain', '-'], { ...at('project'), stdin: 'All is well.' });
  assert.equal(nothing.code, 2);
  assert.match(nothing.out, /^unknown: .*\n$/);
});

test('a wrong command line ends with 64 and a sentence that names the flag', async () => {
  for (const [args, says] of [
    [[], /^The IAM policies/],
    [['chekc'], /no command `chekc`; did you mean `check`\?/],
    [['build'], /Name a policy/],
    [['build', 'rolle'], /knows no policy `rolle`; did you mean `role`\?/],
    [['build', 'role', '--buckte', 'x'], /no flag `--buckte`; did you mean `--bucket`\?/],
    [['build', 'role', '--bucket', 'x'], /`role` takes no `--bucket`. It is a flag of `destination`/],
    [['check', 'role', 'role.json', '--bucket', 'x'], /`role` takes no `--bucket`/],
    [['build', 'role', 'user'], /one policy at a time/],
    [['build', 'destination', '--bucket'], /`--bucket` needs a value: `--bucket BUCKET`/],
    [['build', 'destination', '--bucket', '--json'], /`--bucket` needs a value/],
    [['build', 'destination', '--bucket', ''], /The value of `--bucket` is empty/],
    [['build', 'destination', '--bucket', 'a', '--bucket', 'b'], /`--bucket` is given twice/],
    [['build', 'destination', '--write-only=no'], /`--write-only` takes no value/],
    [['build', 'destination', '--bucket', 'My Videos', '--account-id', '1'], /`--bucket`: .*\n.*`--account-id`: `1` is not an account ID/],
    [['build', 'user', '--remotion', 'four'], /`--remotion`: `four` is not a Remotion version/],
    [['check', 'role'], /Name a file/],
    [['check', 'role.json'], /knows no policy `role\.json`/],
    [['check', 'render-call', 'role.json'], /knows no policy `render-call`/],
    [['check', 'role', 'nowhere.json'], /`nowhere\.json` cannot be read: the file does not exist/],
    [['check', 'role', 'apps'], /`apps` cannot be read: it is a folder/],
    [['check', 'role', '-', '-'], /only once/],
    [['check', 'user,role', 'role.json', '--published-policy', 'role.json'], /Name only `user` or only `role`/],
    [['compare', 'user', '--remotion', newest], /no flag `--remotion`/],
    [['explain'], /Name a file/],
  ]) {
    const { code, out, err } = await cli(args, at('project'));
    assert.equal(code, 64, args.join(' '));
    assert.equal(out, '', args.join(' '));
    assert.match(err, says);
  }
});

test('a text of Windows PowerShell is read, and one that is too large is not', async () => {
  assert.equal((await cli(['check', 'role', 'windows.json'], at('project'))).code, 0);
  const { code, err } = await cli(['check', 'role', '-'], { ...at('project'), stdin: ' '.repeat((64 << 20) + 1) });
  assert.equal(code, 64);
  assert.match(err, /more than 64 MB/);
});

test('colours are for terminals, and control characters of a file for nobody', async () => {
  const policy = JSON.parse(role);
  policy.Statement.push({ Sid: 'a\x1b[2J\n::warning::b', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' });
  const nasty = JSON.stringify(policy);
  const seen = async (options) => (await cli(['check', 'role', '-'], { ...at('project'), stdin: nasty, ...options })).out;
  const [plain, terminal] = [await seen({}), await seen({ terminal: true })];
  assert.ok(plain.includes('(Statement a\\u{1b}[2J\\u{a}::warning::b)'), 'the name, in one line');
  assert.ok(!plain.includes('\x1b'), 'no escape where no terminal is');
  assert.ok(terminal.includes('\x1b[31m'), 'a colour');
  assert.equal(terminal.replace(/\x1b\[\d+m/g, ''), plain, 'no other escape');
  assert.equal(await seen({ terminal: true, env: { NO_COLOR: '1' } }), plain);
  assert.equal(await seen({ terminal: true, env: { TERM: 'dumb' } }), plain);
});

test('an account of a thousand principals is checked in seconds, with its memory bounded', async (t) => {
  const file = join(folder, 'account.json');
  await writeFile(file, account(JSON.parse(role), 1000));
  const main = fileURLToPath(new URL('../../pkg/cli/main.js', import.meta.url));
  const report = join(folder, 'usage.mjs');
  await writeFile(report, 'process.on("exit", () => console.error(`${process.resourceUsage().maxRSS} kB`));');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', report, main, 'check', 'role', file, '--remotion', newest], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = Number(/(\d+) kB/.exec(stderr)[1]) / 1024;
  t.diagnostic(`${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /for role\/remotion-lambda-role/);
  // 1.5 s and 120 MB on a machine with nothing else to do.
  assert.ok(seconds < 20 && megabytes < 300, `${seconds} s, ${megabytes} MB`);
});

test('the program ends with what the command says, and with 2 where it breaks', async () => {
  const main = fileURLToPath(new URL('../../pkg/cli/main.js', import.meta.url));
  const program = (file, ...args) => spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', cwd: join(folder, 'project') });
  assert.equal(program(main, 'check', 'role', 'role.json').status, 0);
  assert.equal(program(main, 'check', 'role', 'less.json').status, 1);
  assert.equal(program(main, 'check', 'role').status, 64);
  const { version } = JSON.parse(await readFile(new URL('../../pkg/package.json', import.meta.url), 'utf8'));
  assert.equal(program(main, '--version').stdout, `remotion-policy-builder ${version}, Remotion up to ${newest} (${releases().published})\n`);

  const copy = join(folder, 'copy');
  await cp(new URL('../../pkg', import.meta.url), copy, { recursive: true });
  await rm(join(copy, 'wasm/remotion_policy_checker_bg.wasm'));
  const { status, stderr } = program(join(copy, 'cli/main.js'), 'check', 'role', '../project/role.json');
  assert.equal(status, 2);
  assert.match(stderr, /did not load/);
  await rm(join(copy, 'checker'), { recursive: true });
  assert.equal(program(join(copy, 'cli/main.js'), 'check', 'role', 'role.json').status, 2);
});
