// The AWS CLI form, run by the AWS CLI: as a reader pastes it into `sh` (dash) and bash, against an AWS on this machine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, inForm } from './cases.mjs';
import { ask } from './python.mjs';

const all = inForm('aws-cli');
const managed = all.filter(({ made }) => made.how === 'managed');
const answers = ask('aws_cli.py', { all, managed });

for (const one of all) {
  test(`${one.name}: what it makes is the policy, where it belongs`, () => {
    const { first, again } = answers.runs[one.id];
    for (const run of [first, again]) {
      assert.equal(run.status, 0, run.stderr);
      assert.equal(run.stderr, '');
      assert.deepEqual(run.state, after(one));
    }
    assert.notEqual(first.shell, again.shell);
  });
}

for (const one of managed) {
  const { full, nobody } = answers.refusals[one.id];
  test(`${one.name}: with five versions of it there, nothing is done, and it says why`, () => {
    assert.equal(full.status, 1);
    assert.match(full.stderr, /has five versions/);
    assert.deepEqual(full.after, full.before);
  });
  test(`${one.name}: with nobody of that name there, nothing is done, and it says why`, () => {
    assert.notEqual(nobody.status, 0);
    assert.match(nobody.stderr, /NoSuchEntity/);
    assert.deepEqual(nobody.after, { role: {}, user: {}, policies: [] });
  });
}

test('every policy was run in both partitions', () => {
  for (const partition of ['aws', 'aws-cn']) {
    const policies = new Set(all.filter((one) => one.partition === partition).map(({ call }) => call.policy));
    assert.equal(policies.size, 6);
  }
});
