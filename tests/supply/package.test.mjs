// The package as it is published: the same bytes wherever it is packed, and what only the publisher knows filled in.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (from) => fileURLToPath(new URL(from, import.meta.url));
const manifest = JSON.parse(await readFile(path('../../pkg/package.json'), 'utf8'));
const REPOSITORY = 'https://github.com/owner/name';

let folder;
let log;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  log = join(folder, 'CHANGELOG.md');
  await writeFile(log, `# Changelog\n\n## ${manifest.version}\n\n- Something new.\n\n## 0.0.1\n\n- The first.\n`);
});
after(() => rm(folder, { recursive: true }));

const stage = (from, out, ...options) => {
  const done = spawnSync(process.execPath, [path('../../xtask/js/package.mjs'), from, log, join(folder, out), ...options], { encoding: 'utf8' });
  return { ...done, read: (name) => readFile(join(folder, out, name)) };
};
const release = ['--tag', `v${manifest.version}`, '--repository', REPOSITORY];

test('it has the same bytes wherever and whenever it is packed', async () => {
  const copies = [path('../../pkg'), join(folder, 'a place/further down')];
  await cp(copies[0], copies[1], { recursive: true });
  await utimes(join(copies[1], 'index.js'), 1, 1);
  execFileSync('chmod', ['-R', 'g+w', copies[1]]);
  const [one, other] = copies.map((from, at) => stage(from, `out ${at}`, ...release));
  assert.equal(one.status, 0, one.stderr);
  assert.ok((await one.read('package.tgz')).equals(await other.read('package.tgz')));
  assert.equal(one.stdout, other.stdout);
});

test('its hashes are of the files that are known, and `sha256sum` finds them right', async () => {
  const staged = stage(path('../../pkg'), 'sums', ...release);
  const sums = (await staged.read('SHA256SUMS')).toString().trimEnd().split('\n');
  const known = (await readFile(path('package-files.txt'), 'utf8')).trimEnd().split('\n');
  assert.deepEqual(sums.map((line) => line.split('  package/')[1]), known);
  const unpacked = await mkdtemp(join(folder, 'unpacked-'));
  execFileSync('tar', ['--extract', '--file', join(folder, 'sums/package.tgz')], { cwd: unpacked });
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', join(folder, 'sums/SHA256SUMS')], { cwd: unpacked });
});

test('it says where it is from, and is otherwise the package of the repository', async () => {
  const read = async (out, ...options) => JSON.parse(await stage(path('../../pkg'), out, ...options).read('package/package.json'));
  assert.deepEqual(await read('plain'), manifest);
  const { homepage, repository, bugs, author, ...rest } = await read('full', ...release, '--author', 'A. Publisher', '--homepage', 'https://policies.example/');
  assert.deepEqual(rest, manifest);
  assert.deepEqual({ homepage, repository, bugs, author }, {
    homepage: 'https://policies.example/',
    repository: { type: 'git', url: `git+${REPOSITORY}.git`, directory: 'pkg' },
    bugs: { url: `${REPOSITORY}/issues` },
    author: 'A. Publisher',
  });
  const least = await read('least', ...release);
  assert.equal(least.homepage, `${REPOSITORY}#readme`);
  assert.ok(!('author' in least));
});

test('nobody is named in the package of the repository', () => {
  for (const field of ['author', 'homepage', 'repository', 'bugs']) assert.ok(!(field in manifest), field);
});

test('what the change log says of the version goes with it', async () => {
  assert.equal((await stage(path('../../pkg'), 'notes', ...release).read('notes.md')).toString(), '- Something new.\n');
});

test('a tag of another version, a version that the change log lacks and an address that is none stop it', () => {
  const refused = (...options) => {
    const { status, stderr } = stage(path('../../pkg'), 'refused', ...options);
    assert.equal(status, 1);
    return stderr;
  };
  assert.match(refused('--tag', 'v99.0.0', '--repository', REPOSITORY), /The tag is v99\.0\.0, and pkg\/package\.json says/);
  assert.match(refused('--tag', `v${manifest.version}`), /pass `--repository URL`/);
  assert.match(refused('--repository', `${REPOSITORY}.git`), /is not the address of a repository/);
  log = join(folder, 'other.md');
  return writeFile(log, '# Changelog\n\n## Unreleased\n').then(() => {
    assert.match(refused(...release), /has no section/);
    log = join(folder, 'CHANGELOG.md');
  });
});

test('npm would publish it without a word of warning', () => {
  stage(path('../../pkg'), 'dry', ...release);
  const { status, stderr } = spawnSync('npm', ['publish', './package.tgz', '--dry-run', '--access', 'public'], { cwd: join(folder, 'dry'), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const warnings = stderr.split('\n').filter((line) => /^npm (warn|error)/i.test(line));
  // Who publishes is another matter.
  assert.deepEqual(warnings.filter((line) => !line.includes('requires you to be logged in')), []);
});
