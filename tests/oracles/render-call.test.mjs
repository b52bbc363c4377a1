// The `render-call` text, compiled against the types of the published package. Calls that are wrong in one place must
// be refused, or a type that cannot be resolved, which the compiler takes for `any`, would let everything pass.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicyBuilder } from '../../pkg/index.js';

const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const snapshots = new URL('../snapshots/render-call/typescript/', import.meta.url);
const { build } = await loadPolicyBuilder();

/** Every snapshot, and the call for every privacy, with and without a region and a folder. */
const texts = new Map();
for (const name of await readdir(snapshots)) {
  if (name.endsWith('.ts')) texts.set(name.slice(0, -3), await readFile(new URL(name, snapshots), 'utf8'));
}
const found = texts.size;
for (const privacy of ['public', 'private', 'no-acl']) {
  for (const region of [undefined, 'eu-central-1', 'cn-north-1']) {
    for (const keyPrefix of [undefined, "it's/2026"]) {
      const { text } = build({ policy: 'render-call', bucket: 'acme-films', privacy, region, keyPrefix });
      texts.set(`built-${texts.size}`, text);
    }
  }
}

/** Compiles each text by itself; what the compiler says of each, by name. */
const complaints = async (programs) => {
  // Inside this folder, so that the packages are found as they would be in a project.
  const folder = await mkdtemp(join(here, 'node_modules', '.render-call-'));
  try {
    const files = Array.from(programs, ([name]) => join(folder, `${name}.ts`));
    await Promise.all(Array.from(programs, ([, text], number) => writeFile(files[number], text)));
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];
    const { stdout, error } = spawnSync(process.execPath, [tsc, ...options, '--pretty', 'false', ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(error, undefined);
    const said = new Map();
    for (const line of stdout.split('\n').filter((line) => /^\S/.test(line))) {
      const name = /^([\w-]+)\.ts\(/.exec(line)?.[1];
      assert.ok(name, line);
      said.set(name, [...(said.get(name) ?? []), line]);
    }
    return said;
  } finally {
    await rm(folder, { recursive: true });
  }
};

test('the call compiles against the types of Remotion’s package', async () => {
  assert.ok(found >= 2, 'the snapshots of the call are found');
  assert.deepEqual(Object.fromEntries(await complaints(texts)), {});
});

test('a call that is wrong in one place does not', async () => {
  const right = build({ policy: 'render-call', bucket: 'acme-films', region: 'eu-central-1', privacy: 'private' }).text;
  const changes = {
    'an-unknown-region': ["'eu-central-1'", "'eu-centrl-1'"],
    'an-unknown-privacy': ["'private'", "'secret'"],
    'an-unknown-codec': ["'h264'", "'h26x'"],
    'an-unknown-option': ['codec:', 'bucket: 1,\n  codec:'],
    'no-composition': [/ {2}composition: .*\n/, ''],
    'a-misspelt-bucket': ['bucketName: ', 'bucket: '],
    'no-key': [/ {4}key: .*\n/, ''],
    'a-misspelt-function': ['speculateFunctionName({', 'speculateFunction({'],
    'a-misspelt-memory': ['memorySizeInMb', 'memorySizeInMB'],
    'a-misspelt-answer': ['{renderId, bucketName}', '{renderId, bucket}'],
  };
  const programs = new Map();
  for (const [name, [from, to]] of Object.entries(changes)) {
    const wrong = right.replace(from, to);
    assert.notEqual(wrong, right, `the text has nothing like ${from}`);
    programs.set(name, wrong);
  }
  const said = await complaints(programs);
  assert.deepEqual(Object.keys(changes).filter((name) => !said.has(name)), []);
});
