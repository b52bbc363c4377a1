// The checker as a reader meets it, with the real module. SITE_URL is where the site is served.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { byAxe, clipboard, launch, settled, skip } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');
const axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

const visit = async (t, options = {}) => {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1024, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  await page.goto(new URL('variants/check.html', site).href);
  const checker = page.locator('remotion-policy-checker').first();
  await settled(checker);
  return { page, checker, area: checker.getByLabel('Policies attached today'), verdict: checker.locator('.sentence') };
};

const button = (scope, name) => scope.getByRole('button', { name });

test('I press an example, read what is missing, and copy it', async (t) => {
  const { page, checker, verdict } = await visit(t);
  await button(checker, 'Made for 4.0.400').click();
  assert.match(await verdict.innerText(), /One more is not allowed, which is needed only in the case that is named below\.$/);
  await button(checker, 'Copy').click();
  const copied = await clipboard(page);
  assert.equal(copied, await checker.locator('.snippet').evaluate((node) => node.textContent));
  assert.deepEqual(JSON.parse(copied).Statement[0].Action, ['s3:PutBucketPolicy']);
});

test('I press a button while the checker comes to rest, and it does what it says', skip({ webkit: 'its driver cannot set the clock' }), async (t) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  // The checker keeps the little room its markup had until this clock says that the page is at rest.
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.goto(new URL('variants/check.html', site).href);
  const checker = page.locator('remotion-policy-checker').first();
  const example = button(checker, 'Remotion’s own');
  await example.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await example.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.clock.runFor(1000);
  await page.mouse.up();
  await page.clock.runFor(1000);
  assert.match(await checker.locator('.sentence').innerText(), /^Enough/);
});

test('I undo an example', skip({ webkit: 'its driver undoes nothing by a key' }), async (t) => {
  const { page, checker, area } = await visit(t);
  await button(checker, 'Made for 4.0.400').click();
  await area.focus();
  await page.keyboard.press('ControlOrMeta+z');
  assert.equal(await area.inputValue(), '');
});

test('I paste an error, read who was denied what and what to do, and copy the policy', async (t) => {
  const { page, checker, area } = await visit(t);
  await button(checker, 'An error').click();
  const explained = checker.getByRole('group', { name: 'The error' });
  await explained.getByText('What to do:').waitFor();
  assert.match(await explained.innerText(), /^AWS names remotion-lambda-role\. That is the role of the render function\./);
  // Nothing is called missing, and nothing is said of policies that were not pasted.
  assert.equal(await checker.locator('.verdict:visible, .needs:visible, .findings:visible').count(), 0);
  await button(explained, 'The error, line 1').click();
  const selected = await area.evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd));
  assert.match(selected, /^User: arn:.* action$/);
  await button(checker, 'Copy').click();
  const whole = JSON.parse(await clipboard(page)).Statement.flatMap((one) => one.Action);
  await button(checker, 'Only what was denied').click();
  await button(checker, 'Copy').click();
  const only = JSON.parse(await clipboard(page)).Statement.flatMap((one) => one.Action);
  assert.deepEqual([whole.includes('s3:AbortMultipartUpload'), only], [true, ['s3:PutObject']]);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run('remotion-policy-checker'));
  assert.deepEqual(violations, []);
});

test('I type in the middle of the text, and the caret stays and the answer follows', async (t) => {
  const { page, checker, area, verdict } = await visit(t);
  await button(checker, 'Remotion’s own').click();
  assert.match(await verdict.innerText(), /^Enough/);
  const at = (await area.inputValue()).indexOf('PutBucketPolicy');
  await area.evaluate((node, place) => node.setSelectionRange(place, place), at);
  await page.keyboard.type('xy');
  assert.match(await verdict.innerText(), /One more is not allowed, which is needed only in the case that is named below\.$/);
  assert.equal(await area.evaluate((node) => node.selectionStart), at + 2);
});

