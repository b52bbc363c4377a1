// How the element behaves around the module, whatever the module says: a fake stands in for it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, skip } from './browser.mjs';
import { again, asked, bucket, eager, eagerChecker, functionRole, glueUrl, holdBack, open, panic, ready, readyPolicy, said, settled, wasmUrl } from './stage.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** A page of the stage, closed when the test ends. */
const stage = async (t, ...rest) => {
  const opened = await open(browser, ...rest);
  t.after(() => opened.page.close());
  return opened;
};

/** Until the code that was fetched on intent has taken over the first element. */
const controlled = (page) => page.locator('remotion-policy [part=notice]').first().waitFor({ state: 'attached' });

test('the policy between the tags stays until the builder is there', async (t) => {
  const { page, go } = await stage(t, eager());
  const release = await holdBack(page, wasmUrl);
  const requested = page.waitForRequest(wasmUrl);
  await go();
  await requested;
  assert.equal(await readyPolicy(page).isVisible(), true);
  release();
  await bucket(page).waitFor();
  assert.equal(await readyPolicy(page).isVisible(), false);
});

test('nothing is fetched for an element far down the page or in closed details until somebody goes there', async (t) => {
  const far = `<details><summary>Show</summary><remotion-policy id="closed">${ready}</remotion-policy></details>
    <div style="height: 3000px"></div><remotion-policy id="far">${ready}</remotion-policy>`;
  const { page, go, requests, calls } = await stage(t, far);
  await go();
  await settled(page);
  assert.deepEqual(requests.filter((path) => path.includes('controller') || path.includes('wasm')), []);
  await page.getByText('Show').click();
  await bucket(page).waitFor();
  assert.equal((await asked(calls, 'mount')).length, 1);
  await page.mouse.wheel(0, 2450);
  await bucket(page, 1).waitFor();
});

test('an element that is to load eagerly does so wherever it is', async (t) => {
  const { page, go } = await stage(t, `<div style="height: 3000px"></div>${eager()}`);
  await go();
  await bucket(page).waitFor();
});

test('pointing at an element or focusing what is in it starts the builder', async (t) => {
  for (const intent of ['hover', 'focus']) {
    // Without an observer that reports, only the intent is left.
    const { page, go } = await stage(t, `<remotion-policy><a href="#">the ready policy</a></remotion-policy>`);
    await page.addInitScript(() => {
      globalThis.IntersectionObserver = class {
        observe() {}
      };
    });
    await go();
    await page.getByRole('link')[intent]();
    await bucket(page).waitFor();
  }
});

test('the builder starts with the attributes written before the element was defined', async (t) => {
  const { page, go, calls } = await stage(t, `${eager('policy="role" bucket="a" write-only')}`, { define: false });
  await go();
  await page.evaluate(() => {
    document.querySelector('remotion-policy').setAttribute('region', 'eu-central-1');
    return import('/pkg/define.js');
  });
  await bucket(page).waitFor();
  assert.deepEqual(await asked(calls, 'mount'), [
    ['mount', { loading: 'eager', policy: 'role', bucket: 'a', 'write-only': '', region: 'eu-central-1' }],
  ]);
});

test('taking an element out and putting it back, twice, leaves one builder', async (t) => {
  const { page, go, calls } = await stage(t, `<remotion-policy>${ready}</remotion-policy>`);
  await go();
  for (let round = 1; round <= 2; round += 1) {
    await bucket(page).waitFor();
    await page.evaluate(() => {
      globalThis.element = document.querySelector('remotion-policy');
      element.remove();
    });
    await settled(page);
    assert.equal((await asked(calls, 'free')).length, round);
    await page.evaluate(() => document.body.append(element));
    await bucket(page).waitFor();
    assert.equal(await bucket(page).count(), 1);
    assert.equal((await asked(calls, 'mount')).length, round + 1);
  }
});

test('an element that is removed for good is freed once, and shows its ready policy to whoever finds it', async (t) => {
  const { page, go, calls } = await stage(t, eager());
  await go();
  await bucket(page).waitFor();
  const left = await page.evaluate(async () => {
    const element = document.querySelector('remotion-policy');
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    element.setAttribute('bucket', 'late');
    await new Promise((resolve) => setTimeout(resolve));
    return [...element.shadowRoot.children].map(({ localName, style }) => `${localName} ${style.display}`);
  });
  assert.deepEqual(left, ['div ', 'slot block']);
  assert.equal((await asked(calls, 'free')).length, 1);
  assert.equal((await asked(calls, 'update')).length, 0);
});

