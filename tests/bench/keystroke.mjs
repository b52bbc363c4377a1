// From a changed input to the frame that shows the new text; beside a bare input that writes its value into a <pre>.

import { openMounted } from './page.mjs';

const RUNS = 100;
const WARM_UP = 20;

const measure = async ({ runs, warmUp }) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const root = document.querySelector('remotion-policy').shadowRoot;
  const labelled = Array.from(root.querySelectorAll('label')).find((label) => label.textContent.includes('Output bucket'));
  const snippet = root.querySelector('.snippet');

  const bare = document.createElement('input');
  const text = document.createElement('pre');
  text.textContent = snippet.textContent;
  bare.addEventListener('input', () => {
    text.textContent = bare.value;
  });
  document.body.append(bare, text);

  /** Milliseconds until the frame with the text was drawn, and those of them that scripts, styles and layout took. */
  const type = async (input, output, value) => {
    // Just after a frame, so that the wait for the next one is always as long.
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    const start = performance.now();
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: value.at(-1), inputType: 'insertText' }));
    // The widget is brought up to date in a microtask.
    await undefined;
    await undefined;
    output.getBoundingClientRect();
    const work = performance.now() - start;
    while (!output.textContent.includes(value)) await frame();
    await frame();
    await frame();
    return [performance.now() - start, work];
  };

  const field = labelled.control;
  const pairs = { drawn: [], work: [] };
  for (let run = -warmUp; run < runs; run += 1) {
    const value = `acme-films-${run + warmUp}`;
    const [ours, ourWork] = await type(field, snippet, value);
    const [theirs, theirWork] = await type(bare, text, value);
    if (run < 0) continue;
    pairs.drawn.push([ours, theirs]);
    pairs.work.push([ourWork, theirWork]);
  }
  return pairs;
};

export const keystroke = async (browser, site) => {
  const rows = [];
  for (const throttle of [1, 4]) {
    const { page, close } = await openMounted(browser, new URL('variants/alone.html', site).href, throttle);
    const { drawn, work } = await page.evaluate(measure, { runs: RUNS, warmUp: WARM_UP });
    await close();
    const peer = 'a bare input → `<pre>`';
    rows.push(
      { what: `keystroke → snippet drawn, CPU ${throttle}× (two frames)`, unit: 'ms', pairs: drawn, peer },
      { what: `of which script, style and layout, CPU ${throttle}×`, unit: 'ms', pairs: work, peer },
    );
  }
  return rows;
};
