// The three engines, each asked the same way: a list of cases in, a list of `allowed`, `implicitDeny`, `explicitDeny`
// out, or `error …` where an engine gives no answer.

import { spawnSync } from 'node:child_process';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { loadPolicyBuilder } from '../../pkg/index.js';

const { evaluate } = await loadPolicyBuilder();
const ACCOUNT = '123456789012';

export const ours = (cases) => cases.map((one) => evaluate(one));

const ANSWERS = { Allowed: 'allowed', ImplicitlyDenied: 'implicitDeny', ExplicitlyDenied: 'explicitDeny' };

/** The key policy AWS gives to a new key: it leaves the decision to IAM. */
const keyPolicy = (partition) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
});

const present = (context) => Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));

/** The request and policies of a case, as iam-simulate takes them. */
export const simulation = ({ texts, boundary, action, resource, context }) => {
  const partition = resource.split(':')[1] ?? 'aws';
  const named = (text, at) => ({ name: `p${at}`, policy: JSON.parse(text) });
  return {
    request: {
      principal: `arn:${partition}:iam::${ACCOUNT}:user/ann`,
      action,
      resource: { resource, accountId: ACCOUNT },
      contextVariables: present(context),
    },
    identityPolicies: texts.map(named),
    permissionBoundaryPolicies: boundary.length ? boundary.map(named) : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: /^kms:/i.test(action) ? keyPolicy(partition) : undefined,
  };
};

export const simulate = (cases) =>
  cases.map((one) => {
    try {
      const answer = runUnsafeSimulation(simulation(one), {});
      return ANSWERS[answer] ?? ANSWERS[answer?.overallResult] ?? `error ${JSON.stringify(answer)}`;
    } catch (error) {
      return `error ${error.message}`;
    }
  });

/** IAM_RS is the program built from the folder iam-rs. */
export const iamRs = (cases) => {
  const lines = cases.map((one) => JSON.stringify({ ...one, context: present(one.context) }));
  const { status, stdout, error } = spawnSync(process.env.IAM_RS, { input: lines.join('\n'), maxBuffer: 2 ** 28, encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`iam-rs ended with ${status}`);
  return stdout.trimEnd().split('\n');
};
