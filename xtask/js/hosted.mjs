// The site as a host should have it: everything that a page names is in a folder with the name of its contents, which may
// be cached for good; the pages are asked for again each time. hosted.mjs FROM TO

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

const [from, to] = process.argv.slice(2);

const files = readdirSync(from, { recursive: true })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => statSync(join(from, path)).isFile())
  .sort();
const pages = files.filter((path) => path.endsWith('.html'));
const assets = new Set(files.filter((path) => !path.endsWith('.html')));

const hash = createHash('sha256');
for (const path of assets) hash.update(`${path}\0`).update(readFileSync(join(from, path)));
const folder = hash.digest('hex').slice(0, 16);

for (const path of assets) {
  mkdirSync(dirname(join(to, folder, path)), { recursive: true });
  cpSync(join(from, path), join(to, folder, path));
}
for (const page of pages) {
  const here = posix.dirname(page);
  const moved = readFileSync(join(from, page), 'utf8').replace(/"(\.\.?\/[^"?#]*)/g, (written, address) => {
    const path = posix.join(here, address);
    return assets.has(path) ? `"${posix.join(posix.relative(here, '.') || '.', folder, path).replace(/^(?!\.)/, './')}` : written;
  });
  mkdirSync(dirname(join(to, page)), { recursive: true });
  writeFileSync(join(to, page), moved);
}
// For hosts that read this file, such as Netlify and Cloudflare Pages. Two rules for one file would add up.
const rules = [[`/${folder}/*`, 'public, max-age=31536000, immutable'], ...pages.map((page) => [`/${page.replace(/(^|\/)index\.html$/, '$1')}`, 'no-cache'])];
writeFileSync(join(to, '_headers'), rules.map(([path, value]) => `${path}\n  Cache-Control: ${value}\n`).join(''));
console.log(`${pages.length} pages; ${assets.size} files in ${relative(to, join(to, folder))}/, which may be cached for good.`);
