// check() of a policy of 6 kB, beside iam-simulate deciding the same requirements with one request each. In Node only:
// the engine comes as many files, and nothing here bundles them for a page.

import { createRequire } from 'node:module';
import { loadPolicyBuilder } from '../../pkg/index.js';

const RUNS = 40;
const ACCOUNT = '123456789012';

const { resolve } = createRequire(new URL('../differential/package.json', import.meta.url));
const { runUnsafeSimulation } = await import(resolve('@cloud-copilot/iam-simulate'));

/** The user policy and so many Statements about other things. */
const pasted = (build, others) => {
  const { Version, Statement } = JSON.parse(build({ policy: 'user' }).text);
  const more = Array.from({ length: others }, (_, at) => ({
    Sid: `Other${at}`,
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: [`arn:aws:s3:::team-${at}-*/*`],
  }));
  return JSON.stringify({ Version, Statement: [...Statement, ...more] }, null, 2);
};

const simulate = (text, requirements) =>
  requirements.map(({ action, resource }) =>
    runUnsafeSimulation(
      {
        request: {
          principal: `arn:aws:iam::${ACCOUNT}:user/ann`,
          action,
          // A request names one resource.
          resource: { resource: resource === '*' ? '*' : resource.replaceAll('*', 'x'), accountId: ACCOUNT },
          contextVariables: {},
        },
        identityPolicies: [{ name: 'pasted', policy: JSON.parse(text) }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    ),
  );

export const checkInNode = async () => {
  const { build, check } = await loadPolicyBuilder();
  const requirement = { policy: 'user', region: 'us-east-1', accountId: ACCOUNT };
  const time = (run, calls) => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) run();
    return (performance.now() - start) / calls;
  };
  const text = pasted(build, 14);
  const ours = () => check({ text, requirements: [requirement] });
  const { requirements } = ours();
  const theirs = () => simulate(text, requirements);
  for (let round = 0; round < 10; round += 1) [ours, theirs].forEach((run) => time(run, 2));
  const pairs = Array.from({ length: RUNS }, () => [time(ours, 5), time(theirs, 2)]);
  const what = `\`check()\` in Node: ${(text.length / 1000).toFixed(1)} kB, ${requirements.length} requirements`;
  return [{ what, unit: 'ms', pairs, peer: 'iam-simulate, a request each' }];
};
