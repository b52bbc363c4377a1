// From a changed field to the frame that shows what it leads to; beside a bare field that writes into a <pre>.

import { loadPolicyBuilder } from '../../pkg/index.js';
import { openMounted } from './page.mjs';
import { pasted } from './pasted.mjs';

const RUNS = 60;
const WARM_UP = 20;

/**
 * Runs in the page: for each run the milliseconds [ours, the bare field's] until the change was drawn, of scripts with
 * styles and layout, and of scripts alone. `values` are typed in turn; after each, `shows` has to be another text.
 */
const measure = async ({ field, shows, values, runs, warmUp }) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const root = document.querySelector(':is(remotion-policy, remotion-policy-checker)').shadowRoot;
  const input = root.querySelector(`[name=${field}]`);
  const output = root.querySelector(shows);

  const bare = input.cloneNode();
  const text = document.createElement('pre');
  text.textContent = output.textContent;
  let count = 0;
  bare.addEventListener('input', () => {
    text.textContent = `${count += 1} ${bare.value.length}`;
  });
  document.body.append(bare, text);

  const type = async (input, output, value) => {
    const before = output.textContent;
    input.value = value;
    // Just after a frame, so that the wait for the next one is always as long.
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    const start = performance.now();
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: value.at(-1), inputType: 'insertText' }));
    // The widget is brought up to date in a microtask.
    await undefined;
    await undefined;
    const script = performance.now() - start;
    output.getBoundingClientRect();
    const work = performance.now() - start;
    if (output.textContent === before) throw new Error(`a keystroke in ${field} changed nothing`);
    await frame();
    await frame();
    return { drawn: performance.now() - start, work, script };
  };

  const pairs = { script: [], work: [], drawn: [] };
  for (let run = -warmUp; run < runs; run += 1) {
    const value = values[(run + warmUp) % values.length];
    const steps = [() => type(input, output, value), () => type(bare, text, value)];
    const order = run % 2 ? [0, 1] : [1, 0];
    const times = [];
    for (const place of order) times[place] = await steps[place]();
    if (run >= 0) for (const part of Object.keys(pairs)) pairs[part].push(times.map((time) => time[part]));
  }
  return pairs;
};

const cases = async () => {
  const { build } = await loadPolicyBuilder();
  const text = pasted(build);
  // Each letter typed or taken away turns the verdict, so all that depends on it is written anew: as much as there can be.
  const broken = text.replace('"iam:PassRole"', '"iam:PassRol"');
  if (broken === text) throw new Error('the policy has no iam:PassRole to misspell');
  return [
    {
      name: 'builder: letter of the bucket',
      page: 'variants/alone.html',
      field: 'bucket',
      shows: '.snippet',
      values: ['acme-films', 'acme-film'],
      peer: 'the same in a bare input → `<pre>`',
    },
    {
      name: `checker, ${(text.length / 1000).toFixed(1)} kB: letter that turns the verdict`,
      page: 'variants/check.html',
      field: 'text',
      shows: '.sentence',
      values: [text, broken],
      peer: 'the same in a bare textarea → `<pre>`',
    },
  ];
};

const PARTS = { script: 'our own script', work: 'with style and layout', drawn: 'until drawn (two frames)' };

export const keystroke = async (browser, site) => {
  const rows = [];
  for (const { name, page: path, peer, ...what } of await cases()) {
    for (const throttle of [1, 4]) {
      const { page, close } = await openMounted(browser, new URL(path, site).href, { throttle, precise: true });
      const pairs = await page.evaluate(measure, { ...what, runs: RUNS, warmUp: WARM_UP });
      await close();
      for (const [part, words] of Object.entries(PARTS)) {
        rows.push({ what: `${name}, CPU ${throttle}×, ${words}`, unit: 'ms', pairs: pairs[part], peer });
      }
    }
  }
  return rows;
};
