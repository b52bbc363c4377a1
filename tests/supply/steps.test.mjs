// The scripts of .github/steps, each run as a workflow runs it, with stand-ins for `cargo` and `gh`.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = (name) => fileURLToPath(new URL(`../../.github/steps/${name}.sh`, import.meta.url));

let folder;
let place;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steps-'));
  place = join(folder, 'clone');
  await mkdir(join(folder, 'bin'));
  await mkdir(place);
});
afterEach(() => rm(folder, { recursive: true }));

/** A program of that name; what it is called with is a line of `calls`. */
const stand = async (name, body) => {
  const file = join(folder, 'bin', name);
  await writeFile(file, `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >>"$CALLS"\n${body}\n`);
  await chmod(file, 0o755);
};
const calls = async () => (await readFile(join(folder, 'calls'), 'utf8')).trimEnd().split('\n');

const run = (name, args = [], env = {}) =>
  new Promise((resolve) => {
    const all = { ...process.env, ...env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, CALLS: join(folder, 'calls'), GITHUB_OUTPUT: join(folder, 'output') };
    const child = spawn(script(name), args, { cwd: place, env: all });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (printed += part));
    child.on('close', (status) => resolve({ status, printed }));
  });

const git = (...args) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: place, encoding: 'utf8' });

/** A clone with the files that the scripts change, and where it is from. */
const clone = async () => {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(folder, 'origin')]);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', join(folder, 'origin'));
  await mkdir(join(place, 'data'));
  await writeFile(join(place, 'data/remotion.json'), '{"newest": {"version": "4.0.1"}}\n');
  await writeFile(join(place, '.gitignore'), '/target\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Add data');
  git('push', '--quiet', 'origin', 'main');
};

test('package.sh passes what the publisher knows, and nothing that is empty', async () => {
  await stand('cargo', '');
  const known = { TAG: 'v1.0.0', REPOSITORY: 'https://github.com/owner/name' };
  await run('package', [], { ...known, AUTHOR: '', HOMEPAGE: '' });
  await run('package', [], { ...known, AUTHOR: 'A. Publisher', HOMEPAGE: 'https://x.example' });
  const least = 'cargo xtask package --tag v1.0.0 --repository https://github.com/owner/name';
  assert.deepEqual(await calls(), [least, `${least} --author A. Publisher --homepage https://x.example`]);
  assert.notEqual((await run('package', [], { TAG: 'v1.0.0' })).status, 0);
  await stand('cargo', 'exit 1');
  assert.equal((await run('package', [], known)).status, 1);
});

test('compare.sh fails unless both folders have the same files and the same package', async () => {
  const built = async (name, sums, bytes) => {
    await mkdir(join(place, name));
    await writeFile(join(place, name, 'SHA256SUMS'), sums);
    await writeFile(join(place, name, 'package.tgz'), bytes);
  };
  await built('a', '1  x\n', 'bytes');
  await built('b', '1  x\n', 'bytes');
  await built('c', '2  x\n', 'bytes');
  await built('d', '1  x\n', 'other');
  assert.equal((await run('compare', ['a', 'b'])).status, 0);
  const { status, printed } = await run('compare', ['a', 'c']);
  assert.equal(status, 1);
  assert.match(printed, /^\+2 {2}x$/m);
  assert.equal((await run('compare', ['a', 'd'])).status, 1);
  assert.notEqual((await run('compare', ['a', 'e'])).status, 0);
});

test('serve.sh waits for a page with the policies in it, and ends what it began', async () => {
  const page = (text) => `exec '${process.execPath}' -e "setTimeout(() => require('http').createServer((_, answer) => answer.end(process.argv[1])).listen(process.env.PORT), 300)" '${text}'`;
  const free = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return `${port}`;
  };
  const PORT = await free();
  await stand('cargo', page('<pre>"Sid": "HandleQuotas"</pre>'));
  const { status, printed } = await run('serve', [], { PORT });
  assert.equal(status, 0, printed);
  assert.deepEqual(await calls(), [`cargo xtask serve --port ${PORT}`]);
  await assert.rejects(fetch(`http://localhost:${PORT}/`), 'it still runs');
  await stand('cargo', page('nothing'));
  assert.equal((await run('serve', [], { PORT: await free() })).status, 1);
  await stand('cargo', 'exit 3');
  assert.notEqual((await run('serve', [], { PORT: await free() })).status, 0);
});

