// What the bridge does inside a page of WebKit. It is one expression, and goes ahead of the page's own scripts: it keeps
// what they may replace, remembers objects by number, and collects what the bridge will ask for.

() => {
  const key = Symbol.for('bridge');
  if (globalThis[key]) return globalThis[key];

  const { setTimeout, Event, EventTarget, JSON, Object, Array, Map, String, Number, Error } = globalThis;
  const id = String(Math.random());
  const kept = new Map();
  let news = [];
  let number = 0;

  const keep = (value) => {
    const name = `${id} ${(number += 1)}`;
    kept.set(name, value);
    return name;
  };

  /** A value as WebDriver BiDi writes it; with `depth` 0, of an object only what it is. */
  const write = (value, owned, depth) => {
    if (value === null) return { type: 'null' };
    const type = typeof value;
    if (type === 'undefined') return { type };
    if (type === 'number') return { type, value: Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value) };
    if (type === 'bigint') return { type, value: String(value) };
    if (type === 'string' || type === 'boolean') return { type, value };
    const handle = owned ? { handle: keep(value) } : {};
    if (value.nodeType && value.nodeName) return { type: 'node', sharedId: keep(value), value: { localName: value.localName }, ...handle };
    if (type !== 'object') return { type, ...handle };
    if (Array.isArray(value)) return { type: 'array', ...handle, ...(depth && { value: value.map((one) => write(one, false, depth - 1)) }) };
    const entries = () => Object.entries(value).map(([name, one]) => [name, write(one, false, depth - 1)]);
    return { type: 'object', ...handle, ...(depth && { value: entries() }) };
  };

  /** What BiDi wrote, as a value. */
  const read = ({ type, value, handle, sharedId }) => {
    const name = handle ?? sharedId;
    if (name) {
      if (!kept.has(name)) throw new Error('The object belongs to a document that is gone.');
      return kept.get(name);
    }
    if (type === 'undefined') return undefined;
    if (type === 'null') return null;
    if (type === 'number') return Number(value);
    if (type === 'bigint') return BigInt(value);
    if (type === 'array') return value.map(read);
    if (type === 'object') return Object.fromEntries(value.map(([name, one]) => [typeof name === 'string' ? name : read(name), read(one)]));
    if (type === 'regexp') return new RegExp(value.pattern, value.flags);
    if (type === 'date') return new Date(value);
    if (type === 'channel') return (data) => void news.push({ message: { channel: value.channel, data: write(data, false, 99) } });
    return value;
  };

  // What Playwright evaluates comes along as a part of the script as well: a page may forbid to evaluate text.
  const { eval: evaluate } = globalThis;
  const texts = new Map();
  globalThis.eval = (text) => {
    // Of a module, Playwright evaluates more than what it passed.
    const module = () => Array.from(texts).find(([part]) => part.includes('module.exports =') && text.includes(part))?.[1];
    const known = texts.get(text) ?? module();
    return known ? known() : evaluate(text);
  };

  const fault = (event, error) => {
    // Once every listener of the page had its say.
    setTimeout(() => event.defaultPrevented || news.push({ fault: String(error) }));
  };
  addEventListener('error', (event) => event.error && fault(event, event.error), true);
  addEventListener('unhandledrejection', (event) => fault(event, event.reason), true);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => news.push({ ready: 'domContentLoaded' }));
  } else {
    news.push({ ready: 'domContentLoaded' });
  }
  if (document.readyState === 'complete') news.push({ ready: 'load' });
  else addEventListener('load', () => news.push({ ready: 'load' }));

  const agent = {
    preload: (run, ...parameters) => run(...parameters.map(read)),
    disown: (names) => names.forEach((name) => kept.delete(name)),

    /** Calls a function, which may evaluate these texts; its answer is one of the news, at once or when it is there. */
    call: ({ call, awaits, owned, depth }, start, parameters, more) => {
      for (const [text, value] of Object.entries(more)) texts.set(text, value).set(`(${text})`, value);
      const answer = (value) => news.push({ call, result: write(value, owned, depth) });
      const fail = (error) => news.push({ call, exception: error instanceof Error ? `${error}\n${error.stack}` : String(error) });
      // As a listener: outside of any, WebKit runs microtasks whenever a listener of the page's own is done.
      const run = () => {
        try {
          const value = start()(...parameters.map(read));
          if (awaits && typeof value?.then === 'function') value.then(answer).catch(fail);
          else answer(value);
        } catch (error) {
          fail(error);
        }
      };
      const target = new EventTarget();
      target.addEventListener('call', run);
      target.dispatchEvent(new Event('call'));
    },

    /** What happened since the last time, as text: WebDriver has its own ideas of objects. */
    report: () => {
      const text = JSON.stringify({ document: id, url: location.href, news });
      news = [];
      return text;
    },
  };
  Object.defineProperty(globalThis, key, { value: agent });
  return agent;
}
