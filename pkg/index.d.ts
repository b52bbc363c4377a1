import type { BuildAnswer, BuildCall, ReleasesAnswer } from './types.js';

export type * from './types.js';

export interface PolicyBuilder {
  /** Throws an `Error` for a malformed call; a wrong value is an answer with `ok: false`. */
  build(call: BuildCall): BuildAnswer;
  /** What the data knows: Remotion's versions, regions and defaults. */
  releases(): ReleasesAnswer;
}

export interface LoadOptions {
  /** The module itself, or where it is. Default: the file this package ships. */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
}

export interface BuilderOptions extends LoadOptions {
  /**
   * Loads the larger module, which also has the services `github-actions`, `gitlab`, `vercel`, `eks-pod-identity` and
   * `eks-irsa` of `trust`, `externalId`, and `accountId` for `ecs-tasks`, several services in one role, what is added
   * to `user` and `role`, and the policies `bucket-policy`, `key-policy`, `lifecycle` and `setup`. Without it they are
   * refused with the code `needs-setups`. `wasm` is then that module's file, `remotion-policy-builder/setups/wasm`. Default: `false`.
   */
  setups?: boolean;
}

/**
 * Loads the module that builds policies, in browsers and in Node. All callers and all elements of a page share one:
 * `wasm` counts only for the call that starts the loading. After a failure the next call tries again.
 */
export function loadPolicyBuilder(options?: BuilderOptions): Promise<PolicyBuilder>;