test('moving an element keeps the builder and what I was doing in it', async (t) => {
  const { page, go, calls } = await stage(t, `<main></main>${eager()}`);
  await go();
  await bucket(page).fill('mine');
  await page.evaluate(async () => {
    const element = document.querySelector('remotion-policy');
    document.querySelector('main').append(element);
    await new Promise((resolve) => setTimeout(resolve));
    element.remove();
    document.body.append(element);
  });
  await settled(page);
  assert.equal(await bucket(page).inputValue(), 'mine');
  assert.equal((await asked(calls, 'mount')).length, 1);
  assert.equal((await asked(calls, 'free')).length, 0);
});

test('an element moved to another document of the same page is dressed there too', async (t) => {
  const { page, go } = await stage(t, `<iframe title="other"></iframe>${eager()}`);
  await go();
  await bucket(page).waitFor();
  const sheets = await page.evaluate(async () => {
    const element = document.querySelector('remotion-policy');
    document.querySelector('iframe').contentDocument.body.append(element);
    await null;
    return element.shadowRoot.adoptedStyleSheets.length;
  });
  assert.equal(sheets, 1);
});

test('an element removed before the module arrives never mounts', async (t) => {
  const { page, go, calls, faults } = await stage(t, eager());
  const release = await holdBack(page, wasmUrl);
  const requested = page.waitForRequest(wasmUrl);
  await go();
  await requested;
  await controlled(page);
  await page.evaluate(() => document.querySelector('remotion-policy').remove());
  release();
  await page.waitForFunction(() => globalThis.calls?.includes('init'));
  await settled(page);
  assert.deepEqual(await calls(), ['init']);
  assert.deepEqual(faults, []);
});

test('an attribute changed while the element is away counts when it is back', async (t) => {
  const { page, go } = await stage(t, eager('bucket="a"'));
  await go();
  await page.getByText('policy for a').waitFor();
  await page.evaluate(() => {
    const element = document.querySelector('remotion-policy');
    element.remove();
    element.setAttribute('bucket', 'b');
    document.body.append(element);
  });
  await page.getByText('policy for b').waitFor();
  await page.evaluate(async () => {
    const element = document.querySelector('remotion-policy');
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    element.setAttribute('bucket', 'c');
    document.body.append(element);
  });
  await page.getByText('policy for c').waitFor();
});

test('changes made in one go are one update, with all attributes as they are in the end', async (t) => {
  const { page, go, calls } = await stage(t, eager('bucket="a" region="us-east-1"'));
  await go();
  await bucket(page).waitFor();
  await page.evaluate(() => {
    const element = document.querySelector('remotion-policy');
    element.setAttribute('bucket', 'b');
    element.setAttribute('bucket', 'c');
    element.removeAttribute('region');
  });
  await settled(page);
  assert.deepEqual(await asked(calls, 'update'), [['update', { loading: 'eager', bucket: 'c' }]]);
});

test('setting an attribute to what it is asks the module nothing and writes nothing', async (t) => {
  const { page, go, calls } = await stage(t, eager('bucket="a"'));
  await go();
  await bucket(page).waitFor();
  const written = await page.evaluate(async () => {
    const element = document.querySelector('remotion-policy');
    const records = [];
    const observer = new MutationObserver((more) => records.push(...more));
    observer.observe(element.shadowRoot, { attributes: true, childList: true, characterData: true, subtree: true });
    element.setAttribute('bucket', 'a');
    await new Promise((resolve) => setTimeout(resolve));
    return records.length;
  });
  assert.equal(written, 0);
  assert.equal((await asked(calls, 'update')).length, 0);
});

test('what I type in one element is in the others at once, and in those that open later', async (t) => {
  const { page, go } = await stage(
    t,
    `${eager()}${eager('bucket="theirs"')}<details><summary>Show</summary><remotion-policy bucket="old"></remotion-policy></details>`,
  );
  await go();
  await bucket(page, 1).waitFor();
  await bucket(page).fill('mine');
  await page.getByText('policy for mine').nth(1).waitFor();
  assert.equal(await bucket(page, 1).inputValue(), 'mine');
  const closed = page.locator('details remotion-policy');
  assert.equal(await closed.getAttribute('bucket'), 'old', 'nobody has opened it, so nobody writes to it');
  await page.getByText('Show').click();
  await page.getByText('policy for mine').nth(2).waitFor();
  assert.equal(await closed.getAttribute('bucket'), 'mine');
});

