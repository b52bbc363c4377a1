// One module per page, whoever asks for it first.

/** @type {Promise<object> | undefined} */
let shared;

/** @type {Error | undefined} */
let fault;

/** The module with everything it exports. `wasm` counts only for the call that starts the loading. */
export const loadModule = async ({ wasm } = {}) => {
  if (fault) throw fault;
  return (shared ??= start(wasm).catch((error) => {
    // The next caller tries again.
    shared = undefined;
    throw new Error(reason(error), { cause: error });
  }));
};

/** Not of a page without WebAssembly, whose errors end up here too. */
export const isPanic = (error) => globalThis.WebAssembly !== undefined && error instanceof WebAssembly.RuntimeError;

/** After a panic the module's memory cannot be trusted, and a page cannot instantiate its glue a second time. */
export const abandon = (panic) => {
  fault ??= new Error('it hit a fault and works again once this page is reloaded', { cause: panic });
  return fault;
};

const guarded = (run) => (input) => {
  if (fault) throw fault;
  try {
    return run(input);
  } catch (error) {
    if (isPanic(error)) abandon(error);
    throw error;
  }
};

export const loadPolicyBuilder = async (options) => {
  const { build, check, compare, evaluate, releases } = await loadModule(options);
  return {
    build: guarded(build),
    check: guarded(check),
    compare: guarded(compare),
    evaluate: guarded(evaluate),
    releases: guarded(releases),
  };
};

const start = async (wasm = new URL('./wasm/remotion_policy_builder_bg.wasm', import.meta.url)) => {
  // Both at once: asked for by the glue, the larger file would wait for the smaller one.
  const [module, source] = await Promise.all([import('./wasm/remotion_policy_builder.js'), open(wasm)]);
  await module.default({ module_or_path: source });
  return module;
};

const open = async (wasm) => {
  if (typeof wasm !== 'string' && !(wasm instanceof URL)) return wasm;
  if (/^file:/.test(wasm)) {
    // No `fetch` reads files, so this is Node. The name is put together so that no bundler looks for it.
    const files = await import(/* webpackIgnore: true */ /* @vite-ignore */ ['node:fs', 'promises'].join('/'));
    return files.readFile(new URL(wasm));
  }
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`the server answered ${response.status} for its module`);
  return response;
};

// Every engine words this in its own way; all of them name the policy or the directive.
const forbids = ({ message }) => /content security policy|\bcsp\b|unsafe-eval/i.test(message);

/** Whether another try on this page could not end otherwise. */
export const isHopeless = ({ cause }) => !globalThis.WebAssembly || (cause && (isPanic(cause) || forbids(cause)));

/** The usual causes, in words that finish the sentence "it did not load: …". */
const reason = (error) => {
  if (!globalThis.WebAssembly) return 'WebAssembly is switched off in this browser';
  if (forbids(error)) {
    return "this page's Content Security Policy forbids WebAssembly (script-src needs 'wasm-unsafe-eval')";
  }
  if (globalThis.navigator?.onLine === false) return 'this device is offline';
  if (error instanceof WebAssembly.CompileError) return 'what arrived is not the module, or not all of it';
  // What `fetch` and `import()` throw says no more than this, in words that differ between browsers.
  if (error instanceof TypeError) return 'the connection failed or a file is missing';
  return error.message;
};
