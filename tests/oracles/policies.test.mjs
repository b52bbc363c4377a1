// What build() gives, beside what Remotion's published packages print. PRINTED is what packages just fetched printed:
// the first and last version of every range of data/remotion.json, {printed: {version: {user: {partition: text}, role: …}},
// unpublished: [version]}; the latter were read from a checkout before npm had them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadPolicyBuilder } from '../../pkg/index.js';

assert.ok(process.env.PRINTED, 'PRINTED names the packages’ texts; `cargo xtask test oracles` sets it.');
const { printed, unpublished } = JSON.parse(await readFile(process.env.PRINTED, 'utf8'));
const { build, releases } = await loadPolicyBuilder();

/** A region of each partition; without one, build() assumes `aws`. */
const regions = { aws: [undefined, 'eu-central-1'], 'aws-cn': ['cn-north-1', 'cn-northwest-1'] };

test('the sample has both ends of every range, the first version and the newest', () => {
  const { newest, ranges } = releases();
  for (const { from, to, gap } of ranges) {
    // A gap’s ends belong to its neighbours or were never published.
    if (!gap) for (const end of [from, to]) assert.ok(end in printed || unpublished.includes(end), `${end} was not asked`);
  }
  assert.ok('3.0.0' in printed && (newest in printed || unpublished.includes(newest)));
});

test('every text is the package’s own, byte for byte', () => {
  let compared = 0;
  for (const [version, policies] of Object.entries(printed)) {
    for (const [policy, texts] of Object.entries(policies)) {
      for (const [partition, text] of Object.entries(texts)) {
        for (const region of regions[partition]) {
          const answer = build({ policy, version, region });
          assert.equal(answer.text, text, `${policy} of ${version} in ${region}`);
          assert.equal(answer.version, version);
          compared += 1;
        }
      }
    }
  }
  assert.ok(compared >= Object.keys(printed).length * 4, `only ${compared} texts were compared`);
});

test('for a version that knows no other partition than aws, there is no text for China', () => {
  for (const [version, { user }] of Object.entries(printed)) {
    const answer = build({ policy: 'user', version, region: 'cn-north-1' });
    assert.equal(answer.ok, 'aws-cn' in user, version);
  }
});
