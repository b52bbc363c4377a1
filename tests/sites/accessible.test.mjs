// The widget in a Docusaurus page, as a keyboard walks through it and as a screen reader hears it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../browser/browser.mjs';
import { hydrated, summary, USER, widget } from './docusaurus.mjs';
import { visit } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const opened = async (t) => {
  const { page } = await visit(t, browser, 'webpack/docs/ours/', { reducedMotion: 'reduce' });
  await hydrated(page);
  await summary(page, USER).focus();
  await page.keyboard.press('Enter');
  await widget(page);
  return page;
};

/** Role or tag, name, and whether an outline can be seen, of what has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const node = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return {
      name: `${node.role ?? node.localName}: ${node.ariaLabel ?? (node.labels?.[0]?.textContent || node.textContent.trim())}`,
      seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
    };
  });

/** Presses the key until the focus has left the widget; what was on the way. */
const walk = async (page, key) => {
  const stops = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    if (!(await page.evaluate(() => document.activeElement.localName === 'remotion-policy'))) return stops;
    const { name, seen } = await focused(page);
    assert.ok(seen, `${name} has the focus, and nobody sees it`);
    stops.push(name);
  }
  throw new Error(`There is no way out after ${stops.join(', ')}.`);
};

const STOPS = [
  'select: AWS region',
  'input: Remotion version',
  'summary: More options',
  // Of the tabs only the one that is chosen; arrow keys go to the others.
  'tab: JSON',
  'button: Copy the user policy',
  'button: Download',
  'button: Copy link',
  'group: Text of: user policy',
  'a: AWS on IAM quotas',
  'summary: Why each permission',
  'a: Open policies in the IAM console',
];

test('Tab goes through the widget from top to bottom and out, Shift and Tab back, and the focus is always seen', async (t) => {
  const page = await opened(t);
  assert.deepEqual(await walk(page, 'Tab'), STOPS);
  await summary(page, USER).focus();
  await page.getByRole('link', { name: 'Open policies in the IAM console' }).focus();
  const back = [(await focused(page)).name, ...(await walk(page, 'Shift+Tab'))];
  assert.deepEqual(back, STOPS.toReversed());
  // Out of it, at what opened it.
  assert.ok((await focused(page)).name.includes(USER));
});

test('Enter and Space press what has the focus, and it keeps the focus', async (t) => {
  const page = await opened(t);
  const options = page.locator('remotion-policy summary', { hasText: 'More options' });
  const isOpen = () => options.evaluate((node) => node.parentElement.open);
  for (const [key, open] of [['Enter', true], ['Space', false]]) {
    await options.press(key);
    assert.equal(await isOpen(), open, key);
    assert.equal((await focused(page)).name, 'summary: More options');
  }
  for (const key of ['Enter', 'Space']) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    const copy = page.locator('remotion-policy').getByRole('button', { name: /^(Copy|Copied) the / });
    await copy.press(key);
    await page.waitForFunction(() => navigator.clipboard.readText());
    assert.match((await focused(page)).name, /^button: Cop/);
  }
});

/** In this order, with anything between them that is named. */
const HEARD = [
  'group "User policy"',
  'combobox "AWS region"',
  'textbox "Remotion version"',
  'tablist "Format"',
  'tab "JSON" [selected]',
  'tab "Terraform"',
  'tabpanel "JSON"',
  'status',
  'button "Copy the user policy"',
  'button "Download"',
  'button "Copy link"',
  'group "Text of: user policy"',
  'link "Open policies in the IAM console"',
];

test('a screen reader hears names and roles in the order of the page, and nothing without a name', async (t) => {
  const page = await opened(t);
  const tree = await page.locator('remotion-policy').ariaSnapshot();
  const lines = tree.split('\n').map((line) => line.trim().replace(/^- '?/, ''));
  let from = 0;
  for (const wanted of HEARD) {
    const at = lines.findIndex((line, index) => index >= from && line.startsWith(wanted));
    assert.ok(at >= 0, `${wanted} is missing in\n${tree}`);
    from = at + 1;
  }
  const nameless = lines.filter((line) => /^(button|link|combobox|textbox|checkbox|tablist|tab|tabpanel)\b(?! ")/.test(line));
  assert.deepEqual(nameless, []);
});

test('a copy is announced politely, once, and in one place', async (t) => {
  const page = await opened(t);
  await page.locator('remotion-policy').evaluate(({ shadowRoot }) => {
    globalThis.said = [];
    new MutationObserver((records) => {
      const regions = records.map(({ target }) => (target.closest ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live]'));
      for (const region of new Set(regions)) {
        if (region?.textContent) said.push(`${region.role ?? region.ariaLive}: ${region.textContent}`);
      }
    }).observe(shadowRoot, { childList: true, characterData: true, subtree: true });
  });
  await page.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.deepEqual(await page.evaluate(() => said), ['status: Copied to the clipboard.']);
});
