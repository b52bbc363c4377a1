// The site as `cargo xtask site --out FOLDER` writes it for a host, served with the headers that it asks for.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, skip } from './browser.mjs';

const site = fileURLToPath(new URL('../../target/site', import.meta.url));
const script = fileURLToPath(new URL('../../xtask/js/hosted.mjs', import.meta.url));
const host = (from, to) => execFileSync(process.execPath, [script, from, to]);
const filesOf = async (folder) => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ parentPath, path, name }) => posix.relative(folder, join(parentPath ?? path, name)));
};

let folder;
let hosted;
let server;
let origin;
let browser;
/** Every request, and how it was answered. */
let log = [];

/** The rules of `_headers`, as its hosts read them. */
const rulesOf = (text) =>
  text.trimEnd().split(/\n(?=\/)/).map((rule) => {
    const [path, header] = rule.split('\n  ');
    const matches = (url) => (path.endsWith('*') ? url.startsWith(path.slice(0, -1)) : url === path);
    return { matches, header: header.split(': ') };
  });

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm' };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hosted-'));
  hosted = join(folder, 'site');
  host(site, hosted);
  const rules = rulesOf(await readFile(join(hosted, '_headers'), 'utf8'));
  server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const applied = rules.filter(({ matches }) => matches(pathname));
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const body = await readFile(join(hosted, file)).catch(() => undefined);
    log.push({ pathname, status: body ? 200 : 404, rules: applied.length, bytes: body?.length });
    response.writeHead(body ? 200 : 404, { 'Content-Type': TYPES[file.split('.').at(-1)], ...Object.fromEntries(applied.map(({ header }) => header)) });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://localhost:${server.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

test('everything but the pages is in one folder, and every page finds it there', async () => {
  const files = await filesOf(hosted);
  const outside = files.filter((path) => !/^[0-9a-f]{16}\//.test(path));
  const pages = (await filesOf(site)).filter((path) => path.endsWith('.html'));
  assert.deepEqual(outside.toSorted(), [...pages, '_headers'].toSorted());
  let count = 0;
  for (const page of pages) {
    const text = await readFile(join(hosted, page), 'utf8');
    for (const [, address] of text.matchAll(/ (?:src|href|wasm)="(\.\.?\/[^"?#]*)/g)) {
      const path = join(hosted, posix.dirname(page), address);
      assert.ok((await stat(address.endsWith('/') ? join(path, 'index.html') : path)).isFile(), `${page}: ${address}`);
      count += 1;
    }
  }
  assert.ok(count > 50, `${count}`);
});

test('the folder has another name when a byte in it differs, and the same one otherwise', async () => {
  const name = async (from, to) => {
    host(from, join(folder, to));
    return (await readdir(join(folder, to))).find((name) => /^[0-9a-f]{16}$/.test(name));
  };
  const copy = join(folder, 'copy');
  await cp(site, copy, { recursive: true });
  const first = await name(site, 'a');
  assert.equal(await name(copy, 'b'), first);
  await appendFile(join(copy, 'index.html'), '<!-- another page -->');
  assert.equal(await name(copy, 'c'), first);
  await appendFile(join(copy, 'pkg/loader.js'), '\n');
  assert.notEqual(await name(copy, 'd'), first);
});

/** Opens what a reader opens, which moves what follows, and goes to each widget. */
const scroll = async (page) => {
  await page.evaluate(async () => {
    for (const details of document.querySelectorAll('.markdown > details[data-for]:not(.offer)')) details.open = true;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    shifts.length = 0;
  });
  const hosts = await page.locator('remotion-policy:visible, remotion-policy-checker:visible').all();
  assert.ok(hosts.length > 8);
  for (const element of hosts) {
    await element.scrollIntoViewIfNeeded();
    await element.locator('.frame').waitFor();
  }
};

/** By how much things moved since it was last asked. */
const moved = (page) => page.evaluate(() => shifts.splice(0).reduce((sum, value) => sum + value, 0));

const ONLY_CHROMIUM = { firefox: 'it does not measure layout shifts', webkit: 'it does not measure layout shifts' };

test('read to its end, the page asks nobody else, prints nothing and moves nothing; the next visit fetches the page alone', skip(ONLY_CHROMIUM), async (t) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  const said = [];
  const foreign = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => request.url().startsWith(origin) || foreign.push(request.url()));
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  log = [];
  await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
  const bytes = (kind) => log.filter(({ pathname }) => pathname.endsWith(kind)).reduce((sum, { bytes }) => sum + bytes, 0);
  t.diagnostic(`before scrolling: ${bytes('.js')} bytes of scripts, ${bytes('.css')} of style sheets, ${bytes('/')} of HTML`);
  assert.ok(bytes('.js') < 21_500 && bytes('.css') < 70_000 && bytes('/') < 68_000);
  assert.equal(bytes('.wasm'), 0, 'no module before somebody comes near');
  await scroll(page);
  let shift = await moved(page);
  // Opening it moves what follows; its module, when it comes, does not.
  const offer = page.locator('details:has(> remotion-policy-checker)');
  await offer.scrollIntoViewIfNeeded();
  await offer.evaluate(async (details) => {
    details.open = true;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
  await moved(page);
  await page.locator('remotion-policy-checker').getByRole('button').first().waitFor();
  await page.waitForTimeout(1000);
  shift += await moved(page);
  assert.deepEqual(foreign, []);
  assert.deepEqual(said, []);
  t.diagnostic(`layout shift: ${shift.toFixed(4)}`);
  // 0.1 is what search engines call good.
  assert.ok(shift < 0.01, `${shift}`);
  assert.deepEqual(log.filter(({ status, rules }) => status !== 200 || rules !== 1), [], 'each file is there, with one rule for it');

  log = [];
  await page.goto('about:blank');
  await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
  await scroll(page);
  await offer.scrollIntoViewIfNeeded();
  await offer.evaluate((details) => (details.open = true));
  await page.locator('remotion-policy-checker').getByRole('button').first().waitFor();
  assert.deepEqual(log.map(({ pathname }) => pathname), ['/']);
});
