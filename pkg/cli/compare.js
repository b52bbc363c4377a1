import { callOf, INPUTS, PERMISSIONS } from './inputs.js';
import { accepted, builder, checker, sentence } from './modules.js';
import { refuseForeign, UsageError } from './arguments.js';
import { line } from './paper.js';
import { CODE } from './codes.js';
import { policiesNamed, publishedOf } from './policies.js';
import { doubt, Unknown, versionFrom } from './version.js';

export const compare = {
  name: 'compare',
  does: 'say which permissions an upgrade of Remotion adds and removes, and why',
  usage: 'compare POLICY [--from VERSION] [--to VERSION] [flags]',
  about: [
    'Compares the policies of two versions of Remotion.',
    'Exits with 0 if the old policy is still sufficient, 1 if the newer version needs more, and 2 if that is unknown.',
  ],
  examples: [
    ['compare user', 'from the Remotion installed here to the newest known version'],
    ['compare user --from 4.0.400 --to 4.0.527', 'between two versions'],
  ],
  policies: PERMISSIONS,
  options: [
    { name: 'from', value: 'VERSION', about: 'the version upgraded from. Default: the one installed here' },
    { name: 'to', value: 'VERSION', about: 'the version upgraded to. Default: the newest known version' },
  ],
  inputs: INPUTS.filter(({ field }) => field !== 'version'),

  async run({ words, values, place, out, json }) {
    const [policy, ...others] = policiesNamed(words[0], this);
    if (others.length > 0 || words.length > 1) throw new UsageError('`compare` takes one policy at a time.');
    refuseForeign(values, [policy]);
    const [{ build, releases }, { compare }] = await Promise.all([builder(), checker()]);
    const { newest } = releases();
    const from = await versionFrom({ ...values, remotion: values.from }, place.cwd, newest);
    if (!from) {
      const help = 'Pass the version you upgrade from: `--from VERSION`.';
      throw new Unknown('required', 'No `@remotion/lambda` is installed in this folder or above it.', help);
    }
    const to = { version: values.to ?? newest };
    // The text that Remotion prints is for the version upgraded to.
    const published = await publishedOf(values, [policy], { place, build });
    const fields = callOf(policy, { ...values, ...published });
    for (const [end, call] of [[from, callOf(policy, values)], [to, fields]]) {
      const unknown = doubt(build, { ...call, version: end.version }, end, newest);
      if (unknown && unknown.problem.code !== 'version-in-gap') throw unknown;
    }
    const answer = accepted(compare({ ...fields, from: from.version, to: to.version }));
    if (json) out.json(answer);
    else print(out, answer, policy);
    if (answer.notes.some(({ code }) => code === 'version-in-gap' || code === 'version-newer')) return CODE.UNKNOWN;
    return answer.added.length > 0 ? CODE.NO : CODE.YES;
  },
};

const print = (out, { from, to, added, removed, addition, notes }, policy) => {
  const verdict = added.length > 0 ? out.red('more is needed:') : out.green('nothing to add:');
  out.print(`${out.bold(verdict)} Remotion ${to} beside ${from}, policy ${policy}.`);
  const changes = (title, list) => {
    if (list.length > 0) out.print('', out.bold(title));
    for (const { action, resource, reason, since, after } of list) {
      out.print(`  ${line(action)} on ${line(resource)}`);
      if (reason) out.print(`    ${line(reason)}`);
      out.print(out.dim(`    since ${since}; not in ${after}`));
    }
  };
  changes('Added', added);
  changes('Removed (safe to keep)', removed);
  for (const { message } of notes) out.print('', `${out.yellow('warning:')} ${line(sentence(message))}`);
  if (addition) {
    out.print('', out.bold('To add beside the old policy:'), '');
    out.copy(addition.text);
  }
};
