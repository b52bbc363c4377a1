// The docs page and the test pages as a reader meets them, with the real module. SITE_URL is where they are served.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { byAxe, clipboard, copy, launch, skip } from './browser.mjs';

const site = process.env.SITE_URL?.replace(/\/?$/, '/');
assert.ok(site, 'SITE_URL says where the site is served; `cargo xtask test` sets it.');

const DESTINATION = 'Destination policy';
const CALLER = 'Destination policy for the caller';
const CALL = 'Render call';

let browser;
let builder;

before(async () => {
  browser = await launch();
  builder = await loadPolicyBuilder({ setups: true });
});

after(() => browser.close());

/** Opens a page of the site. Whatever the test is about, nothing may throw and nothing may leave the origin. */
const visit = async (t, path, { prepare, violations = [], ...options } = {}) => {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1024, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  // Firefox reports as an error what a Content Security Policy blocks. `violations` has it.
  page.on('pageerror', ({ message }) => message.startsWith('The page’s settings blocked') || faults.push(message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('blob:')) faults.push(`request to ${url}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction('violated', (directive) => violations.push(directive));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated(effectiveDirective));
    });
  }
  await prepare?.(page);
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  await page.goto(new URL(path, site).href);
  return page;
};

/** A part with that name, whether or not it is a landmark. */
const named = (scope, name, exact = true) =>
  scope.getByRole('region', { name, exact }).or(scope.getByRole('group', { name, exact }));

/** The widget of that title. Its own parts are found inside it, by role and name. */
const widget = (page, title) => named(page, title);
const field = (scope, label) => scope.getByLabel(label, { exact: true });
const button = (scope, name) => scope.getByRole('button', { name: /^(Copy|Copied)$/.test(name) ? new RegExp(`^${name} the `) : name, exact: true });
const snippet = (scope) => named(scope, 'Text of: ', false);
const status = (scope) => scope.locator('.status');

/** Scrolls to it, as a reader would, and so makes it load. */
const opened = async (page, title) => {
  for (const element of await page.locator('remotion-policy:visible').all()) {
    if (await widget(page, title).count()) break;
    await element.scrollIntoViewIfNeeded();
  }
  const found = widget(page, title);
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
  return found;
};

/** Where a page asks for region and bucket: the docs page does so in one place, others in each widget. */
const setup = async (page, scope) => ((await page.locator('[setup=only]').count()) ? opened(page, 'Your setup') : scope);

/** Waits until the first widget of that policy is where a link leads to. */
const isInView = (page, policy) =>
  page.waitForFunction((policy) => {
    const { top } = document.querySelector(`remotion-policy[policy=${policy}]:not([setup=only])`).getBoundingClientRect();
    return top >= 0 && top < innerHeight / 2;
  }, policy);

/** Opens all that is closed around widgets. A child combinator sees into no shadow root. */
const unfold = async (page) => {
  const closed = page.locator('.markdown > details:not([open]) > summary:visible');
  while (await closed.count()) await closed.first().click();
};

/** Whether a policy takes a field with this value. */
const takes = (policy, name, value) => {
  try {
    return Boolean(builder.build({ policy, [name]: value }));
  } catch {
    return false;
  }
};

/** What `build()` gives for an element's attributes, which are its whole state. It ignores those of other policies. */
const built = (attributes) => {
  const flags = ['write-only', 'download', 'delete'];
  const call = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (['loading', 'wasm', 'class'].includes(name)) continue;
    const key = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const list = ['calls', 'extras'].includes(name) ? value.split(',') : value;
    const field = flags.includes(name) ? value !== 'false' : list;
    if (takes(attributes.policy, key, field)) call[key] = field;
  }
  return builder.build(call);
};

const attributes = (element) =>
  element.evaluate((host) => Object.fromEntries(Array.from(host.attributes, ({ name, value }) => [name, value])));

test('I type my bucket once, and every policy and the call that concern it name it', async (t) => {
  const page = await visit(t, 'index.html');
  const panel = await opened(page, 'Your setup');
  await field(panel, 'Output bucket').fill('acme-films');
  await field(panel, 'AWS region').selectOption('eu-west-1');
  const destination = await opened(page, DESTINATION);
  await destination.getByText('arn:aws:s3:::acme-films/*').waitFor();
  const call = await opened(page, CALL);
  assert.match(await snippet(call).innerText(), /bucketName: ["']acme-films["']/);
  const caller = await opened(page, CALLER);
  assert.match(await snippet(caller).innerText(), /acme-films/);
  await destination.getByText('From your setup: AWS region, Output bucket.').waitFor();
  await caller.getByText('From your setup: AWS region, Output bucket.').waitFor();
  for (const scope of [destination, call, caller]) {
    for (const label of ['Output bucket', 'AWS region', 'KMS key ARN']) assert.equal(await field(scope, label).count(), 0, label);
  }
  await caller.getByRole('link', { name: 'your setup' }).click();
  await page.waitForFunction(() => document.querySelector('#your-setup').getBoundingClientRect().top >= 0);
  assert.equal(await page.locator('[setup=only]').getAttribute('account-id'), null);
});

test('what is wrong in my setup is said where I typed it, and a policy that needs it leads me there', async (t) => {
  const page = await visit(t, 'index.html');
  const panel = await opened(page, 'Your setup');
  const key = field(panel, 'KMS key ARN');
  await key.fill('alias/my-key');
  await key.press('Tab');
  assert.equal(await key.getAttribute('aria-invalid'), 'true');
  const bucket = field(panel, 'Output bucket');
  for (const state of ['aria-invalid', 'aria-required']) assert.equal(await bucket.getAttribute(state), null, 'not every reader has one');
  await page.getByText('The destination policy', { exact: true }).click();
  const destination = await opened(page, DESTINATION);
  await destination.getByText('Missing or wrong in your setup: Output bucket, KMS key ARN.').waitFor();
  const sentence = await key.evaluate((element) => element.ariaDescribedByElements[0].textContent);
  assert.equal(await destination.getByText(sentence).count(), 0, 'said once');
  await button(destination, 'Copy').press('Enter');
  const link = destination.getByRole('link', { name: 'your setup' });
  assert.equal(await link.evaluate((element) => element.getRootNode().activeElement === element), true);
  await link.press('Enter');
  await bucket.fill('acme-films');
  await key.fill('');
  await destination.getByText('From your setup:').waitFor();
  await button(destination, 'Copy').click();
  await destination.getByText('Copied to the clipboard.').waitFor();
});

test('the page says each note once, whichever box comes first, and above all where it asks for my setup', async (t) => {
  const page = await visit(t, 'index.html');
  await page.locator('[policy=destination], [policy=render-call]').evaluateAll((all) => {
    for (const host of all) for (const [name, value] of [['bucket', 'acme-films'], ['object-ownership', 'acls-disabled']]) host.setAttribute(name, value);
  });
  const account = 'The bucket must belong to the account of the render function.';
  const warning = 'With ACLs disabled, S3 refuses every upload';
  // A bucket has opened what is about it. Straight there, past the setup.
  await page.getByText('The destination policy', { exact: true }).evaluate((summary) => summary.scrollIntoView());
  const destination = widget(page, DESTINATION);
  for (const text of [account, warning]) await destination.getByText(text).waitFor();
  const call = await opened(page, CALL);
  await call.getByText('Warning: See Privacy in your setup.').waitFor();
  assert.equal(await call.getByText(account).count(), 0);
  const panel = await opened(page, 'Your setup');
  for (const text of [account, warning]) await panel.getByText(text).waitFor();
  for (const box of [destination, call]) {
    await box.getByText('Warning: See Privacy in your setup.').waitFor();
    assert.equal(await button(box, 'Use no-acl').count(), 1);
  }
  const notes = () => page.locator('.note:visible > p').evaluateAll((all) => all.map((note) => note.textContent).filter((text) => !text.includes('your setup')));
  const said = await notes();
  assert.ok(said.length > 1);
  assert.deepEqual(said, [...new Set(said)]);
  // A box that is left alone says it all.
  await page.locator('[setup=only]').evaluate((host) => host.remove());
  for (const text of [account, warning]) await destination.getByText(text).waitFor();
  assert.equal(await call.getByText(account).count(), 0);
  await button(destination, 'Use no-acl').click();
  await call.getByText("'no-acl'").waitFor();
  assert.equal(await page.getByText(warning).count(), 0);
});

test('what I empty or untick is as if I had never set it, in every widget', async (t) => {
  const page = await visit(t, 'variants/two.html');
  const caller = await opened(page, CALLER);
  const destination = await opened(page, DESTINATION);
  const elements = page.locator('remotion-policy');
  const before = await elements.evaluateAll((all) => all.map((host) => host.getAttributeNames().sort()));
  await field(destination, 'Output bucket').fill('acme-films');
  await caller.getByText('arn:aws:s3:::acme-films/*').waitFor();
  await field(destination, 'Output bucket').fill('');
  const ticks = caller.getByRole('checkbox');
  for (let at = 0; at < (await ticks.count()); at += 1) {
    const was = await ticks.nth(at).isChecked();
    await ticks.nth(at).setChecked(!was);
    await ticks.nth(at).setChecked(was);
  }
  assert.deepEqual(await elements.evaluateAll((all) => all.map((host) => host.getAttributeNames().sort())), before);
  for (const scope of [caller, destination]) assert.equal(await field(scope, 'Output bucket').inputValue(), '');
});

test('while I type, the focus and the caret stay where they are, in both of two widgets', async (t) => {
  const page = await visit(t, 'variants/two.html');
  const caller = await opened(page, CALLER);
  const destination = await opened(page, DESTINATION);
  const input = field(destination, 'Output bucket');
  await input.fill('acme-films');
  await input.evaluate((element) => element.setSelectionRange(4, 4));
  await page.keyboard.type('-old');
  assert.equal(await input.inputValue(), 'acme-old-films');
  assert.equal(await input.evaluate((element) => element.selectionStart), 8);
  assert.equal(await field(caller, 'Output bucket').inputValue(), 'acme-old-films');
});

test('a page that changes an element while I type in it breaks nothing', async (t) => {
  // The field that goes is dirty and has the focus: Chromium runs its change and blur handlers while it is taken away.
  const page = await visit(t, 'variants/alone.html');
  const element = page.locator('remotion-policy').first();
  await element.evaluate((node) => {
    node.setAttribute('policy', 'destination');
    node.setAttribute('loading', 'eager');
  });
  await element.scrollIntoViewIfNeeded();
  await element.getByText('More options').click();
  await field(element, 'AWS account ID').pressSequentially('12');
  await element.evaluate((node) => node.setAttribute('policy', 'user'));
  await widget(page, 'User policy').waitFor();
  await field(element, 'AWS region').selectOption('cn-north-1');
  await snippet(element).getByText('arn:aws-cn:iam::*:role/remotion-lambda-role').waitFor();
});

test('I copy twice at once and go away, and nothing complains', async (t) => {
  const page = await visit(t, 'index.html');
  await field(await opened(page, 'Your setup'), 'Output bucket').fill('my-videos');
  const destination = await opened(page, DESTINATION);
  await destination.evaluate((node) => {
    const copy = node.querySelector('[data-do=copy]');
    copy.click();
    copy.click();
    node.getRootNode().host.remove();
  });
  await page.waitForTimeout(100); // The clipboard answers on its own time, and there is nothing left to see it by.
});

test('I paste an s3:// address and get the bare name, and its folder with one more press', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  await copy(page, 's3://acme-films/2026/spring/');
  await field(destination, 'Output bucket').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await destination.getByText('arn:aws:s3:::acme-films').first().waitFor();
  assert.equal(await field(destination, 'Output bucket').inputValue(), 'acme-films');
  await destination.getByRole('button', { name: /folder 2026\/spring/ }).click();
  await destination.getByText('acme-films/2026/spring/*').waitFor();
  await destination.getByText('More options').click();
  assert.match(await field(destination, 'Key prefix (folder)').inputValue(), /^2026\/spring\/?$/);
});

test('I paste an address of S3 that names a region, and the region is offered', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  const input = field(destination, 'Output bucket');
  await copy(page, 'https://acme-films.s3.eu-central-1.amazonaws.com/');
  await input.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await button(destination, 'Use eu-central-1').click();
  assert.equal(await field(destination, 'AWS region').inputValue(), 'eu-central-1');
  assert.equal(await input.inputValue(), 'acme-films');
});

test('a wrong bucket is explained at its field once I leave it, and the explanation goes when I fix it', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  const input = field(destination, 'Output bucket');
  await input.pressSequentially('My_Bucket');
  assert.equal(await input.getAttribute('aria-invalid'), null, 'half a name is not an error yet');
  await page.keyboard.press('Tab');
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  const described = await input.evaluate((element) => element.ariaDescribedByElements[0].textContent);
  const { ok, problems } = builder.build({ policy: 'destination', bucket: 'My_Bucket' });
  assert.equal(ok, false);
  for (const { message, help } of problems) {
    for (const words of [message, help]) assert.ok(described.toLowerCase().includes(plain(words)), `${words} in ${described}`);
  }
  await copy(page, 'what was there before');
  await button(destination, 'Copy').press('Enter');
  assert.match(await status(destination).innerText(), /^Not yet/);
  assert.equal(await input.evaluate((element) => element.getRootNode().activeElement === element), true);
  assert.equal(await clipboard(page), 'what was there before');
  await input.fill('my-bucket');
  assert.equal(await input.getAttribute('aria-invalid'), null);
  await destination.getByText('arn:aws:s3:::my-bucket/*').waitFor();
});

/** Words as the page shows them: backticks stand for code. */
const plain = (words) => words.replaceAll('`', '').toLowerCase();

test('what I copy is, byte for byte, what build() gives, whatever the inputs', async (t) => {
  const page = await visit(t, 'variants/attributes.html');
  let copied = 0;
  for (const element of await page.locator('remotion-policy').all()) {
    const given = await attributes(element);
    await element.scrollIntoViewIfNeeded();
    await snippet(element).waitFor();
    const answer = built(given);
    if (!answer.ok) continue;
    await button(element, 'Copy').click();
    await element.getByRole('status').filter({ hasText: 'Copied to the clipboard.' }).waitFor();
    assert.equal(await clipboard(page), answer.text, JSON.stringify(given));
    assert.equal((await snippet(element).innerText()).trimEnd(), answer.text.trimEnd());
    copied += 1;
  }
  assert.ok(copied > 10, `${copied} texts were copied`);
});

const untold = { firefox: 'its driver does not tell of downloads', webkit: 'its driver does not tell of downloads' };

test('what I download is that text too, as a file that ends in a line feed', skip(untold), async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  await field(destination, 'Output bucket').fill('acme-films');
  await field(destination, 'Privacy').selectOption('no-acl');
  const [download] = await Promise.all([page.waitForEvent('download'), button(destination, 'Download').click()]);
  const answer = builder.build({ policy: 'destination', bucket: 'acme-films', privacy: 'no-acl' });
  assert.equal(await readFile(await download.path(), 'utf8'), `${answer.text.trimEnd()}\n`);
  assert.equal(download.suggestedFilename(), answer.fileName);
  await destination.getByText(`Saved as ${answer.fileName}.`).waitFor();
});

test('a clipboard that refuses is reported, with the text selected for my own keys', async (t) => {
  const page = await visit(t, 'variants/details.html', {
    prepare: (page) =>
      page.addInitScript(() => {
        // Firefox runs this on its empty page too, which has no clipboard.
        Object.assign(navigator.clipboard ?? {}, { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) });
      }),
  });
  await page.locator('summary').first().click();
  const user = await opened(page, 'User policy');
  await button(user, 'Copy').click();
  await user.getByText('The browser did not allow copying.').waitFor();
  assert.equal(await button(user, 'Copied').count(), 0);
});

test('a link that I copy opens the page as I left it, without account, key and role', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  await field(destination, 'Output bucket').fill('acme-films');
  await field(destination, 'AWS region').selectOption('eu-central-1');
  await field(destination, 'Privacy').selectOption('private');
  await field(destination, 'KMS key ARN').fill(
    'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  );
  await destination.getByText('More options').click();
  await field(destination, 'AWS account ID').fill('111122223333');
  await field(destination, 'Render function’s role').fill('acme-role');
  await button(destination, 'Copy link').click();
  await destination.getByText('Link copied.').waitFor();
  const link = await clipboard(page);
  for (const secret of ['111122223333', '1234abcd', 'acme-role']) assert.ok(!link.includes(secret), link);
  const other = await opened(await visit(t, link), DESTINATION);
  await other.getByText('The link left this out: KMS key ARN, AWS account ID, Render function’s role. Enter it').waitFor();
  await other.getByText('arn:aws:s3:::acme-films').first().waitFor();
  assert.equal(await field(other, 'AWS region').inputValue(), 'eu-central-1');
  assert.equal(await field(other, 'Privacy').inputValue(), 'private');
  await other.getByText('More options').click();
  await field(other, 'AWS account ID').fill('111122223333');
  await other.getByText('The link left this out: KMS key ARN, Render function’s role. Enter it').waitFor();
});

test('a link opens the page at its policy, also one inside closed details, with what it holds', async (t) => {
  const page = await visit(t, 'index.html#remotion-policy=user&region=cn-north-1');
  const user = widget(page, 'User policy');
  await user.getByText('arn:aws-cn:iam::*').first().waitFor();
  await isInView(page, 'user');
  assert.equal(await field(await opened(page, 'Your setup'), 'AWS region').inputValue(), 'cn-north-1');
});

test('a link that I paste into the open page leads to its policy too, and loses nothing that I typed', async (t) => {
  const page = await visit(t, 'index.html');
  const panel = await opened(page, 'Your setup');
  await field(panel, 'KMS key ARN').fill('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab');
  const paste = (hash) => page.evaluate((hash) => void (location.hash = hash), hash);
  // One that nobody has come near, in details that are closed; then one that is there; then the first link once more.
  await page.getByRole('link', { name: 'On AWS Lambda', exact: true }).click();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await paste('remotion-policy=render-call&bucket=acme-films&region=eu-west-1');
  await widget(page, CALL).getByText('acme-films').waitFor();
  await isInView(page, 'render-call');
  await paste('remotion-policy=destination&bucket=other-films&region=eu-west-1');
  await widget(page, DESTINATION).getByText('arn:aws:s3:::other-films/*').waitFor();
  await isInView(page, 'destination');
  await paste('see-also');
  await paste('remotion-policy=render-call&bucket=acme-films&region=eu-west-1');
  await widget(page, CALL).getByText('acme-films').waitFor();
  await isInView(page, 'render-call');
  assert.equal(await field(panel, 'Output bucket').inputValue(), 'acme-films');
  assert.match(await field(panel, 'KMS key ARN').inputValue(), /^arn:aws:kms/);
});

test('links to other sites open beside the page, wherever they stand, and the others in it', async (t) => {
  const page = await visit(t, 'index.html');
  await unfold(page);
  const destination = await opened(page, DESTINATION);
  await field(await opened(page, 'Your setup'), 'Output bucket').fill('acme-films');
  await destination.getByText('arn:aws:s3:::acme-films/*').waitFor();
  const links = await page.locator('a[href]').evaluateAll((all) =>
    all.map(({ href, target, rel, origin }) => ({ href, outside: origin !== location.origin, how: `${target} ${rel}`.trim() })),
  );
  assert.ok(links.filter(({ outside }) => outside).length > 30);
  for (const { href, outside, how } of links) assert.equal(how, outside ? '_blank noreferrer' : '', href);
});

const scripted = { firefox: 'its driver cannot switch JavaScript off', webkit: 'its driver cannot switch JavaScript off' };

const CHOICES = {
  'On AWS Lambda': { service: 'lambda', open: ['For a role', 'To a Lambda function’s role', 'Keys that are no longer used'] },
  'On Amazon EC2': {
    service: 'ec2',
    open: ['For a role', 'To an EC2 instance’s role', 'The trust relationship of the caller’s role', 'Keys that are no longer used'],
  },
  'On Amazon ECS or Fargate': {
    service: 'ecs-tasks',
    open: ['For a role', 'To an ECS or Fargate task’s role', 'The trust relationship of the caller’s role', 'Keys that are no longer used'],
  },
  ...Object.fromEntries(
    [
      ['On Amazon EKS', 'eks-pod-identity'],
      ['In GitHub Actions', 'github-actions', 'In a GitHub Actions job'],
      ['In GitLab CI', 'gitlab', 'In a GitLab job'],
      ['On Vercel, without access keys', 'vercel', 'In a Vercel function'],
    ].map(([name, service, ...credentials]) => {
      const open = ['For a role', 'To a new role', 'The trust relationship of the caller’s role', ...credentials, 'Keys that are no longer used'];
      return [name, { service, open }];
    }),
  ),
  // Whoever has nothing but keys is not told to delete them.
  'On Vercel or elsewhere, with access keys': { open: ['For an IAM user', 'To an IAM user'] },
  'In CI or on my machine, to deploy functions and sites': { open: ['The user policy', 'The role policy'] },
};

test('I say where my code runs, by keyboard, and only my parts stay open; a heading I go to opens its own', async (t) => {
  const page = await visit(t, 'index.html');
  const parts = page.locator('details[data-for]');
  const open = () => parts.evaluateAll((all) => all.filter((part) => part.open).map((part) => part.querySelector('summary').textContent));
  assert.deepEqual(await open(), [], 'before, nobody knows');
  for (const [name, wanted] of Object.entries(CHOICES)) {
    const link = page.getByRole('link', { name, exact: true });
    await link.press('Enter');
    assert.deepEqual(await open(), wanted.open, name);
    // The address changes, and opens no more.
    await page.waitForFunction((hash) => location.hash === hash, await link.getAttribute('href'));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    assert.deepEqual(await open(), wanted.open, name);
    assert.equal(await link.getAttribute('aria-current'), 'true');
    assert.equal(await page.locator('.choices [aria-current=true]').count(), 1);
    if (wanted.service) assert.equal(await page.locator('[data-follows]').getAttribute('service'), wanted.service);
  }
  const toc = page.locator('.toc a[href="#output-bucket"], .toc-mobile a[href="#output-bucket"]').first();
  await toc.evaluate((link) => link.click());
  for (const name of ['The destination policy', 'The render call']) assert.ok((await open()).includes(name), name);
  // Of a choice only what is of it.
  await page.locator('a[href="#attach-caller-policy"]').first().evaluate((link) => link.click());
  assert.ok(!(await open()).includes('To an EC2 instance’s role') || (await open()).includes('To an IAM user'));
  // Whoever names a bucket needs what is about it, whatever else they chose.
  await page.getByRole('link', { name: 'On AWS Lambda', exact: true }).press('Enter');
  await field(await opened(page, 'Your setup'), 'Output bucket').fill('acme-films');
  const bucket = ['The destination policy', 'The render call', 'The destination policy for the caller'];
  assert.deepEqual(await open(), [...CHOICES['On AWS Lambda'].open, ...bucket]);
  await page.getByRole('link', { name: 'On Amazon EC2', exact: true }).press('Enter');
  assert.deepEqual(await open(), [...CHOICES['On Amazon EC2'].open, ...bucket]);
});

test('with one click on where my code runs I see the policy, and with the next I have it', async (t) => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const page = await visit(t, 'index.html', { viewport });
    await page.getByRole('link', { name: 'On Vercel or elsewhere, with access keys', exact: true }).click();
    const element = page.locator('remotion-policy[attach-to="user/remotion-user"]');
    const copy = button(element, 'Copy');
    await copy.waitFor();
    const isInReach = (node) => {
      const { top, left, height, width } = node.getBoundingClientRect();
      return node.getRootNode().elementFromPoint(left + width / 2, top + height / 2) === node;
    };
    // Nothing but the click on the answer scrolls there.
    await page.waitForFunction(isInReach, await copy.elementHandle()).catch(() => assert.fail(`Copy is out of reach at ${viewport.width} pixels`));
    await copy.click();
    await element.getByText('Copied to the clipboard.').waitFor();
    assert.match(await clipboard(page), /lambda:InvokeFunction/);
  }
});

