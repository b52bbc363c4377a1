// The texts that a command is given: files, and standard input.

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './arguments.js';

/** Of all texts together. A check needs eight times this in memory. */
export const LIMIT = 64 << 20;

/** As Windows' shells write files, and as everything else does. */
const decode = (bytes) => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);

/** Why a file cannot be read, by the code of the error. */
const reasons = { ENOENT: 'the file does not exist', EISDIR: 'it is a folder', EACCES: 'you do not have permission to read it' };

/** Each file's text, in their order. `-` is standard input. */
export const textsOf = async (files, { cwd, stdin }) => {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('Standard input (`-`) can be read only once.');
  const texts = [];
  let size = 0;
  for (const file of files) {
    const parts = [];
    try {
      for await (const part of file === '-' ? stdin() : createReadStream(resolve(cwd, file))) {
        parts.push(part);
        size += part.length;
        if (size > LIMIT) break;
      }
    } catch (error) {
      throw new UsageError(`\`${file}\` cannot be read: ${reasons[error.code] ?? error.message}.`);
    }
    if (size > LIMIT) {
      throw new UsageError(`These are more than ${LIMIT >> 20} MB. Leave out what is about other users and roles.`);
    }
    texts.push(decode(Buffer.concat(parts)));
  }
  return texts;
};

/** How a file is called in what is printed. */
export const nameOf = (file) => (file === '-' ? 'standard input' : file);