test('what I clear in one element is cleared in the others, and in those that open later', async (t) => {
  const { page, go } = await stage(
    t,
    `${eager('bucket="a"')}${eager('bucket="a"')}<details><summary>Show</summary><remotion-policy bucket="a"></remotion-policy></details>`,
  );
  await go();
  await bucket(page, 1).waitFor();
  await bucket(page).fill('');
  await page.getByText('Show').click();
  await bucket(page, 2).waitFor();
  assert.deepEqual(await page.locator('remotion-policy[bucket]').count(), 0);
});

test('what concerns one element stays in it', async (t) => {
  const { page, go } = await stage(t, eager() + eager());
  await go();
  await bucket(page, 1).waitFor();
  await functionRole(page).first().fill('my-role');
  assert.deepEqual(await page.locator('remotion-policy').evaluateAll((all) => all.map((one) => one.getAttribute('function-role'))), [
    'my-role',
    null,
  ]);
});

test('the page hears of a change wherever it listens, and of loading and errors only at the element', async (t) => {
  const { page, go } = await stage(t, eager());
  await page.addInitScript(() => {
    globalThis.heard = [];
    for (const type of ['load', 'change', 'error']) {
      addEventListener(type, ({ target, detail }) => target.localName && heard.push([`window ${type}`, detail]));
      document.addEventListener('DOMContentLoaded', () =>
        document
          .querySelector('remotion-policy')
          .addEventListener(type, ({ detail }) => heard.push([`element ${type}`, detail?.error ? detail.error.message : detail])),
      );
    }
  });
  await go();
  await bucket(page).fill('mine');
  await panic(page).click();
  await readyPolicy(page).waitFor();
  const change = { call: { bucket: 'mine' }, answer: { ok: true } };
  assert.deepEqual(await page.evaluate(() => heard), [
    ['element load', undefined],
    ['element change', change],
    ['window change', change],
    ['element error', 'it hit a fault and works again once this page is reloaded'],
  ]);
});

test('two elements share one module and one style sheet', async (t) => {
  const { page, go, calls, requests } = await stage(t, eager() + eager());
  await go();
  await bucket(page, 1).waitFor();
  assert.equal((await asked(calls, 'init')).length, 1);
  assert.equal((await asked(calls, 'stylesheet')).length, 1);
  assert.equal(requests.filter((path) => path.endsWith('.wasm')).length, 1);
});

test('a second copy of the package on the page does no harm', async (t) => {
  const { page, go, faults } = await stage(t, eager());
  await go();
  await bucket(page).waitFor();
  await page.evaluate(() => import('/pkg/define.js?copy'));
  assert.deepEqual(faults, []);
  assert.equal(await bucket(page).count(), 1);
});

test('when the module cannot be had, one sentence says so above the ready policy, and trying again works', async (t) => {
  const { page, go } = await stage(t, eager() + eager());
  await page.route(wasmUrl, (route) => route.fulfill({ status: 404 }));
  await go();
  await again(page).nth(1).waitFor();
  assert.equal(
    await said(page).textContent(),
    `The policy builder is not available: the server answered 404 for its module; the policy below can still be copied.`,
  );
  assert.equal(await readyPolicy(page).first().isVisible(), true);
  await page.unroute(wasmUrl);
  await again(page).first().click();
  await bucket(page, 1).waitFor();
  assert.equal(await said(page).textContent(), '');
  assert.equal(await again(page).count(), 0);
});

test('trying again in vain says so again and keeps the focus on the button', async (t) => {
  const { page, go } = await stage(t, eager());
  await page.route(wasmUrl, (route) => route.fulfill({ status: 503 }));
  await go();
  await again(page).waitFor();
  const release = await holdBack(page, glueUrl);
  await page.route(wasmUrl, (route) => route.fulfill({ status: 500 }));
  await again(page).press('Enter');
  release();
  await page.getByText('answered 500').waitFor();
  assert.equal(await again(page).evaluate((button) => button.getRootNode().activeElement === button), true);
});

