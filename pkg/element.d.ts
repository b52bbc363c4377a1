import { type Flag, Shell, type ShellAttributes, type ShellEventMap } from './shell.js';
import type { BuildAnswer, BuildCall, Format, ObjectOwnership, Policy, Privacy, PublicRead, Service } from './types.js';

export type { Flag } from './shell.js';

/** Attributes of `<remotion-policy>`. They are its only state: what the reader types becomes an attribute. */
export interface RemotionPolicyAttributes extends ShellAttributes {
  /** Whom the policy is for, or `render-call` for the matching `renderMediaOnLambda()` call. */
  policy?: Policy;
  format?: Format;
  version?: string;
  region?: string;
  bucket?: string;
  buckets?: string;
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
  /** One, or several separated by commas. */
  service?: Service | (string & Record<never, never>);
  /** URL of the `.wasm` file that has services such as `github-actions`, for bundlers that do not find it. */
  'setups-wasm'?: string;
  repository?: string;
  branch?: string;
  tag?: string;
  environment?: string;
  team?: string;
  project?: string;
  issuer?: string;
  namespace?: string;
  'service-account'?: string;
  'external-id'?: string;
  download?: Flag;
  delete?: Flag;
  calls?: string;
  'function-name'?: string;
  'remotion-bucket'?: string;
  extras?: string;
  /**
   * Shows whom the text is for, the text with its formats, and its version. Other inputs and reasons are behind one
   * disclosure.
   */
  compact?: Flag;
  'public-read'?: PublicRead;
  distribution?: string;
  reader?: string;
  'expire-after-days'?: string;
  'tls-only'?: Flag;
}

/** `detail` of a `change`. */
export interface PolicyBuildDetail {
  call: BuildCall;
  answer: BuildAnswer;
}

export interface RemotionPolicyEventMap extends ShellEventMap<PolicyBuildDetail> {}

/** `<remotion-policy>`. In Node the class can be imported and does nothing. */
export class RemotionPolicyElement extends Shell<RemotionPolicyEventMap> {}

declare global {
  interface HTMLElementTagNameMap {
    'remotion-policy': RemotionPolicyElement;
  }
}

/** Registers `<remotion-policy>` unless the page has it already. Needs a browser. */
export function define(): void;
