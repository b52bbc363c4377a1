import type {
  BuildAnswer,
  BuildCall,
  CheckAnswer,
  CheckCall,
  CompareAnswer,
  CompareCall,
  EvaluateCall,
  Evaluation,
  ReleasesAnswer,
} from './types.js';

export type * from './types.js';

export interface PolicyBuilder {
  /** Throws an `Error` for a malformed call; a wrong value is an answer with `ok: false`. */
  build(call: BuildCall): BuildAnswer;
  /** What the data knows: Remotion's versions, regions and defaults. */
  releases(): ReleasesAnswer;
}

export interface PolicyChecker {
  /** Whether policies allow what Remotion needs. Throws like `build`. */
  check(call: CheckCall): CheckAnswer;
  /** What the texts of two versions differ in. Throws like `build`. */
  compare(call: CompareCall): CompareAnswer;
  /** What policies make of one request. Throws like `build`. */
  evaluate(call: EvaluateCall): Evaluation;
}

export interface LoadOptions {
  /** The module itself, or where it is. Default: the file this package ships. */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
}

/**
 * Loads the module that builds policies, in browsers and in Node. All callers and all elements of a page share one:
 * `wasm` counts only for the call that starts the loading. After a failure the next call tries again.
 */
export function loadPolicyBuilder(options?: LoadOptions): Promise<PolicyBuilder>;

/** Loads the module that checks policies: another one, with a file of its own, that is otherwise loaded the same way. */
export function loadPolicyChecker(options?: LoadOptions): Promise<PolicyChecker>;
