// What criterion measured on the host: how the times grow with the text. CRITERION is the folder of its figures.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nanoseconds per call of each sample, and the bytes of the text it was about. */
const samples = (...path) => {
  const read = (file) => JSON.parse(readFileSync(join(process.env.CRITERION, ...path, 'new', file), 'utf8'));
  const { times, iters } = read('sample.json');
  const { throughput } = read('benchmark.json');
  return { times: times.map((time, at) => time / iters[at]), bytes: throughput.Bytes };
};

const numbers = (...path) =>
  readdirSync(join(process.env.CRITERION, ...path))
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);

const row = (group, what, name, parameter, words) => {
  const ours = samples(group, name, String(parameter));
  const theirs = samples(group, 'serde_json', String(parameter));
  const each = ({ times }) => times.map((time) => time / 1000 / (ours.bytes / 1024));
  const [mine, peer] = [ours, theirs].map(each);
  return {
    what: `host, ${what}, ${words}: time per kB of text`,
    unit: 'µs',
    ours: mine,
    theirs: peer,
    peer: 'serde_json reads it into a Value',
  };
};

export const growth = () => {
  const kinds = { parse: '`evaluate()`: parse, decide one request', check: '`check()`: parse, decide a role’s requirements' };
  const rows = Object.entries(kinds).flatMap(([name, what]) => [
    ...numbers('sizes', name).map((size) => row('sizes', what, name, size, `${(size / 1024).toLocaleString('en')} kB`)),
    ...numbers('statements', name).map((count) =>
      row('statements', what, name, count, `64 kB in ${count === 1 ? 'one Statement' : `${count} Statements`} and Remotion’s`),
    ),
  ]);
  if (!rows.length) throw new Error(`criterion left no figures in ${process.env.CRITERION}`);
  const builds = readdirSync(join(process.env.CRITERION, 'build')).flatMap((policy) =>
    readdirSync(join(process.env.CRITERION, 'build', policy))
      .filter((format) => format !== 'report')
      .map((format) => ({
        what: `host, \`build()\` of ${policy}, ${format}`,
        unit: 'µs',
        ours: samples('build', policy, format).times.map((time) => time / 1000),
      })),
  );
  return [...builds, ...rows];
};
