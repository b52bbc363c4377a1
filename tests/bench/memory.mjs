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
const held = async (page, client, module) => {
  for (let times = 0; times < 3; times += 1) await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(async (name) => {
    const { default: init } = await import(`/pkg/wasm/remotion_policy_${name}.js`);
    return (await init()).memory.buffer.byteLength;
  }, module);
  return { heap: usedSize, wasm, nodes, listeners: jsEventListeners };
};

/** Runs in the page: edits of the first widget's bucket, or of a bare input's value. */
const edit = async ({ ours, times }) => {
  const root = document.querySelector(':is(remotion-policy, remotion-policy-checker)').shadowRoot;
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

/** Runs in the page: other policies in the checker's text area, or in a bare one. */
const paste = async ({ ours, times }) => {
  const root = document.querySelector(':is(remotion-policy, remotion-policy-checker)').shadowRoot;
  if (!globalThis.bare) document.body.append((globalThis.bare = document.createElement('textarea')));
  const area = ours ? root.querySelector('[name=text]') : globalThis.bare;
  for (let number = 0; number < times; number += 1) {
    const statement = { Effect: 'Allow', Action: `s3:Get${number}*`, Resource: 'arn:aws:s3:::x'.repeat(1 + (number % 50)) };
    area.value = JSON.stringify({ Version: '2012-10-17', Statement: Array(20).fill(statement) });
    area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await undefined;
    await undefined;
    if (number % 50 === 0) await new Promise(requestAnimationFrame);
  }
  if (ours && !root.querySelector('.sentence').textContent.startsWith('Not enough')) throw new Error('nothing was checked');
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

/** By page: the module whose memory is looked at, and what is done. */
const PAGES = {
  'variants/alone.html': {
    module: 'builder',
    steps: [
      { name: '1,000 edits', step: edit, times: 1000, peer: 'as many in a bare input' },
      { name: '100 mounts and unmounts', step: mount, times: 100, peer: 'as many of an empty element' },
      { name: '1,000 mounts and unmounts', step: mount, times: 1000, peer: 'as many of an empty element' },
    ],
  },
  'variants/check.html': {
    module: 'checker',
    steps: [{ name: '1,000 policies pasted into the checker', step: paste, times: 1000, peer: 'as many into a bare text area' }],
  },
};
const PARTS = { heap: ['JavaScript heap', 'bytes'], wasm: ['module memory', 'bytes'], nodes: ['DOM nodes', ''], listeners: ['listeners', ''] };

export const memory = async (_, site) => {
  const browser = await launch();
  const rows = [];
  try {
    for (const [path, { module, steps }] of Object.entries(PAGES)) {
      const pairs = steps.map(() => Object.fromEntries(Object.keys(PARTS).map((part) => [part, []])));
      for (let run = 0; run < RUNS; run += 1) {
        const { page, client, close } = await openMounted(browser, new URL(path, site).href);
        for (const step of new Set(steps.map(({ step }) => step))) {
          for (const ours of [true, false]) await page.evaluate(step, { ours, times: WARM_UP });
        }
        for (const [place, { step, times }] of steps.entries()) {
          const growth = {};
          for (const ours of [false, true]) {
            const before = await held(page, client, module);
            await page.evaluate(step, { ours, times });
            growth[ours] = [before, await held(page, client, module)];
          }
          for (const [part, list] of Object.entries(pairs[place])) {
            list.push([true, false].map((ours) => growth[ours][1][part] - growth[ours][0][part]));
          }
        }
        await close();
      }
      for (const [place, { name, peer }] of steps.entries()) {
        for (const [part, [words, unit]] of Object.entries(PARTS)) {
          rows.push({ what: `${words} held more after ${name}`, unit, pairs: pairs[place][part], peer, ratio: false });
        }
      }
    }
  } finally {
    await browser.close();
  }
  return rows;
};