test('a key writes only what it changes: other rows stay as they are, wherever they are now', async (t) => {
  const { page, checker, area, verdict } = await visit(t);
  await checker.getByLabel('Whose policies', { exact: true }).selectOption('user');
  await button(checker, 'Remotion’s own').click();
  assert.match(await verdict.innerText(), /^Enough/);
  const watch = () =>
    page.evaluateHandle(() => {
      const needs = document.querySelector('remotion-policy-checker').shadowRoot.querySelector('.needs');
      const records = [];
      const observer = new MutationObserver((more) => records.push(...more));
      observer.observe(needs, { subtree: true, childList: true, attributes: true, characterData: true });
      return records;
    });
  /** Presses a key at a place of the text: how much was written in rows, and the actions of those that came and went. */
  const typed = async (at, key) => {
    await area.evaluate((node, place) => node.setSelectionRange(place, place), at);
    const watched = await watch();
    await page.keyboard.press(key);
    return watched.evaluate((records) => {
      const isInRow = ({ target }) => (target.closest ? target : target.parentNode)?.closest('tr');
      const actions = (which) => {
        const rows = records.flatMap((record) => Array.from(record[which])).filter(({ nodeName }) => nodeName === 'TR');
        return rows.map((row) => row.querySelector('.action').textContent);
      };
      return { written: records.filter(isInRow).length, came: actions('addedNodes'), went: actions('removedNodes') };
    });
  };
  assert.deepEqual(await typed(1, 'Space'), { written: 0, came: [], went: [] });
  const end = (await area.inputValue()).indexOf('iam:PassRole') + 'iam:PassRole'.length;
  const moved = { written: 0, came: ['iam:PassRole'], went: ['iam:PassRole'] };
  const allowed = () => checker.locator('details.allowed .action').allTextContents();
  assert.deepEqual(await typed(end, 'x'), moved);
  assert.match(await verdict.innerText(), /^Not enough/);
  assert.ok(!(await allowed()).includes('iam:PassRole'));
  assert.deepEqual(await typed(end + 1, 'Backspace'), moved);
  assert.ok((await allowed()).includes('iam:PassRole'));
});

test('I put it into my policy and take that over, and it is enough', async (t) => {
  const { checker, verdict } = await visit(t);
  await button(checker, 'Made for 4.0.400').click();
  await button(checker, 'Add to my policy').click();
  assert.match(await verdict.innerText(), /needed only in the case/);
  await button(checker, 'Replace the pasted text').click();
  assert.match(await verdict.innerText(), /^Enough: all \d+ permissions Remotion must have are allowed\.$/);
});

test('with the keyboard alone I reach the Statement that denies, and it is selected', async (t) => {
  const { page, checker, area } = await visit(t);
  await button(checker, 'With a Deny').focus();
  await page.keyboard.press('Enter');
  await button(checker, /NoInvoking/).first().focus();
  await page.keyboard.press('Enter');
  const selected = await area.evaluate((node) => ({
    text: node.value.slice(node.selectionStart, node.selectionEnd),
    focused: node.getRootNode().activeElement === node,
    scrolled: node.scrollTop > 0,
  }));
  assert.match(selected.text, /^\{[^{]*NoInvoking[^}]*\}$/);
  assert.deepEqual([selected.focused, selected.scrolled], [true, true]);
});

test('what I paste is sent nowhere, kept nowhere, and forgotten when I reload', async (t) => {
  const { page, checker, area, verdict } = await visit(t);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(() => {
    globalThis.told = [];
    addEventListener('change', ({ detail }) => detail && told.push(JSON.stringify(detail)));
  });
  await area.fill('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::secret-4711"}}');
  await page.waitForTimeout(900);
  const told = await page.evaluate(() => globalThis.told);
  assert.ok(told.some((detail) => detail.includes('"verdict":"insufficient"')), String(told));
  const kept = await page.evaluate(() =>
    [location.href, JSON.stringify({ ...localStorage, ...sessionStorage }), document.documentElement.outerHTML].join(),
  );
  for (const place of [told.join(), kept, requests.join()]) assert.doesNotMatch(place, /4711/);
  assert.deepEqual(requests, []);
  await page.reload();
  await settled(checker);
  assert.equal(await area.inputValue(), '');
  assert.match(await verdict.innerText(), /^Nothing to check yet/);
});

test('I drop a file on the text, and it stands after what is there, and each place of what was found is a click away', async (t) => {
  const { page, checker, area, verdict } = await visit(t);
  const policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  const of = (key, name) => `{"${key}":"${name}","PolicyName":"p","PolicyDocument":${policy}}`;
  await checker.getByLabel('Whose policies', { exact: true }).selectOption('role');
  await area.fill(of('UserName', 'me'));
  // Not every engine lets a script make a drop with files in it.
  await area.evaluate((node, text) => {
    const event = new Event('drop', { bubbles: true, composed: true, cancelable: true });
    const files = [new File([text], 'role.json', { type: 'application/json' })];
    Object.defineProperty(event, 'dataTransfer', { value: { files, types: ['Files'] } });
    if (node.dispatchEvent(event)) throw new Error('the browser would leave the page');
  }, of('RoleName', 'remotion-lambda-role'));
  await page.waitForFunction((node) => node.value.includes('remotion-lambda-role'), await area.elementHandle());
  assert.equal(await area.inputValue(), `${of('UserName', 'me')}\n\n${of('RoleName', 'remotion-lambda-role')}`);
  assert.match(await verdict.innerText(), /^Enough/);
  const found = checker.getByRole('group', { name: 'Found in the text' });
  assert.match(await found.innerText(), /Policy of user\/me \(not used\):\s*Line 1/);
  await found.getByRole('button', { name: 'Line 3' }).click();
  const selected = await area.evaluate((node) => [node.selectionStart, node.value.slice(node.selectionStart, node.selectionEnd)]);
  assert.deepEqual(selected, [(await area.inputValue()).lastIndexOf(policy), policy]);
});