test('a link to a fault opens it, and no other', async (t) => {
  const page = await visit(t, 'index.html#invoke');
  await page.getByText('Compare the function’s ARN').waitFor();
  assert.equal(await page.locator('.case[open]').count(), 1);
  await page.goto(new URL('index.html#acls', site).href);
  await page.getByText('The bucket does not allow ACLs', { exact: true }).waitFor();
});

test('a link to the checker opens it', async (t) => {
  for (const open of [
    (page) => page.goto(new URL('index.html#check', site).href),
    async (page) => {
      await page.getByText('It worked until you upgraded Remotion').click();
      await page.getByRole('link', { name: 'Check the policy you have' }).click();
    },
  ]) {
    const page = await visit(t, 'index.html');
    await open(page);
    await page.locator('remotion-policy-checker').getByLabel('Policies attached today').waitFor();
  }
});

test('without JavaScript the page follows the dark scheme, and speaks of nothing that only scripts do', skip(scripted), async (t) => {
  const page = await visit(t, 'index.html', { javaScriptEnabled: false, colorScheme: 'dark' });
  const dark = await visit(t, 'index.html', { colorScheme: 'dark' });
  for (const look of [
    ['html', 'backgroundColor'],
    ['html', 'color'],
    ['h1', 'color'],
    ['a[data-choose]', 'color'],
    ['.fault dt', 'color'],
    ['thead th', 'color'],
    ['ol code', 'backgroundColor'],
  ]) {
    const [one, other] = await Promise.all(
      [page, dark].map((page) => page.locator(look[0]).first().evaluate((node, name) => getComputedStyle(node)[name], look[1])),
    );
    assert.equal(one, other, look.join(' '));
  }
  await unfold(page);
  assert.equal(await page.locator('.scripted:visible').count(), 0);
  assert.equal(await page.getByText(/\btick\b|your setup|Options|fields here/i).filter({ visible: true }).count(), 0);
  assert.equal(await page.getByText(/any box|boxes/).filter({ visible: true }).count(), 0);
});

