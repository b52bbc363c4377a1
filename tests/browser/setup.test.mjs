// A whole setup on a page: its three questions, what goes where, a part in its row, and several callers of one role.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { engine, launch } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');
const { build } = await loadPolicyBuilder({ setups: true });

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const visit = async (t, options) => {
  const page = await browser.newPage({ viewport: { width: 1024, height: 900 }, ...options });
  t.after(() => page.close());
  await page.goto(new URL('variants/setup.html', site).href);
  const box = page.locator('remotion-policy');
  // The larger module takes the place of the one that came first.
  await box.locator('.question').first().waitFor();
  return { page, box };
};

/** Each row of the table that names a part: what it is called, and where it goes. */
const rows = (box) =>
  box.locator('.parts tbody tr:has(th)').evaluateAll((all) => all.map((row) => Array.from(row.cells, ({ innerText }) => innerText.trim())));

/** The same of an answer. */
const named = ({ parts }) =>
  parts.map(({ number, title, goesTo }) => [`${number}. ${title}`, goesTo.replaceAll('`', '').replace(/^./, (letter) => letter.toUpperCase())]);

test('three questions come first, and what goes where follows each answer', async (t) => {
  const { box } = await visit(t);
  assert.deepEqual(await box.locator('.question > .title').allInnerTexts(), ['1. Where does your code run?', '2. What does it call?', '3. Where do the videos go?']);
  assert.deepEqual(await rows(box), named(build({ policy: 'setup' })));
  await box.getByLabel('Who may assume the role').selectOption('ec2');
  await box.getByLabel('Output bucket').fill('acme-films');
  await box.getByRole('button', { name: 'Render and clean up' }).click();
  const calls = (await box.getAttribute('calls')).split(', ');
  assert.deepEqual(await rows(box), named(build({ policy: 'setup', service: 'ec2', bucket: 'acme-films', calls })));
});

test('a part opens in its row, one at a time, stays open while its neighbours change, and is copied alone', async (t) => {
  const { page, box } = await visit(t);
  await page.evaluate(() => {
    globalThis.copied = [];
    navigator.clipboard.writeText = async (text) => void globalThis.copied.push(text);
  });
  const role = box.getByRole('button', { name: /^\W*\d+\. Policy of the render function$/ });
  await role.click();
  const text = box.locator('.part-text');
  const partOf = (call, title) => build({ policy: 'setup', ...call }).parts.find((part) => part.title === title);
  assert.equal(await role.getAttribute('aria-expanded'), 'true');
  assert.equal((await text.innerText()).trimEnd(), partOf({}, 'Policy of the render function').text.trimEnd());
  // An instance profile comes before it.
  await box.getByLabel('Who may assume the role').selectOption('ec2');
  assert.equal(await role.getAttribute('aria-expanded'), 'true');
  await box.getByRole('button', { name: 'Copy: Policy of the render function' }).click();
  await box.getByRole('button', { name: 'Copied: Policy of the render function' }).waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.copied), [partOf({ service: 'ec2' }, 'Policy of the render function').text]);
  const caller = box.getByRole('button', { name: /^\W*\d+\. Policy of the caller$/ });
  await caller.click();
  assert.equal(await text.count(), 1);
  await caller.click();
  assert.equal(await text.count(), 0);
});

test('several callers of one role are a choice and boxes, and the attribute has them all', async (t) => {
  const { box } = await visit(t);
  await box.getByText('Others who may assume it').click();
  await box.getByRole('checkbox', { name: 'EC2 instance' }).check();
  assert.equal(await box.getAttribute('service'), 'lambda, ec2');
  await box.getByLabel('Who may assume the role').selectOption('ecs-tasks');
  assert.equal(await box.getAttribute('service'), 'ecs-tasks, ec2');
  assert.equal(await box.getByRole('checkbox', { name: 'EC2 instance' }).isChecked(), true);
  await box.getByRole('checkbox', { name: 'EC2 instance' }).uncheck();
  assert.equal(await box.getAttribute('service'), 'ecs-tasks');
});

test('at 320 pixels nothing of it is wider than the page', async (t) => {
  const { page, box } = await visit(t, { viewport: { width: 320, height: 700 } });
  await box.getByLabel('Output bucket').fill(`acme-${'films-'.repeat(9)}a`);
  await box.getByRole('button', { name: 'Credentials' }).click();
  await box.locator('.part-text').waitFor();
  const wide = await box.evaluate(({ shadowRoot }) => {
    const { right } = shadowRoot.querySelector('.frame').getBoundingClientRect();
    return Array.from(shadowRoot.querySelectorAll('.parts *:not(pre *)'), (node) => [node.localName, node.getBoundingClientRect().right]).filter(([, end]) => end > right);
  });
  assert.deepEqual(wide, []);
  if (engine !== 'webkit') assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});
