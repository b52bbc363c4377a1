// The function of the main entry, with the real module in Node and with the fake one in a page.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { launch } from './browser.mjs';
import { checkerUrl, open, readersUrl, wasmUrl } from './stage.mjs';

const [file, checkerFile] = ['builder', 'checker'].map(
  (name) => new URL(`../../pkg/wasm/remotion_policy_${name}_bg.wasm`, import.meta.url),
);
const entries = { loadPolicyBuilder: '../../pkg/index.js', loadPolicyChecker: '../../pkg/checker/index.js' };

const BUILD = ['loadPolicyBuilder', "({ build }) => build({ policy: 'destination', bucket: 'acme-films' }).ok"];
const CHECK = ['loadPolicyChecker', "({ check }) => check({ text: '', requirements: [{ policy: 'role' }] }).ok"];

/** Loads with each of these options in turn, in a thread where nothing is loaded yet, and uses what was loaded. */
const outcomes = async ([load, use], ...options) => {
  const script = `
    const { parentPort, workerData: { main, options } } = require('node:worker_threads');
    (async () => {
      const { ${load}: load } = await import(main);
      const outcomes = [];
      for (const option of options) outcomes.push(await load(option).then(${use}).catch(({ message }) => message));
      parentPort.postMessage(outcomes);
    })();`;
  const { href } = new URL(entries[load], import.meta.url);
  const worker = new Worker(script, { eval: true, workerData: { main: href, options } });
  const [message] = await once(worker, 'message');
  return message;
};

test('in Node I call it without options and get policies', async () => {
  const builder = await loadPolicyBuilder();
  const answer = builder.build({ policy: 'destination', bucket: 'acme-films' });
  assert.equal(answer.ok, true);
  assert.equal(JSON.parse(answer.text).Version, '2012-10-17');
  assert.equal(answer.version, builder.releases().newest);
});

test('what only some setups need is in the larger module, which builds the rest alike', async () => {
  const [small, large] = [await loadPolicyBuilder(), await loadPolicyBuilder({ setups: true })];
  const github = { policy: 'trust', service: 'github-actions', accountId: '123456789012', repository: 'acme/films', branch: 'main' };
  const { ok, problems } = small.build(github);
  assert.deepEqual([ok, problems.map(({ code, field }) => [code, field])], [false, [['needs-setups', 'service']]]);
  for (const call of [
    { policy: 'trust', service: 'ecs-tasks', accountId: '123456789012' },
    { policy: 'trust', service: 'account', trustedAccount: '123456789012', externalId: 'acme-7' },
  ]) {
    assert.equal(small.build(call).problems[0].code, 'needs-setups');
    assert.equal(large.build(call).ok, true);
  }
  for (const [policy, field, value] of [
    ['user', 'extras', ['layers']],
    ['role', 'extras', ['vpc']],
    ['user', 'functionRole', 'acme-render'],
    ['role', 'functionName', 'acme-render'],
    ['user', 'remotionBucket', 'acme-remotion'],
    ['role', 'kmsKeyArn', 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  ]) {
    const { problems } = small.build({ policy, [field]: value });
    assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['needs-setups', field]]);
    const count = (call) => JSON.parse(large.build({ policy, ...call }).text).Statement.length;
    assert.ok(count({ [field]: value }) > count({}), field);
  }
  const { Statement } = JSON.parse(large.build(github).text);
  assert.deepEqual(Statement[0].Action, ['sts:AssumeRoleWithWebIdentity']);
  for (const call of [
    { policy: 'user' },
    { policy: 'user', region: 'cn-north-1', functionRole: 'remotion-lambda-role', version: '4.0.542' },
    { policy: 'role', functionRole: 'acme-render', version: '4.0.535' },
    { policy: 'caller', format: 'cdk', calls: ['deleteRender'] },
    { policy: 'destination', bucket: 'acme-films', format: 'terraform' },
    { policy: 'trust', service: 'ecs-tasks', format: 'cloudformation' },
    { policy: 'trust', service: 'role', trustedRole: 'arn:aws:iam::123456789012:role/app', format: 'aws-cli' },
    { policy: 'trust', service: 'nonsense' },
  ]) {
    assert.deepEqual(small.build(call), large.build(call));
  }
});

test('I can hand over the module, or say where it is', async () => {
  for (const [what, place] of [[BUILD, file], [CHECK, checkerFile]]) {
    const bytes = await readFile(place);
    for (const wasm of [place.href, new Uint8Array(bytes), await WebAssembly.compile(bytes)]) {
      assert.deepEqual(await outcomes(what, { wasm }), [true]);
    }
  }
});

test('the file of the other module is refused as such, and the right one still works', async () => {
  const refused = 'what arrived is not the module, or not all of it';
  assert.deepEqual(await outcomes(BUILD, { wasm: checkerFile.href }, undefined), [refused, true]);
  assert.deepEqual(await outcomes(CHECK, { wasm: file.href }, undefined), [refused, true]);
});