test('the sentence names the usual cause', async (t) => {
  const causes = {
    'the connection failed or a file is missing': (route) => route.abort('failed'),
    'what arrived is not the module, or not all of it': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  };
  for (const [cause, answer] of Object.entries(causes)) {
    const { page, go } = await stage(t, eager());
    await page.route(wasmUrl, answer);
    await go();
    await page.getByText(`The policy builder is not available: ${cause}; the policy below can still be copied.`).waitFor();
  }
});

test('the sentence says so when this device is offline', async (t) => {
  const { page, go } = await stage(t, `<details><summary>Show</summary><remotion-policy>${ready}</remotion-policy></details>`);
  await go();
  await page.evaluate(() => import('/pkg/controller.js'));
  await page.route(wasmUrl, (route) => route.abort('internetdisconnected'));
  await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  await page.getByText('Show').click();
  await page.getByText('The policy builder is not available: this device is offline; the policy below can still be copied.').waitFor();
});

/** A page whose controller does not arrive, once it has said so. */
const withoutController = async (t) => {
  const { page, go } = await stage(t, `<remotion-policy>${ready}</remotion-policy>`);
  await page.route('**/controller.js', (route) => route.abort());
  await go();
  const text = () => page.locator('remotion-policy').evaluate((element) => element.shadowRoot.textContent);
  await page.waitForFunction(() => document.querySelector('remotion-policy').shadowRoot.textContent);
  return { page, text };
};

test('when not even the code that explains failures arrives, a sentence says that much', async (t) => {
  const { page, text } = await withoutController(t);
  assert.equal(await text(), 'The policy tool did not load; try reloading.');
  assert.equal(await readyPolicy(page).isVisible(), true);
});

const remembers = { firefox: 'it remembers the failure of an import until the page is reloaded' };

test('pointing tries again to load the code that explains failures', skip(remembers), async (t) => {
  const { page, text } = await withoutController(t);
  await page.unroute('**/controller.js');
  await readyPolicy(page).hover();
  await bucket(page).waitFor();
  assert.ok(!(await text()).includes('did not load'));
});

test('a page that forbids WebAssembly keeps its ready policy and is told which word its policy lacks', async (t) => {
  const { page, go } = await stage(t, eager(), {
    csp: "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  });
  await go();
  await page
    .getByText("this page's Content Security Policy forbids WebAssembly (script-src needs 'wasm-unsafe-eval')")
    .waitFor();
  assert.equal(await readyPolicy(page).isVisible(), true);
});

const timed = skip({ webkit: 'its driver cannot set the clock' });

test('after three seconds of loading, a sentence says that the policy below is ready', timed, async (t) => {
  const { page, go } = await stage(t, eager());
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  const release = await holdBack(page, wasmUrl);
  const requested = page.waitForRequest(wasmUrl);
  await go();
  await requested;
  await controlled(page);
  await page.clock.runFor(2900);
  assert.equal(await said(page).textContent(), '');
  await page.clock.runFor(200);
  assert.equal(await said(page).textContent(), 'The policy builder is loading; the policy below is ready to copy.');
  release();
  await bucket(page).waitFor();
  assert.equal(await said(page).textContent(), '');
});

test('a builder that was quick says nothing later', timed, async (t) => {
  const { page, go } = await stage(t, eager());
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await go();
  await bucket(page).waitFor();
  await page.clock.runFor(10_000);
  assert.equal(await said(page).textContent(), '');
});

test('without a ready policy, the sentence says where to get one', async (t) => {
  const instead = {
    '': 'run npx remotion lambda policies user to print this policy.',
    'policy="role"': 'run npx remotion lambda policies role to print this policy.',
    'policy="destination"': "see Remotion's page on permissions instead.",
  };
  for (const [attributes, words] of Object.entries(instead)) {
    const { page, go } = await stage(t, eager(attributes, ' <!-- nothing --> '));
    await page.route(wasmUrl, (route) => route.fulfill({ status: 404 }));
    await go();
    await again(page).waitFor();
    assert.equal(
      await said(page).textContent(),
      `The policy builder is not available: the server answered 404 for its module; ${words}`,
    );
  }
});

test('a panic in use brings every ready policy back, and the broken module is never asked again', async (t) => {
  const { page, go, calls } = await stage(
    t,
    `${eager()}${eager()}<details><summary>Show</summary><remotion-policy>later</remotion-policy></details>`,
  );
  await go();
  await bucket(page, 1).waitFor();
  const before = (await calls()).length;
  await panic(page).first().click();
  await readyPolicy(page).nth(1).waitFor();
  const sentence =
    'The policy builder is not available: it hit a fault and works again once this page is reloaded; the policy below can still be copied.';
  assert.equal(await said(page).textContent(), sentence);
  assert.equal(await again(page).count(), 0, 'trying again could not work');
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('remotion-policy')) element.setAttribute('bucket', 'b');
  });
  await page.getByText('Show').click();
  await page.getByText(sentence).nth(2).waitFor();
  assert.equal(await page.getByRole('status').filter({ hasText: sentence }).count(), 1, 'heard once');
  await page.evaluate(() => document.body.replaceChildren());
  await settled(page);
  assert.deepEqual((await calls()).slice(before), []);
});

