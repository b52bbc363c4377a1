// Random actions on several pages, with what must hold checked after each of them. SITE_URL is where the site is served.
// CHAOS_ACTIONS (10,000) are shared out among eight seeds that are always the same, or go to the one of CHAOS_SEED. A
// failure prints seed and number, the last actions, and the fewest it was seen with; the same seed acts the same again.

import { fileURLToPath } from 'node:url';
import { launch } from '../browser/browser.mjs';
import { draw } from './actions.mjs';

const site = process.env.SITE_URL.replace(/\/?$/, '/');
const seeds = process.env.CHAOS_SEED ? [Number(process.env.CHAOS_SEED)] : [1, 2, 3, 4, 5, 6, 7, 8];
const total = Number(process.env.CHAOS_ACTIONS ?? 10_000);
/** Actions on one page before another is opened. */
const BATCH = 250;
/** Actions in one go, after which requests are looked at. */
const CHUNK = 50;
const PAGES = [
  'variants/two.html', 'variants/check.html', 'variants/alone.html', 'variants/attributes.html', 'variants/check.html',
  'variants/details.html', 'index.html', 'variants/narrow.html',
];
/** How a module's file arrives the first time; afterwards "Try again" gets it. */
const ARRIVALS = ['as it is', 'slowly', 'slowly', 'not at all', 'as an error', 'cut short'];
const KEYS = ['Tab', 'Shift+Tab', 'a', '-', 'Backspace', 'Space', 'ArrowDown', 'Enter', 'Home', 'ف'];
const scripts = ['world', 'screen', 'checker', 'act'].map((name) => fileURLToPath(new URL(`page/${name}.js`, import.meta.url)));
/** Without the copies that are there to compare with. */
const module = /\/pkg\/wasm\/\w+_bg\.wasm$/;

const browser = await launch();

const faulty = {
  slowly: (route) => route.continue(),
  'not at all': (route) => route.abort(),
  'as an error': (route) => route.fulfill({ status: 503 }),
  'cut short': (route) => route.fulfill({ contentType: 'application/wasm', body: Buffer.from('0061736d0100', 'hex') }),
};

/** A page with its widgets mounted, however the module arrived and whatever was done before. Notes what went wrong. */
const open = async ({ path, arrival, before }) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  const page = await context.newPage();
  const strays = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('blob:')) strays.push(`a request left the origin: ${url}`);
  });
  page.on('pageerror', (error) => strays.push(`exception: ${error.message}`));
  for (const script of scripts) await page.addInitScript({ path: script });
  let asked;
  const isAsked = new Promise((resolve) => {
    asked = resolve;
  });
  let release;
  const isReleased = new Promise((resolve) => {
    release = resolve;
  });
  if (faulty[arrival]) {
    await page.route(module, async (route) => {
      asked();
      await isReleased;
      await faulty[arrival](route);
    });
  }
  // What is on screen is held against an answer that is there at once; what reads other languages would come in between.
  await page.route(/remotion_policy_readers/, (route) => route.abort());
  await page.goto(new URL(path, site).href);
  if (faulty[arrival]) {
    const first = page.locator(':is(remotion-policy, remotion-policy-checker)').first();
    // Pointing works in closed details too, where nothing is ever near.
    await first.evaluate((host) => host.dispatchEvent(new Event('pointerover')));
    await isAsked;
    await page.evaluate((list) => chaos.early(list), before);
    release();
    if (arrival !== 'slowly') {
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await first.evaluate((host) => host.dispatchEvent(new Event('pointerover')));
      const again = page.getByRole('button', { name: 'Try again' }).first();
      // An element that nobody sees says so when the page is at rest, which is a matter of the page's clock.
      for (let tries = 0; tries < 50 && !(await again.isVisible()); tries += 1) {
        await page.evaluate(() => chaos.world.pass(1000));
        await page.waitForTimeout(100);
      }
      await again.waitFor();
      await page.unroute(module);
      await again.click();
    }
  }
  await page.evaluate(() => chaos.start());
  return { page, strays, close: () => context.close() };
};

/** What was done in all, so that nothing holds only because nothing happened. */
const seen = { texts: { copied: 0, saved: 0, added: 0 }, verdicts: {}, ops: {} };

