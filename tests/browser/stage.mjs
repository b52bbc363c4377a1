// A site that exists only in the browser's routes: the package, with the fake in place of the module, around any markup.

import { readFile } from 'node:fs/promises';

const origin = 'https://builder.test';
const pkg = new URL('../../pkg/', import.meta.url);
const fake = new URL('fake-module.js', import.meta.url);

/** A module whose one export, `panic`, executes `unreachable`, as a Rust panic does. */
export const wasm = Buffer.from(
  '0061736d01000000' + '01040160000' + '003020100' + '07090105' + Buffer.from('panic').toString('hex') + '0000' + '0a05010300000b',
  'hex',
);

export const checkerUrl = `${origin}/pkg/wasm/remotion_policy_checker_bg.wasm`;
export const glueUrl = `${origin}/pkg/wasm/remotion_policy_builder.js`;
export const wasmUrl = `${origin}/pkg/wasm/remotion_policy_builder_bg.wasm`;

const served = async (path) => {
  if (/\/remotion_policy_(builder|checker)\.js$/.test(path)) return { contentType: 'text/javascript', body: await readFile(fake) };
  if (path.endsWith('.wasm')) return { contentType: 'application/wasm', body: wasm };
  if (path.startsWith('/pkg/')) {
    return { contentType: 'text/javascript', body: await readFile(new URL(path.slice('/pkg/'.length), pkg)) };
  }
  return { status: 404 };
};

/** Opens a page with this markup in its body. Further routes for single files go on top, the last one first. */
export const open = async (browser, markup, { csp, define = true } = {}) => {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  const requests = [];
  const faults = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname !== '/') return route.fulfill(await served(pathname));
    const script = define ? '<script type="module" src="/pkg/define.js"></script>' : '';
    return route.fulfill({
      contentType: 'text/html',
      headers: csp ? { 'content-security-policy': csp } : {},
      body: `<!doctype html><html lang="en"><title>Stage</title>${script}<body>${markup}`,
    });
  });
  const go = () => page.goto(`${origin}/`);
  return { page, go, requests, faults, calls: () => page.evaluate(() => globalThis.calls ?? []) };
};

/** Keeps one file from arriving until the returned function is called. */
export const holdBack = async (page, url) => {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.fallback();
  });
  return release;
};