test('without a role I begin with the steps for my policy, and meet nothing about roles unless I ask for it', async (t) => {
  const page = await visit(t, 'index.html');
  await page.getByRole('link', { name: 'On Vercel or elsewhere, with access keys', exact: true }).press('Enter');
  const steps = page.getByText('in the IAM console and choose Create policy');
  await page.waitForFunction((node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().top < innerHeight / 2, await steps.elementHandle());
  for (const part of ['For an IAM user', 'To an IAM user']) assert.ok(await page.getByText(part, { exact: true }).isVisible(), part);
  const headings = ['Check the trust relationship', 'Let Remotion find the role’s credentials', 'Remove the old keys'];
  const ofRoles = page.getByText(/REMOTION_SKIP_AWS|existing Lambda function already|Keys that are no longer used/);
  assert.equal(await ofRoles.filter({ visible: true }).count(), 0);
  for (const name of headings) assert.equal(await page.getByText(name, { exact: true }).filter({ visible: true }).count(), 0, name);
  await page.evaluate(() => void (location.hash = 'credentials'));
  await page.waitForFunction(() => {
    const { top, height } = document.querySelector('#credentials').getBoundingClientRect();
    return height > 0 && top >= 0 && top < innerHeight / 2;
  });
  for (const name of headings) assert.ok(await page.getByRole('heading', { name, exact: true }).isVisible(), name);
});

test('the steps follow the form I choose', async (t) => {
  const page = await visit(t, 'index.html');
  await page.getByRole('link', { name: 'On AWS Lambda', exact: true }).click();
  const steps = page.getByText(/choose Create policy|Create inline policy, JSON|from this JSON|Attach policies/).filter({ visible: true });
  const codes = page.getByText(/^(In the format you chose|The text attaches it|Run the text of the trust)/).filter({ visible: true });
  assert.deepEqual([await steps.count(), await codes.count()], [4, 0]);
  const caller = await opened(page, 'Caller policy');
  const node = await steps.first().elementHandle();
  await caller.getByRole('tab', { name: 'Terraform' }).click();
  await page.waitForFunction((node) => !node.checkVisibility(), node);
  assert.deepEqual([await steps.count(), await codes.count()], [0, 4]);
  await caller.getByRole('tab', { name: 'JSON' }).click();
  await page.waitForFunction((node) => node.checkVisibility(), node);
  assert.deepEqual([await steps.count(), await codes.count()], [4, 0]);
});

test('the list of contents follows what I read, and leads whoever has upgraded to what is about that', async (t) => {
  const page = await visit(t, 'index.html', { viewport: { width: 1280, height: 420 } });
  const current = () =>
    page.evaluate(() => {
      const entry = document.querySelector('.toc [aria-current=true]');
      const [{ top, bottom }, list] = [entry, document.querySelector('.toc')].map((node) => node.getBoundingClientRect());
      return [entry.textContent, top >= list.top && bottom <= list.bottom];
    });
  for (const [hash, name] of [['#see-also', 'See also'], ['#caller', 'Step 1: the caller'], ['#why-a-role', 'Why a role'], ['#where', 'Where does your code run?']]) {
    await page.locator(hash).evaluate((heading) => heading.scrollIntoView());
    await page.waitForFunction((name) => document.querySelector('.toc [aria-current=true]').textContent === name || scrollY + innerHeight >= document.documentElement.scrollHeight - 2, name);
    const [, isSeen] = await current();
    assert.ok(isSeen, name);
  }
  await page.locator('.toc').getByRole('link', { name: /upgrade/ }).click();
  await page.getByText('and enter the version you upgraded from').waitFor();
});

const SMALL = [
  { width: 390, height: 844 },
  { width: 360, height: 740, large: true },
];
for (const { large, ...viewport } of SMALL) {
  test(`at ${viewport.width} pixels${large ? ' and twice the text size' : ''} no table is cut, the first link is seen, and fields are alike`, async (t) => {
    const page = await visit(t, 'index.html', { viewport });
    if (large) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
    await page.keyboard.press('Tab');
    const { left, right } = await page.locator('.skip-link:focus').evaluate((link) => link.getBoundingClientRect());
    assert.ok(left >= 4 && right <= viewport.width - 4, `${left} to ${right}, with a ring of 4 pixels around it`);
    await unfold(page);
    const wide = await page.locator('.table-scroll').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel));
    assert.deepEqual(wide, []);
    assert.equal(await page.locator('.table-scroll[tabindex]').count(), 0);
    const panel = await opened(page, 'Your setup');
    const size = (label) => field(panel, label).evaluate((node) => getComputedStyle(node).fontSize);
    assert.equal(await size('Privacy'), await size('Output bucket'));
  });
}

