// A module, which builds policies or checks them, is fetched once a page, whoever asks for it first.

/** Not of a page without WebAssembly, whose errors end up here too. */
export const isPanic = (error) => globalThis.WebAssembly !== undefined && error instanceof WebAssembly.RuntimeError;

class Module {
  #files;
  /** Whether what an element began has been used, or was too late. */
  #started = false;
  /** @type {Promise<object> | undefined} */
  #shared;
  /** @type {Error | undefined} */
  #fault;

  constructor(files) {
    this.#files = files;
  }

  /** What sentences call it. */
  get title() {
    return this.#files.title ?? 'policy builder';
  }

  /** The name by which a bundler finds its file. */
  get entry() {
    return this.#files.entry ?? 'remotion-policy-builder/wasm';
  }

  /** The files of the module that reads for this one. */
  readers() {
    return this.#files.readers();
  }

  /** All that it exports. `wasm` counts only for the call that starts the loading. */
  async load({ wasm } = {}) {
    if (this.#fault) throw this.#fault;
    return (this.#shared ??= this.#start(wasm).catch((error) => {
      // The next caller tries again.
      this.#shared = undefined;
      throw new Error(reason(error), { cause: error });
    }));
  }

  async #start(wasm) {
    const get = (file) => open(file, wasm ? undefined : this.entry);
    const again = () => (this.#files.begun = this.#files(get, wasm));
    const begun = !this.#started && this.#files.begun;
    this.#started = true;
    let parts = await (begun || again());
    // An element may have begun long before this code was there to say that it failed.
    if (begun && parts.some(({ status }) => status === 'rejected')) parts = await again();
    const [glue, source] = parts.map(({ value, reason: fault }) => {
      if (fault) throw fault;
      return value;
    });
    await glue.default({ module_or_path: vite && isPage(source) ? await fromVite(this.entry) : answered(source) });
    return glue;
  }

  /** Whether it panicked. */
  isBroken() {
    return this.#fault !== undefined;
  }

  /** After a panic its memory cannot be trusted, and a page cannot instantiate its glue a second time. */
  abandon(panic) {
    this.#fault ??= new Error('it hit a fault and works again once this page is reloaded', { cause: panic });
    return this.#fault;
  }

  /** The functions of these names, which no longer run after a panic in any of them. */
  async functions(names, { wasm } = {}) {
    const exported = await this.load({ wasm });
    const guarded = (run) => (input) => {
      if (this.#fault) throw this.#fault;
      try {
        return run(input);
      } catch (error) {
        if (isPanic(error)) this.abandon(error);
        throw error;
      }
    };
    return Object.fromEntries(names.map((name) => [name, guarded(exported[name])]));
  }
}

/** An answer that is a file, or whatever else was given. */
const answered = (source) => {
  if (source.ok === false) throw new Error(`the server answered ${source.status} for its module`);
  return source;
};

/**
 * Where Vite's dev server serves from, when that is what this code came from. Before version 8 it bundles packages into
 * a folder of its own, without the files that they name by URL.
 */
const vite = /^(.*?\/)(?:@fs|node_modules)\/.*\/deps\/[^/]*$/.exec(import.meta.url)?.[1];

/** Whether the server has no such file; it may answer with a page all the same. */
const isPage = (source) => source.ok === false || /^text\/html/.test(source.headers?.get('content-type'));

const fromVite = async (entry) => {
  try {
    // Under this address the server resolves a name as if the page had imported it.
    const address = `${vite}@id/${entry}?url`;
    const { default: file } = await import(/* webpackIgnore: true */ /* @vite-ignore */ address);
    return answered(await fetch(new URL(file, vite)));
  } catch (cause) {
    const line = "optimizeDeps: { exclude: ['remotion-policy-builder'] }";
    throw new Error(`Vite's dev server does not find its module; add ${line} to the configuration of Vite`, { cause });
  }
};

const modules = new Map();

/** The one module of these files. */
export const moduleOf = (files) => {
  if (!modules.has(files)) modules.set(files, new Module(files));
  return modules.get(files);
};

/** What it says to bundlers for Node, which take the code along and leave its file. */
const ADVICE = 'mark remotion-policy-builder as external in your bundler, or pass the file as `wasm`';

/** `entry`: the name to look for a file by when it is not where the code expects it. */
const open = async (wasm, entry) => {
  if (typeof wasm !== 'string' && !(wasm instanceof URL)) return wasm;
  if (/^file:/.test(wasm)) {
    // No `fetch` reads files, so this is Node. The names are put together so that no bundler looks for them.
    const node = (...name) => import(/* webpackIgnore: true */ /* @vite-ignore */ name.join(''));
    const { readFile } = await node('node:', 'fs/promises');
    try {
      return await readFile(new URL(wasm));
    } catch (error) {
      if (!entry) throw error;
      const { createRequire } = await node('node:', 'module');
      try {
        // From where the code is now, the package is mostly still within reach.
        return await readFile(createRequire(wasm).resolve(entry));
      } catch {
        throw new Error(`there is no ${wasm}; ${ADVICE}`, { cause: error });
      }
    }
  }
  return fetch(wasm);
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
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return 'what arrived is not the module, or not all of it';
  // Code bundled as CommonJS has no `import.meta.url`.
  if (error.code === 'ERR_INVALID_URL') return `bundled as CommonJS it does not find its module; bundle it as an ES module, ${ADVICE}`;
  // What `fetch` and `import()` throw says no more than this, in words that differ between browsers.
  // An AbortError is what Firefox says of a module that breaks off on its way.
  if (error instanceof TypeError || error.name === 'AbortError') return 'the connection failed or a file is missing';
  return error.message;
};
