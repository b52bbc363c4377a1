// The forms in TypeScript: written into one folder inside this one, so that the packages are found as they would be in a
// project, then checked and compiled all at once, so that Node can run them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** Writes `{name: text}` as modules of one kind or the other, and gives their folder to `use`; then it is removed. */
export const withPrograms = async (texts, type, use) => {
  const folder = await mkdtemp(join(here, 'node_modules', '.programs-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type }));
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, `${name}.ts`), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Compiles programs of a folder into its `out`; what the compiler says of each: {name: [line, …]}, empty when all is well. */
export const compile = (folder, names) => {
  const options = ['--strict', '--outDir', 'out', '--rootDir', '.', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const files = names.map((name) => join(folder, `${name}.ts`));
  const { stdout, error } = spawnSync(process.execPath, [tsc, ...options, '--pretty', 'false', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(error, undefined);
  const said = {};
  for (const line of stdout.split('\n').filter((line) => /^\S/.test(line))) {
    const name = /^([\w-]+)\.ts\(/.exec(line)?.[1];
    assert.ok(name, line);
    (said[name] ??= []).push(line);
  }
  return said;
};

/** A right text made wrong in one place, once for each of `{name: [from, to]}`. */
export const flawed = (right, flaws) =>
  Object.fromEntries(
    Object.entries(flaws).map(([name, [from, to]]) => {
      const wrong = right.replace(from, to);
      assert.notEqual(wrong, right, `the text has nothing like ${from}`);
      return [name, wrong];
    }),
  );

/** Runs JavaScript in that `out`, in a process of its own; what it prints. */
export const run = async (folder, script) => {
  const file = join(folder, 'out', 'driver.js');
  await writeFile(file, script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  assert.equal(status, 0, stderr);
  return stdout;
};