const WIDE = 'without a broken word, and the header stands over none of it';
test(`at 360 pixels and twice the text size the page is read ${WIDE}`, async (t) => {
  const page = await visit(t, 'index.html', { viewport: { width: 360, height: 800 } });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const broken = await page.evaluate(() => {
    const found = [];
    for (const heading of document.querySelectorAll('h1, h2, h3')) {
      const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        for (const { 0: word, index } of text.data.matchAll(/[^\s()]+/g)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (range.getClientRects().length > 1) found.push(word);
        }
      }
    }
    return found;
  });
  assert.deepEqual(broken, []);
  await page.evaluate(() => scrollTo({ top: 3000, behavior: 'instant' }));
  assert.ok(await page.evaluate(() => document.querySelector('.navbar').getBoundingClientRect().bottom <= 0));
});

/** Whatever is pressed, with both boxes and the checker open as far as they open. In prose, a link may be as high as its line. */
const small = (page) =>
  page.evaluate(() => {
    const roots = [document, ...Array.from(document.querySelectorAll('remotion-policy, remotion-policy-checker'), ({ shadowRoot }) => shadowRoot)];
    for (const root of roots) for (const details of root.querySelectorAll('details')) details.open = true;
    const found = [];
    for (const root of roots) {
      for (const node of root.querySelectorAll('a[href], button, summary, input, select, textarea, .box label')) {
        const { width, height } = node.getBoundingClientRect();
        const inProse = getComputedStyle(node).display === 'inline' && node.parentNode.textContent.trim() !== node.textContent.trim();
        if (!node.checkVisibility() || !width || node.matches('.skip-link') || inProse) continue;
        if (Math.min(width, height) < 24) found.push(`${node.localName} ${node.textContent.trim().slice(0, 40)}: ${width} by ${height}`);
      }
    }
    return found;
  });