test('a panic while mounting or updating is caught the same way', async (t) => {
  for (const attribute of ['policy="panic"', '']) {
    const { page, go, faults } = await stage(t, eager() + eager(attribute));
    await go();
    if (!attribute) {
      await bucket(page, 1).waitFor();
      await page.evaluate(() => document.querySelector('remotion-policy').setAttribute('policy', 'panic'));
    }
    await page.getByText('it hit a fault').nth(1).waitFor();
    assert.equal(await bucket(page).count(), 0);
    assert.deepEqual(faults, []);
  }
});

test('a panic in a timer or a promise is caught the same way', async (t) => {
  const { page, go, faults } = await stage(t, eager() + eager());
  await go();
  await bucket(page, 1).waitFor();
  await page.getByRole('button', { name: 'Fault later' }).first().click();
  await page.getByText('it hit a fault').nth(1).waitFor();
  assert.equal(await bucket(page).count(), 0);
  assert.deepEqual(faults, []);
});

test("a panic in some other module of the page is none of the builder's business", async (t) => {
  const { page, go, faults } = await stage(t, eager());
  await go();
  await bucket(page).click();
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve);
        setTimeout(() => {
          throw new WebAssembly.RuntimeError('theirs');
        });
      }),
  );
  await settled(page);
  assert.deepEqual(faults, ['theirs']);
  assert.equal(await bucket(page).count(), 1);
});

test('an element that the module refuses says why, and the others go on', async (t) => {
  const { page, go, calls } = await stage(t, eager() + eager('policy="unknown"'));
  await go();
  await page
    .getByText('The policy builder is not available: there is no policy `unknown`; the policy below can still be copied.')
    .waitFor();
  await bucket(page).fill('mine');
  await page.getByText('policy for mine').waitFor();
  await page.evaluate(() => document.querySelectorAll('remotion-policy')[1].setAttribute('policy', 'role'));
  await again(page).click();
  await page.getByText('policy for mine').nth(1).waitFor();
  assert.equal((await asked(calls, 'free')).length, 0);
});

test('whoever reads the ready policy by keyboard finds the focus in the builder', async (t) => {
  const { page, go } = await stage(t, '<remotion-policy><pre tabindex="0">the ready policy</pre></remotion-policy>');
  const release = await holdBack(page, wasmUrl);
  await go();
  await page.keyboard.press('Tab');
  release();
  await bucket(page).waitFor();
  assert.equal(await bucket(page).evaluate((input) => input.getRootNode().activeElement === input), true);
});

test('what follows an element stays where it is when the builder is taller or shorter than the ready policy', async (t) => {
  const fallbacks = {
    'margins that overlap with the neighbours': '<pre style="margin: 40px 0 60px; height: 500px">the ready policy</pre>',
    'margins of an inner element': '<div><p>Intro</p><pre style="margin-bottom: 30px; height: 400px">the ready policy</pre></div>',
    'a script at the end': '<pre style="height: 400px">the ready policy</pre><script></script>',
  };
  const cases = Object.entries(fallbacks).flatMap(([name, markup]) =>
    [1, 200].map((lines) => ({ name: `${name}, ${lines} lines`, markup: eager(`fake-lines="${lines}"`, markup) })),
  );
  const { page, go } = await stage(t, cases.map(({ markup }) => `<p>before</p>${markup}<p>after</p>`).join(''));
  const release = await holdBack(page, wasmUrl);
  await go();
  const tops = async () => {
    const all = await page.locator('body > p').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    return cases.map(({ name }, index) => `${name}: ${Math.round(all[2 * index])} to ${Math.round(all[2 * index + 1])}`);
  };
  const before = await tops();
  release();
  await bucket(page, cases.length - 1).waitFor();
  assert.deepEqual(await tops(), before);
});

