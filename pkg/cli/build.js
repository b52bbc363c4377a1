import { callOf, INPUTS, inputsOf, POLICIES } from './inputs.js';
import { accepted, builder, sentence } from './modules.js';
import { refuseForeign, UsageError } from './arguments.js';
import { line } from './paper.js';
import { CODE } from './codes.js';
import { policiesNamed, publishedOf } from './policies.js';
import { doubt, versionFrom } from './version.js';

export const build = {
  name: 'build',
  does: 'print a policy, as JSON or as code that creates and attaches it',
  usage: 'build POLICY [flags]',
  about: [
    'Prints a policy. Notes go to standard error, so that standard output is the policy alone.',
    'Exits with 0, or with 2 if this package does not know the policy of the version. If Remotion is not installed, the policy is that of the newest known version.',
  ],
  examples: [
    ['build role', "the render function's role policy, for the Remotion installed here"],
    ['build destination --bucket my-videos --format terraform', 'write into your own bucket, as Terraform'],
    ['build trust --service ecs-tasks > trust.json', 'let ECS tasks assume a role'],
  ],
  policies: Object.keys(POLICIES),
  options: [],
  inputs: INPUTS,

  async run({ words, values, place, out, err, json }) {
    const [policy, ...others] = policiesNamed(words[0], this);
    if (others.length > 0 || words.length > 1) throw new UsageError('`build` prints one policy at a time.');
    refuseForeign(values, [policy]);
    const { build, releases } = await builder();
    const { newest } = releases();
    const asked = inputsOf([policy]).some(({ field }) => field === 'version');
    const found = asked ? await versionFrom(values, place.cwd, newest) : undefined;
    const published = await publishedOf(values, [policy], { place, build });
    const call = { ...callOf(policy, { ...values, ...published }), ...(found && { version: found.version }) };
    const unknown = found && doubt(build, call, found, newest);
    if (unknown) throw unknown;
    const answer = accepted(build(call));
    if (json) {
      out.json(answer);
      return CODE.YES;
    }
    out.copy(answer.text);
    const where = found?.file ? ` (${found.file})` : asked && !found ? ' (the newest known: none is installed here)' : '';
    err.print(`${err.bold('For')} ${line(answer.principal)}.${asked ? ` Remotion ${answer.version}${where}.` : ''}`);
    for (const { code, severity, message, help, link } of answer.notes) {
      // Its words are about a page.
      if (code === 'version-published') continue;
      const paint = severity === 'suggestion' ? err.dim : err.yellow;
      err.print(`${paint(`${severity}:`)} ${line(`${sentence(message)} ${sentence(help)}${link ? ` ${link}` : ''}`)}`);
    }
    return CODE.YES;
  },
};

/** `build setup`, which needs no other word. */
export const setup = {
  ...build,
  name: 'setup',
  does: 'print all that a caller and its render function need: roles, policies, the render call',
  usage: 'setup [flags]',
  about: [
    'Prints what `build setup` prints: each role and policy in the order to create them, then the render call and how your code gets its credentials. With `--format aws-cli`, `cloudformation` or `terraform` it is one text that creates them all.',
    'A role or identity provider that you name by its ARN exists already, and is not created. Notes go to standard error. Exits like `build`.',
  ],
  examples: [
    ['setup --bucket my-videos', 'your code runs on Lambda'],
    ['setup --service ec2 --bucket my-videos --format cloudformation', 'as one CloudFormation template'],
    ['setup --attach-to user/ci --bucket my-videos --calls renderMediaOnLambda,downloadMedia', 'your code has the keys of a user'],
  ],
  policies: ['setup'],
  inputs: inputsOf(['setup']),

  run({ words, ...rest }) {
    if (words.length > 0) throw new UsageError(`\`setup\` takes no argument, but got \`${words[0]}\`.`);
    return build.run({ words: ['setup'], ...rest });
  },
};