test('whatever I press is at least 24 pixels high and wide', async (t) => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    const page = await visit(t, 'index.html', { viewport });
    await unfold(page);
    for (const element of await page.locator('remotion-policy:not([setup=only]), remotion-policy-checker').all()) {
      await element.scrollIntoViewIfNeeded();
      await element.locator('.frame').waitFor();
    }
    assert.deepEqual(await small(page), []);
  }
});

test('in forced colours a wrong field has another border than the others', skip({ firefox: 'its driver cannot force colours', webkit: 'its driver cannot force colours' }), async (t) => {
  const page = await visit(t, 'variants/alone.html', { forcedColors: 'active' });
  const destination = await opened(page, DESTINATION);
  await field(destination, 'Output bucket').fill('My_Bucket');
  await field(destination, 'Output bucket').press('Tab');
  const border = (label) => field(destination, label).evaluate((node) => getComputedStyle(node).borderTopStyle);
  assert.equal(await border('Output bucket'), 'dashed');
  assert.equal(await border('KMS key ARN'), 'solid');
});

test('at twice the text size no choice is cut, and what a button says moves nothing', async (t) => {
  for (const large of [false, true]) {
    const page = await visit(t, 'index.html', { viewport: large ? { width: 360, height: 740 } : { width: 390, height: 844 } });
    if (large) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
    await page.getByRole('link', { name: 'On Amazon ECS or Fargate', exact: true }).click();
    const trust = page.locator('remotion-policy[data-follows]');
    await trust.scrollIntoViewIfNeeded();
    await trust.getByText('Options and reasons').click();
    const select = trust.getByLabel('Who may assume the role');
    const [needs, has] = await select.evaluate((node) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(node);
      const context = Object.assign(document.createElement('canvas').getContext('2d'), { font });
      const widths = Array.from(node.options, ({ text }) => context.measureText(text).width);
      return [Math.max(...widths), node.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)];
    });
    assert.ok(needs <= has, `${needs} in ${has}`);
    const places = () =>
      trust.evaluate(({ shadowRoot }) =>
        Array.from(shadowRoot.querySelectorAll('button, .snippet, .stamp'), (node) => {
          const { left, width, top } = node.getBoundingClientRect();
          return [left, width, top + scrollY].map(Math.round).join(' ');
        }),
      );
    await button(trust, 'Copy').scrollIntoViewIfNeeded();
    const before = await places();
    await button(trust, 'Copy').click();
    await trust.getByText('Copied to the clipboard.').waitFor();
    assert.deepEqual(await places(), before);
  }
});

