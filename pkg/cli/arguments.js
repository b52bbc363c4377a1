// Flags and words of a command line, by `node:util`, with errors that say what to type instead.

import { parseArgs } from 'node:util';
import { INPUTS } from './inputs.js';

/** The command line is wrong, or a file that it names. */
export class UsageError extends Error {}

/** How many letters have to change. */
const distance = (one, other) => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, its] of [...other].entries()) {
      next.push(Math.min(next[place] + 1, row[place + 1] + 1, row[place] + (letter === its ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1);
};

/** `; did you mean …?` for the name that is nearly what was typed. */
export const meant = (typed, names) => {
  const [nearest] = names.map((name) => [distance(typed, name), name]).sort(([one], [other]) => one - other);
  return nearest && nearest[0] <= Math.max(2, typed.length / 3) ? `; did you mean \`${nearest[1]}\`?` : '.';
};

/** Refuses a flag that none of the policies takes: left aside, it would change what is asked. */
export const refuseForeign = (values, policies) => {
  const foreign = INPUTS.find(({ name, takes }) => name in values && !takes.some((policy) => policies.includes(policy)));
  if (!foreign) return;
  const takers = foreign.takes.map((policy) => `\`${policy}\``).join(', ');
  throw new UsageError(`\`${policies.join(',')}\` takes no \`--${foreign.name}\`. It is a flag of ${takers}.`);
};

/** The values by the flags' names, and the other words in their order. */
export const parse = (args, options) => {
  const known = Object.fromEntries(
    options.map(({ name, value, short }) => [name, { type: value ? 'string' : 'boolean', ...(short && { short }) }]),
  );
  const { tokens } = parseArgs({ args, options: known, strict: false, allowPositionals: true, tokens: true });
  const values = {};
  const words = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { rawName: flag, value, inlineValue } = token;
    const option = options.find(({ name }) => name === token.name);
    if (!option) throw new UsageError(`There is no flag \`${flag}\`${meant(flag, options.map(({ name }) => `--${name}`))}`);
    if (!option.value && value !== undefined) throw new UsageError(`\`${flag}\` takes no value.`);
    if (option.value) {
      const missing = value === undefined || (!inlineValue && value !== '-' && value.startsWith('-'));
      if (missing) throw new UsageError(`\`${flag}\` needs a value: \`${flag} ${option.value}\`.`);
      // A variable of a script that is not set must not change what is asked.
      if (value.trim() === '') throw new UsageError(`The value of \`${flag}\` is empty.`);
    }
    if (option.many) (values[option.name] ??= []).push(value);
    else if (option.name in values) throw new UsageError(`\`${flag}\` is given twice.`);
    else values[option.name] = value ?? true;
  }
  return { values, words };
};
