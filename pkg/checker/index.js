import { moduleOf } from '../loader.js';
import { checker } from './checker.js';

import { readers } from './readers.js';

const list = (texts) => (texts === undefined || texts === null ? [] : [texts].flat());

/** `readings` is what was read of each text; it stays between the modules. */
const withReadings = (call, read) => {
  if (typeof call !== 'object' || call === null) return call;
  const readings = {};
  for (const text of [call.text, call.texts, call.boundary].flatMap(list)) {
    try {
      if (typeof text === 'string') readings[text] = read(text);
    } catch {
      // After a panic there it stays unread, as in an element.
    }
  }
  return { ...call, readings };
};

export const loadPolicyChecker = async ({ wasm, readersWasm } = {}) => {
  const names = ['check', 'compare', 'evaluate', 'explain'];
  const [{ check, evaluate, ...others }, { read }] = await Promise.all([
    moduleOf(checker).functions(names, { wasm }),
    moduleOf(readers).functions(['read'], { wasm: readersWasm }),
  ]);
  const reading = (run) => (call) => run(withReadings(call, read));
  return { check: reading(check), evaluate: reading(evaluate), ...others };
};
