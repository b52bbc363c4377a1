import { Shell, type ShellAttributes, type ShellEventMap } from '../shell.js';
import type { RemotionPolicyAttributes } from '../element.js';
import type { CallerCall, CheckAnswer, DestinationCall, DestinationCallerCall, RoleCall, UserCall } from '../types.js';

/** Whose policies a checker is pasted. */
export type CheckedPolicy = 'role' | 'user' | 'caller';

/** Attributes of `trust`, which has no permissions to check. */
type TrustAttribute =
  | 'service'
  | 'trusted-account'
  | 'trusted-role'
  | 'repository'
  | 'branch'
  | 'tag'
  | 'environment'
  | 'team'
  | 'project'
  | 'issuer'
  | 'namespace'
  | 'service-account'
  | 'external-id';

/** Attributes of `<remotion-policy-checker>`. What is pasted is in none of them, and in no link, storage or event. */
export interface RemotionPolicyCheckerAttributes
  extends ShellAttributes,
    Omit<RemotionPolicyAttributes, TrustAttribute | 'policy' | 'compact' | keyof ShellAttributes> {
  /** Whose policies are pasted. Default: `role`. */
  for?: CheckedPolicy;
  /** The version of `@remotion/lambda` the reader upgrades from. */
  from?: string;
  /** URL of the `.wasm` file of the module that reads YAML, Terraform and code, for bundlers that do not find it. */
  'readers-wasm'?: string;
}

/** The inputs of a checker, without what was pasted. */
export interface PolicyCheck
  extends Omit<UserCall, 'policy'>,
    Omit<RoleCall, 'policy'>,
    Omit<CallerCall, 'policy'>,
    Omit<DestinationCall, 'policy'>,
    Omit<DestinationCallerCall, 'policy'> {
  for: CheckedPolicy;
  from?: string;
}

/** What the check came to, without what it found. */
export type PolicyVerdict =
  | Pick<Extract<CheckAnswer, { ok: true }>, 'ok' | 'verdict'>
  | Extract<CheckAnswer, { ok: false }>;

/** `detail` of a `change`: inputs and verdict, and nothing of the text. */
export interface PolicyCheckDetail {
  call: PolicyCheck;
  answer: PolicyVerdict;
}

/** A `change` comes also when the verdict on the pasted text is another. */
export interface RemotionPolicyCheckerEventMap extends ShellEventMap<PolicyCheckDetail> {}

/** `<remotion-policy-checker>`. In Node the class can be imported and does nothing. */
export class RemotionPolicyCheckerElement extends Shell<RemotionPolicyCheckerEventMap> {}

declare global {
  interface HTMLElementTagNameMap {
    'remotion-policy-checker': RemotionPolicyCheckerElement;
  }
}

/** Registers `<remotion-policy-checker>` unless the page has it already. Needs a browser. */
export function define(): void;
