// The browser that the tests run in. ENGINE names it: chromium, unless it says firefox or webkit.

import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';

export const engine = process.env.ENGINE || 'chromium';

/** Options of a test that these engines cannot run; each with its reason, which `tally.mjs` prints after "because". */
export const skip = (reasons) => ({ skip: reasons[engine] ?? false });

/** axe takes minutes by this driver. It reads the same pages in Chromium and in Firefox. */
export const byAxe = skip({ webkit: 'axe takes minutes by its driver' });

/**
 * Waits until a widget has all the room it takes. Before, it may show none of its text, and what one is about to press
 * may move.
 */
export const settled = (widget) => widget.locator('.frame:not([style*="overflow"])').waitFor();

/** Debian's Chromium, kept from talking to anybody but the page's own server. */
const launchChromium = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

const DARK = 'layout.css.prefers-color-scheme.content-override';

/**
 * Debian's Firefox, by WebDriver BiDi, which Playwright speaks with channels that begin with "moz-".
 */
const launchFirefox = async (prefs = {}) => {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: { 'ui.prefersReducedMotion': 1, 'ui.useOverlayScrollbars': 1, ...prefs },
  });
  // Firefox 153 lacks these two, which Playwright 1.65 sends whether or not there is anything to set.
  const session = browser._connection.toImpl(browser)._browserSession;
  const send = session.send.bind(session);
  const lacking = ['emulation.setMediaFeaturesOverride', 'permissions.setPermission'];
  session.send = async (method, params) => (lacking.includes(method) ? {} : send(method, params));
  // What a page prefers is a preference of the whole browser too, so a dark page gets a browser of its own.
  const newContext = browser.newContext.bind(browser);
  const isOther = ({ colorScheme } = {}) => colorScheme === 'dark' && !(DARK in prefs);
  browser.newContext = async (options) => {
    if (!isOther(options)) return newContext(options);
    const dark = await launchFirefox({ [DARK]: 0 });
    const context = await dark.newContext(options);
    context.on('close', () => dark.close());
    return context;
  };
  return browser;
};

/** Debian's WebKit; Playwright takes the bridge for a Firefox. */
const launchWebkit = () =>
  firefox.launch({ channel: 'moz-firefox', executablePath: fileURLToPath(new URL('webkit/bridge.mjs', import.meta.url)) });

export const launch = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebkit }[engine];

/** What is on the clipboard: what the keys for it paste. A page that asks for it needs a permission, which not every engine has. */
export const clipboard = async (page) => {
  const area = await page.evaluateHandle(() => document.body.appendChild(document.createElement('textarea')));
  await area.focus();
  await page.keyboard.press('ControlOrMeta+v');
  return area.evaluate((node) => {
    node.remove();
    return node.value;
  });
};

/** Puts a text on the clipboard. */
export const copy = async (page, text) => {
  const area = await page.evaluateHandle((text) => {
    const node = document.body.appendChild(document.createElement('textarea'));
    node.value = text;
    node.select();
    return node;
  }, text);
  await page.keyboard.press('ControlOrMeta+c');
  await area.evaluate((node) => node.remove());
};
