// build({policy: 'user'}) beside the function of Remotion's package that prints the same text.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { open } from './page.mjs';

const ROUNDS = 60;
const CALLS = 500;

const { resolve } = createRequire(new URL('../oracles/package.json', import.meta.url));
const esm = (name) => resolve(name).replace(/\/dist\/(cjs\/)?(\w+)\.js$/, '/dist/esm/$2.mjs');
const constants = esm('@remotion/lambda-client/constants');
const policies = esm('@remotion/lambda/policies');

/** Microseconds per call, [ours, Remotion's] of each round. Runs in Node and, as text, in the page. */
const measure = (build, getUserPolicy, { rounds, calls }) => {
  if (build().text !== getUserPolicy()) throw new Error('build() does not give what Remotion’s function prints');
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
  what: `\`build({policy: 'user'})\` in ${where}, rounds of ${CALLS} calls`,
  unit: 'µs',
  pairs,
  peer: '`getUserPolicy()` of @remotion/lambda',
});

export const inNode = async () => {
  const { build } = await loadPolicyBuilder();
  const { getUserPolicy } = await import(policies);
  const pairs = measure(() => build({ policy: 'user' }), () => getUserPolicy(), { rounds: ROUNDS, calls: CALLS });
  return [row('Node', pairs)];
};

export const inPage = async (browser, site) => {
  const { page, close } = await open(browser, new URL('variants/alone.html', site).href);
  const served = {
    'policies.mjs': (await readFile(policies, 'utf8')).replaceAll('"@remotion/lambda-client/constants"', '"./constants.mjs"'),
    'constants.mjs': await readFile(constants, 'utf8'),
  };
  for (const [name, body] of Object.entries(served)) {
    await page.route(new URL(`remotion/${name}`, site).href, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  const pairs = await page.evaluate(
    async ({ measure, options }) => {
      const { loadPolicyBuilder } = await import('/pkg/index.js');
      const { getUserPolicy } = await import('/remotion/policies.mjs');
      const { build } = await loadPolicyBuilder();
      return new Function(`return ${measure}`)()(() => build({ policy: 'user' }), () => getUserPolicy(), options);
    },
    { measure: String(measure), options: { rounds: ROUNDS, calls: CALLS } },
  );
  await close();
  return [row('a page', pairs)];
};
