// What bundlers emit for a site, file by file: nothing of the checker where no entry of the checker is imported. And
// bundles for Node, which run or say what to do.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';

const require = createRequire(import.meta.url);

/** Within reach of node_modules, as a project of somebody's is. */
let folder;

before(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '.bundle-'));
});

after(() => rm(folder, { recursive: true }));

/** Bundles that webpack's way of configuring makes. */
const packed = (bundler) => async (entry, out) => {
  const configuration = {
    mode: 'production',
    context: folder,
    entry,
    output: { path: out, chunkFilename: '[name].js', assetModuleFilename: '[name][ext]' },
    optimization: { chunkIds: 'named' },
    externals: { react: 'React' },
    performance: false,
  };
  const stats = await promisify(bundler)(configuration);
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings, []);
};

const bundlers = {
  webpack: packed(require('webpack')),
  rspack: packed(require('@rspack/core').rspack),
  Vite: (entry, out) =>
    vite({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: { outDir: out, rollupOptions: { input: entry, external: ['react'], output: { entryFileNames: 'main.js' } }, target: 'esnext' },
    }),
  esbuild: (entry, out) =>
    esbuild({ entryPoints: { main: entry }, bundle: true, splitting: true, minify: true, format: 'esm', outdir: out, external: ['react'] }),
};

/** Name to content of every file that is emitted for a page that imports these. */
const emitted = async (name, ...imports) => {
  const place = await mkdtemp(join(folder, `${name}-`));
  const [entry, out] = [join(place, 'main.js'), join(place, 'out')];
  const used = imports.map((from, index) => `import * as _${index} from '${from}'; console.log(_${index});`);
  await writeFile(entry, used.join('\n'));
  await bundlers[name](entry, out);
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.name, await readFile(join(file.parentPath ?? file.path, file.name))])),
  );
};

const modules = (files) => Object.keys(files).filter((name) => name.endsWith('.wasm'));

/** Files that are of a module, or speak of it. A policy's module may say the word. */
const speaking = (files, word) =>
  Object.entries(files)
    .filter(([name, content]) => word.test(name) || (name.endsWith('.js') && word.test(content)))
    .map(([name]) => name);

// esbuild leaves the modules' own files to whoever publishes the page.
const COUNT = { webpack: 1, rspack: 1, Vite: 1, esbuild: 0 };

for (const [name, count] of Object.entries(COUNT)) {
  test(`a site by ${name} that imports no checker contains nothing of it`, async (t) => {
    const files = await emitted(name, ...['', '/define', '/element', '/react'].map((entry) => `remotion-policy-builder${entry}`));
    const sizes = Object.entries(files).map(([file, content]) => `${file} ${content.length} (${gzipSync(content, { level: 9 }).length} gzip)`);
    t.diagnostic(`${name}: ${sizes.join(', ')}`);
    // What a builder asks of a checker on the same page is its own.
    assert.deepEqual(speaking(files, /(?<!policy-|has)checker|policy_readers/i), []);
    // The one that is fetched at once, and the larger one.
    assert.equal(modules(files).length, 2 * count, modules(files).join());
  });

  test(`a site by ${name} with a checker alone contains no builder`, async () => {
    const files = await emitted(name, ...['', '/define', '/element', '/react'].map((entry) => `remotion-policy-builder/checker${entry}`));
    assert.deepEqual(speaking(files, /remotion_policy_(builder|setups)/), []);
    assert.notDeepEqual(speaking(files, /checker/i), []);
    // Its own, and that of the readers.
    assert.equal(modules(files).length, 2 * count, modules(files).join());
  });
}

/** What a program prints that esbuild bundled for Node and that now stands in a folder. */
const run = async (format, place) => {
  const outfile = join(place, format === 'cjs' ? 'main.cjs' : 'main.mjs');
  const contents = `
    import { loadPolicyBuilder } from 'remotion-policy-builder';
    import { loadPolicyChecker } from 'remotion-policy-builder/checker';
    const say = (promise) => promise.then(() => console.log('works'), ({ message }) => console.log(message));
    say(loadPolicyBuilder()).then(() => say(loadPolicyChecker()));`;
  await mkdir(place, { recursive: true });
  await esbuild({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, platform: 'node', format, outfile });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile]);
  return stdout.trim().split('\n');
};

test('bundled for Node as an ES module it finds its files in the installed package', async () => {
  assert.deepEqual(await run('esm', join(folder, 'dist')), ['works', 'works']);
});

test('bundled for Node and moved away from the package, or as CommonJS, it says what to do', async (t) => {
  const far = await mkdtemp(join(tmpdir(), 'bundle-'));
  t.after(() => rm(far, { recursive: true }));
  for (const said of await run('esm', far)) {
    assert.match(said, /^there is no file:.*\.wasm; mark remotion-policy-builder as external in your bundler, or pass the file as `wasm`$/);
  }
  for (const said of await run('cjs', join(folder, 'common'))) {
    assert.match(said, /^bundled as CommonJS it does not find its module; bundle it as an ES module, mark remotion-policy-builder as external/);
  }
});
