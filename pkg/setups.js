/**
 * As `builder`, for the larger module, which also has what only some setups need. An element asks for it when such a setup
 * is chosen.
 */
export const setups = (open, wasm) =>
  Promise.allSettled([
    import('./wasm/remotion_policy_setups.js'),
    open(wasm || new URL('./wasm/remotion_policy_setups_bg.wasm', import.meta.url)),
  ]);

/** The name by which a bundler finds the `.wasm` file. */
setups.entry = 'remotion-policy-builder/setups/wasm';
