// The Pulumi form: it fits the types of @pulumi/aws, and, run with Pulumi's own mocks in place of its engine, it asks for
// the policy where it belongs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inForm } from './cases.mjs';
import { compile, flawed, run, withPrograms } from './programs.mjs';

const all = inForm('pulumi');
const texts = Object.fromEntries(all.map(({ id, text }) => [id, text]));
const wrong = flawed(all.find(({ name }) => name === 'user (aws)').text, {
  'an-unknown-property': ['policyArn:', 'policyARN:'],
  'a-policy-that-is-no-text': ['JSON.stringify(', 'Number('],
  'an-unknown-class': ['aws.iam.Policy(', 'aws.iam.Polcy('],
  'an-output-that-is-none': ['Policy.arn', 'Policy.urn.length'],
});

/** One process for all, as @pulumi/aws takes long to load: {name: [{type, inputs}, …]}. */
const ask = async (folder) => {
  const printed = await run(
    folder,
    `const { AsyncLocalStorage } = require('node:async_hooks');
    const pulumi = require('@pulumi/pulumi');
    const current = new AsyncLocalStorage();
    const made = {};
    pulumi.runtime.setMocks({
      call: ({ token }) => { throw new Error(token + ' is asked for'); },
      newResource: ({ type, name, inputs }) => {
        made[current.getStore()].push({ type, inputs });
        return { id: name, state: { ...inputs, arn: 'arn of ' + inputs.name } };
      },
    }, 'project', 'stack', false);
    for (const name of ${JSON.stringify(Object.keys(texts))}) {
      made[name] = [];
      current.run(name, () => require('./' + name + '.js'));
    }
    process.on('exit', () => require('node:fs').writeSync(1, JSON.stringify(made)));`,
  );
  return JSON.parse(printed);
};

const { said, resources } = await withPrograms({ ...texts, ...wrong }, 'commonjs', async (folder) => ({
  said: compile(folder, Object.keys({ ...texts, ...wrong })),
  resources: await ask(folder),
}));

test('all of them fit the types of @pulumi/aws, and what is put wrong does not', () => {
  assert.deepEqual(Object.keys(said).sort(), Object.keys(wrong).sort(), JSON.stringify(said, null, 1));
});

/** The resources asked for: which, and with which inputs. A policy is text; here it is read. */
const wanted = ({ document, made: { name, how, kind, to, providers } }) => {
  if (how === 'role') {
    const provider = ([issuer, clientIdLists]) => ({
      type: 'aws:iam/openIdConnectProvider:OpenIdConnectProvider',
      inputs: { url: `https://${issuer}`, clientIdLists },
    });
    const role = { type: 'aws:iam/role:Role', inputs: { name, assumeRolePolicy: document } };
    return [...Object.entries(providers).map(provider), role];
  }
  const Kind = kind === 'role' ? 'Role' : 'User';
  if (how === 'inline') {
    return [{ type: `aws:iam/${kind}Policy:${Kind}Policy`, inputs: { name, [kind]: to, policy: document } }];
  }
  return [
    { type: 'aws:iam/policy:Policy', inputs: { name, policy: document } },
    {
      type: `aws:iam/${kind}PolicyAttachment:${Kind}PolicyAttachment`,
      inputs: { [kind]: to, policyArn: `arn of ${name}` },
    },
  ];
};

const read = ({ type, inputs }) => {
  const texts = Object.entries(inputs).filter(([key]) => key === 'policy' || key === 'assumeRolePolicy');
  return { type, inputs: { ...inputs, ...Object.fromEntries(texts.map(([key, text]) => [key, JSON.parse(text)])) } };
};

for (const one of all) {
  test(`${one.name}: what is asked for is the policy, where it belongs`, () => {
    assert.deepEqual(resources[one.id].map(read), wanted(one));
  });
}
