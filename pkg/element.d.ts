import type {
  BuildAnswer,
  BuildCall,
  CallerCall,
  CheckAnswer,
  DestinationCall,
  DestinationCallerCall,
  Format,
  ObjectOwnership,
  Policy,
  Privacy,
  RoleCall,
  Service,
  UserCall,
} from './types.js';

/** Attributes of `<remotion-policy>`. They are its only state: what the reader types becomes an attribute. */
export interface RemotionPolicyAttributes {
  /** A text to build, or `check` for the checker of what the reader has. */
  policy?: Policy | 'check';
  /** Of the checker: whose policies are pasted. Default: `role`. */
  for?: 'role' | 'user' | 'caller';
  /** Of the checker: the version the reader comes from. */
  from?: string;
  format?: Format;
  version?: string;
  region?: string;
  bucket?: string;
  'key-prefix'?: string;
  privacy?: Privacy;
  'object-ownership'?: ObjectOwnership;
  'kms-key-arn'?: string;
  'write-only'?: Flag;
  'account-id'?: string;
  'function-role'?: string;
  'attach-to'?: string;
  'trusted-account'?: string;
  'trusted-role'?: string;
  'function-prefix'?: string;
  service?: Service;
  download?: Flag;
  delete?: Flag;
  'force-bucket-name'?: Flag;
  /** `lazy`, the default, waits until the element is nearly in view, pointed at or focused. Read on connection. */
  loading?: 'eager' | 'lazy';
  /** Name of the group of tabs the choice of a format is kept for. Default: `remotion-policy-format`. */
  'tab-group'?: string;
  /** URL of the `.wasm` file of the module this element needs, for bundlers that do not find it. */
  wasm?: string;
}

/** On when present, unless its value is `false`. */
export type Flag = boolean | '' | 'true' | 'false';

export interface RemotionPolicyEventMap {
  /** The widget has taken the place of the child markup. Does not bubble. */
  load: Event;
  /**
   * The reader changed an input, and the widget shows the answer. Bubbles. From a checker it comes also when the verdict
   * on the pasted text is another. `'verdict' in detail.answer` tells a checker that could read its inputs.
   */
  change: CustomEvent<PolicyBuildDetail | PolicyCheckDetail>;
  /** The child markup is back, with a sentence that says why. Does not bubble. */
  error: CustomEvent<{ error: Error }>;
}

/** `detail` of a `change` where a text is built. */
export interface PolicyBuildDetail {
  call: BuildCall;
  answer: BuildAnswer;
}

/** The inputs of a checker, without what was pasted. */
export interface PolicyCheck
  extends Omit<UserCall, 'policy'>,
    Omit<RoleCall, 'policy'>,
    Omit<CallerCall, 'policy'>,
    Omit<DestinationCall, 'policy'>,
    Omit<DestinationCallerCall, 'policy'> {
  for: 'role' | 'user' | 'caller';
  from?: string;
}

/** What the check came to, without what it found. */
export type PolicyVerdict =
  | Pick<Extract<CheckAnswer, { ok: true }>, 'ok' | 'verdict'>
  | Extract<CheckAnswer, { ok: false }>;

/** `detail` of a checker's `change`: inputs and verdict, and nothing of the text. */
export interface PolicyCheckDetail {
  call: PolicyCheck;
  answer: PolicyVerdict;
}

type Listener<K extends keyof RemotionPolicyEventMap> = (
  this: RemotionPolicyElement,
  event: RemotionPolicyEventMap[K],
) => unknown;

export interface RemotionPolicyElement extends HTMLElement {
  addEventListener<K extends keyof RemotionPolicyEventMap>(
    type: K,
    listener: Listener<K>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof RemotionPolicyEventMap>(
    type: K,
    listener: Listener<K>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'remotion-policy': RemotionPolicyElement;
  }
}

/** Makes the class. Needs a browser; importing this file does not. */
export function createElementClass(): new () => RemotionPolicyElement;

/** Registers the element unless the name is taken. Needs a browser. */
export function define(name?: string): void;
