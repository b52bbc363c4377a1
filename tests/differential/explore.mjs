import * as engines from './engines.mjs';
import { group } from './cases.mjs';
import { random } from './random.mjs';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { disagreements } from './disagreements.mjs';
const { build } = await loadPolicyBuilder();
const real = [];
for (const [region, partition] of [['us-east-1','aws'],['cn-north-1','aws-cn']]) for (const policy of ['user','role','runtime','destination']) real.push([partition, build({policy, region, bucket:'my-videos'}).text]);
const r = random(Number(process.env.SEED ?? 1));
const cases = Array.from({length: Number(process.env.N ?? 500)}, () => group(r, real, 8)).flat();
const mine = engines.ours(cases);
const count = {};
for (const m of mine) count[m] = (count[m] ?? 0) + 1;
console.log(count);
for (const name of ['simulate','iamRs']) {
  const t0 = performance.now();
  const theirs = engines[name](cases);
  const tally = {}; let shown = 0;
  theirs.forEach((t, i) => {
    const d = disagreements.find((d) => d.engine === name && d.covers({one: cases[i], mine: mine[i], theirs: t}));
    const k = `${mine[i]} / ${t.slice(0,80)}${d && t !== mine[i] ? ' LISTED' : ''}`;
    tally[k] = (tally[k] ?? 0) + 1;
    if (mine[i] !== t && !d && !t.startsWith('error') && shown++ < 6) console.log(name, mine[i], t, cases[i].action, cases[i].resource, JSON.stringify(cases[i].context), '\n  ', cases[i].texts.join('\n   ').slice(0, 1500), cases[i].boundary.length ? `\n B ${cases[i].boundary}` : '');
  });
  console.log(name, tally, performance.now() - t0);
}
