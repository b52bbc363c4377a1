import { callOf, INPUTS, inputsOf, PERMISSIONS } from './inputs.js';
import { accepted, builder, checker, sentence } from './modules.js';
import { refuseForeign, UsageError } from './arguments.js';
import { line } from './paper.js';
import { CODE } from './codes.js';
import { policiesNamed, publishedOf } from './policies.js';
import { nameOf, textsOf } from './texts.js';
import { doubt, noneInstalled, versionFrom } from './version.js';

const CODES = { sufficient: CODE.YES, insufficient: CODE.NO, invalid: CODE.NO, conditional: CODE.UNKNOWN, empty: CODE.UNKNOWN };

export const check = {
  name: 'check',
  does: 'say whether policies allow what the installed Remotion needs',
  usage: 'check POLICY[,POLICY…] FILE… [flags]',
  about: [
    'Checks the policies in the files against what Remotion needs: JSON as IAM and the AWS CLI print it, CloudFormation, SAM, serverless.yml, Terraform, CDK and Pulumi code, or scripts. `-` is standard input. Several files are the policies of one user or role together.',
    'Exits with 0 if they are sufficient, 1 if not, and 2 if that is unknown: the result depends on a condition, no policy was found, or this package does not know the version of Remotion.',
  ],
  examples: [
    ['check role policy.json', "is this enough for the render function's role?"],
    ['check role,destination infra/*.tf --bucket my-videos', 'and for writing into your own bucket?'],
    ['check user account.json --principal user/ci', 'one user in the output of `aws iam get-account-authorization-details`'],
  ],
  policies: [...PERMISSIONS, 'trust'],
  options: [
    { name: 'boundary', value: 'FILE', many: true, about: 'the permissions boundary of the same user or role' },
    { name: 'principal', value: 'PRINCIPAL', about: 'whose policies to judge if the files have those of several: role/NAME or user/NAME' },
    { name: 'merge', about: 'print the file with the missing permissions added, and the verdict to standard error' },
  ],
  inputs: INPUTS,

  async run({ words: [word, ...files], values, place, out, err, json }) {
    const policies = policiesNamed(word, this);
    refuseForeign(values, policies);
    if (files.length === 0) throw new UsageError(`Name a file with the policies to check, or \`-\` for standard input: \`check ${word} policy.json\`.`);
    const boundaries = values.boundary ?? [];
    const texts = await textsOf([...files, ...boundaries], place);
    const [{ build, releases }, { check }] = await Promise.all([builder(), checker()]);
    const { newest } = releases();
    const found = await versionFrom(values, place.cwd, newest);
    if (!found && policies.some((policy) => policy !== 'trust')) throw noneInstalled();
    const published = await publishedOf(values, policies, { place, build });
    const requirements = policies.map((policy) => {
      const versioned = inputsOf([policy]).some(({ field }) => field === 'version');
      return { ...callOf(policy, { ...values, ...published }), ...(versioned && { version: found.version }) };
    });
    for (const call of requirements) {
      const unknown = doubt(build, call, found, newest);
      if (unknown) throw unknown;
    }
    const answer = accepted(
      check({
        texts: texts.slice(0, files.length),
        boundary: texts.slice(files.length),
        requirements,
        merge: values.merge,
        principal: values.principal,
      }),
    );
    if (json) out.json(answer);
    else print(answer.merged ? err : out, out, answer, { names: [...files, ...boundaries].map(nameOf), policies, found });
    return CODES[answer.verdict] ?? CODE.UNKNOWN;
  },
};

const PAINTED = { sufficient: 'green', insufficient: 'red', invalid: 'red', conditional: 'yellow', empty: 'yellow' };

