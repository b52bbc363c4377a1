// The AWS CLI form, run by the AWS CLI: as a reader pastes it into `sh` (dash) and bash, against an AWS on this machine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, inForm, trustBefore } from './cases.mjs';
import { ask } from './python.mjs';

const all = inForm('aws-cli');
const managed = all.filter(({ made }) => made.how === 'managed');
const hasProviders = ({ providers }) => Object.keys(providers ?? {}).length > 0;
const replacing = all.filter(({ name, made }) => /^(user|caller|role|destination|trust of ec2) \(/.test(name) || hasProviders(made));
const answers = ask('aws_cli.py', { all, managed, replacing });

for (const one of all) {
  test(`${one.name}: what it makes is the policy, where it belongs`, () => {
    const { first, again } = answers.runs[one.id];
    for (const run of [first, again]) {
      assert.equal(run.status, 0, run.stderr);
      assert.equal(run.stderr, '');
      assert.deepEqual(run.state, after(one));
    }
    // One that a page states has a layout of its own, and is a new version each time.
    if (one.made.how === 'managed' && !one.call.publishedPolicy) assert.doesNotMatch(again.stdout, /exists/);
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
    assert.deepEqual(nobody.after, { role: {}, user: {}, policies: [], providers: {} });
  });
}

for (const one of replacing) {
  const { run, state, versions, back, document } = answers.replaced[one.id];
  test(`${one.name}: with another text of that name there, it says that it replaces it`, () => {
    assert.equal(run.status, 0, run.stderr);
    // An identity provider keeps whom it was for.
    const more = Object.entries(one.made.providers ?? {}).map(([issuer, audiences]) => [issuer, ['another', ...audiences]]);
    assert.deepEqual(state, { ...after(one), providers: Object.fromEntries(more) });
    if (one.made.how === 'managed') {
      assert.match(run.stdout, new RegExp(`^${one.made.name} exists\\. This replaces its text, and keeps the old one as version v1\\.`));
      assert.deepEqual(versions, ['v1', 'v2']);
      assert.equal(back.status, 0, back.stderr);
      assert.deepEqual(document, answers.old);
    } else if (one.made.how === 'role') {
      const [, old] = /^Role .* exists\. This replaces its trust relationship, which was:\n([^]*\n\})\n/.exec(run.stdout);
      assert.deepEqual(JSON.parse(old), trustBefore);
    } else {
      assert.match(one.text, /^# Puts inline policy .*\. Replaces one of that name\.$/m);
    }
  });
}

test('every policy was run in both partitions', { skip: Boolean(process.env.CASES) }, () => {
  for (const partition of ['aws', 'aws-cn']) {
    const policies = new Set(all.filter((one) => one.partition === partition).map(({ call }) => call.policy));
    assert.equal(policies.size, 6);
  }
});
