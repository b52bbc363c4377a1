// The CloudFormation form: cfn-lint has nothing to say of it, and a stack of it makes the policy where it belongs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, inForm } from './cases.mjs';
import { ask } from './python.mjs';

const all = inForm('cloudformation');
const { findings, states, flawed } = ask('cloudformation.py', all);

test('cfn-lint finds nothing in any of them', () => assert.deepEqual(findings, []));

test('cfn-lint does look: it finds what is put wrong', () => {
  assert.deepEqual(Object.keys(flawed).filter((name) => flawed[name].length === 0), []);
});

for (const one of all) {
  test(`${one.name}: a stack of it makes the policy, where it belongs`, () => {
    // moto makes no identity providers of stacks; cfn-lint has looked at their properties.
    assert.deepEqual(states[one.id], { ...after(one), providers: {} });
  });
}
