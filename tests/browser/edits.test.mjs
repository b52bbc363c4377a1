// What a keystroke writes to the page: only what differs from before. SITE_URL is where the site is served.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

const ELEMENTS = ':is(remotion-policy, remotion-policy-checker)';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const visit = async (t, path) => {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  t.after(async () => {
    await page.close();
    assert.deepEqual(faults, []);
  });
  await page.goto(new URL(path, site).href);
  await page.locator(`${ELEMENTS} :is(input, textarea)`).first().waitFor();
  return page;
};

/**
 * Watches the first widget; returns what types a value and gives all that was written for it: what, in which part, and
 * whether the same stood there before.
 */
const watch = async (page) => {
  await page.evaluate((elements) => {
    const root = document.querySelector(elements).shadowRoot;
    const observer = new MutationObserver(() => {});
    observer.observe(root, { subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true });
    const write = ({ type, target, attributeName, oldValue }) => {
      const now = { attributes: target.getAttribute?.(attributeName), characterData: target.data }[type];
      const element = target.nodeType === Node.TEXT_NODE ? target.parentNode : target;
      return { what: type, where: element.closest('[class]').className, inVain: now === oldValue };
    };
    globalThis.type = (field, value) => {
      const input = root.querySelector(`[name=${field}]`);
      input.value = value;
      observer.takeRecords();
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
      // All of it is written by now: the rest of the task is the page's own.
      return observer.takeRecords().map(write);
    };
  }, ELEMENTS);
  return (field, value) => page.evaluate(([field, value]) => globalThis.type(field, value), [field, value]);
};

const text = (where) => ({ what: 'characterData', where, inVain: false });

test('a letter of my bucket changes the texts that name it and the count of characters, and no other node', async (t) => {
  const type = await watch(await visit(t, 'variants/alone.html'));
  await type('bucket', 'acme-film');
  // The name of the file has the bucket in it, too.
  assert.deepEqual(await type('bucket', 'acme-films'), [text('file'), text('line'), text('line'), text('size')]);
});

test('a letter typed into the policy I check changes only the sentences that quote it or say otherwise', async (t) => {
  const type = await watch(await visit(t, 'variants/check.html'));
  const policy = (sid, action) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Allow', Action: action, Resource: '*' }] });
  await type('text', policy('One', 's3:GetObject'));
  assert.deepEqual(await type('text', policy('Ono', 's3:GetObject')), [text('link')], 'the place that names the Statement');
  const other = await type('text', policy('Ono', 's3:PutObject'));
  const row = (where) => ({ what: 'childList', where, inVain: false });
  // Three lines of what to add are others; of both tables one row goes and another comes.
  const rows = [row('needs'), row('needs'), row('allowed'), row('allowed')];
  assert.deepEqual(other, [text('line'), text('line'), text('line'), ...rows], 'another permission is missing now');
});
