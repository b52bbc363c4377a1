// Which version of Remotion a command is about: the one installed, read from its package.json. No code of the project runs.

import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { takes } from './inputs.js';

/** All of Remotion's packages have one version. A caller may have only the second. */
const PACKAGES = ['@remotion/lambda', '@remotion/lambda-client'];

/** Not known is never a guess: the command ends with code 2. */
export class Unknown extends Error {
  constructor(code, message, help) {
    super(`${message} ${help}`);
    /** As in an answer of the API. */
    this.problem = { code, field: 'version', message, help };
  }
}

/** The nearest one, as Node finds packages: in this folder, else in those around it. */
const installed = async (folder, cwd) => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of PACKAGES) {
      const file = join(at, 'node_modules', name, 'package.json');
      let text;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') continue;
        throw new Unknown('required', `${file} cannot be read: ${error.message}.`, 'Pass `--remotion VERSION`.');
      }
      try {
        const { version } = JSON.parse(text);
        if (typeof version === 'string') return { version, file: relative(cwd, file) };
      } catch {
        // Said below.
      }
      throw new Unknown('required', `${file} has no version.`, 'Install it again, or pass `--remotion VERSION`.');
    }
    if (dirname(at) === at) return undefined;
  }
};

/**
 * The version, and where it comes from; `undefined` where nothing is installed. `newest`: that of the data.
 */
export const versionFrom = async (values, cwd, newest) => {
  if (values.remotion === 'newest') return { version: newest };
  if (values.remotion) return { version: values.remotion };
  return installed(resolve(cwd, values.project ?? '.'), cwd);
};

export const noneInstalled = () =>
  new Unknown(
    'required',
    'No `@remotion/lambda` is installed in this folder or above it, so the version is not known.',
    'Run it where Remotion is installed, or pass `--remotion VERSION`, or `--remotion newest` for the newest known version.',
  );

/** What of the version is in doubt when this call is built: nothing, or the reason. */
export const doubt = (build, call, { version, file } = {}, newest) => {
  const answer = build(call);
  const where = file ? ` (${file})` : '';
  const codes = answer.ok
    ? answer.notes.map(({ code }) => code)
    : answer.problems.filter(({ field }) => field === 'version').map(({ code }) => code);
  if (codes.includes('version-newer')) {
    const message = `Remotion ${version}${where} is newer than ${newest}, the newest version that this package knows.`;
    if (call.publishedPolicy !== undefined) {
      const help = `The file of \`--published-policy\` is not this policy. Pass what \`npx remotion lambda policies ${call.policy}\` prints.`;
      return new Unknown('version-newer', message, help);
    }
    // Only `user` and `role` are Remotion's own texts.
    const printed = takes(call.policy, 'publishedPolicy') ? 'pass what Remotion prints (`--published-policy FILE`), or ' : '';
    const help = `Until it knows ${version}, ${printed}ask for \`${call.policy}\` of the newest known version (\`--remotion newest\`).`;
    return new Unknown('version-newer', message, `Update this package. ${help}`);
  }
  if (codes.includes('version-in-gap')) {
    const { message } = answer.notes.find(({ code }) => code === 'version-in-gap');
    return new Unknown(
      'version-in-gap',
      `Remotion ${version}${where}: ${message}.`,
      'Pass one of the two versions (`--remotion VERSION`), or upgrade Remotion.',
    );
  }
  if (codes.includes('version-too-old')) {
    return new Unknown(
      'version-too-old',
      `Remotion ${version}${where} is older than 3.0.0, the oldest version that this package knows.`,
      'Upgrade Remotion.',
    );
  }
  if (file && codes.includes('version-form')) {
    return new Unknown('version-form', `\`${version}\`${where} is not a release of Remotion.`, 'Pass `--remotion VERSION`.');
  }
  return undefined;
};
