// What the page's own style sheets do to the widgets: nothing, except through what docs/element.md names.

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

const visit = async (t, path, { prepare, ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 }, reducedMotion: 'reduce', ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(new URL(path, site).href);
  return page;
};

const frame = (page, element) => page.locator(`${element} .frame`).first();

/**
 * Every element of the widgets with its box, relative to the frame, and with all its computed styles. Everything that
 * can be opened is open, and one element has the focus.
 */
const looks = async (t, sheets) => {
  const page = await visit(t, 'variants/host.html', {
    prepare: (page) =>
      page.route(/(resets|everything)\.css$/, (route) =>
        sheets.some((name) => route.request().url().endsWith(name)) ? route.continue() : route.fulfill({ contentType: 'text/css', body: '' }),
      ),
  });
  await frame(page, 'remotion-policy').waitFor();
  await frame(page, 'remotion-policy-checker').waitFor();
  const example = page.locator('remotion-policy-checker .examples button').first();
  await example.click();
  // It comes last.
  await page.locator('remotion-policy-checker .age').waitFor();
  // What a click leaves on a button differs with where on the page it was.
  await page.mouse.move(0, 0);
  const found = await page.evaluate(() => {
    const found = {};
    for (const { localName, shadowRoot } of document.querySelectorAll('remotion-policy, remotion-policy-checker')) {
      for (const details of shadowRoot.querySelectorAll('details')) details.open = true;
      shadowRoot.querySelector('input, textarea').focus({ preventScroll: true });
      const origin = shadowRoot.querySelector('.frame').getBoundingClientRect();
      const number = {};
      for (const node of shadowRoot.querySelectorAll('.frame, .frame :not(option, optgroup)')) {
        number[node.localName] = (number[node.localName] ?? 0) + 1;
        const { left, top, width, height } = node.getBoundingClientRect();
        const box = [left - origin.left, top - origin.top, width, height].map((value) => value.toFixed(1)).join(' ');
        const look = { box: node.getClientRects().length ? box : 'none' };
        const style = getComputedStyle(node);
        // The page's own variables are there, for it to name; what uses them is what counts. And the frame's margins are
        // those that the text had, which is the page's.
        const own = (name) => name.startsWith('--') || (name.startsWith('margin-') && node.className.startsWith('frame'));
        for (const name of style) if (!own(name)) look[name] = style.getPropertyValue(name);
        found[`${localName} ${node.localName} ${number[node.localName]} .${node.className}`] = look;
      }
    }
    // As objects they would take Playwright ten seconds.
    return JSON.stringify(found);
  });
  return JSON.parse(found);
};

/** Whether they are the same; lengths may differ as engines round them, depending on where on the page they are. */
const alike = (name, one, other) => {
  if (one === other || other === undefined || !(name === 'box' || one.includes('px'))) return one === other;
  const [lengths, others] = [one, other].map((value) => value.match(/-?[\d.]+/g) ?? []);
  return lengths.length === others.length && lengths.every((length, index) => Math.abs(length - others[index]) <= 0.5);
};

/** The first few differences, as a reader of a failed test wants them. */
const differences = (one, other) =>
  Object.entries(one)
    .flatMap(([element, look]) =>
      Object.entries(look)
        .filter(([name, value]) => !alike(name, value, other[element]?.[name]))
        .map(([name, value]) => `${element}: ${name} is ${other[element]?.[name]}, not ${value}`),
    )
    .slice(0, 20);

let plain;

for (const sheets of [['resets.css'], ['everything.css'], ['resets.css', 'everything.css']]) {
  test(`with ${sheets.join(' and ')} every element of both widgets looks as without`, async (t) => {
    plain ??= await looks(t, []);
    const hostile = await looks(t, sheets);
    assert.ok(Object.keys(plain).length > 200);
    assert.deepEqual(Object.keys(hostile), Object.keys(plain));
    assert.deepEqual(differences(plain, hostile), []);
  });
}

