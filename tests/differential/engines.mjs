// The three engines, each asked the same way: a list of cases in, a list of `allowed`, `implicitDeny`, `explicitDeny`
// out, or `error …` where an engine gives no answer.

import { spawnSync } from 'node:child_process';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { loadPolicyChecker } from '../../pkg/checker/index.js';

const { evaluate } = await loadPolicyChecker();
const ACCOUNT = '123456789012';

export const ours = (cases) => cases.map((one) => evaluate(one));

const ANSWERS = { Allowed: 'allowed', ImplicitlyDenied: 'implicitDeny', ExplicitlyDenied: 'explicitDeny' };

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
  };
};

export const simulate = (cases) =>
  cases.map((one) => {
    // It decides these by the key policy, of which an identity's policies say nothing.
    if (/^kms:/i.test(one.action)) return 'error the use of a key is decided by its key policy';
    try {
      const answer = runUnsafeSimulation(simulation(one), {});
      return ANSWERS[answer] ?? ANSWERS[answer?.overallResult] ?? `error ${JSON.stringify(answer)}`;
    } catch (error) {
      return `error ${error.message}`;
    }
  });

/** Keys whose values iam-rs wants as booleans. */
const typed = (context) =>
  Object.fromEntries(Object.entries(present(context)).map(([key, value]) => [key, key === 'aws:SecureTransport' ? value === 'true' : value]));

/** IAM_RS is the program built from the folder iam-rs. */
export const iamRs = (cases) => {
  const lines = cases.map((one) => JSON.stringify({ ...one, context: typed(one.context) }));
  const { status, stdout, error } = spawnSync(process.env.IAM_RS, { input: lines.join('\n'), maxBuffer: 2 ** 28, encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`iam-rs ended with ${status}`);
  return stdout.trimEnd().split('\n');
};
