// From the moment a widget comes into view, with nothing fetched yet, to its first frame that can be used.

import { open } from './page.mjs';

const RUNS = 20;

const once = async (browser, site, throttle) => {
  const { page, close } = await open(browser, new URL('index.html', site).href, throttle);
  const pair = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const { domContentLoadedEventEnd, startTime } = performance.getEntriesByType('navigation')[0];
    const fetched = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'));
    const element = document.querySelector('remotion-policy');
    if (fetched()) throw new Error('the module was fetched before anybody wanted it');
    await frame();
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
    const seen = performance.now();
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    await loaded;
    // The frame with the widget in it has been drawn when the one after it begins.
    await frame();
    await frame();
    const ours = performance.now() - seen;
    if (!fetched() || !element.shadowRoot.querySelector('input, select')) throw new Error('there is nothing to use');
    return [ours, domContentLoadedEventEnd - startTime];
  });
  await close();
  return pair;
};

export const firstRender = async (browser, site) => {
  const throttles = [1, 4];
  const pairs = throttles.map(() => []);
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [place, throttle] of throttles.entries()) {
      const pair = await once(browser, site, throttle);
      // The first is for the machine's own caches.
      if (run > 0) pairs[place].push(pair);
    }
  }
  return throttles.map((throttle, place) => ({
    what: `docs page, cold cache, CPU ${throttle}×: widget in view → drawn and usable`,
    unit: 'ms',
    pairs: pairs[place],
    peer: 'the page itself: navigation → DOMContentLoaded',
  }));
};
