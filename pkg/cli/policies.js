// The policies that a command line names, and the text that goes with them.

import { meant, UsageError } from './arguments.js';
import { textsOf } from './texts.js';

/** `role,destination` as a list. */
export const policiesNamed = (word, { name, policies, usage }) => {
  if (word === undefined) {
    throw new UsageError(`Name a policy: \`${usage}\`. The policies are ${policies.join(', ')}.`);
  }
  const named = word.split(',');
  const wrong = named.find((policy) => !policies.includes(policy));
  if (wrong !== undefined) {
    throw new UsageError(
      `\`${name}\` knows no policy \`${wrong}\`${meant(wrong, policies)} The policies are ${policies.join(', ')}.`,
    );
  }
  return named;
};

/** What Remotion prints for a version that the data does not know. `build` is the module's. */
export const publishedOf = async (values, policies, { place, build }) => {
  const file = values['published-policy'];
  if (!file) return {};
  if (policies.includes('user') && policies.includes('role')) {
    throw new UsageError('`--published-policy` is the text of one policy. Name only `user` or only `role`.');
  }
  const [text] = await textsOf([file], place);
  const [policy, other] = policies.includes('user') ? ['user', 'role'] : ['role', 'user'];
  const actions = actionsOf(text);
  const likeness = (kind) => share(actions, actionsOf(build({ policy: kind }).text));
  if (likeness(other) > likeness(policy)) {
    throw new UsageError(`\`${file}\` is the text of the policy \`${other}\`. Pass what \`npx remotion lambda policies ${policy}\` prints.`);
  }
  return { 'published-policy': text };
};

/** The actions of a policy. Any other text has none; the module refuses it later. */
const actionsOf = (text) => {
  try {
    return new Set([JSON.parse(text).Statement].flat().flatMap(({ Action }) => Action ?? []));
  } catch {
    return new Set();
  }
};

/** The part of two sets' elements that is in both, from 0 to 1. */
const share = (one, other) => {
  const both = Array.from(one).filter((action) => other.has(action)).length;
  return both / (one.size + other.size - both);
};
