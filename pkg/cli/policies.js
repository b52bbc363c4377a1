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

/** What Remotion prints for a version that the data does not know. */
export const publishedOf = async (values, policies, place) => {
  const file = values['published-policy'];
  if (!file) return {};
  if (policies.includes('user') && policies.includes('role')) {
    throw new UsageError('`--published-policy` is the text of one policy. Name only `user` or only `role`.');
  }
  const [text] = await textsOf([file], place);
  return { 'published-policy': text };
};