/** Runs one batch on a page of its own; returns how it failed, if it did. */
const run = async ({ list, keys, ...how }) => {
  const { page, strays, close } = await open(how);
  try {
    for (let from = 0; from < list.length; from += CHUNK) {
      const chunk = list.slice(from, from + CHUNK);
      const failure = await page.evaluate((chunk) => chaos.act(chunk), chunk);
      if (failure) return { number: from + failure.number, problem: failure.problem };
      if (strays.length) return { number: from + chunk.length - 1, problem: `in this action or a few before: ${strays.join('; ')}` };
    }
    for (const key of keys) {
      // press() knows US keyboards only; what else is typed comes as a text, as an input method sends it.
      if (/^\p{ASCII}+$/u.test(key)) await page.keyboard.press(key);
      else await page.keyboard.insertText(key);
      const problem = await page.evaluate(() => chaos.pressed());
      if (problem) return { number: list.length - 1, problem: `after it and the key ${key}: ${problem}`, byKey: true };
    }
    const { texts, verdicts } = await page.evaluate(() => ({ texts: chaos.texts, verdicts: chaos.verdicts }));
    for (const name in texts) seen.texts[name] += texts[name];
    Object.assign(seen.verdicts, verdicts);
    return strays.length ? { number: list.length - 1, problem: strays.join('; ') } : undefined;
  } finally {
    await close();
  }
};

/** The same failure with fewer actions: leaves out ever smaller parts while it still fails. */
const shrink = async (batch, until = performance.now() + 45_000) => {
  let { list } = batch;
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let from = 0; from < list.length; ) {
      if (performance.now() > until) return list;
      const fewer = list.toSpliced(from, size);
      if (await run({ ...batch, list: fewer })) list = fewer;
      else from += size;
    }
  }
  return list;
};

const lines = (actions) => actions.map((action) => JSON.stringify(action)).join('\n');

/** Runs a seed; whether all held. */
const runSeed = async (seed, count) => {
  for (let done = 0, number = 0; done < count; number += 1) {
    const { of, actions } = draw(seed, number);
    const batch = {
      path: PAGES[(seed + number) % PAGES.length],
      arrival: of(ARRIVALS),
      keys: Array.from({ length: 20 }, () => of(KEYS)),
      before: actions(60),
      list: actions(Math.min(BATCH, count - done)),
    };
    const failure = await run(batch);
    if (failure) {
      const at = done + failure.number;
      const list = batch.list.slice(0, failure.number + 1);
      console.log(`seed ${seed}, action ${at}, ${batch.path}, where the module arrived ${batch.arrival}:\n${failure.problem}`);
      console.log(`Again: CHAOS_SEED=${seed} CHAOS_ACTIONS=${at + 1} cargo xtask test chaos. The last actions:\n${lines(list.slice(-10))}`);
      const fewest = await shrink({ ...batch, list, keys: failure.byKey ? batch.keys : [] });
      console.log(`The fewest it was seen with are ${fewest.length}:\n${lines(fewest.slice(-40))}`);
      return false;
    }
    done += batch.list.length;
    for (const { op } of batch.list) seen.ops[op] = (seen.ops[op] ?? 0) + 1;
  }
  return true;
};

/** What there is too little of for the run to prove anything. */
const missing = () => {
  const { texts, verdicts } = seen;
  const least = { copied: total / 100, added: total / 400, saved: total / 200 };
  const few = Object.keys(least).filter((name) => texts[name] < least[name]);
  const unseen = ['empty', 'invalid', 'insufficient', 'conditional', 'sufficient', 'refused', 'explained'].filter((verdict) => !verdicts[verdict]);
  return [...few.map((name) => `texts ${name}`), ...unseen.map((verdict) => `a verdict ${verdict}`)];
};

let held = 0;
for (const [at, seed] of seeds.entries()) {
  const count = Math.floor(((at + 1) * total) / seeds.length) - Math.floor((at * total) / seeds.length);
  if (await runSeed(seed, count)) held += count;
  else process.exitCode = 1;
}
await browser.close();
console.log(`${held} of ${total} actions held, of seed ${seeds.join(', ')}: ${Object.entries(seen.ops).map(([op, count]) => `${op} ${count}`).join(', ')}`);
console.log(`delivered: ${Object.entries(seen.texts).map(([name, count]) => `${count} ${name}`).join(', ')}; verdicts: ${Object.keys(seen.verdicts).join(', ')}`);
// A short run may be for one failure only.
if (total >= 2000 && missing().length) {
  console.log(`Too few to prove anything: ${missing().join(', ')}.`);
  process.exitCode = 1;
}
