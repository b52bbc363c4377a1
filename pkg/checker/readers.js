/**
 * As `checker`, for the module that reads other languages than JSON. An element asks for it when a text in one is pasted.
 */
export const readers = (open, wasm) =>
  Promise.allSettled([
    import('../wasm/remotion_policy_readers.js'),
    open(wasm || new URL('../wasm/remotion_policy_readers_bg.wasm', import.meta.url)),
  ]);

/** What sentences call it. */
readers.title = 'policy reader';

/** The name by which a bundler finds the `.wasm` file. */
readers.entry = 'remotion-policy-builder/checker/readers/wasm';
