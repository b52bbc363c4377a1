// What others know about npm packages in general, applied to this one as it is packed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import policies from 'remotion-policy-builder/policies.json' with { type: 'json' };
import * as components from 'remotion-policy-builder/react';
import { budgets } from './budgets.mjs';

const pkgDir = new URL('node_modules/remotion-policy-builder/', import.meta.url).pathname;

test('publint finds nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test('every entry with code has types that TypeScript finds', async () => {
  const tool = new URL('node_modules/@arethetypeswrong/cli/dist/index.js', import.meta.url).pathname;
  // The modules' files have none, and what Node 8 would do is of no concern: the package is made of ES modules.
  const options = ['--pack', '--profile', 'esm-only', '--exclude-entrypoints', './wasm', './setups/wasm', './checker/wasm', './checker/readers/wasm', '--no-color'];
  await promisify(execFile)(process.execPath, [tool, pkgDir, ...options]);
});

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const escape = (text) => text.replace(/[&<>"']/g, (character) => entities[character]);

test('a server renders every component with the text of its policy', () => {
  for (const [name, policy] of [
    ['UserPolicy', 'user'],
    ['RolePolicy', 'role'],
    ['CallerPolicy', 'caller'],
    ['DestinationPolicy', 'destination'],
    ['DestinationCallerPolicy', 'destination-caller'],
    ['TrustPolicy', 'trust'],
    ['RenderCall', 'render-call'],
    ['BucketPolicy', 'bucket-policy'],
    ['KeyPolicy', 'key-policy'],
    ['Lifecycle', 'lifecycle'],
    ['Setup', 'setup'],
  ]) {
    const text = escape(policies[policy]);
    assert.equal(
      renderToStaticMarkup(React.createElement(components[name])),
      `<remotion-policy policy="${policy}"><pre data-policy="${policy}">${text}</pre></remotion-policy>`,
    );
  }
});

test('one component, bundled alone, stays within its budget until somebody shows interest', async (t) => {
  const { outputFiles } = await build({
    stdin: { contents: "export { UserPolicy } from 'remotion-policy-builder/react'", resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    // Without the hashes of what is fetched later: how well these compress changes with every change of the modules.
    chunkNames: '[name]',
    minify: true,
    format: 'esm',
    target: 'esnext',
    external: ['react'],
    outdir: 'nowhere',
    write: false,
  });
  const entry = outputFiles.find(({ path }) => path.endsWith('stdin.js'));
  const size = gzipSync(entry.contents, { level: 9 }).length;
  t.diagnostic(`esbuild: ${size} bytes gzip`);
  assert.ok(size <= budgets.esbuild, `${size} bytes, and the budget is ${budgets.esbuild}`);
});
