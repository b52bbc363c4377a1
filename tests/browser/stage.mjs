// A site that exists only in the browser's routes: the package, with the fake in place of the module, around any markup.

import { readFile } from 'node:fs/promises';

const origin = 'http://builder.localhost';
const pkg = new URL('../../pkg/', import.meta.url);
const fake = new URL('fake-module.js', import.meta.url);

/** A module whose one export, `panic`, executes `unreachable`, as a Rust panic does. */
export const wasm = Buffer.from(
  '0061736d01000000' + '01040160000' + '003020100' + '07090105' + Buffer.from('panic').toString('hex') + '0000' + '0a05010300000b',
  'hex',
);

export const checkerUrl = `${origin}/pkg/wasm/remotion_policy_checker_bg.wasm`;
export const readersUrl = `${origin}/pkg/wasm/remotion_policy_readers_bg.wasm`;
export const setupsUrl = `${origin}/pkg/wasm/remotion_policy_setups_bg.wasm`;
export const glueUrl = `${origin}/pkg/wasm/remotion_policy_builder.js`;
export const wasmUrl = `${origin}/pkg/wasm/remotion_policy_builder_bg.wasm`;

const served = async (path) => {
  if (/\/remotion_policy_(builder|setups|checker|readers)\.js$/.test(path)) return { contentType: 'text/javascript', body: await readFile(fake) };
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
    const entries = ['define', ...(markup.includes('remotion-policy-checker') ? ['checker/define'] : [])];
    const script = define ? entries.map((name) => `<script type="module" src="/pkg/${name}.js"></script>`).join('') : '';
    return route.fulfill({
      contentType: 'text/html',
      headers: csp ? { 'content-security-policy': csp } : {},
      body: `<!doctype html><html lang="en"><title>Stage</title>${script}<body>${markup}`,
    });
  });
  // Not until it is loaded: in Firefox that waits for every script, also for one that is held back.
  const go = () => page.goto(`${origin}/`, { waitUntil: 'domcontentloaded' });
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

export const ready = '<pre>the ready policy</pre>';
export const eager = (attributes = '', markup = ready) =>
  `<remotion-policy loading="eager" ${attributes}>${markup}</remotion-policy>`;
export const eagerChecker = (attributes = '') =>
  `<remotion-policy-checker loading="eager" ${attributes}>${ready}</remotion-policy-checker>`;

export const bucket = (page, index = 0) => page.getByRole('textbox', { name: 'Output bucket' }).nth(index);
export const functionRole = (page) => page.getByRole('textbox', { name: 'Render function’s role' });
export const panic = (page) => page.getByRole('button', { name: 'Panic' });
export const again = (page) => page.getByRole('button', { name: 'Try again' });
export const readyPolicy = (page) => page.getByText('the ready policy');
export const said = (page) => page.getByRole('status').first();

/** The details of every time the module was asked for this. */
export const asked = async (calls, name) => (await calls()).filter((call) => [call].flat()[0] === name);

/** Until whatever the page has queued by now is done. */
export const settled = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
