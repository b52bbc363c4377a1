// build({policy: 'user'}) beside the function of Remotion's package that prints the same text.

import { readFile } from 'node:fs/promises';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { inNode, serve } from './bundle.mjs';
import { open } from './page.mjs';

const ROUNDS = 60;
const CALLS = 500;

/** The version of Remotion that is installed; the newest that is known here may be another. */
const manifest = new URL('../oracles/node_modules/@remotion/lambda/package.json', import.meta.url);
const { version } = JSON.parse(await readFile(manifest, 'utf8'));
const options = { rounds: ROUNDS, calls: CALLS, version };

/** Microseconds per call, [ours, Remotion's] of each round. Runs in Node and, as text, in the page. */
const measure = (build, getUserPolicy, { rounds, calls, version }) => {
  if (build({ version }).text !== getUserPolicy()) throw new Error('build() does not give what Remotion’s function prints');
  let length = 0;
  const time = (run) => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) length += run().length;
    return ((performance.now() - start) * 1000) / calls;
  };
  const ours = () => build().text;
  for (let round = 0; round < 10; round += 1) [ours, getUserPolicy].forEach(time);
  return Array.from({ length: rounds }, () => [time(ours), time(getUserPolicy)]);
};

const row = (where, pairs) => ({
  what: `\`build({policy: 'user'})\` in ${where}, boundary included; a run is ${CALLS} calls`,
  unit: 'µs',
  pairs,
  peer: '`getUserPolicy()` of @remotion/lambda',
});

export const buildInNode = async () => {
  const { build } = await loadPolicyBuilder();
  const { getUserPolicy } = await inNode('@remotion/lambda/policies');
  const pairs = measure((more) => build({ policy: 'user', ...more }), () => getUserPolicy(), options);
  return [row('Node', pairs)];
};

export const buildInPage = async (browser, site, folder) => {
  const theirs = await serve(folder, 'remotion.js', "export { getUserPolicy } from '@remotion/lambda/policies'");
  const { page, close } = await open(browser, new URL('variants/alone.html', site).href, { precise: true });
  const pairs = await page.evaluate(
    async ({ measure, theirs, options }) => {
      const { loadPolicyBuilder } = await import('/pkg/index.js');
      const { getUserPolicy } = await import(theirs);
      const { build } = await loadPolicyBuilder();
      return new Function(`return ${measure}`)()((more) => build({ policy: 'user', ...more }), () => getUserPolicy(), options);
    },
    { measure: String(measure), theirs, options },
  );
  await close();
  return [row('a page', pairs)];
};