test('a text of a megabyte does not hold up the key that follows it', async (t) => {
  const { page, area, verdict } = await visit(t);
  const statement = (number) => ({ Effect: 'Allow', Action: ['s3:Get*'], Resource: `arn:aws:s3:::bucket-${number}/*` });
  const big = JSON.stringify({ Version: '2012-10-17', Statement: Array.from({ length: 14_000 }, (_, at) => statement(at)) });
  assert.ok(big.length > 1_000_000);
  // What is said right after the key shows that it was not held up by the check.
  const said = await area.evaluate((node, text) => {
    node.value = text;
    node.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return node.getRootNode().querySelector('.sentence').textContent;
  }, big);
  assert.match(said, /when you stop typing/);
  await page.waitForFunction((node) => /^Not enough|^AWS/.test(node.textContent), await verdict.elementHandle());
});

test('at 320 pixels nothing sticks out, whatever the example', async (t) => {
  const { page, checker } = await visit(t, { viewport: { width: 320, height: 700 } });
  for (const example of ['Remotion’s own', 'Made for', 'With a Deny', 'Broken JSON']) {
    await button(checker, example).click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${example}: ${wide}`);
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing to complain about in ${colorScheme} with each example`, byAxe, async (t) => {
    const { page, checker } = await visit(t, { colorScheme });
    await page.evaluate(axe);
    for (const example of ['Made for', 'With a Deny', 'Broken JSON', 'Remotion’s own']) {
      await button(checker, example).click();
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], example);
    }
  });
}

const uncollected = { firefox: 'its driver cannot collect garbage', webkit: 'its driver cannot collect garbage' };

test('however long I type, the checker holds no more memory than before', skip(uncollected), async (t) => {
  const { page, verdict } = await visit(t);
  const client = await page.context().newCDPSession(page);
  /** Bytes of the module's memory after so many other texts. What JavaScript still held would be held there too. */
  const after = async (times) => {
    for (let round = 0; round < 10; round += 1) {
      await page.evaluate((count) => {
        const area = document.querySelector('remotion-policy-checker').shadowRoot.querySelector('[name=text]');
        for (let number = 0; number < count; number += 1) {
          area.value = `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get${number}", "Resource": "*"}}`;
          area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }
      }, times / 10);
      await client.send('HeapProfiler.collectGarbage');
    }
    return page.evaluate(async () => {
      const { default: init } = await import('/pkg/wasm/remotion_policy_checker.js');
      return (await init()).memory.buffer.byteLength;
    });
  };
  const before = await after(1000);
  assert.equal(await after(3000), before);
  assert.match(await verdict.textContent(), /^Not enough/);
});

const yaml = `Version: '2012-10-17'
Statement:
  - Effect: Allow
    Action: '*'
    Resource: '*'
`;

test('I paste YAML: what reads it is fetched once, and I get a verdict', async (t) => {
  const { page, area, verdict } = await visit(t);
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const readers = () => requests.filter((path) => /readers_bg\.wasm$/.test(path)).length;
  await area.fill('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');
  await verdict.filter({ hasText: /^Enough/ }).waitFor();
  assert.equal(readers(), 0, 'nobody needs it for JSON');
  await area.fill(yaml);
  await verdict.filter({ hasText: /^Enough/ }).waitFor();
  assert.equal(readers(), 1);
  // From here on it is there at once.
  await area.fill(yaml.replace('Allow', 'Deny'));
  assert.match(await verdict.innerText(), /^Not enough/);
  await area.fill(yaml);
  assert.match(await verdict.innerText(), /^Enough/);
  assert.equal(readers(), 1);
});

test('what reads YAML does not arrive: the verdict is open, my text stays, and the next key tries again', async (t) => {
  const { page, checker, area, verdict } = await visit(t);
  const block = (route) => route.abort();
  await page.route(/readers_bg\.wasm$/, block);
  await page.evaluate(() => addEventListener('change', ({ detail }) => (globalThis.last = detail?.answer)));
  const failed = page.waitForEvent('requestfailed', (request) => /readers_bg\.wasm$/.test(request.url()));
  await area.fill(yaml);
  await failed;
  await checker.getByText('this looks like YAML, but the module that reads it is not loaded').waitFor();
  await page.waitForFunction(() => globalThis.last?.verdict === 'conditional');
  assert.doesNotMatch(await verdict.innerText(), /^(Enough|Not enough)/);
  assert.equal(await checker.locator('.badge.missing').count(), 0);
  assert.equal(await area.inputValue(), yaml);
  await page.unroute(/readers_bg\.wasm$/, block);
  await area.press('ControlOrMeta+End');
  await page.keyboard.type('#');
  await verdict.filter({ hasText: /^Enough/ }).waitFor();
  assert.equal(await area.inputValue(), `${yaml}#`);
});
