/**
 * Gets both files of the module that an element builds policies with: its glue, and whatever `open` makes of the URL of the other.
 * Bundlers look for these very words. `begun` is what came of it last.
 */
export const builder = (open, wasm) =>
  Promise.allSettled([
    import('./wasm/remotion_policy_builder.js'),
    open(wasm || new URL('./wasm/remotion_policy_builder_bg.wasm', import.meta.url)),
  ]);
