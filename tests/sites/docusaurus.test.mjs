// The package in a Docusaurus site, where one import was changed, next to the static component that was there before.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { loadPolicyBuilder } from 'remotion-policy-builder';
import { getRolePolicy, getUserPolicy } from '@remotion/lambda/policies';
import { launch } from '../browser/browser.mjs';
import { budgets } from './budgets.mjs';
import { hydrated, summary, USER, widget } from './docusaurus.mjs';
import { observeShifts, shifts, site, visit } from './stage.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core');

let browser;
let build;

before(async () => {
  browser = await launch();
  ({ build } = await loadPolicyBuilder());
});

after(() => browser.close());

const open = (t, path, options) => visit(t, browser, path, options);
const text = (call) => build(call).text;

const unescape = (html) => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const manifest = new URL('node_modules/@remotion/lambda/package.json', import.meta.url);
const installed = JSON.parse(await readFile(manifest)).version;

/** What the server's HTML holds inside the first element with these attributes. */
const served = async (path, attributes) => {
  const html = await (await fetch(site + path)).text();
  const found = html.match(new RegExp(`<remotion-policy ${attributes}><pre[^>]*>(.*?)</pre></remotion-policy>`, 's'));
  return found && unescape(found[1]);
};

for (const bundler of ['webpack', 'rspack']) {
  describe(`Docusaurus built with ${bundler}`, () => {
    const docs = `${bundler}/docs/`;

    test('the HTML holds the complete policy, as the module builds it and as Remotion prints it', async () => {
      const user = await served(`${docs}ours/`, 'policy="user"');
      assert.equal(user, text({ policy: 'user' }));
      const role = await served(`${docs}several/`, 'policy="role"');
      assert.equal(role, text({ policy: 'role' }));
      // Those of the Remotion that is installed, which need not be the newest that is known here.
      assert.equal(text({ policy: 'user', version: installed }), getUserPolicy());
      assert.equal(text({ policy: 'role', version: installed }), getRolePolicy());
    });

    test('the HTML holds an example where the reader has to name a bucket, and what the author wrote where they did', async () => {
      const { destination } = JSON.parse(await readFile(new URL('../../pkg/policies.json', import.meta.url)));
      assert.equal(await served(`${docs}several/`, 'region="eu-central-1" policy="destination"'), destination);
      assert.equal(await served(`${docs}several/`, 'policy="destination" bucket="my-videos"'), destination);
      const html = await (await fetch(`${site}${docs}several/`)).text();
      assert.match(html, /<remotion-policy policy="trust"><p>Written by the author\.<\/p><\/remotion-policy>/);
    });

    test('the policy can be read without JavaScript', async (t) => {
      const { page } = await open(t, `${docs}ours/`, { javaScriptEnabled: false });
      await summary(page, USER).click();
      const pre = page.locator('remotion-policy pre');
      assert.ok(await pre.isVisible());
      assert.equal(await pre.innerText(), text({ policy: 'user' }));
    });

    test('the module is fetched once, when the first of several widgets is opened', async (t) => {
      const { page, modules } = await open(t, `${docs}several/`);
      await hydrated(page);
      await page.waitForLoadState('networkidle');
      assert.equal(modules(), 0);
      await summary(page, USER).click();
      await widget(page);
      await summary(page, 'Show full role').click();
      await widget(page, 'role');
      await summary(page, 'for this bucket').click();
      await page.getByText('arn:aws:s3:::my-videos').first().waitFor();
      assert.equal(modules(), 1);
    });

    test('the widget shows the text that was in the HTML', async (t) => {
      const { page } = await open(t, `${docs}ours/`);
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).innerText(), text({ policy: 'user' }));
    });

    test('a page pays no more JavaScript than is budgeted', async (t) => {
      const pay = async (name) => {
        const { page, scripts } = await open(t, `${docs}${name}/`);
        await hydrated(page);
        // Each by itself, as a server sends them.
        return (await scripts()).reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
      };
      const bare = await pay('bare');
      const before = (await pay('static')) - bare;
      const now = (await pay('ours')) - bare;
      t.diagnostic(`${bundler}: static component ${before} bytes gzip, remotion-policy-builder ${now} bytes gzip`);
      assert.ok(now <= budgets[bundler], `${now} bytes, and the budget is ${budgets[bundler]}`);
    });

    test('no script of a page holds the text of a policy', async (t) => {
      const { page, scripts } = await open(t, `${docs}several/`);
      await hydrated(page);
      for (const script of await scripts()) assert.ok(!script.includes('servicequotas:'));
    });

    test('nothing moves when the widget takes the place of the text', async (t) => {
      for (const name of ['inview', 'ours']) {
        let release;
        const released = new Promise((resolve) => {
          release = resolve;
        });
        const { page } = await open(t, `${docs}${name}/`, {
          prepare: (page) => page.route('**/*.wasm', async (route) => (await released, route.continue())),
        });
        await hydrated(page);
        if (name === 'ours') {
          await summary(page, USER).click();
          // Until the theme has unfolded it.
          await page.waitForTimeout(1000);
        }
        const height = () => page.locator('remotion-policy').evaluate((host) => host.parentElement.offsetHeight);
        const before = await height();
        await observeShifts(page);
        release();
        await widget(page);
        await page.waitForTimeout(500);
        assert.deepEqual(await shifts(page), [], name);
        assert.equal(await height(), before, name);
      }
    });

    test('the widget follows the colour mode of the site', async (t) => {
      const { page } = await open(t, `${docs}ours/`, { colorScheme: 'light' });
      await hydrated(page);
      await summary(page, USER).click();
      const frame = (await widget(page)).locator('xpath=ancestor::*[contains(@class, "frame")]');
      const colours = () =>
        frame.evaluate((node) => {
          const { color, backgroundColor } = getComputedStyle(node);
          return [color, backgroundColor, getComputedStyle(document.body).color];
        });
      const [text, background, around] = await colours();
      assert.equal(text, around);
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
      const [darkText, darkBackground, darkAround] = await colours();
      assert.equal(darkText, darkAround);
      assert.notEqual(darkText, text);
      assert.notEqual(darkBackground, background);
    });

    test("the site's own Tabs of the group and the widget's go together, and the next visit finds the choice", async (t) => {
      const { page } = await open(t, `${docs}tabs/`);
      await hydrated(page);
      await page.locator('remotion-policy').scrollIntoViewIfNeeded();
      await widget(page);
      const tab = (name) => page.getByRole('tab', { name, exact: true });
      const chosen = () => page.getByRole('tab', { selected: true }).allTextContents();
      assert.deepEqual(await chosen(), ['By hand', 'JSON']);
      await tab('By Terraform').click();
      await page.locator('remotion-policy').getByRole('tab', { name: 'Terraform', exact: true, selected: true }).waitFor();
      // A <pre> swallows the last line break.
      assert.equal(await (await widget(page)).innerText(), text({ policy: 'user', format: 'terraform' }).trimEnd());
      await tab('JSON').click();
      await page.getByText('Paste the policy into the console.').waitFor();
      assert.deepEqual(await chosen(), ['By hand', 'JSON']);
      // A form that the site's group lacks leaves the site's tab where it is.
      await tab('CDK').click();
      await page.waitForFunction(() => localStorage.getItem('docusaurus.tab.remotion-policy-format') === 'cdk');
      assert.deepEqual(await chosen(), ['By hand', 'CDK']);
      await tab('Terraform').click();
      await page.getByText('Run terraform apply.').waitFor();
      await page.reload();
      await hydrated(page);
      await widget(page);
      await page.getByText('Run terraform apply.').waitFor();
      assert.deepEqual(await chosen(), ['By Terraform', 'Terraform']);
    });

    test('leaving by a link and coming back gives a widget again, and fetches the module once', async (t) => {
      const { page, modules } = await open(t, `${docs}several/`);
      await hydrated(page);
      await summary(page, USER).click();
      await widget(page);
      const main = page.locator('article');
      await main.getByRole('link', { name: 'the first page' }).click();
      await main.getByRole('link', { name: 'permissions', exact: true }).waitFor();
      assert.equal(await page.locator('remotion-policy').count(), 0);
      await page.goBack();
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).innerText(), text({ policy: 'user' }));
      await page.goForward();
      await main.getByRole('link', { name: 'permissions', exact: true }).click();
      await summary(page, USER).click();
      assert.equal(await (await widget(page)).innerText(), text({ policy: 'user' }));
      assert.equal(modules(), 1);
    });

    test('what is copied is the policy', async (t) => {
      const { page } = await open(t, `${docs}ours/`);
      await summary(page, USER).click();
      await widget(page);
      await page.locator('remotion-policy').getByRole('button', { name: /^Copy the / }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text({ policy: 'user' }));
    });

    test('axe finds nothing wrong, in light and dark, before the widget and with it', async (t) => {
      for (const colorScheme of ['light', 'dark']) {
        const { page } = await open(t, `${docs}several/`, { colorScheme, reducedMotion: 'reduce' });
        await hydrated(page);
        await page.addScriptTag({ path: axe });
        const check = async () => {
          const { violations } = await page.evaluate(() => axe.run('article remotion-policy'));
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], colorScheme);
        };
        await check();
        for (const policy of ['full user', 'full role', 'your own bucket', 'this bucket']) {
          await summary(page, policy).click();
          await page.waitForTimeout(600);
        }
        await widget(page, 'destination');
        await check();
      }
    });
  });
}

for (const react of ['react-18', 'react-19']) {
  describe(`Docusaurus built for development, hydrated by ${react}`, () => {
    for (const name of ['ours', 'several', 'inview']) {
      test(`nothing is warned of while ${name} is hydrated, and the text is still there`, async (t) => {
        const warnings = [];
        const { page } = await open(t, `${react}/docs/${name}/`, {
          prepare: async (page) => {
            page.on('console', (message) => warnings.push(message.text()));
            await page.route('**/*.wasm', () => {});
          },
        });
        await hydrated(page);
        await page.waitForFunction(() => customElements.get('remotion-policy'));
        await page.waitForLoadState('load');
        assert.deepEqual(warnings.filter((warning) => /hydrat|did not match|warning/i.test(warning)), []);
        const version = await page.evaluate(() => document.querySelector('remotion-policy > pre').textContent);
        assert.equal(version, text({ policy: 'user' }));
      });
    }
  });
}
