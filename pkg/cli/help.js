import { inputsOf, POLICIES } from './inputs.js';

const NAME = 'remotion-policy-builder';

/** Flags of every command. */
export const COMMON = [
  { name: 'project', value: 'FOLDER', about: 'where to look for the installed Remotion. Default: this folder' },
  { name: 'json', about: 'print the answer of the API, for other programs' },
  { name: 'help', short: 'h', about: 'print this' },
];

/** Two columns, the second wrapped beside the first. */
const columns = (rows) => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${wrapped(right, width + 2)}`.trimEnd());
};

const WIDTH = 100;

const wrapped = (text, indent) => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last && last.length + word.length + 1 > WIDTH - indent) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
};

const flags = (options) => columns(options.map(({ name, value, about }) => [`--${name}${value ? ` ${value}` : ''}`, about]));

const examples = (list) =>
  list.flatMap(([line, what]) => [...(what ? [`  # ${what}`] : []), `  npx ${NAME} ${line}`]);

/** What `--help` prints for all commands together. */
export const overview = (commands) => [
  'The IAM policies that Remotion Lambda needs. It sends no request, and runs no code of your project.',
  '',
  `Usage: ${NAME} COMMAND [flags]`,
  '',
  'Commands:',
  ...columns(commands.map(({ name, does }) => [name, does])),
  '',
  'Examples:',
  ...examples(commands.map(({ examples: [first] }) => first)),
  '',
  'Exits with 0 for yes (sufficient, built, explained), 1 for no (not sufficient), 2 if the answer is unknown, and 64 if',
  'the command line is wrong.',
  '',
  `\`${NAME} COMMAND --help\` explains a command; \`${NAME} --version\` prints the versions.`,
];

/** What it prints for one. `named`: the policies on the command line. */
export const helpOf = ({ usage, about, examples: list, policies, options, inputs }, named) => {
  const taken = named.length > 0 ? inputs.filter((input) => inputsOf(named).includes(input)) : inputs;
  const who = policies.filter((policy) => named.length === 0 || named.includes(policy));
  return [
    `Usage: ${NAME} ${usage}`,
    '',
    ...about.flatMap((text) => [wrapped(text, 0), '']),
    'Examples:',
    ...examples(list),
    '',
    ...(who.length > 0 ? ['Policies:', ...columns(who.map((policy) => [policy, POLICIES[policy]])), ''] : []),
    'Flags:',
    ...flags([...options, ...COMMON]),
    '',
    named.length > 0 ? `Flags of ${named.join(', ')}:` : policies.length > 0 ? 'Flags about your setup, each for the policies that take it:' : 'Flags about your setup:',
    ...flags(taken),
  ];
};
