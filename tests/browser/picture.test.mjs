// The picture in the README is of the widget as it is. `UPDATE_EXPECT=1 cargo xtask test browser` takes it anew.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { launch, skip } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

const FILE = new URL('../../docs/widget.png', import.meta.url);

/** Width and height of a PNG: two numbers at the start of its first block. */
const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('the picture in the README has the size of the widget', skip({ firefox: 'the picture is of Chromium', webkit: 'the picture is of Chromium' }), async () => {
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 860, height: 1600 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${site}variants/alone.html`);
    const element = page.locator('remotion-policy[policy="destination"]').first();
    await element.scrollIntoViewIfNeeded();
    await element.evaluate((element) => {
      element.setAttribute('bucket', 'my-videos');
      element.setAttribute('region', 'eu-central-1');
      element.setAttribute('write-only', '');
      // Nothing but the widget.
      document.querySelectorAll('h1, p').forEach((other) => other.remove());
    });
    // It takes its room when the reader turns to it.
    await element.getByRole('tab', { name: 'JSON' }).click();
    await page.mouse.move(0, 0);
    const box = (part) => element.locator(part).first().boundingBox();
    await page.waitForFunction(() => {
      const frame = document.querySelector('remotion-policy[policy="destination"]')?.shadowRoot?.querySelector('.frame');
      return frame && frame.scrollHeight <= frame.clientHeight && frame.querySelector('.snippet').textContent.includes('my-videos');
    });
    await page.evaluate(() => scrollTo(0, 0));
    const [frame, text] = [await box('.frame'), await box('.snippet')];
    const { x, y, width } = frame;
    const clip = { x: x - 8, y: y - 8, width: width + 16, height: text.y + text.height + 16 - y };
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true, clip });
    if (process.env.UPDATE_EXPECT) await writeFile(FILE, png);
    const [shown, kept] = [size(png), size(await readFile(FILE))];
    // Fonts differ from one machine to the next.
    assert.equal(shown[0], kept[0], 'The widget has another width than in docs/widget.png.');
    assert.ok(Math.abs(shown[1] / kept[1] - 1) < 0.1, `The widget is ${shown[1]} pixels high, in docs/widget.png ${kept[1]}.`);
  } finally {
    await browser.close();
  }
});
