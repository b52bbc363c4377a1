// What others wrote, each made into one file. Those that a page imports stand in the folder that is served, so that they
// are fetched as ours are.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;
const modules = ['.', '../oracles', '../differential'].map((folder) => join(here, folder, 'node_modules'));

/** The component of Remotion's docs that an element takes the place of. */
export const STATIC = join(here, '../sites/docusaurus/src/components/user-permissions.jsx');

/** The same of this package, as a bundler for browsers finds it. */
export const OURS = fileURLToPath(new URL('../../pkg/react.js', import.meta.url));

const options = (contents) => ({
  stdin: { contents, resolveDir: here, loader: 'jsx' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'esnext',
  platform: 'browser',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  nodePaths: modules,
  loader: { '.wasm': 'file' },
  // Imported only in Node, when they are needed.
  external: ['node:*', 'fs/promises'],
  logLevel: 'silent',
});

/** Writes a module and all it imports as one file of the site; returns the path that a page imports it by. */
export const serve = async (folder, name, contents) => {
  await build({ ...options(contents), outfile: join(folder, 'bench', name) });
  return `/bench/${name}`;
};

/** The bytes a page fetches before anybody shows interest: the module and what it imports at once, file by file. */
export const eager = async (contents) => {
  const { metafile, outputFiles } = await build({
    ...options(contents),
    splitting: true,
    metafile: true,
    write: false,
    outdir: join(here, 'nowhere'),
  });
  const outputs = Object.entries(metafile.outputs);
  const fetched = new Set();
  const fetch = (name) => {
    if (fetched.has(name)) return;
    fetched.add(name);
    for (const { path, kind } of metafile.outputs[name].imports) if (kind === 'import-statement') fetch(path);
  };
  fetch(outputs.find(([, { entryPoint }]) => entryPoint === '<stdin>')[0]);
  const names = Array.from(fetched, (name) => name.split('/').at(-1));
  return outputFiles.filter(({ path }) => names.includes(path.split('/').at(-1))).map(({ contents }) => contents);
};

/** What a package exports to Node. */
export const inNode = async (name) => {
  for (const folder of modules) {
    try {
      return await import(pathToFileURL(createRequire(join(folder, '../package.json')).resolve(name)));
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`no package ${name} is installed for the tests`);
};