test('a builder that has no room for most of the policy takes it instead of hiding what I typed', async (t) => {
  const { page, go } = await stage(t, eager('fake-lines="200"', '<pre style="height: 50px">the ready policy</pre>'));
  await go();
  const snippet = page.getByText('policy for');
  await snippet.waitFor();
  assert.equal(await snippet.evaluate(({ clientHeight, scrollHeight }) => scrollHeight - clientHeight), 0);
});

/** What the module was last told that the page states. */
const told = async (calls, name) => {
  const [, { publishedVersion, publishedPolicy }] = (await asked(calls, name)).at(-1);
  return [publishedVersion, publishedPolicy];
};

test('the module is told the policy between the tags, and the version that the author says it is of', async (t) => {
  for (const [markup, want] of [
    [eager('policy="user" version="99.0.0"', '<p>As JSON:</p><pre>{\n}</pre>'), ['99.0.0', '{\n}']],
    [eager('policy="user" version="99.0.0"', '{\n}'), ['99.0.0', '{\n}']],
    // A code block of Docusaurus.
    [eager('policy="user" version="99.0.0"', '<pre><code><span>{<br></span><span>}<br></span></code></pre>'), ['99.0.0', '{\n}\n']],
    [eager('policy="user"', '<pre data-policy="user 99.0.0">{}</pre>'), ['99.0.0', '{}']],
    [eager('policy="user"', '<pre>{}</pre>'), [undefined, undefined]],
    // The text of this package is not of a version that somebody asks for.
    [eager('policy="user" version="99.0.0"', '<pre data-policy="user">{}</pre>'), [undefined, undefined]],
  ]) {
    const { page, go, calls } = await stage(t, markup);
    await go();
    await bucket(page).waitFor();
    assert.deepEqual(await told(calls, 'mount'), want, markup);
  }
});

test('a text that says its own version gives the element that version, unless it has one', async (t) => {
  const text = '<pre data-policy="user 99.0.0">{}</pre>';
  const { page, go } = await stage(t, eager('policy="user"', text) + eager('policy="user" version="4.0.1"', text));
  await go();
  await bucket(page, 1).waitFor();
  const versions = page.locator('remotion-policy').evaluateAll((hosts) => hosts.map((host) => host.getAttribute('version')));
  assert.deepEqual(await versions, ['99.0.0', '4.0.1']);
});

test('what the page says of its text changes with the page', async (t) => {
  const { page, go, calls } = await stage(t, eager('policy="user" version="99.0.0"', '<pre>{}</pre>'));
  await go();
  await bucket(page).waitFor();
  await page.evaluate(() => {
    const host = document.querySelector('remotion-policy');
    host.querySelector('pre').textContent = '[]';
    host.setAttribute('version', '99.0.1');
  });
  assert.deepEqual(await told(calls, 'update'), ['99.0.1', '[]']);
});

test('a checker is told what the page states for the policy it checks', async (t) => {
  const policies = `<remotion-policy policy="role" version="99.0.0"><pre>{"role":1}</pre></remotion-policy>
    <remotion-policy policy="user"><pre data-policy="user">{}</pre></remotion-policy>
    <remotion-policy policy="user"><pre data-policy="user 99.0.0">{"user":1}</pre></remotion-policy>`;
  const { page, go, calls } = await stage(t, `${eagerChecker()}<div style="height: 3000px"></div>${policies}`);
  await go();
  await bucket(page).waitFor();
  const ofChecker = async (name) => {
    const all = (await asked(calls, name)).filter(([, inputs]) => !inputs.policy);
    return all.at(-1)[1].publishedPolicy;
  };
  assert.equal(await ofChecker('mount'), '{"role":1}');
  await page.evaluate(() => document.querySelector('remotion-policy-checker').setAttribute('for', 'user'));
  assert.equal(await ofChecker('update'), '{"user":1}');
});
