// Our evaluate() and check() beside two engines that share nothing with them. SEED repeats a run, GROUPS_OF_CASES makes
// it longer or shorter.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { CALLS } from './calls.mjs';
import { group } from './cases.mjs';
import { disagreements } from './disagreements.mjs';
import { iamRs, ours, simulate } from './engines.mjs';
import { random } from './random.mjs';

const SEED = Number(process.env.SEED ?? 20260922);
const GROUPS = Number(process.env.GROUPS_OF_CASES ?? 3000);
const ENGINES = { 'iam-simulate': simulate, 'iam-rs': iamRs };

const { build, releases } = await loadPolicyBuilder();
const { check } = await loadPolicyChecker();
const source = random(SEED);
console.log(`seed ${SEED}`);

const bucket = 'my-videos';
const inputs = { destination: { bucket }, 'destination-caller': { bucket, download: true, delete: true }, caller: { calls: CALLS } };

/** [partition, text] of policies as they are, of the first version of every range and the newest. */
const real = ['user', 'role', 'caller', 'destination', 'destination-caller'].flatMap((policy) =>
  [...releases().ranges.map(({ from }) => from), undefined].flatMap((version) =>
    ['us-east-1', 'cn-north-1'].flatMap((region) => {
      const answer = build({ policy, version, region, ...inputs[policy] });
      return answer.ok ? [[region.startsWith('cn') ? 'aws-cn' : 'aws', answer.text]] : [];
    }),
  ),
);

const groups = Array.from({ length: GROUPS }, () => group(source, real, 8));
const occurred = new Set();

const compare = (name, cases, expected, agrees) => {
  const answers = ENGINES[name](cases);
  assert.equal(answers.length, cases.length);
  const count = { same: 0, listed: 0, 'left out': 0 };
  const faults = [];
  cases.forEach((one, at) => {
    const [mine, theirs] = [expected[at], answers[at]];
    if (theirs.startsWith('error')) {
      count['left out'] += 1;
    } else if (agrees(mine, theirs)) {
      count.same += 1;
    } else {
      const entry = disagreements.find(({ engine, covers }) => engine === name && covers({ one, mine, theirs }));
      if (entry) {
        occurred.add(entry);
        count.listed += 1;
      } else {
        faults.push({ mine, theirs, ...one });
      }
    }
  });
  const shown = Object.entries(count).map(([what, number]) => `${number} ${what}`);
  console.log(`${name}: ${cases.length} asked, ${shown.join(', ')}, ${faults.length} unexplained`);
  assert.deepEqual(faults.slice(0, 3), [], `${faults.length} unexplained disagreements with ${name}`);
  return count;
};

const cases = groups.flat();
const mine = ours(cases);

for (const name of Object.keys(ENGINES)) {
  test(`every request is decided as ${name} decides it`, () => {
    // The context names every key, so nothing is left open.
    assert.ok(!mine.includes('conditional'));
    for (const answer of ['allowed', 'implicitDeny', 'explicitDeny']) assert.ok(mine.includes(answer));
    const count = compare(name, cases, mine, (one, other) => one === other);
    assert.ok(count.same > cases.length * 0.7, 'most of them were compared');
  });
}

/** What check() says is not allowed, as requests that Remotion might make. */
const counterExamples = () =>
  groups.flatMap(([{ texts, boundary, context }]) => {
    const region = texts.concat(boundary).some((text) => text.includes('arn:aws-cn:')) ? 'cn-north-1' : 'us-east-1';
    const policy = source.pick(['user', 'role']);
    const answer = check({ texts, boundary, requirements: [{ policy, region }] });
    assert.ok(answer.ok);
    return answer.permissions.flatMap(({ action, resource, example }) => {
      if (!example) return [];
      const user = example.split(':user/')[1] ?? 'ann';
      const known = {
        'aws:SecureTransport': 'true',
        'aws:RequestedRegion': action.startsWith('iam:') ? 'us-east-1' : region,
        'iam:PassedToService': 'lambda.amazonaws.com',
        'aws:username': user.split('/').at(-1),
      };
      return [{ texts, boundary, action, resource: resource === '*' ? '*' : example, context: { ...context, ...known } }];
    });
  });

const examples = counterExamples();
for (const name of Object.keys(ENGINES)) {
  test(`no counter-example of check() is allowed by ${name}`, () => {
    assert.ok(examples.length > GROUPS);
    compare(name, examples, examples.map(() => 'denied'), (_, theirs) => theirs !== 'allowed');
  });
}

test('every disagreement that is listed occurred', () => {
  assert.deepEqual(disagreements.filter((entry) => !occurred.has(entry)), []);
});
