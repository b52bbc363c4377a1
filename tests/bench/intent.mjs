// From interest to a widget that can be used, on a slow line; beside one parallel fetch of the same files in the same
// page. A host that compresses is stood in for, because the ratio is about steps and not about bytes.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { open } from './page.mjs';

const RUNS = 10;
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** A static host that sends brotli. Nothing is kept by the browser, as on a first visit. */
const host = async (folder) => {
  const sent = new Map();
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    try {
      if (!sent.has(path)) sent.set(path, brotliCompressSync(await readFile(join(folder, decodeURI(path)))));
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'no-store' });
      response.end(sent.get(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

/** Runs in the page: milliseconds until the widget is there, and the files that took. */
const mount = async () => {
  const element = document.querySelector('remotion-policy');
  const before = performance.getEntriesByType('resource').length;
  const loaded = new Promise((resolve, reject) => {
    element.addEventListener('load', resolve);
    element.addEventListener('error', ({ detail }) => reject(detail.error));
  });
  const start = performance.now();
  element.dispatchEvent(new Event('pointerover'));
  await loaded;
  const time = performance.now() - start;
  if (!element.shadowRoot.querySelector('input, select')) throw new Error('there is nothing to use');
  const files = () => performance.getEntriesByType('resource').slice(before).map(({ name }) => name);
  // The last is entered some moments after it was used.
  while (!files().some((name) => name.endsWith('.wasm'))) await new Promise((resolve) => setTimeout(resolve, 10));
  return { time, files: files() };
};

/** Runs in the page: milliseconds of one parallel fetch. */
const fetchAll = async (files) => {
  const start = performance.now();
  await Promise.all(files.map(async (file) => (await fetch(file)).arrayBuffer()));
  return performance.now() - start;
};

/** Pairs of [ours, one parallel fetch], each from a page of its own. `path` has an element that nobody has pointed at. */
export const intent = async (browser, folder, path, runs = RUNS) => {
  const { address, close } = await host(folder);
  const pairs = [];
  for (let run = 0; run <= runs; run += 1) {
    const { page, client, close } = await open(browser, address + path);
    await page.waitForFunction(() => customElements.get('remotion-policy'));
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', LINE);
    const { time, files } = await page.evaluate(mount);
    const twice = files.filter((file, index) => files.indexOf(file) !== index);
    if (twice.length) throw new Error(`fetched twice: ${twice.join(', ')}`);
    const peer = await page.evaluate(fetchAll, files);
    await close();
    // The first is for the machine's own caches.
    if (run > 0) pairs.push([time, peer]);
    else intent.files = files.map((file) => new URL(file).pathname);
  }
  close();
  return pairs;
};

export const intentRows = async (browser, folder) => [
  {
    what: 'docs page, no bundler, 1.6 Mb/s, 150 ms: interest → usable',
    unit: 'ms',
    pairs: await intent(browser, folder, 'variants/details.html'),
    peer: 'one parallel fetch of the same files',
  },
];
