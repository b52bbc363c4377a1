// One box on the page around it: compact, on the way to the checker, with the focus, and in the room it has.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const visit = async (t, path, options) => {
  const page = await browser.newPage({ viewport: { width: 1024, height: 700 }, ...options });
  t.after(() => page.close());
  await page.goto(new URL(path, site).href);
  return page;
};

const box = (page, policy) => page.locator(`remotion-policy[policy="${policy}"]`).first();

test('a compact box opens all else with one click, and a refused copy opens it too', async (t) => {
  const page = await visit(t, 'variants/compact.html');
  const caller = box(page, 'caller');
  const region = caller.getByLabel('AWS region');
  await caller.scrollIntoViewIfNeeded();
  await caller.getByRole('button', { name: /^Copy the / }).waitFor();
  assert.equal(await region.isVisible(), false);
  // The region is wrong, and behind the disclosure.
  assert.match(await caller.locator('.elsewhere').innerText(), /is not an AWS region/);
  await caller.getByRole('button', { name: /^Copy the / }).click({ force: true });
  await region.waitFor();
  assert.equal(await region.evaluate((field) => field.getRootNode().activeElement === field), true);
  await caller.getByText('Options and reasons').click();
  await region.waitFor({ state: 'hidden' });
  await caller.getByText('Options and reasons').click();
  for (const name of ['Terraform', 'Download', 'Copy link']) assert.ok(await caller.getByText(name, { exact: true }).isVisible(), name);
});

test('an error pasted as the bucket goes to the checker, which opens', async (t) => {
  const page = await visit(t, 'variants/compact.html');
  const bucket = box(page, 'destination').getByLabel('Output bucket');
  const error = 'User: arn:aws:sts::123456789012:assumed-role/remotion-lambda-role/f is not authorized to perform: s3:PutObject';
  await bucket.fill(error);
  await box(page, 'destination').getByRole('button', { name: 'Explain this error' }).click();
  const checker = page.locator('remotion-policy-checker');
  await checker.getByText('s3:PutObject').first().waitFor();
  const area = checker.getByLabel('Policies attached today, or the error AWS gave you');
  assert.equal(await area.inputValue(), error);
  assert.equal(await bucket.inputValue(), '');
});

test('the focus that a box takes over when it mounts is in view', async (t) => {
  const page = await visit(t, 'variants/compact.html');
  await page.evaluate(() => {
    const make = (name, height, ...children) => {
      const node = document.createElement(name);
      node.style.height = height;
      node.append(...children);
      return node;
    };
    const link = Object.assign(make('a', '', 'at the end'), { href: '#x' });
    const host = make('remotion-policy', '', make('pre', '1500px'), link);
    host.setAttribute('policy', 'user');
    document.body.replaceChildren(make('div', '3000px'), host);
  });
  await page.getByRole('link').focus();
  const field = page.getByLabel('AWS region');
  await field.waitFor();
  await page.waitForFunction(() => document.querySelector('remotion-policy').shadowRoot.activeElement);
  const { top, bottom } = await page.evaluate(() => {
    const { top, bottom } = document.querySelector('remotion-policy').shadowRoot.activeElement.getBoundingClientRect();
    return { top, bottom };
  });
  assert.ok(top > -1 && bottom < 701, `${top} to ${bottom}`);
});

test('a text that does not fit into its room is cut where a statement ends', async (t) => {
  const page = await visit(t, 'variants/compact.html');
  const host = page.locator('#cut');
  const before = await host.evaluate((node) => node.getBoundingClientRect().height);
  await host.scrollIntoViewIfNeeded();
  await host.locator('.snippet').waitFor();
  assert.ok(Math.abs((await host.evaluate((node) => node.getBoundingClientRect().height)) - before) < 1);
  const last = await host.locator('.snippet').evaluate((snippet) => {
    const { bottom } = snippet.getBoundingClientRect();
    const whole = Array.from(snippet.querySelectorAll('.line')).filter((line) => line.getClientRects()[0].bottom <= bottom + 1);
    return { text: whole.at(-1).textContent, rest: bottom - whole.at(-1).getClientRects()[0].bottom, scrolls: snippet.scrollHeight > snippet.clientHeight };
  });
  assert.ok(last.scrolls, 'it is cut');
  assert.match(last.text, /^ {4}\},?\n?$/);
  assert.ok(last.rest < 2, `${last.rest} pixels of the next line`);
});

