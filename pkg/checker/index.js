import { moduleOf } from '../loader.js';
import { checker } from './checker.js';

import { readers } from './readers.js';

const list = (texts) => (texts === undefined || texts === null ? [] : [texts].flat());

const isObject = (call) => typeof call === 'object' && call !== null;

export const loadPolicyChecker = async ({ wasm, readersWasm } = {}) => {
  const names = ['check', 'compare', 'evaluate', 'explain'];
  const [{ check, evaluate, ...others }, { read }] = await Promise.all([
    moduleOf(checker).functions(names, { wasm }),
    moduleOf(readers).functions(['read'], { wasm: readersWasm }),
  ]);
  /** What was read of a text, which stays between the modules. */
  const reading = (text) => {
    try {
      return read(text);
    } catch {
      // After a panic there it stays unread, as in an element.
    }
  };
  const readings = (call) =>
    Object.fromEntries(
      [call.texts, call.boundary]
        .flatMap(list)
        .filter((text) => typeof text === 'string')
        .map((text) => [text, reading(text)]),
    );
  return {
    check: (call) => check(isObject(call) ? { ...call, readings: reading } : call),
    evaluate: (call) => evaluate(isObject(call) ? { ...call, readings: readings(call) } : call),
    ...others,
  };
};