test('in Node I check policies with the other module', async () => {
  const { check, compare, evaluate } = await loadPolicyChecker();
  const { build } = await loadPolicyBuilder();
  const { text } = build({ policy: 'role' });
  assert.equal(check({ text, requirements: [{ policy: 'role' }] }).verdict, 'sufficient');
  assert.equal(evaluate({ texts: text, action: 's3:ListAllMyBuckets', resource: '*' }), 'allowed');
  assert.equal(compare({ policy: 'user', from: '4.0.400' }).added[0].action, 's3:PutBucketPolicy');
});

test('the checker reads YAML with a third module, and nothing of it is seen', async () => {
  const { check, evaluate } = await loadPolicyChecker();
  const { build } = await loadPolicyBuilder();
  const { text } = build({ policy: 'role', format: 'cloudformation' });
  const checked = check({ text, boundary: ['{}', text], requirements: [{ policy: 'role' }] });
  assert.equal(check({ text, requirements: [{ policy: 'role' }] }).verdict, 'sufficient');
  assert.deepEqual(checked.documents.map(({ textIndex }) => textIndex), [0, 2]);
  assert.equal(evaluate({ texts: [text], action: 's3:ListAllMyBuckets', resource: '*' }), 'allowed');
  const [{ range }] = checked.permissions[0].statements;
  assert.match(text.slice(range.start, range.end), /^Sid: /);
  for (const call of [null, undefined, 'x', { text: 1, requirements: [] }]) assert.throws(() => check(call), { name: 'Error' });
});

test('without the module of the readers there is no checker, rather than one that reads less', async () => {
  const nonsense = { readersWasm: new Uint8Array(8) };
  assert.deepEqual(await outcomes(CHECK, nonsense, undefined), ['what arrived is not the module, or not all of it', true]);
});

test('after a failure the next call tries again, and after a success the first module stays', async () => {
  const nonsense = { wasm: new Uint8Array(8) };
  assert.deepEqual(await outcomes(BUILD, nonsense, undefined, nonsense), [
    'what arrived is not the module, or not all of it',
    true,
    true,
  ]);
});

test('a misspelt field is an error that names the right one', async () => {
  const { build } = await loadPolicyBuilder();
  assert.throws(() => build({ policy: 'destination', buket: 'acme-films' }), {
    name: 'Error',
    message: 'there is no field `buket`; did you mean `bucket`?',
  });
});

test('in a page, a panic in one module leaves the other', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const { page, go, requests } = await open(browser, '', { define: false });
  await go();
  const said = await page.evaluate(async () => {
    const [{ loadPolicyBuilder }, { loadPolicyChecker }] = await Promise.all([
      import('/pkg/index.js'),
      import('/pkg/checker/index.js'),
    ]);
    const [{ build }, { check, evaluate }] = await Promise.all([loadPolicyBuilder(), loadPolicyChecker()]);
    const name = (run) => {
      try {
        return typeof run();
      } catch (error) {
        return error.name;
      }
    };
    return [() => check({ text: 'panic' }), () => evaluate({}), () => build({ policy: 'role' })].map(name);
  });
  assert.deepEqual(said, ['RuntimeError', 'Error', 'object']);
  const fetched = requests.filter((path) => path.endsWith('.wasm')).sort();
  assert.deepEqual(fetched, [wasmUrl, checkerUrl, readersUrl].map((url) => new URL(url).pathname));
});

test('in a page, a panic of the readers leaves the checker, which then reads without them', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const { page, go } = await open(browser, '', { define: false });
  await go();
  const read = await page.evaluate(async () => {
    const { check } = await (await import('/pkg/checker/index.js')).loadPolicyChecker();
    return ['a', 'panic in the readers', 'b'].map((text) => check({ text, boundary: ['c', 1, null] }).readings);
  });
  assert.deepEqual(read, [
    ['a', 'c', null, null],
    [null, null, null, null],
    [null, null, null, null],
  ]);
});

test('in a page, all calls share one request, and a panic is the end of the module', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const { page, go, requests } = await open(browser, '', { define: false });
  await go();
  const said = await page.evaluate(async () => {
    const { loadPolicyBuilder } = await import('/pkg/index.js');
    const outcome = async (run) => {
      try {
        return typeof (await run());
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    };
    const [one, two] = await Promise.all([loadPolicyBuilder(), loadPolicyBuilder({ wasm: '/elsewhere.wasm' })]);
    return [
      await outcome(() => one.build({ policy: 'panic' })),
      await outcome(() => one.build({ policy: 'role' })),
      await outcome(() => two.releases()),
      await outcome(() => loadPolicyBuilder()),
    ];
  });
  const fault = 'Error: it hit a fault and works again once this page is reloaded';
  // Each engine says it in its own words.
  assert.match(said.shift(), /^RuntimeError: .*unreachable/i);
  assert.deepEqual(said, [fault, fault, fault]);
  assert.deepEqual(requests.filter((path) => path.endsWith('.wasm')), [new URL(wasmUrl).pathname]);
});
