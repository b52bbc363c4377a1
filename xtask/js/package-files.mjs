// What `npm publish` would ship from the folder named: one line a file, its SHA-256 and its path, in the paths' order.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: folder,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [{ files }] = Object.values(JSON.parse(packed));
for (const path of files.map(({ path }) => path).sort()) {
  console.log(`${createHash('sha256').update(readFileSync(join(folder, path))).digest('hex')}  ${path}`);
}
