// Random actions on several pages, with what must hold checked after each of them. SITE_URL is where the site is served.
// Not part of `--all`: seed 4 still fails within its first 200 actions (a shared version is "" in one widget and "undefined"
// in another), and whether the product or this harness is at fault is not known yet. Seeds 1, 2, 3 and 5 hold for 2,000.
// CHAOS_SEED repeats a run, CHAOS_ACTIONS (10,000) says how long it is. A failure prints the fewest actions it was seen with.

import { fileURLToPath } from 'node:url';
import { launch } from '../browser/browser.mjs';
import { actions } from './actions.mjs';

const site = process.env.SITE_URL.replace(/\/?$/, '/');
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
const total = Number(process.env.CHAOS_ACTIONS ?? 10_000);
const BATCH = 500;
const PAGES = ['variants/two.html', 'variants/alone.html', 'variants/attributes.html', 'variants/details.html', 'variants/narrow.html', 'index.html'];
/** How the module's file arrives the first time; afterwards "Try again" gets it. */
const ARRIVALS = ['as it is', 'slowly', 'as it is', 'not at all', 'as an error', 'cut short'];
const KEYS = ['Tab', 'Shift+Tab', 'a', '-', 'Backspace', 'Space', 'ArrowDown', 'Enter', 'Home', 'ف'];
const inPage = fileURLToPath(new URL('in-page.js', import.meta.url));

console.log(`seed ${seed}, ${total} actions`);
const browser = await launch();

const faulty = {
  slowly: async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  },
  'not at all': (route) => route.abort(),
  'as an error': (route) => route.fulfill({ status: 503 }),
  'cut short': (route) => route.fulfill({ contentType: 'application/wasm', body: Buffer.from('0061736d01000000', 'hex').subarray(0, 6) }),
};

/** A page with its widgets mounted, however the module arrived. Returns what left the origin as it goes. */
const open = async (path, arrival) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  const page = await context.newPage();
  const strays = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('blob:')) strays.push(`a request left the origin: ${url}`);
  });
  page.on('pageerror', (error) => strays.push(`exception: ${error.message}`));
  await page.addInitScript({ path: inPage });
  const fails = !['as it is', 'slowly'].includes(arrival);
  const module = `${site}pkg/wasm/remotion_policy_builder_bg.wasm`;
  if (faulty[arrival]) await page.route(module, faulty[arrival]);
  await page.goto(new URL(path, site).href);
  if (fails) {
    await page.locator('remotion-policy').first().evaluate((host) => host.scrollIntoView());
    const again = page.getByRole('button', { name: 'Try again' }).first();
    await again.waitFor();
    await page.unroute(module);
    await again.click();
  }
  await page.evaluate(() => chaos.start());
  return { page, strays, close: () => context.close() };
};

const delivered = { copy: 0, download: 0 };

/** Runs one batch on a page of its own; returns how it failed, if it did. */
const run = async (path, arrival, list, keys = []) => {
  const { page, strays, close } = await open(path, arrival);
  try {
    let failure = await page.evaluate((list) => chaos.act(list), list);
    for (const key of failure ? [] : keys) {
      // press() knows US keyboards only; what else is typed comes as a text, as an input method sends it.
      if (/^\p{ASCII}+$/u.test(key)) await page.keyboard.press(key);
      else await page.keyboard.insertText(key);
      const problem = await page.evaluate(async () => {
        await chaos.act([]);
        await new Promise((resolve) => setTimeout(resolve));
        return chaos.wrong();
      });
      if (problem) failure ??= { number: list.length, problem: `after the key ${key}: ${problem}` };
    }
    for (const [action, count] of Object.entries(await page.evaluate(() => chaos.texts))) delivered[action] += count;
    return failure ?? (strays.length ? { number: list.length, problem: strays.join('; ') } : undefined);
  } finally {
    await close();
  }
};

/** The same failure with fewer actions: leaves out ever smaller parts while it still fails. */
const shrink = async (path, list) => {
  const late = performance.now() + 60_000;
  for (let size = Math.ceil(list.length / 2); size >= 1 && performance.now() < late; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let from = 0; from < list.length && performance.now() < late; ) {
      const fewer = list.toSpliced(from, size);
      if (await run(path, 'as it is', fewer)) list = fewer;
      else from += size;
    }
  }
  return list;
};

const counts = {};
let done = 0;
for (let batch = 0; done < total; batch += 1) {
  const path = PAGES[batch % PAGES.length];
  const arrival = ARRIVALS[Math.floor(batch / 2) % ARRIVALS.length];
  const list = actions(seed + batch, Math.min(BATCH, total - done));
  const keys = list.slice(0, 20).map(({ which }) => KEYS[which % KEYS.length]);
  const failure = await run(path, arrival, list, keys);
  if (failure) {
    console.log(`${path}, module arrived ${arrival}: action ${done + failure.number} of seed ${seed}:\n${failure.problem}`);
    const shortest = await shrink(path, list.slice(0, failure.number + 1));
    console.log(`The fewest actions it was seen with:\n${shortest.map((action) => JSON.stringify(action)).join('\n')}`);
    process.exitCode = 1;
    break;
  }
  done += list.length;
  for (const { op } of list) counts[op] = (counts[op] ?? 0) + 1;
}
console.log(`${done} actions held: ${Object.entries(counts).map(([op, count]) => `${op} ${count}`).join(', ')}`);
console.log(`texts delivered: ${delivered.copy} copied, ${delivered.download} saved`);
await browser.close();
