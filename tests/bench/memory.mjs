// What is held after a thousand edits, and after a hundred and a thousand mounts and unmounts, more than before them;
// beside an empty custom element. A leak would grow with their number.

import { chromium } from 'playwright-core';
import { openMounted } from './page.mjs';

const RUNS = 3;
/** Twice the length of what is measured: a mount that is new to the engine leaves compiled code and feedback behind. */
const WARM_UP = 200;

/**
 * V8 counts machine code as heap. Over thousands of mounts it compiles one function after the other anew, 100 kB in all,
 * which looks like a leak that is none: with its optimising compilers off it is gone, and a leak would stay.
 */
const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--js-flags=--no-opt --no-maglev --no-sparkplug'],
  });

/** Bytes of JavaScript still in use and of the module's memory, and the nodes and listeners that are still there. */
const held = async (page, client) => {
  for (let times = 0; times < 3; times += 1) await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(async () => {
    const { default: init } = await import('/pkg/wasm/remotion_policy_builder.js');
    return (await init()).memory.buffer.byteLength;
  });
  return { heap: usedSize, wasm, nodes, listeners: jsEventListeners };
};

/** Runs in the page: edits of the first widget's bucket, or of a bare input's value. */
const edit = async ({ ours, times }) => {
  const root = document.querySelector('remotion-policy').shadowRoot;
  if (!globalThis.bare) document.body.append((globalThis.bare = document.createElement('input')));
  const input = ours ? root.querySelector('[name=bucket]') : globalThis.bare;
  for (let number = 0; number < times; number += 1) {
    input.value = `acme-films-${number}`;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await undefined;
    await undefined;
    if (number % 50 === 0) await new Promise(requestAnimationFrame);
  }
  const shown = root.querySelector('.snippet').textContent;
  if (ours && !shown.includes(`acme-films-${times - 1}`)) throw new Error('no edit came through');
};

/** Runs in the page: elements put in, awaited and taken out one after the other. */
const mount = async ({ ours, times }) => {
  if (!customElements.get('empty-element')) {
    const Empty = class extends HTMLElement {
      connectedCallback() {
        queueMicrotask(() => this.dispatchEvent(new Event('load')));
      }
    };
    customElements.define('empty-element', Empty);
  }
  for (let number = 0; number < times; number += 1) {
    const element = document.createElement(ours ? 'remotion-policy' : 'empty-element');
    element.setAttribute('policy', 'user');
    element.setAttribute('loading', 'eager');
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
    document.body.append(element);
    await loaded;
    if (ours && !element.shadowRoot.querySelector('.snippet')) throw new Error('nothing was mounted');
    element.remove();
    if (number % 10 === 0) await new Promise(requestAnimationFrame);
  }
};

const STEPS = [
  { name: '1,000 edits', step: edit, times: 1000, peer: 'as many in a bare input' },
  { name: '100 mounts and unmounts', step: mount, times: 100, peer: 'as many of an empty element' },
  { name: '1,000 mounts and unmounts', step: mount, times: 1000, peer: 'as many of an empty element' },
];
const PARTS = { heap: ['JavaScript heap', 'bytes'], wasm: ['module memory', 'bytes'], nodes: ['DOM nodes', ''], listeners: ['listeners', ''] };

export const memory = async (_, site) => {
  const browser = await launch();
  const grown = new Map();
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const { page, client, close } = await openMounted(browser, new URL('variants/alone.html', site).href);
      for (const step of [edit, mount]) for (const ours of [true, false]) await page.evaluate(step, { ours, times: WARM_UP });
      for (const [place, { step, times }] of STEPS.entries()) {
        const growth = [];
        for (const ours of [false, true]) {
          const before = await held(page, client);
          await page.evaluate(step, { ours, times });
          const after = await held(page, client);
          growth.unshift(after, before);
        }
        const [after, before, afterEmpty, beforeEmpty] = growth;
        for (const part of Object.keys(PARTS)) {
          const key = `${place} ${part}`;
          grown.set(key, [...(grown.get(key) ?? []), [after[part] - before[part], afterEmpty[part] - beforeEmpty[part]]]);
        }
      }
      await close();
    }
  } finally {
    await browser.close();
  }
  return Array.from(grown, ([key, pairs]) => {
    const [place, part] = key.split(' ');
    const [words, unit] = PARTS[part];
    return { what: `${words} held more after ${STEPS[place].name}`, unit, pairs, peer: STEPS[place].peer, ratio: false };
  });
};