test('links to the AWS console follow the region I choose', async (t) => {
  const page = await visit(t, 'index.html');
  await field(await opened(page, 'Your setup'), 'AWS region').selectOption('cn-north-1');
  await page.getByText('The destination policy', { exact: true }).click();
  const destination = await opened(page, DESTINATION);
  const link = destination.getByRole('link', { name: /in the IAM console/ });
  assert.match(await link.getAttribute('href'), /^https:\/\/console\.amazonaws\.cn\//);
  await page.waitForFunction(() => document.querySelector('a[data-console="policies"]').href === 'https://console.amazonaws.cn/iamv2/home?#/policies');
  // The name of the bucket, though its address was given.
  await page.locator('remotion-policy[policy=destination]').first().evaluate((element) => element.setAttribute('bucket', 's3://my-videos/out/'));
  const bucket = page.locator('a[data-console="bucket"]');
  await page.waitForFunction((node) => node.href === 'https://cn-north-1.console.amazonaws.cn/s3/buckets/my-videos/?region=cn-north-1', await bucket.elementHandle());
  // A partition whose console this page does not know: the links are as they were written, not those of China.
  await page.locator('remotion-policy[region]').first().evaluate((element) => element.setAttribute('region', 'us-gov-west-1'));
  await page.waitForFunction(() => !document.querySelector('a[href*="amazonaws.cn/"][data-console]'));
});

test('I do the whole job by keyboard and get out again', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  const destination = await opened(page, DESTINATION);
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      return inner.labels?.[0]?.textContent || inner.ariaLabel || inner.textContent.trim();
    });
  const walk = async (key, end) => {
    const stops = [];
    do {
      await page.keyboard.press(key);
      stops.push(await focused());
    } while (stops.at(-1) !== end && stops.length < 40);
    return stops;
  };
  await walk('Tab', 'Output bucket');
  await page.keyboard.type('acme-films');
  const stops = await walk('Tab', 'All test pages');
  for (const name of ['Privacy', 'More options', 'Copy the destination policy', 'Download', 'Copy link', 'Why each permission', 'All test pages']) {
    assert.ok(stops.includes(name), `${name} in ${stops}`);
  }
  const back = await walk('Shift+Tab', 'Output bucket');
  assert.deepEqual(back, [...stops.slice(0, -1).reverse(), 'Output bucket']);
  await walk('Tab', 'More options');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Key prefix (folder)');
  await page.keyboard.type('2026');
  await walk('Tab', 'Copy the destination policy');
  await page.keyboard.press('Space');
  await destination.getByText('Copied to the clipboard.').waitFor();
  assert.equal(
    await clipboard(page),
    builder.build({ policy: 'destination', bucket: 'acme-films', keyPrefix: '2026' }).text,
  );
});

test('closing and opening the details keeps what I typed, and nothing is fetched before they are opened', async (t) => {
  const page = await visit(t, 'variants/details.html');
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.waitForLoadState('networkidle');
  assert.deepEqual(requests.filter((url) => url.endsWith('.wasm')), []);
  const summary = page.locator('summary').first();
  await summary.click();
  const user = await opened(page, 'User policy');
  await field(user, 'AWS region').selectOption('cn-north-1');
  await summary.click();
  await summary.click();
  assert.equal(await field(user, 'AWS region').inputValue(), 'cn-north-1');
});

test('the larger module comes when GitHub Actions is chosen; the reader goes on where they were, and pastes an address', async (t) => {
  const page = await visit(t, 'variants/alone.html', {
    prepare: (page) => page.addInitScript(() => addEventListener('change', ({ detail }) => detail && (globalThis.told = detail))),
  });
  await page.locator('remotion-policy').first().evaluate((host) => host.setAttribute('policy', 'trust'));
  const trust = await opened(page, 'Trust relationship');
  const larger = [];
  page.on('request', (request) => /setups/.test(request.url()) && larger.push(request.url()));
  await field(trust, 'Who may assume the role').focus();
  await field(trust, 'Who may assume the role').selectOption('ecs-tasks');
  assert.deepEqual(larger, []);
  await field(trust, 'Who may assume the role').selectOption('github-actions');
  await field(trust, 'Repository').waitFor();
  assert.equal(larger.length, 3, larger.join());
  assert.equal(await field(trust, 'Who may assume the role').evaluate((select) => select === select.getRootNode().activeElement), true);
  assert.deepEqual((await page.evaluate(() => globalThis.told)).answer.problems.map(({ code }) => code), ['required', 'required', 'required']);
  await field(trust, 'Repository').fill('https://github.com/acme/films/tree/main');
  await field(trust, 'Branch').fill('main');
  await field(trust, 'AWS account ID').fill('1234-5678-9012');
  const { build } = await loadPolicyBuilder({ setups: true });
  const inputs = { policy: 'trust', service: 'github-actions', accountId: '123456789012', repository: 'acme/films', branch: 'main' };
  assert.equal(await snippet(trust).textContent(), build(inputs).text);
  await field(trust, 'Who may assume the role').selectOption('lambda');
  assert.equal(await snippet(trust).textContent(), build({ policy: 'trust', service: 'lambda' }).text);
  assert.equal(larger.length, 3);
});

