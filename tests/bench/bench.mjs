// What `cargo xtask bench` prints. SITE_URL is where the release site is served, SITE_FOLDER where its files are.
//
// Every figure stands beside a peer measured in the same run, turn by turn, and the ratio is taken of each such pair:
// what slows the machine slows both. Nothing passes or fails by the clock.

import { cpus } from 'node:os';
import { launch } from '../browser/browser.mjs';
import { inNode, inPage } from './build.mjs';
import { checkInNode } from './check.mjs';
import { firstRender } from './first-render.mjs';
import { keystroke } from './keystroke.mjs';
import { memory } from './memory.mjs';
import { sizes } from './sizes.mjs';
import { print } from './table.mjs';

const site = process.env.SITE_URL;
const browser = await launch();
const rows = [];
for (const [what, measure] of Object.entries({
  'first render': () => firstRender(browser, site),
  keystroke: () => keystroke(browser, site),
  'build() in Node': () => inNode(),
  'build() in a page': () => inPage(browser, site),
  'check() in Node': () => checkInNode(),
  memory: () => memory(browser, site),
  sizes: () => sizes(process.env.SITE_FOLDER),
})) {
  const start = performance.now();
  rows.push(...(await measure()));
  console.error(`  ${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log(print(rows));
console.log(`\nChromium ${browser.version()}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} processors.`);
await browser.close();