/** With `--merge`, standard output is the file alone, and `report` is standard error. */
const print = (report, out, answer, { names, policies, found }) => {
  const at = (textIndex, { line: row, column }) => `${names[textIndex]}:${row}:${column}`;
  const within = (documentIndex, range) => at(answer.documents[documentIndex].textIndex, range);
  report.print(`${report[PAINTED[answer.verdict]](report.bold(`${answer.verdict}:`))} ${line(sentence(answer.summary))}`);
  const version = found && ` of Remotion ${found.version}${found.file ? ` (${line(found.file)})` : ''}`;
  report.print(report.dim(`Asked: ${policies.join(', ')}${version ?? ''}${answer.principal ? `, for ${line(answer.principal)}` : ''}.`));
  for (const { region, accountId } of answer.sufficientIn) {
    const where = [region && `region ${region}`, accountId && `account ${accountId}`].filter(Boolean).join(', ');
    report.print(`Sufficient only in ${where}.`);
  }

  section(report, answer.principal === null && answer.principals.length > 1 && 'Whose policies? Name one with `--principal`', [
    ...answer.principals.map(({ principal, textIndex, range }) => `${line(principal)}  ${report.dim(at(textIndex, range))}`),
  ]);
  // Without a policy, nothing of it is missing.
  const judged = answer.verdict === 'empty' ? [] : answer.permissions;
  const open = judged.filter(({ status, level }) => status !== 'allowed' && level !== 'unused');
  section(report, 'Permissions that need attention', open.filter(({ level }) => level === 'must').flatMap((one) => permission(report, one, within)));
  section(report, 'Needed only in some cases', open.filter(({ level }) => level === 'case').flatMap((one) => permission(report, one, within)));
  section(report, 'Named, but not in these files', answer.attachedByName.map(({ name, kind, textIndex, range }) => `${line(name)} (${kind})  ${report.dim(at(textIndex, range))}`));
  section(report, 'Could not be read', answer.unread.map(({ textIndex, range }) => at(textIndex, range)));
  section(report, 'Findings', answer.findings.flatMap((one) => finding(report, one, at)));
  if (answer.merged) {
    report.print('', report.bold(`${names[answer.merged.textIndex]} with what is missing:`), '');
    out.copy(answer.merged.text);
  } else if (answer.addition) {
    const { characters, limit, place } = answer.addition.size;
    report.print('', report.bold(`To add (${characters} characters as one more inline policy; the limit is ${limit} for ${place}):`), '');
    out.copy(answer.addition.text);
  }
};

/** Long lists are cut: an account has thousands of principals. */
const MOST = 50;

const section = (out, title, lines) => {
  if (!title || lines.length === 0) return;
  out.print('', out.bold(title), ...lines.slice(0, MOST).map((text) => `  ${text}`));
  if (lines.length > MOST) out.print(`  … ${lines.length - MOST} more lines; \`--json\` has all.`);
};

const permission = (out, { action, resource, status, reason, neededFor, statements, example, conditionKeys, blockedByBoundary }, within) => [
  `${out.bold(status)}  ${line(action)} on ${line(resource)}`,
  ...(neededFor ? [`  Needed for ${line(neededFor)}.`] : []),
  ...(reason ? [`  ${line(reason)}`] : []),
  ...(blockedByBoundary ? ['  The policies allow it, and the permissions boundary does not.'] : []),
  ...(conditionKeys.length > 0 ? [`  It depends on ${conditionKeys.map((key) => `\`${line(key)}\``).join(', ')}.`] : []),
  ...(example && example !== resource && status !== 'missing' ? [`  Not allowed, for example: ${line(example)}`] : []),
  ...statements.map(({ documentIndex, sid, range }) => `  ${out.dim(`${within(documentIndex, range)}${sid ? ` (Statement ${line(sid)})` : ''}`)}`),
];

const finding = (out, { severity, textIndex, range, message, help, link }, at) => {
  const paint = { error: out.red, 'security-warning': out.yellow, warning: out.yellow }[severity] ?? out.dim;
  return [`${at(textIndex, range)}: ${paint(severity)}: ${line(sentence(message))} ${line(sentence(help))}${link ? ` ${out.dim(link)}` : ''}`];
};
