import type { LoadOptions } from '../index.js';
import type {
  CheckAnswer,
  CheckCall,
  CompareAnswer,
  CompareCall,
  EvaluateCall,
  Evaluation,
  ExplainAnswer,
  ExplainCall,
} from '../types.js';

export type { LoadOptions } from '../index.js';
export type * from '../types.js';

export interface PolicyChecker {
  /** Whether policies allow what Remotion needs. Throws an `Error` for a malformed call. */
  check(call: CheckCall): CheckAnswer;
  /** What the texts of two versions differ in. Throws like `check`. */
  compare(call: CompareCall): CompareAnswer;
  /** What policies make of one request. Throws like `check`. */
  evaluate(call: EvaluateCall): Evaluation;
  /** What an error of AWS or Remotion means: who was denied what, why, and what to do. Throws like `check`. */
  explain(call: ExplainCall): ExplainAnswer;
}

export interface CheckerLoadOptions extends LoadOptions {
  /** As `wasm`, of the module that reads YAML, Terraform and code. */
  readersWasm?: LoadOptions['wasm'];
}

/**
 * Loads the module that checks policies and the one that reads other languages than JSON, as `loadPolicyBuilder` of the
 * main entry loads the other.
 */
export function loadPolicyChecker(options?: CheckerLoadOptions): Promise<PolicyChecker>;
