// What a page of Docusaurus pays before anybody wants a widget: the sites of tests/sites, in their production builds.

import { gzipSync } from 'node:zlib';
import { open } from './page.mjs';

/** Bytes by gzip -9 of every script that the page has fetched once it is hydrated and idle, each by itself. */
const scripts = async (browser, address) => {
  const { page, close } = await open(browser, 'about:blank');
  const bodies = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.hasHydrated === 'true');
  await page.waitForLoadState('networkidle');
  const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  await close();
  return bytes;
};

export const docusaurusCost = async (browser, sites) => {
  const rows = [];
  for (const bundler of ['webpack', 'rspack']) {
    const bytes = {};
    for (const name of ['bare', 'static', 'ours']) {
      bytes[name] = await scripts(browser, new URL(`${bundler}/docs/${name}/`, sites).href);
    }
    rows.push({
      what: `JavaScript of a page by ${bundler}, more than without the component, gzip -9`,
      unit: 'bytes',
      pairs: [[bytes.ours - bytes.bare, bytes.static - bytes.bare]],
      peer: 'the static component',
    });
  }
  return rows;
};
