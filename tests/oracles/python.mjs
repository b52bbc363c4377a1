// The tests in Python: each file is given its question on standard input, and answers on standard output, in JSON.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

assert.ok(process.env.PYTHON_TOOLS, 'PYTHON_TOOLS names a folder of programs; `cargo xtask test oracles` sets it.');

/** What a file of this folder answers. Its complaints go to standard error, as they come. */
export const ask = (file, question) => {
  const { stdout, status, error } = spawnSync(
    join(process.env.PYTHON_TOOLS, 'python'),
    [fileURLToPath(new URL(file, import.meta.url))],
    { input: JSON.stringify(question), stdio: ['pipe', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  assert.equal(error, undefined);
  assert.equal(status, 0, `${file} failed; what it printed above says why`);
  return JSON.parse(stdout);
};
