import { flagOf, INPUTS, valueOf } from './inputs.js';
import { accepted, builder, checker, sentence } from './modules.js';
import { UsageError } from './arguments.js';
import { line } from './paper.js';
import { CODE } from './codes.js';
import { nameOf, textsOf } from './texts.js';
import { doubt, versionFrom } from './version.js';

export const explain = {
  name: 'explain',
  does: 'say what an error of AWS or Remotion means, and what to do',
  usage: 'explain FILE… [flags]',
  about: [
    'Finds what AWS denied in a message, a stack, a log or a CloudTrail event, and says who was denied what, why, and what to do. `-` is standard input. Flags tell what the text does not say.',
    'Exits with 0 if it finds a denial, and with 2 if not.',
  ],
  examples: [
    ['explain error.txt', ''],
    ['explain - < render.log', 'from standard input'],
    ['explain error.txt --bucket my-videos --json', 'for another program'],
  ],
  policies: [],
  options: [],
  inputs: INPUTS.filter(({ field }) => field !== 'publishedPolicy'),

  async run({ words: files, values, place, out, err, json }) {
    if (files.length === 0) throw new UsageError('Name a file with the error, or `-` for standard input: `explain error.txt`.');
    const texts = await textsOf(files, place);
    const [{ build, releases }, { explain }] = await Promise.all([builder(), checker()]);
    const { newest } = releases();
    const found = await versionFrom(values, place.cwd, newest);
    // An error is explained for any version; only the policies to add are those of a known one.
    const unknown = found && doubt(build, { policy: 'user', version: found.version }, found, newest);
    if (unknown && values.remotion) throw unknown;
    if (unknown) err.print(line(`${unknown.problem.message} What follows is for ${newest}.`));
    const fields = this.inputs.filter(({ name, field }) => name in values && field !== 'version');
    const setup = Object.fromEntries(fields.map((input) => [input.field, valueOf(input, values)]));
    if (found && !unknown) setup.version = found.version;
    const answers = texts.map((text) => accepted(explain({ text, ...setup })));
    if (json) out.json(answers.length === 1 ? answers[0] : answers);
    else answers.forEach((answer, at) => print(out, answer, nameOf(files[at])));
    return answers.some(({ denials }) => denials.length > 0) ? CODE.YES : CODE.UNKNOWN;
  },
};

const print = (out, { denials, unread }, file) => {
  const at = ({ line: row, column }) => `${file}:${row}:${column}`;
  if (denials.length + unread.length === 0) out.print(`${out.yellow(out.bold('unknown:'))} ${line(file)} has no error of AWS that is known here.`);
  denials.forEach(({ range, message, help, steps, link, policies, addition }, number) => {
    out.print(...(number > 0 ? [''] : []), `${out.dim(`${at(range)}:`)} ${out.bold(line(message))}`, '', line(help));
    out.print(...steps.map((step) => `  - ${line(step)}`));
    if (link) out.print(`  - ${out.dim(link)}`);
    if (policies.length > 0) {
      out.print('', out.bold(`The ${policies.length > 1 ? 'policies' : 'policy'}:`));
      out.print(...policies.map((call) => `  ${command(call)}`));
    }
    if (addition) {
      out.print('', out.bold('Only what was denied:'), '');
      out.copy(addition.text);
    }
  });
  for (const range of unread) out.print(...(denials.length > 0 ? [''] : []), `${out.yellow(out.bold('unknown:'))} ${at(range)} speaks of an error in words that are not known here.`);
};

/** What the shell reads as one word; a value comes from the text. */
const quoted = (value) => (/^[\w@%+=:,./-]+$/.test(value) ? value : `'${line(value).replaceAll("'", `'\\''`)}'`);

/** The command that prints a policy. */
const command = ({ policy, ...fields }) => {
  const flags = Object.entries(fields).filter(([, value]) => value !== false);
  const words = flags.map(([field, value]) => `${flagOf(field)}${value === true ? '' : ` ${quoted(value)}`}`);
  return ['npx remotion-policy-builder build', policy, ...words].join(' ');
};
