// From a command line to what is printed, and the code it ends with.

import { readFile } from 'node:fs/promises';
import { build, setup } from './build.js';
import { check } from './check.js';
import { CODE } from './codes.js';
import { compare } from './compare.js';
import { explain } from './explain.js';
import { COMMON, helpOf, overview } from './help.js';
import { builder, Fault } from './modules.js';
import { meant, parse, UsageError } from './arguments.js';
import { line, Paper } from './paper.js';
import { Unknown } from './version.js';

const COMMANDS = [build, setup, check, explain, compare];

/** `machine`: what of `process` it uses. */
export const run = async (args, machine) => {
  const [out, err] = [machine.stdout, machine.stderr].map((stream) => new Paper(stream, machine.env));
  // Standard input is opened only by a command that reads it.
  const place = { cwd: machine.cwd(), stdin: () => machine.stdin };
  const [first, ...rest] = args;
  let json = false;
  try {
    if (first === '--version') {
      await versions(out);
      return CODE.YES;
    }
    if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
      const paper = first === undefined ? err : out;
      paper.print(...overview(COMMANDS));
      return first === undefined ? CODE.USAGE : CODE.YES;
    }
    const command = COMMANDS.find(({ name }) => name === first);
    if (!command) throw new UsageError(`There is no command \`${first}\`${meant(first, COMMANDS.map(({ name }) => name))} \`--help\` lists them.`);
    const { values, words } = parse(rest, [...command.options, ...command.inputs, ...COMMON]);
    if (values.help) {
      const named = (words[0] ?? '').split(',').filter((policy) => command.policies.includes(policy));
      out.print(...helpOf(command, named));
      return CODE.YES;
    }
    json = values.json ?? false;
    return await command.run({ words, values, place, out, err, json });
  } catch (error) {
    return failed(error, { out, err, json });
  }
};

const failed = (error, { out, err, json }) => {
  const problems = error.problems ?? (error.problem && [error.problem]);
  if (json && problems) out.json({ ok: false, problems });
  else err.print(...error.message.split('\n').map((text) => `${err.red('error:')} ${line(text)}`));
  if (error instanceof UsageError) return CODE.USAGE;
  if (error instanceof Unknown || error instanceof Fault) return CODE.UNKNOWN;
  // A fault of this program: nothing is known.
  err.print(line(error.stack));
  return CODE.UNKNOWN;
};

const versions = async (out) => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const { newest, published } = (await builder()).releases();
  out.print(`remotion-policy-builder ${version}, Remotion up to ${newest} (${published})`);
};
