// What `cargo xtask bench` prints. SITE_URL is where the release site is served, SITE_FOLDER where its files are, TABLE
// and BREAKDOWN the files to write. ONLY names groups, parted by commas, while one of them is worked on.
//
// Every figure stands beside a peer measured in the same run, turn by turn, and the ratio is taken of each such pair:
// what slows the machine slows both. Nothing passes or fails by the clock; what could not be measured fails.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { launch } from '../browser/browser.mjs';
import { breakdown } from './breakdown.mjs';
import { buildInNode, buildInPage } from './build.mjs';
import { checkInNode, checkInPage } from './check.mjs';
import { firstRender } from './first-render.mjs';
import { growth } from './growth.mjs';
import { intentRows } from './intent.mjs';
import { keystroke } from './keystroke.mjs';
import { memory } from './memory.mjs';
import { pageCost, sizes } from './sizes.mjs';
import { docusaurusCost } from './docusaurus.mjs';
import { print } from './table.mjs';

const { SITE_URL: site, SITE_FOLDER: folder, TABLE, BREAKDOWN, SITES_URL, ONLY } = process.env;

const GROUPS = {
  Size: () => sizes(folder),
  'What a page pays before anybody wants a widget': () => pageCost(),
  ...(SITES_URL && { 'The same in Docusaurus': (browser) => docusaurusCost(browser, SITES_URL) }),
  'First render': (browser) => firstRender(browser, site, folder),
  'From interest to usable on a slow line': (browser) => intentRows(browser, folder),
  Keystroke: (browser) => keystroke(browser, site),
  'build() in Node': () => buildInNode(),
  'build() in a page': (browser) => buildInPage(browser, site, folder),
  'check() in Node': () => checkInNode(),
  'check() in a page': (browser) => checkInPage(browser, site, folder),
  Memory: (browser) => memory(browser, site),
  'Growth on the host': () => growth(),
};

const wanted = (name) => !ONLY || ONLY.split(',').some((part) => name.toLowerCase().startsWith(part.toLowerCase()));

const browser = await launch();
const groups = [];
const failures = [];
const attempt = async (name, run) => {
  const start = performance.now();
  try {
    return await run();
  } catch (error) {
    failures.push(`${name}: ${error.stack}`);
    return { failure: error.message };
  } finally {
    console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
};
for (const [name, measure] of Object.entries(GROUPS).filter(([name]) => wanted(name))) {
  const result = await attempt(name, async () => {
    const rows = await measure(browser);
    // Throws for a figure that is none, which is the group's failure and not the table's.
    print([{ name, rows }]);
    return { rows };
  });
  groups.push({ name, ...result });
}
const version = browser.version();
await browser.close();

const table = `${print(groups)}

Chromium ${version}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}.
`;
writeFileSync(TABLE, table);
const parts = await attempt('breakdown', () =>
  ['builder', 'checker']
    .map((name) => [name, `remotion_policy_${name}_bg.wasm`])
    .map(([name, file]) => {
      const [shipped, named] = [join(folder, 'pkg/wasm'), process.env.NAMED].map((place) => readFileSync(join(place, file)));
      return `## The ${name}\n\n${breakdown(shipped, named)}`;
    })
    .join('\n\n'),
);
writeFileSync(BREAKDOWN, `${parts.failure ? `FAILED: ${parts.failure}` : parts}\n`);
if (failures.length) {
  console.error(`\nWhat could not be measured:\n${failures.join('\n')}`);
  process.exitCode = 1;
}
