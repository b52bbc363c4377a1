// What is held after a thousand edits and a hundred mounts, beside what was held before: a leak would grow with them.

import { openMounted } from './page.mjs';

const EDITS = 1000;
const MOUNTS = 100;
const RUNS = 3;

/** Bytes of JavaScript still in use and of the module's memory, and the nodes and listeners that are still there. */
const held = async (page, client) => {
  for (let times = 0; times < 2; times += 1) await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(async () => {
    const { default: init } = await import('/pkg/wasm/remotion_policy_builder.js');
    return (await init()).memory.buffer.byteLength;
  });
  return { heap: usedSize, wasm, nodes, listeners: jsEventListeners };
};

const edit = (page, edits) =>
  page.evaluate(async (edits) => {
    const root = document.querySelector('remotion-policy').shadowRoot;
    const labels = Array.from(root.querySelectorAll('label'));
    const input = labels.find((label) => label.textContent.includes('Output bucket')).control;
    for (let number = 0; number < edits; number += 1) {
      input.value = `acme-films-${number}`;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await undefined;
      await undefined;
      if (number % 50 === 0) await new Promise(requestAnimationFrame);
    }
    if (!root.querySelector('.snippet').textContent.includes(`acme-films-${edits - 1}`)) throw new Error('no edit came through');
  }, edits);

const mount = (page, mounts) =>
  page.evaluate(async (mounts) => {
    for (let number = 0; number < mounts; number += 1) {
      const element = document.createElement('remotion-policy');
      element.setAttribute('policy', 'user');
      element.setAttribute('loading', 'eager');
      const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
      document.body.append(element);
      await loaded;
      element.remove();
      await new Promise(requestAnimationFrame);
    }
  }, mounts);

export const memory = async (browser, site) => {
  const steps = [
    [`${EDITS} edits`, (page) => edit(page, EDITS)],
    [`${MOUNTS} mounts and unmounts`, (page) => mount(page, MOUNTS)],
  ];
  const pairs = new Map();
  for (let run = 0; run < RUNS; run += 1) {
    const { page, client, close } = await openMounted(browser, new URL('variants/alone.html', site).href);
    for (const [name, step] of steps) {
      // The first time also brings what is then kept by design, such as compiled code; a leak shows the second time too.
      let before = await held(page, client);
      for (const time of ['first', 'second']) {
        await step(page);
        const after = await held(page, client);
        for (const part of Object.keys(before)) {
          const key = `${part} after the ${time} ${name}`;
          pairs.set(key, [...(pairs.get(key) ?? []), [after[part], before[part]]]);
        }
        before = after;
      }
    }
    await close();
  }
  const words = { heap: 'JavaScript heap, bytes,', wasm: 'module memory, bytes,', nodes: 'DOM nodes', listeners: 'event listeners' };
  return Array.from(pairs, ([key, pairs]) => {
    const [part] = key.split(' ', 1);
    return { what: key.replace(part, words[part]), pairs, peer: 'before them' };
  });
};
