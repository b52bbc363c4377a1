// The modules, and what becomes of a call that they refuse or break over.

import { loadPolicyChecker } from '../checker/index.js';
import { loadPolicyBuilder } from '../index.js';
import { flagOf } from './inputs.js';
import { UsageError } from './arguments.js';

/** A module that did not load or hit a fault: nothing is known. */
export class Fault extends Error {}

const guarded = (run) => (call) => {
  try {
    return run(call);
  } catch (error) {
    throw new Fault(`The module hit a fault: ${error.message}. Please report it with what you passed.`);
  }
};

const load = async (loading) => {
  let functions;
  try {
    functions = await loading;
  } catch (error) {
    throw new Fault(`The module did not load: ${error.message}. Install the package again.`);
  }
  return Object.fromEntries(Object.entries(functions).map(([name, run]) => [name, guarded(run)]));
};

export const builder = () => load(loadPolicyBuilder({ setups: true }));
export const checker = () => load(loadPolicyChecker());

/** A message or a help of an answer as a sentence. */
export const sentence = (text) => text.replace(/^[a-z]/, (letter) => letter.toUpperCase()).replace(/[^.!?]$/, '$&.');

/** Values that were refused. */
export class Refused extends UsageError {
  constructor(problems) {
    super(problems.map(({ field, message, help }) => `\`${flagOf(field)}\`: ${sentence(message)} ${sentence(help)}`).join('\n'));
    this.problems = problems;
  }
}

/** The answer, unless a value was refused. */
export const accepted = (answer) => {
  if (answer.ok) return answer;
  throw new Refused(answer.problems);
};
