// Installs the package as npm would publish it, and builds every site with it, or only those that are named.
// `node tests/sites/build.mjs FOLDER [NAME…]`

import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { variants } from './variants.mjs';

const here = import.meta.dirname;
const [folder, ...names] = process.argv.slice(2);
const sites = resolve(folder);
const modules = join(here, 'node_modules');

const run = async (command, args, { label = '', ...options }) => {
  const start = performance.now();
  try {
    await promisify(execFile)(command, args, { maxBuffer: 2 ** 26, ...options });
  } catch ({ stdout, stderr }) {
    console.error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
    process.exit(1);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${basename(command)} ${args[0]} ${label}`);
};

/** What npm does with a tarball, which no lock file can name: its hash is new with every change of the package. */
const install = async () => {
  const packed = join(sites, 'packed');
  await rm(packed, { recursive: true, force: true });
  await mkdir(packed);
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: join(here, '../../pkg') });
  const [tarball] = await readdir(packed);
  await run('tar', ['-xzf', tarball], { cwd: packed });
  const installed = join(modules, 'remotion-policy-builder');
  await rm(installed, { recursive: true, force: true });
  await rename(join(packed, 'package'), installed);
  return installed;
};

if (!names.length) await rm(sites, { recursive: true, force: true });
await mkdir(sites, { recursive: true });
// With rspack Docusaurus runs what it built for the server from there, as CommonJS, which the repository is not.
await writeFile(join(sites, 'package.json'), '{}\n');
const installed = await install();

// The page that docs/migration.md offers, where Remotion's docs have it; their other pages are not here.
const migrated = await readFile(join(here, '../../docs/without-iam.mdx'), 'utf8');
const page = join(here, 'docusaurus/docs/lambda/without-iam');
await mkdir(page, { recursive: true });
await writeFile(
  join(page, 'index.mdx'),
  migrated.replaceAll('(/docs/', '(https://www.remotion.dev/docs/'),
);

await rm(join(sites, 'plain'), { recursive: true, force: true });
await cp(join(here, 'plain'), join(sites, 'plain'), { recursive: true });
await cp(installed, join(sites, 'plain/remotion-policy-builder'), { recursive: true });

for (const [name, { folder, environment, command, out }] of Object.entries(variants)) {
  if (names.length && !names.includes(name)) continue;
  const base = `/${name}/docs/`;
  // Bundlers trust that what is in node_modules never changes under one version, and know nothing of REACT.
  for (const cache of ['node_modules', '.next']) await rm(join(here, folder, cache), { recursive: true, force: true });
  const [program, ...args] = command(base, join(sites, base));
  await run(join(modules, '.bin', program), args, {
    cwd: join(here, folder),
    env: { ...process.env, ...environment, BASE_URL: base, NO_UPDATE_NOTIFIER: '1' },
    label: name,
  });
  if (out) await cp(join(here, folder, out), join(sites, base), { recursive: true });
}