test('what I add to the user policy comes from the larger module, which leaves open what I opened, one Statement for each box', async (t) => {
  const page = await visit(t, 'variants/alone.html');
  await page.locator('remotion-policy').first().evaluate((host) => host.setAttribute('policy', 'user'));
  const panel = await opened(page, 'User policy');
  const larger = [];
  page.on('request', (request) => /setups/.test(request.url()) && larger.push(request.url()));
  const { build } = await loadPolicyBuilder({ setups: true });
  await panel.getByText('More options').click();
  await panel.getByRole('checkbox', { name: 'Function in a VPC' }).check();
  await panel.getByText('ChooseVpc').waitFor();
  assert.equal(larger.length, 3, larger.join());
  const box = panel.getByRole('checkbox', { name: 'Function in a VPC' });
  assert.equal(await box.evaluate((box) => box === box.getRootNode().activeElement), true);
  await panel.getByRole('checkbox', { name: 'First quota increase' }).check();
  await field(panel, 'Function name').fill('acme-render');
  const call = { policy: 'user', extras: ['vpc', 'quota-increase'], functionName: 'acme-render' };
  assert.equal(await snippet(panel).textContent(), build(call).text);
  assert.equal(await page.locator('remotion-policy').first().getAttribute('extras'), 'vpc, quota-increase');
  await panel.getByRole('checkbox', { name: 'Function in a VPC' }).uncheck();
  assert.equal(await snippet(panel).textContent(), build({ ...call, extras: ['quota-increase'] }).text);
});

test('public videos with ACLs off, and private renders beside public sites, are one section of the page away', async (t) => {
  const page = await visit(t, '');
  const { build } = await loadPolicyBuilder({ setups: true });
  await field(await opened(page, 'Your setup'), 'Output bucket').fill('acme-films');
  for (const [summary, files, call] of [
    ['The bucket policy for public videos', 'prefix', { keyPrefix: 'films/' }],
    ['The bucket policy for private renders and public sites', 'sites', {}],
  ]) {
    const part = page.locator('details', { has: page.getByText(summary, { exact: true }) });
    await page.getByText(summary, { exact: true }).click();
    const policy = widget(part, 'Bucket policy');
    await field(policy, 'Public files').waitFor();
    assert.equal(await field(policy, 'Public files').inputValue(), files);
    // What is public is said here, and in no other place.
    assert.equal(await field(policy, 'Bucket').inputValue(), '');
    const bucket = `acme-${files}`;
    await field(policy, 'Bucket').fill(bucket);
    if (call.keyPrefix) await field(policy, 'Key prefix (folder)').fill(call.keyPrefix);
    const wanted = build({ policy: 'bucket-policy', bucket, publicRead: files, ...call });
    assert.equal(await snippet(policy).textContent(), wanted.text);
    await policy.getByText(/^For anyone on the internet: it makes /).waitFor();
    await policy.getByText(`BlockPublicPolicy=false,RestrictPublicBuckets=false`, { exact: false }).first().waitFor();
  }
  assert.equal(await field(await opened(page, 'Your setup'), 'Output bucket').inputValue(), 'acme-films');
});

test('what a link has set is named until I change it, and the larger module undoes nothing that I changed', async (t) => {
  const page = await visit(t, 'variants/colours.html#remotion-policy=trust&service=ec2&region=eu-west-1&repository=mallory/films');
  const trust = widget(page, 'Trust relationship').first();
  await trust.getByText('From the link that you opened: AWS region, Who may assume the role.').waitFor();
  await field(trust, 'Who may assume the role').selectOption('github-actions');
  await trust.getByText('From the link that you opened: AWS region.').waitFor();
  await field(trust, 'Repository').waitFor();
  assert.equal(await field(trust, 'Who may assume the role').inputValue(), 'github-actions');
  assert.equal(await field(trust, 'Repository').inputValue(), '');
  assert.equal(await field(trust, 'AWS region').inputValue(), 'eu-west-1');
});

test('a link to GitHub Actions brings the larger module, and nobody whom it would trust', async (t) => {
  const mallory = 'account-id=210987654321&repository=mallory/films&branch=main&issuer=https://mallory.dev&external-id=mallory';
  const page = await visit(t, `variants/colours.html#remotion-policy=trust&service=github-actions&${mallory}`);
  const trust = widget(page, 'Trust relationship').first();
  await trust.getByText('From the link that you opened: Who may assume the role.').waitFor();
  for (const label of ['Repository', 'Branch', 'Token issuer', 'AWS account ID']) {
    assert.equal(await field(trust, label).inputValue(), '', label);
  }
  assert.doesNotMatch(await page.locator('remotion-policy[policy=trust]').first().evaluate((host) => host.outerHTML), /mallory/);
});

test('where the larger module does not come, the page says what to do', async (t) => {
  const page = await visit(t, 'variants/alone.html', { prepare: (page) => page.route('**/*setups_bg.wasm', (route) => route.abort()) });
  await page.locator('remotion-policy').first().evaluate((host) => host.setAttribute('policy', 'trust'));
  const trust = await opened(page, 'Trust relationship');
  await field(trust, 'Who may assume the role').selectOption('vercel');
  await trust.getByText('This needs the larger module, which is not loaded yet').first().waitFor();
  await page.unroute('**/*setups_bg.wasm');
  await field(trust, 'Who may assume the role').selectOption('gitlab');
  await field(trust, 'Repository').waitFor();
});

const wasm = new URL('../../pkg/wasm/remotion_policy_builder_bg.wasm', import.meta.url);

const sentences = {
  'variants/blocked.html': /Content Security Policy forbids WebAssembly/,
  'variants/missing.html': /the server answered 404/,
  'variants/cut.html': /the connection failed|not all of it/,
};

for (const [path, sentence] of Object.entries(sentences)) {
  test(`on ${path} the policy stays readable and one sentence says what is wrong`, async (t) => {
    const page = await visit(t, path);
    await page.getByText(sentence).waitFor();
    const element = page.locator('remotion-policy');
    assert.equal(await element.locator('pre').isVisible(), true);
    assert.equal(await element.locator('pre').textContent(), built(await attributes(element)).text);
    assert.equal(await page.getByText('The policy builder is not available').count(), 1);
    // Under a policy that forbids WebAssembly, another try could only fail again.
    assert.equal(await button(page, 'Try again').count(), path.includes('blocked') ? 0 : 1);
  });
}

test('a module sent as plain text works all the same', async (t) => {
  const page = await visit(t, 'variants/mime.html');
  await widget(page, 'Caller policy').waitFor();
});

