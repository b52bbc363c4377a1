// check() of a policy of 6 kB, beside iam-simulate deciding the same permissions with one request each.

import { loadPolicyChecker } from '../../pkg/checker/index.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { inNode, serve } from './bundle.mjs';
import { open } from './page.mjs';
import { pasted } from './pasted.mjs';

const RUNS = 40;
const SIMULATE = '@cloud-copilot/iam-simulate';

/** Milliseconds per check, [ours, theirs] of each run, and how much was decided. Runs in Node and, as text, in the page. */
const measure = (check, runUnsafeSimulation, text, runs) => {
  const accountId = '123456789012';
  const ours = () => check({ text, requirements: [{ policy: 'user', region: 'us-east-1', accountId }] });
  const { verdict, permissions } = ours();
  if (verdict !== 'sufficient') throw new Error(`check() found the policy ${verdict}`);
  const theirs = () => {
    const policy = JSON.parse(text);
    for (const { action, resource } of permissions) {
      const answer = runUnsafeSimulation(
        {
          request: {
            principal: `arn:aws:iam::${accountId}:user/ann`,
            action,
            // A request names one resource.
            resource: { resource: resource === '*' ? '*' : resource.replaceAll('*', 'x'), accountId },
            contextVariables: {},
          },
          identityPolicies: [{ name: 'pasted', policy }],
          serviceControlPolicies: [],
          resourceControlPolicies: [],
        },
        {},
      );
      if (answer !== 'Allowed') throw new Error(`iam-simulate decides ${action} otherwise: ${JSON.stringify(answer)}`);
    }
  };
  const time = (run, calls) => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) run();
    return (performance.now() - start) / calls;
  };
  for (let round = 0; round < 10; round += 1) for (const run of [ours, theirs]) time(run, 2);
  const pairs = Array.from({ length: runs }, () => [time(ours, 5), time(theirs, 2)]);
  return { pairs, decided: permissions.length };
};

const row = (where, text, { pairs, decided }) => ({
  what: `\`check()\` in ${where}: ${(text.length / 1000).toFixed(1)} kB, ${decided} permissions`,
  unit: 'ms',
  pairs,
  peer: 'iam-simulate, a request for each',
});

export const checkInNode = async () => {
  const [{ build }, { check }] = await Promise.all([loadPolicyBuilder(), loadPolicyChecker()]);
  const { runUnsafeSimulation } = await inNode(SIMULATE);
  const text = pasted(build);
  return [row('Node', text, measure(check, runUnsafeSimulation, text, RUNS))];
};

export const checkInPage = async (browser, site, folder) => {
  const { build } = await loadPolicyBuilder();
  const text = pasted(build);
  const theirs = await serve(folder, 'simulate.js', `export { runUnsafeSimulation } from '${SIMULATE}'`);
  const { page, close } = await open(browser, new URL('variants/alone.html', site).href, { precise: true });
  const measured = await page.evaluate(
    async ({ measure, theirs, text, runs }) => {
      const { loadPolicyChecker } = await import('/pkg/checker/index.js');
      const { runUnsafeSimulation } = await import(theirs);
      const { check } = await loadPolicyChecker();
      return new Function(`return ${measure}`)()(check, runUnsafeSimulation, text, runs);
    },
    { measure: String(measure), theirs, text, runs: RUNS },
  );
  await close();
  return [row('a page', text, measured)];
};