test('remotion.sh does nothing if the data is current, and fails if that is not known', async () => {
  await clone();
  await stand('cargo', '');
  assert.equal((await run('remotion')).status, 0);
  assert.deepEqual(await calls(), ['cargo xtask policies --check']);
  await assert.rejects(readFile(join(folder, 'output')));
  await stand('cargo', 'exit 2');
  assert.equal((await run('remotion')).status, 2);
  assert.equal((await calls()).length, 2, 'and takes nothing in');
});

/** What cargo does for a newer version; `rehearsal`: what its tests end with. */
const newer = (rehearsal) => `
case "$3 $4" in
  '--check ') echo 'The data is behind'; exit 1 ;;
esac
case "$2 $3" in
  'release ') printf '{"newest": {"version": "4.0.2"}}\\n' >data/remotion.json; echo text >data/new.txt; echo 'took it in \`\`\` <b>' ;;
  'test release') echo rehearsed; exit ${rehearsal} ;;
  'test host') echo hosted ;;
esac`;

test('remotion.sh takes a newer version in, and reports', async () => {
  await clone();
  await stand('cargo', newer(0));
  const { status, printed } = await run('remotion');
  assert.equal(status, 0, printed);
  assert.deepEqual(await calls(), ['cargo xtask policies --check', 'cargo xtask release', 'cargo xtask test release', 'cargo xtask test host']);
  assert.equal(await readFile(join(folder, 'output'), 'utf8'), 'version=4.0.2\n');
  const report = await readFile(join(place, 'target/remotion/report.md'), 'utf8');
  assert.match(report, /took in Remotion 4\.0\.2/);
  assert.match(report, /<summary>rehearsal<\/summary>\n\n```text\nrehearsed\n/);
  assert.equal(report.match(/```/g).length, 6, 'no report ends its own block');
  assert.ok(!report.includes('Tests failed'));
  assert.match(await readFile(join(place, 'target/remotion/changes.patch'), 'utf8'), /^\+.*4\.0\.2/m);
});

test('remotion.sh proposes also what fails its tests, and says so', async () => {
  await clone();
  await stand('cargo', newer(1));
  assert.equal((await run('remotion')).status, 0);
  assert.match(await readFile(join(place, 'target/remotion/report.md'), 'utf8'), /\*\*Tests failed/);
});

test('propose.sh pushes a branch with the changes, and opens one pull request', async () => {
  await clone();
  await stand('cargo', newer(0));
  await run('remotion');
  git('reset', '--quiet', '--hard');
  await stand('gh', '');
  const { status, printed } = await run('propose', [], { VERSION: '4.0.2' });
  assert.equal(status, 0, printed);
  const pushed = execFileSync('git', ['show', 'remotion-4.0.2:data/remotion.json'], { cwd: join(folder, 'origin'), encoding: 'utf8' });
  assert.match(pushed, /4\.0\.2/);
  execFileSync('git', ['show', 'remotion-4.0.2:data/new.txt'], { cwd: join(folder, 'origin') });
  assert.match(execFileSync('git', ['log', '-1', '--format=%s', 'remotion-4.0.2'], { cwd: join(folder, 'origin'), encoding: 'utf8' }), /^Add Remotion 4\.0\.2$/m);
  const asked = (await calls()).filter((call) => call.startsWith('gh '));
  assert.equal(asked[1], 'gh pr create --base main --head remotion-4.0.2 --title Add Remotion 4.0.2 --body-file target/remotion/report.md');
  // A week later, with the pull request still open.
  git('switch', '--quiet', 'main');
  git('branch', '--quiet', '-D', 'remotion-4.0.2');
  await stand('gh', 'if [[ "$2" == list ]]; then echo 7; fi');
  assert.equal((await run('propose', [], { VERSION: '4.0.2' })).status, 0);
  assert.match((await calls()).at(-1), /^gh pr edit remotion-4\.0\.2/);
  const refused = await run('propose', [], { VERSION: '4.0.2; echo' });
  assert.equal(refused.status, 1);
  assert.match(refused.printed, /is no version/);
});
