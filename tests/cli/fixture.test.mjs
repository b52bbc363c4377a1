// tests/cli/fixture is a repository that holds in CI that its policies suffice. Here are the steps of its workflow, run as
// GitHub runs them, with the package as npm packs it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { cli } from './cli.mjs';

const path = (from) => fileURLToPath(new URL(from, import.meta.url));
const workflow = await readFile(path('fixture/.github/workflows/policies.yml'), 'utf8');
const steps = Array.from(workflow.matchAll(/^ +(?:- )?run: (.*)$/gm), ([, line]) => line);
const { build } = await loadPolicyBuilder({ setups: true });

let folder;
let project;

/** Only its version is read; its code would end the step. */
const installRemotion = async (version) => {
  const at = join(project, 'node_modules/@remotion/lambda');
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'package.json'), JSON.stringify({ name: '@remotion/lambda', version, main: 'index.js' }));
  await writeFile(join(at, 'index.js'), 'process.exit(99);');
};

/** What each step ends with. */
const outcomes = () =>
  steps.slice(1).map((step) => {
    // The shell that GitHub gives to `run`.
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step], { cwd: project, encoding: 'utf8', env: { ...process.env, npm_config_offline: 'true' } });
    return { status, stdout, stderr };
  });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixture-'));
  project = join(folder, 'films');
  await cp(path('fixture'), project, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: path('../../pkg'), encoding: 'utf8' });
  // `npm ci` would fetch Remotion, of which this needs a version.
  await writeFile(join(project, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, packed.trim())], { cwd: project, stdio: 'ignore' });
});
after(() => rm(folder, { recursive: true }));

test('the workflow installs, then checks with two commands', () => {
  assert.equal(steps[0], 'npm ci');
  assert.equal(steps.length, 3);
});

test('the policies suffice for the Remotion that the repository installs', async () => {
  const { dependencies } = JSON.parse(await readFile(path('fixture/package.json'), 'utf8'));
  await installRemotion(dependencies['@remotion/lambda']);
  for (const { status, stdout, stderr } of outcomes()) {
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^sufficient: /);
  }
});

test('a policy that an upgrade leaves behind fails its step, which says what is missing', async () => {
  await writeFile(join(project, 'infra/deployer.json'), build({ policy: 'user', version: '3.3.12' }).text);
  const [role, deployer] = outcomes();
  assert.equal(role.status, 0);
  assert.equal(deployer.status, 1);
  assert.match(deployer.stdout, /missing {2}s3:PutBucketOwnershipControls/);
  await cp(path('fixture/infra'), join(project, 'infra'), { recursive: true });
});

test('a permission that is removed fails its step', async () => {
  const file = join(project, 'infra/render-function.tf');
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes('"s3:PutObject",'));
  await writeFile(file, text.replaceAll('"s3:PutObject",', ''));
  assert.deepEqual(outcomes().map(({ status }) => status), [1, 0]);
  await writeFile(file, text);
});

test('a Remotion that the package does not know fails both, with the code of what cannot be told', async () => {
  await installRemotion('99.0.0');
  for (const { status, stderr } of outcomes()) {
    assert.equal(status, 2);
    assert.match(stderr, /Remotion 99\.0\.0 .* is newer/);
  }
});

test('docs/cli.md shows this workflow', async () => {
  assert.ok((await readFile(path('../../docs/cli.md'), 'utf8')).includes(`\`\`\`yaml\n${workflow}\`\`\``));
});

test('every command in a document is one that is understood', async () => {
  let count = 0;
  for (const file of ['docs/cli.md', 'README.md', 'pkg/README.md']) {
    const text = await readFile(path(`../../${file}`), 'utf8');
    for (const [, line] of text.matchAll(/npx remotion-policy-builder ([^`#\n]*)/g)) {
      const { code, err } = await cli([...line.trim().split(/\s+/), '--help']);
      assert.equal(code, 0, `${file}: ${line}: ${err}`);
      count += 1;
    }
  }
  assert.ok(count > 10, `${count}`);
});

test('docs/cli.md has every flag that is no input of a policy', async () => {
  const text = await readFile(path('../../docs/cli.md'), 'utf8');
  const { out } = await cli(['check', '--help']);
  const flags = Array.from(out.split('Flags about your setup')[0].matchAll(/^ {2}(--[\w-]+)/gm), ([, flag]) => flag);
  assert.ok(flags.length > 4);
  for (const flag of flags.filter((flag) => flag !== '--help')) assert.ok(text.includes(`\`${flag}`), flag);
});