test('while the module is slow, the policy is there and a sentence says so; in the end nothing below has moved', async (t) => {
  let arrive;
  const arrived = new Promise((resolve) => {
    arrive = resolve;
  });
  const page = await visit(t, 'variants/slow.html', {
    // As slow as this test needs it to be, and no slower.
    prepare: (page) =>
      page.route('**/*.wasm?delay=*', async (route) => {
        await arrived;
        await route.fulfill({ contentType: 'application/wasm', body: await readFile(wasm) });
      }),
  });
  const top = async () => (await page.getByText('This line stays where it is.').boundingBox()).y;
  const before = await top();
  await page.getByText('The policy builder is loading; the policy below is ready to copy.').waitFor();
  assert.equal(await page.locator('remotion-policy pre').isVisible(), true);
  assert.equal(await top(), before, 'the sentence takes no room');
  arrive();
  await widget(page, 'Caller policy').waitFor();
  const moved = (await top()) - before;
  assert.ok(Math.abs(moved) < 1, `moved by ${moved}`);
});

test('without JavaScript every policy is there to read, and the same as with it', skip(scripted), async (t) => {
  const page = await visit(t, 'index.html', { javaScriptEnabled: false });
  const scripted = await visit(t, 'index.html');
  await unfold(page);
  const given = await scripted
    .locator('remotion-policy:not([setup=only])')
    .evaluateAll((all) => all.map((one) => Object.fromEntries(Array.from(one.attributes, ({ name, value }) => [name, value]))));
  assert.ok(given.length >= 8);
  for (const [index, attributes] of given.entries()) {
    const host = page.locator('remotion-policy:not([setup=only])').nth(index);
    const pre = host.locator('pre');
    assert.equal(await pre.isVisible(), true, JSON.stringify(attributes));
    const answer = built(attributes);
    const text = await pre.textContent();
    if (answer.ok) assert.equal(text, answer.text);
    else if (attributes.policy !== 'render-call') JSON.parse(text);
  }
  const checker = page.locator('remotion-policy-checker');
  assert.equal(await checker.getByText('npx remotion lambda policies validate').isVisible(), true);
});

test('the strict page and the docs page have nothing to report under their Content Security Policy', async (t) => {
  for (const path of ['variants/csp.html', 'index.html']) {
    const violations = [];
    const page = await visit(t, path, { violations });
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await unfold(page);
    const destination = await opened(page, DESTINATION);
    await field(await setup(page, destination), 'Output bucket').fill('acme-films');
    await button(destination, 'Copy').click();
    await destination.getByText('Copied to the clipboard.').waitFor();
    await button(destination, 'Download').click();
    await destination.getByText('Saved as').waitFor();
    await destination.getByText('Why each permission').click();
    assert.deepEqual(violations, []);
    assert.deepEqual(complaints, []);
  }
});

test('at 320 pixels nothing sticks out sideways', async (t) => {
  for (const path of ['index.html', 'variants/alone.html', 'variants/narrow.html']) {
    const page = await visit(t, path, { viewport: { width: 320, height: 700 } });
    await unfold(page);
    const destination = await opened(page, DESTINATION);
    await field(await setup(page, destination), 'Output bucket').fill('a'.repeat(63));
    for (const summary of await destination.locator('summary:visible').all()) await summary.click();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 320, `${path} is ${width} wide`);
  }
});

const axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Rules broken by what is on screen: for each, how often, and the first place. */
const broken = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, nodes: { length, 0: first } }) => {
    const { target, failureSummary } = first;
    return `${id}, ${length} times, at ${target.flat().join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`;
  });
};

const looks = {
  'in light': { colorScheme: 'light' },
  'in dark': { colorScheme: 'dark' },
  'at 320 pixels': { viewport: { width: 320, height: 700 } },
};

for (const [name, options] of Object.entries(looks)) {
  test(`axe finds nothing to complain about ${name}, on the page and in a widget with problems and notes`, byAxe, async (t) => {
    const page = await visit(t, 'index.html', { ...options, bypassCSP: true });
    await unfold(page);
    for (const element of await page.locator('remotion-policy:not([setup=only])').all()) {
      await element.scrollIntoViewIfNeeded();
      await snippet(element).waitFor();
    }
    const checker = page.locator('remotion-policy-checker');
    await checker.scrollIntoViewIfNeeded();
    await checker.getByRole('textbox').first().waitFor();
    assert.deepEqual(await broken(page), []);
    const destination = await opened(page, DESTINATION);
    for (const summary of await destination.locator('summary:visible').all()) await summary.click();
    const panel = await opened(page, 'Your setup');
    await field(panel, 'Object Ownership of the bucket').selectOption('acls-disabled');
    await field(panel, 'Output bucket').fill('acme-films');
    assert.deepEqual(await broken(page), []);
    await field(panel, 'Output bucket').fill('My_Bucket');
    await field(panel, 'KMS key ARN').fill('alias/my-key');
    await field(panel, 'KMS key ARN').press('Tab');
    await button(destination, 'Copy').press('Enter');
    assert.deepEqual(await broken(page), []);
  });
}

test('axe finds nothing to complain about on the test pages', byAxe, async (t) => {
  for (const path of ['alone', 'dark', 'attributes', 'blocked', 'missing']) {
    const page = await visit(t, `variants/${path}.html`, { bypassCSP: path !== 'blocked' });
    for (const element of await page.locator('remotion-policy').all()) {
      await element.scrollIntoViewIfNeeded();
      await (path === 'blocked' || path === 'missing' ? page.getByText('is not available') : snippet(element)).waitFor();
    }
    assert.deepEqual(await broken(page), [], path);
  }
});

test('each example of an error on the page is explained, by keyboard too', async (t) => {
  const page = await visit(t, './', { viewport: { width: 320, height: 700 } });
  await unfold(page);
  const errors = await page.locator('code.error').allInnerTexts();
  assert.ok(errors.length >= 12);
  const denial = page.locator('remotion-policy-checker .denial');
  for (const [number, error] of errors.entries()) {
    await page.getByRole('button', { name: 'Explain this error' }).nth(number).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((text) => document.activeElement.shadowRoot?.activeElement?.value === text, error);
    await denial.first().waitFor();
    assert.equal(await denial.count(), 1, error);
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test('without JavaScript the examples of errors are there to read, without buttons', skip(scripted), async (t) => {
  const page = await visit(t, './', { javaScriptEnabled: false });
  await unfold(page);
  for (const error of await page.locator('code.error').all()) assert.ok(await error.isVisible());
  assert.ok((await page.locator('code.error').count()) >= 12);
  assert.equal(await page.getByRole('button', { name: 'Explain this error' }).count(), 0);
});