test('a box without room for a statement ends with a line, moves nothing, and shows all once I turn to it', async (t) => {
  const page = await visit(t, 'variants/room.html');
  const host = page.locator('#low');
  const next = page.getByRole('link', { name: 'All test pages' });
  const distance = async () => (await next.boundingBox()).y - (await host.boundingBox()).y;
  // Until then it is inline, and its box is none that holds the text.
  await page.waitForFunction(({ shadowRoot }) => shadowRoot !== null, await host.elementHandle());
  const before = await distance();
  // So that its end is in view, and it may not grow unseen.
  // By innerHeight, which is not how high the window of WebKit's driver is.
  await next.evaluate((link) => scrollBy({ top: link.getBoundingClientRect().bottom - innerHeight, behavior: 'instant' }));
  await host.locator('.snippet').waitFor();
  await page.waitForTimeout(700);
  assert.ok(Math.abs((await distance()) - before) < 1);
  const [shown, rest] = await host.evaluate(({ shadowRoot }) => {
    const { bottom } = shadowRoot.querySelector('.frame').getBoundingClientRect();
    const ends = Array.from(shadowRoot.querySelectorAll('.line'), (line) => line.getClientRects()[0].bottom);
    const whole = ends.filter((end) => end <= bottom);
    return [whole.length, bottom - whole.at(-1)];
  });
  assert.ok(shown > 2 && shown < 15, `${shown} lines`);
  assert.ok(rest < 2, `${rest} pixels of the next line`);
  await host.locator('.title').click();
  await page.waitForFunction(({ shadowRoot }) => {
    const frame = shadowRoot.querySelector('.frame');
    return frame.scrollHeight <= frame.clientHeight + 1;
  }, await host.elementHandle());
});

/** Pages as readers have them; `large` is twice the text size. */
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
  { width: 360, height: 740, large: true },
];

for (const { large, ...viewport } of SCREENS) {
  const how = `at ${viewport.width} pixels${large ? ' and twice the text size' : ''}`;
  test(`${how} each box that I open shows its whole text, or is cut where a statement ends, a whole setup where a line does`, async (t) => {
    const page = await visit(t, 'index.html', { viewport, reducedMotion: 'reduce' });
    if (large) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
    const parts = page.locator('details[data-for]:has(remotion-policy)');
    const shown = [];
    for (const part of await parts.all()) {
      await part.locator('summary').first().evaluate((summary) => summary.scrollIntoView({ block: 'start' }));
      await part.locator('summary').first().press('Enter');
      const host = part.locator('remotion-policy');
      await host.locator('.snippet').waitFor();
      // The room that it takes once the page is at rest.
      await page.waitForTimeout(700);
      shown.push(
        await host.evaluate((element) => {
          const { shadowRoot } = element;
          const [frame, snippet] = ['.frame', '.snippet'].map((name) => shadowRoot.querySelector(name));
          if (frame.scrollHeight > frame.clientHeight + 1) return 'cut with all that is in it';
          if (snippet.scrollHeight <= snippet.clientHeight + 1) return 'whole';
          const { bottom } = snippet.getBoundingClientRect();
          const lines = Array.from(snippet.querySelectorAll('.line')).filter((line) => line.getClientRects()[0].bottom <= bottom + 1);
          const last = lines.at(-1);
          const whole = element.getAttribute('policy') === 'setup' ? bottom - last.getClientRects()[0].bottom < 2 : /^ {4}\},?\n?$/.test(last.textContent);
          return whole ? 'whole' : `cut after ${last.textContent}`;
        }),
      );
    }
    assert.deepEqual(shown, shown.map(() => 'whole'));
    assert.equal(shown.length, 10);
  });
}