/** Red, green and blue, from 0 to 1, and how opaque, of every kind of colour that browsers compute. */
const inPage = () => {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const paint = (...colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return context.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([...rgb]) => {
    const [red, green, blue] = rgb.slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const grounds = (node) => {
    const all = [];
    for (let one = node; one; one = one.parentNode ?? one.host) if (one instanceof Element) all.unshift(getComputedStyle(one).backgroundColor);
    return ['#fff', ...all];
  };
  /** WCAG's contrast of a colour with what is behind an element. */
  globalThis.contrast = (colour, node) => {
    const [one, other] = [paint(...grounds(node), colour), paint(...grounds(node))].map(luminance).sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
};

for (const colorScheme of ['light', 'dark']) {
  test(`a dark text on a page that is ${colorScheme} can be read, and shows what has the focus`, async (t) => {
    const page = await visit(t, 'variants/colours.html', { colorScheme, prepare: (page) => page.addInitScript(inPage) });
    for (const host of await page.locator('remotion-policy.dark').all()) {
      await host.scrollIntoViewIfNeeded();
      await host.locator('.frame').waitFor();
      const faint = await host.evaluate(({ shadowRoot }) =>
        [...shadowRoot.querySelectorAll('.text, .text *')]
          .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && node.getClientRects().length)
          .map((node) => [node.textContent.slice(0, 30), contrast(getComputedStyle(node).color, node)])
          .filter(([, ratio]) => ratio < 4.5),
      );
      assert.deepEqual(faint, []);
    }
    const text = page.locator('remotion-policy.dark .text').first();
    const ground = await text.evaluate((node) => getComputedStyle(node).backgroundColor);
    assert.equal(ground, 'rgb(30, 30, 46)');
    // Into the tabs and through what can be focused after them, by the keyboard, so that rings are drawn.
    await text.getByRole('tab', { selected: true }).focus();
    await page.keyboard.press('ArrowRight');
    for (const name of ['tab', 'Copy', 'Download', 'Copy link', 'snippet']) {
      const [ring, ratio] = await page.locator('remotion-policy.dark').first().evaluate(({ shadowRoot }) => {
        const node = shadowRoot.activeElement;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
        // The ring of a button is outside it.
        return [`${outlineStyle} ${outlineWidth}`, contrast(outlineColor, node.localName === 'button' ? node.parentNode : node)];
      });
      assert.equal(ring, 'solid 2px', name);
      assert.ok(ratio >= 3, `the ring of ${name} has a contrast of ${ratio}`);
      await page.keyboard.press('Tab');
    }
  });
}

test('each colour of the text can be set, by a variable and by a part', async (t) => {
  const page = await visit(t, 'variants/colours.html');
  const rgb = (hex) => `rgb(${hex.match(/\w\w/g).map((part) => parseInt(part, 16)).join(', ')})`;
  for (const way of ['variables', 'parts']) {
    const host = page.locator(`remotion-policy.${way}`);
    await host.scrollIntoViewIfNeeded();
    await host.locator('.frame').waitFor();
    const colours = await host.evaluate(({ shadowRoot }) => {
      const of = (part, property) => getComputedStyle(shadowRoot.querySelector(`.snippet [part~="${part}"]`))[property];
      const snippet = shadowRoot.querySelector('.snippet');
      return {
        text: getComputedStyle(snippet).color,
        // That of the tabs and buttons goes with the variable.
        background: [snippet, snippet.closest('.text')].map((node) => getComputedStyle(node).backgroundColor),
        key: of('key', 'color'),
        string: of('string', 'color'),
        comment: of('comment', 'color'),
        mark: of('mark', 'backgroundColor'),
      };
    });
    assert.ok(colours.background.includes(rgb('fff8e7')), colours.background.join());
    assert.deepEqual(
      { ...colours, background: '' },
      { text: rgb('00334d'), background: '', key: rgb('8b0038'), string: rgb('1b5e20'), comment: rgb('5d4037'), mark: rgb('ffd54f') },
    );
  }
});
