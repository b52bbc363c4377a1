// What npm would publish: the files, what importing them does on a server, and what a page pays for them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const pkg = new URL('../../pkg/', import.meta.url);
const read = (path) => readFile(new URL(path, pkg), 'utf8');
const manifest = JSON.parse(await read('package.json'));

test('npm packs the files of tests/supply/package-files.txt, within a budget of bytes', async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: pkg });
  const [{ files, size, unpackedSize }] = Object.values(JSON.parse(stdout));
  const known = (await read('../tests/supply/package-files.txt')).trimEnd().split('\n');
  assert.deepEqual(files.map(({ path }) => path).sort(), known);
  // What `npm install` fetches and unpacks; the modules are nine tenths of it.
  assert.ok(size < 646_000, `${size} bytes packed`);
  assert.ok(unpackedSize < 1_640_000, `${unpackedSize} bytes unpacked`);
});

test('the licences that are packed are those of the repository', async () => {
  for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) assert.equal(await read(licence), await read(`../${licence}`));
});

test('every entry can be imported where there is no browser, and then does nothing', async () => {
  // React itself is the reader's, so the one entry that imports it gets three names to import.
  const react = 'data:text/javascript,export let createElement, forwardRef = () => {}, useImperativeHandle';
  const hooks = `export const resolve = (name, context, next) => name === 'react' ? { url: '${react}', shortCircuit: true } : next(name, context)`;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`);
  const before = Object.keys(globalThis);
  const names = {};
  for (const [entry, { default: file } = {}] of Object.entries(manifest.exports)) {
    if (file) names[entry] = Object.keys(await import(new URL(file, pkg)));
  }
  assert.deepEqual(names, {
    '.': ['loadPolicyBuilder'],
    './element': ['RemotionPolicyElement', 'define'],
    './define': [],
    './react': [
      'BucketPolicy',
      'CallerPolicy',
      'DestinationCallerPolicy',
      'DestinationPolicy',
      'KeyPolicy',
      'Lifecycle',
      'RemotionPolicy',
      'RenderCall',
      'RolePolicy',
      'Setup',
      'TrustPolicy',
      'UserPolicy',
    ],
    './checker': ['loadPolicyChecker'],
    './checker/element': ['RemotionPolicyCheckerElement', 'define'],
    './checker/define': [],
    './checker/react': ['PolicyChecker'],
  });
  assert.deepEqual(Object.keys(globalThis), before);
});

test('before anybody shows interest in a policy, a page has paid less than 760 bytes, or 1,420 with React', async () => {
  // Only comments and indentation are taken off. A minifier takes another 100 bytes, whichever it is.
  const bytes = async (...files) => {
    const text = (await Promise.all(files.map(read))).join('\n').replace(/^\s*(\/\/.*|\/?\*.*)?\n?/gm, '');
    return gzipSync(text, { level: 9 }).length;
  };
  const element = await bytes('define.js', 'element.js', 'builder.js', 'shell.js');
  assert.ok(element < 760, `${element} bytes`);
  // All of it: a bundler drops the components that a page does not use, and the checker's words are 130 of these.
  const react = await bytes('react.js', 'component.js', 'element.js', 'builder.js', 'shell.js', 'text.client.js');
  assert.ok(react < 1420, `${react} bytes with React`);
});

/** The attributes of an interface, in the order it has them, without those it extends. */
const attributesOf = (declarations, name) => {
  const [, body] = new RegExp(`interface ${name}\\b[^{]*\\{([^}]*)\\}`).exec(declarations);
  return Array.from(body.matchAll(/^ {2}'?([\w-]+)'?\?:/gm), ([, attribute]) => attribute);
};

// tests/manifest.rs holds it against the attributes that the modules know.
test('the Custom Elements Manifest lists the attributes of the types, and the files and classes that there are', async () => {
  const { modules } = JSON.parse(await read(manifest.customElements));
  const shell = attributesOf(await read('shell.d.ts'), 'ShellAttributes');
  const policy = attributesOf(await read('element.d.ts'), 'RemotionPolicyAttributes');
  // A trust relationship has no permissions to check, and neither has what belongs to a bucket or key. A checker has more
  // than a text.
  const trust = ['service', 'trusted-account', 'trusted-role', 'repository', 'branch', 'tag', 'environment', 'team', 'project'];
  const ofResources = ['public-read', 'distribution', 'reader', 'expire-after-days', 'tls-only'];
  const foreign = ['policy', 'compact', ...trust, ...ofResources, 'setups-wasm', 'issuer', 'namespace', 'service-account', 'external-id'];
  const own = attributesOf(await read('checker/element.d.ts'), 'RemotionPolicyCheckerAttributes');
  const expected = {
    'remotion-policy': [...policy, ...shell],
    'remotion-policy-checker': [...own, ...policy.filter((name) => !foreign.includes(name)), ...shell],
  };
  const listed = {};
  for (const { path, declarations = [], exports } of modules) {
    const exported = await import(new URL(path, pkg));
    for (const { name, tagName, attributes } of declarations) {
      assert.equal(typeof exported[name], 'function', name);
      listed[tagName] = attributes.map((attribute) => attribute.name);
    }
    for (const { name, declaration } of exports) {
      const file = declaration.module ?? path;
      assert.ok(declaration.name in (await import(new URL(file, pkg))), `${name} in ${file}`);
    }
  }
  for (const [tag, attributes] of Object.entries(expected)) assert.deepEqual(listed[tag].toSorted(), attributes.toSorted(), tag);
});
