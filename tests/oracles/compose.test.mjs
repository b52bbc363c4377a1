// All forms of one page together: applied twice, and in both orders, every policy is there afterwards, with its text. Where
// a form makes a role that others are attached to, it comes first; a script takes one that is there, so that it can come
// last as well.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { afterAll, forms, PAGE_ACCOUNT, pageIn } from './cases.mjs';
import { compile, run, withPrograms } from './programs.mjs';
import { ask } from './python.mjs';

const pages = Object.fromEntries(forms.map((format) => [format, pageIn(format)]));
const isRole = ({ made }) => made.how === 'role';
const reversed = (boxes) => [...boxes].reverse();
const backwards = (boxes) => [...boxes.filter(isRole), ...reversed(boxes.filter((box) => !isRole(box)))];
const stem = ({ fileName }) => fileName.replace(/\.[^.]*$/, '');

/** The stack that a template is for, as the command in its comment says. */
const stackOf = ({ text, fileName }) => {
  const [, stack, file] = /^# aws cloudformation deploy --stack-name (\S+) --template-file (\S+) --capabilities CAPABILITY_NAMED_IAM$/m.exec(text);
  assert.equal(file, fileName);
  return stack;
};

/** The stacks of the CDK apps: each is synthesized alone, as `cdk deploy` does. */
const synthesized = (boxes) =>
  withPrograms(Object.fromEntries(boxes.map((box) => [stem(box), box.text])), 'module', async (folder) => {
    assert.deepEqual(compile(folder, boxes.map(stem)), {});
    const out = (box) => join(folder, 'synthesized', stem(box));
    const apps = boxes.map((box) => [stem(box), out(box)]);
    await run(
      folder,
      `for (const [name, folder] of ${JSON.stringify(apps)}) {
        process.env.CDK_OUTDIR = folder;
        await import('./' + name + '.js');
      }`,
    );
    const read = async (box) => {
      const { artifacts } = JSON.parse(await readFile(join(out(box), 'manifest.json'), 'utf8'));
      const [[id, stack], ...more] = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
      assert.deepEqual(more, []);
      const { Resources } = JSON.parse(await readFile(join(out(box), stack.properties.templateFile), 'utf8'));
      return { ...box, stack: stack.properties.stackName ?? id, text: JSON.stringify({ Resources }), ids: Object.keys(Resources) };
    };
    return Promise.all(boxes.map(read));
  });

/** What the Pulumi programs ask for when one program imports them all: [[type, name, inputs]]. */
const asked = (boxes) =>
  withPrograms(Object.fromEntries(boxes.map((box) => [stem(box), box.text])), 'commonjs', async (folder) => {
    assert.deepEqual(compile(folder, boxes.map(stem)), {});
    const printed = await run(
      folder,
      `const pulumi = require('@pulumi/pulumi');
      const made = [];
      pulumi.runtime.setMocks({
        call: ({ token }) => { throw new Error(token + ' is asked for'); },
        newResource: ({ type, name, inputs }) => {
          made.push([type, name, inputs]);
          return { id: name, state: { ...inputs, arn: 'arn of ' + inputs.name } };
        },
      }, 'project', 'stack', false);
      for (const name of ${JSON.stringify(boxes.map(stem))}) require('./' + name + '.js');
      process.on('exit', () => require('node:fs').writeSync(1, JSON.stringify(made)));`,
    );
    return JSON.parse(printed);
  });

const templates = pages.cloudformation.map((box) => ({ ...box, stack: stackOf(box) }));
const cdk = await synthesized(pages.cdk);
const user = { how: 'managed', kind: 'user', to: 'remotion-user' };
// Not the identity provider, for which this version wants what terraform.test.mjs adds.
const configurations = pages.terraform.filter(({ made }) => !made.providers);
/** The same in another account: a script looks there for the identity provider. */
const elsewhere = (boxes, account) => JSON.parse(JSON.stringify(boxes).replaceAll(PAGE_ACCOUNT, account));
const roles = pages['aws-cli'].filter(isRole).map(({ made: { name } }) => ({ how: 'inline', kind: 'role', to: name }));
const runs = {
  'AWS CLI, in the order of the page': { way: 'scripts', there: [user], boxes: pages['aws-cli'] },
  'AWS CLI, backwards, on roles that are there': { way: 'scripts', there: [user, ...roles], boxes: elsewhere(reversed(pages['aws-cli']), '777777770001') },
  'CloudFormation, in the order of the page': { way: 'stacks', there: [user], boxes: templates },
  'CloudFormation, backwards': { way: 'stacks', there: [user], boxes: backwards(templates) },
  'CDK, in the order of the page': { way: 'stacks', there: [user], boxes: cdk },
  'CDK, backwards': { way: 'stacks', there: [user], boxes: backwards(cdk) },
  'Terraform, in the order of the page': { way: 'terraform', there: [user], boxes: configurations },
  'Terraform, backwards': { way: 'terraform', there: [user], boxes: backwards(configurations) },
};
const answers = ask('compose.py', Object.values(runs));

Object.entries(runs).forEach(([name, { way, boxes }], at) => {
  test(`${name}: all of a page, twice; every policy is there with its text`, () => {
    const { failed = [], plan, state, stacks, versions } = answers[at];
    assert.deepEqual(failed, []);
    state.policies.sort();
    // moto makes no identity providers of stacks.
    assert.deepEqual(state, { ...afterAll(boxes), ...(way === 'stacks' && { providers: {} }) });
    // The same text again is no new version, and nothing to do.
    assert.deepEqual(versions, { 'remotion-user-policy': ['v1'], 'remotion-executionrole-policy': ['v1'] });
    if (way === 'stacks') assert.equal(stacks, boxes.length);
    if (way === 'terraform') assert.equal(plan.status, 0, plan.stdout);
  });
});

for (const order of [(boxes) => boxes, reversed]) {
  test(`Pulumi, one program that imports all of a page, ${order === reversed ? 'backwards' : 'in its order'}`, async () => {
    const boxes = order(pages.pulumi);
    const resources = await asked(boxes);
    const urns = resources.map(([type, name]) => `${type} ${name}`);
    assert.equal(new Set(urns).size, urns.length, urns.join('\n'));
    const texts = resources.flatMap(([, , { name, policy, assumeRolePolicy }]) => {
      const text = policy ?? assumeRolePolicy;
      return text ? [[name, JSON.parse(text)]] : [];
    });
    // Pulumi asks for them in an order of its own.
    assert.equal(texts.length, boxes.length);
    assert.deepEqual(Object.fromEntries(texts), Object.fromEntries(boxes.map(({ made, document }) => [made.name, document])));
  });
}

test('no two texts of a page have the same file, stack or logical ID', () => {
  const sets = {
    ...Object.fromEntries(forms.map((format) => [format, pages[format].map(({ fileName }) => fileName)])),
    'CloudFormation stacks': templates.map(({ stack }) => stack),
    'CloudFormation IDs': templates.flatMap(({ text }) => Array.from(text.matchAll(/^ {2}(\w+):$/gm), ([, id]) => id)),
    'CDK stacks': cdk.map(({ stack }) => stack),
    'CDK IDs': cdk.flatMap(({ ids }) => ids),
  };
  for (const [what, names] of Object.entries(sets)) {
    // One of them makes an identity provider, too.
    const count = pages.cdk.length + (/IDs/.test(what) ? 1 : 0);
    assert.equal(new Set(names).size, count, `${what}: ${names}`);
    assert.equal(names.length, count, what);
  }
});
