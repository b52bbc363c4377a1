// The command line as tests run it: what it prints and what it ends with.

import { Readable } from 'node:stream';
import { run } from '../../pkg/cli/run.js';

/** In this process, which is fast. `stdin`: a text. `terminal`: whether a person looks on. */
export const cli = async (args, { cwd = '/', stdin, terminal = false, env = {} } = {}) => {
  const stream = () => ({ isTTY: terminal, text: '', write(text) { this.text += text; } });
  const [stdout, stderr] = [stream(), stream()];
  const machine = {
    stdout,
    stderr,
    env,
    cwd: () => cwd,
    get stdin() {
      if (stdin === undefined) throw new Error('it reads standard input, which nobody asked it to');
      return Readable.from([Buffer.from(stdin)]);
    },
  };
  const code = await run(args, machine);
  return { code, out: stdout.text, err: stderr.text };
};
