// `destination` and `caller`, end to end: the calls that Remotion makes, made through boto3 to an AWS on this machine
// (moto) that enforces IAM. Each is allowed with the policy, and refused with its action taken out of it.
//
// moto is not AWS in these, and iam-simulate decides them in `json.test.mjs`: to invoke a function it asks for
// `lambda:Invoke`, which is no action of AWS; it asks for no `s3:PutObjectAcl` where an ACL is sent, and for nothing of
// KMS; it answers a missing key without `s3:ListBucket` as if that was there; and it knows neither conditions nor IAM's
// escapes such as `${*}`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text } from './cases.mjs';
import { ask } from './python.mjs';

const bucket = 'acme-films';
const calls = {
  destination: {
    call: { policy: 'destination', bucket, privacy: 'no-acl', keyPrefix: 'films' },
    requests: ['head', 'put', 'multipart', 'abort', 'artifact', 'list'],
    // Another folder, another bucket, and what the policy is not for.
    refused: ['put elsewhere', 'put in another bucket', 'delete'],
  },
  caller: {
    call: {
      policy: 'caller',
      calls: ['getRenderProgress', 'skipLambdaInvocation', 'largeInputProps', 'deleteRender'],
      accountId: '444455556666',
    },
    requests: ['progress', 'props', 'find bucket', 'list renders', 'delete render'],
    // Remotion runs in China since 4.0.510, so no bucket there has a name of before December 2022.
    outsideChina: ['bucket region'],
    refused: ['put in another bucket', 'create bucket'],
  },
};
const partitions = { aws: 'eu-central-1', 'aws-cn': 'cn-north-1' };
const asked = Object.entries(partitions).flatMap(([partition, region]) =>
  Object.entries(calls).map(([name, { call, requests, outsideChina = [], refused }]) => ({
    name: `${name} (${partition})`,
    region,
    document: JSON.parse(text({ ...call, region })),
    requests: partition === 'aws' ? [...requests, ...outsideChina] : requests,
    refused,
  })),
);
const answers = ask('requests_made.py', asked);

for (const { name, requests, refused } of asked) {
  const { whole, without } = answers[name];
  for (const request of requests) {
    test(`${name}: “${request}” is allowed`, () => assert.equal(whole[request], 'allowed'));
  }
  for (const request of refused) {
    test(`${name}: “${request}” is refused`, () => assert.equal(whole[request], 'AccessDenied'));
  }
  for (const [action, { needing, said }] of Object.entries(without)) {
    test(`${name}: without ${action}, just what needs it is refused`, () => {
      assert.ok(needing.length > 0, 'a call is known that needs it');
      const others = requests.filter((request) => !needing.includes(request));
      for (const request of needing) assert.equal(said[request], 'AccessDenied', request);
      for (const request of others) assert.equal(said[request], 'allowed', request);
    });
  }
}
