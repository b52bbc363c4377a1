/**
 * As `builder`, for the module that checks policies. Only this folder names its files, so that a site that imports
 * nothing from here contains nothing of them.
 */
export const checker = (open, wasm) =>
  Promise.allSettled([
    import('../wasm/remotion_policy_checker.js'),
    open(wasm || new URL('../wasm/remotion_policy_checker_bg.wasm', import.meta.url)),
  ]);

/** What sentences call it. */
checker.title = 'policy checker';

/** The name by which a bundler finds the `.wasm` file. */
checker.entry = 'remotion-policy-builder/checker/wasm';

/** The files of the module that reads other languages than JSON, once a text in one is pasted. */
checker.readers = async () => (await import('./readers.js')).readers;
