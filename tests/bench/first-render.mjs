// From the moment a widget is wanted, with nothing of it fetched yet, to its first frame that can be used; beside React
// making the static block its own on the same page.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { serve, STATIC } from './bundle.mjs';
import { open } from './page.mjs';

const RUNS = 20;
const THROTTLES = [1, 4];

/** The docs page with the static component, as a server renders it, at its end. */
const prepare = async (folder) => {
  await serve(
    folder,
    'static.js',
    `import { useEffect } from 'react';
     import { hydrateRoot } from 'react-dom/client';
     import { UserPolicy } from ${JSON.stringify(STATIC)};
     const Told = ({ done }) => (useEffect(done, []), <UserPolicy />);
     export const hydrate = (block) => new Promise((done) => hydrateRoot(block, <Told done={done} />));`,
  );
  const { build } = await loadPolicyBuilder();
  const rendered = `<div><pre>${build({ policy: 'user' }).text.replaceAll('"', '&quot;')}</pre></div>`;
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const blocks = ['first', 'again'].map((name) => `<div id="static-${name}">${rendered}</div>`).join('');
  const end = page.lastIndexOf('</main>');
  if (end < 0) throw new Error('the docs page has no </main> to put the static block before');
  await writeFile(join(folder, 'bench.html'), page.slice(0, end) + blocks + page.slice(end));
};

/** Runs in the page: milliseconds of ours, of React with its code, and of React alone. */
const measure = async (oursFirst) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const fetched = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'));
  const element = document.querySelector('remotion-policy');
  // The frame with the outcome in it has been drawn when the one after it begins.
  const time = async (run) => {
    await frame();
    const start = performance.now();
    await run();
    await frame();
    await frame();
    return performance.now() - start;
  };
  const mount = async () => {
    if (fetched()) throw new Error('the module was fetched before anybody wanted it');
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    await loaded;
  };
  const hydrate = (id) => async () => {
    const block = document.getElementById(id);
    const node = block.firstChild;
    await (await import('/bench/static.js')).hydrate(block);
    if (block.firstChild !== node) throw new Error('React did not take over what the server rendered');
  };
  const ours = oursFirst && (await time(mount));
  const withCode = await time(hydrate('static-first'));
  const alone = await time(hydrate('static-again'));
  const result = { ours: ours || (await time(mount)), withCode, alone };
  if (!fetched() || !element.shadowRoot.querySelector('input, select')) throw new Error('there is nothing to use');
  return result;
};

export const firstRender = async (browser, site, folder) => {
  await prepare(folder);
  const runs = THROTTLES.map(() => []);
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [place, throttle] of THROTTLES.entries()) {
      const { page, close } = await open(browser, new URL('bench.html', site).href, { throttle });
      const times = await page.evaluate(measure, run % 2 === 0);
      await close();
      // The first is for the machine's own caches.
      if (run > 0) runs[place].push(times);
    }
  }
  return THROTTLES.flatMap((throttle, place) => {
    const what = `docs page, cold cache, CPU ${throttle}×: widget wanted → drawn and usable`;
    const pairs = (peer) => runs[place].map((times) => [times.ours, times[peer]]);
    return [
      { what, unit: 'ms', pairs: pairs('withCode'), peer: 'React and the static block: fetched, hydrated, drawn' },
      { what, unit: 'ms', pairs: pairs('alone'), peer: 'the static block hydrated where React runs already, drawn' },
    ];
  });
};
