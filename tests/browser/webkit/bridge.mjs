#!/usr/bin/env node
// WebKitGTK for Playwright, which drives browsers that are not built for it through WebDriver BiDi. Debian's WebKit has
// only the WebDriver before that, without events, scripts ahead of a page's own, and a look at the network. So this
// stands in between: it is started and spoken to as a browser with BiDi; agent.js in the page collects events until they
// are asked for; and a proxy puts it there, tells of requests, and holds back or answers those it is told to.
//
// Not there: frames, dialogs, workers, full-page screenshots, what the browser itself writes to the console.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Script } from 'node:vm';
import { WebSocketServer } from 'ws';

const agent = readFileSync(new URL('agent.js', import.meta.url), 'utf8');
const profile = process.argv[process.argv.indexOf('--profile') + 1];

/** Sends an event; there is one listener, as there is one Playwright. */
let emit = () => {};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Where Xvfb has its pointer, in the middle of the screen. A window has the focus only if the pointer is in it, as nothing
 * manages windows; so the upper edge of each is put there, where the pointer is not in the page.
 */
const pointer = { x: 1000, y: 1500 };

/** The screen: Xvfb names a free one as soon as it is there. */
const display = () =>
  new Promise((resolve, reject) => {
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${2 * pointer.x}x${2 * pointer.y}x24`, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    process.on('exit', () => xvfb.kill());
    xvfb.on('error', reject);
    xvfb.stdio[3].on('data', (number) => resolve(`:${String(number).trim()}`));
  });

/** A context: a browser with its own driver and proxy, started with its first page. They share nothing, and are quick. */
class Context {
  id = randomUUID();
  pages = new Map();
  preloads = new Map();
  isDark = false;
  viewport = undefined;
  #started;
  #last = Promise.resolve();
  #current;
  #driver;
  #proxy;
  #session;

  async #start() {
    const [port, proxy] = await Promise.all([freePort(), this.#listen()]);
    this.#driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, ...settings, DISPLAY: await screen, GTK_THEME: this.isDark ? 'Adwaita:dark' : 'Adwaita' },
    });
    process.on('exit', () => this.#driver.kill());
    this.#session = `http://127.0.0.1:${port}/session`;
    const capabilities = {
      pageLoadStrategy: 'none',
      timeouts: { script: 10_000, pageLoad: 10_000 },
      proxy: { proxyType: 'manual', httpProxy: `127.0.0.1:${proxy}` },
    };
    const { sessionId } = await this.#send('POST', '', { capabilities: { alwaysMatch: capabilities } }, 100);
    this.#session += `/${sessionId}`;
  }

  /** A command of WebDriver; `tries` more, 20 ms apart, while the driver does not listen yet. */
  async #send(method, path, body, tries = 0) {
    let response;
    try {
      response = await fetch(`${this.#session}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    } catch (error) {
      if (tries === 0) throw error;
      await pause(20);
      return this.#send(method, path, body, tries - 1);
    }
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  /** Commands to a page, after those before them: there is one page at a time that WebDriver speaks to. */
  at(page, run) {
    const done = this.#last.then(async () => {
      if (this.#current !== page.id) await this.#send('POST', '/window', { handle: page.id });
      this.#current = page.id;
      return run((...command) => this.#send(...command));
    });
    this.#last = done.catch(() => {});
    return done;
  }

  async open() {
    this.#started ??= this.#start();
    await this.#started;
    const open = async () => {
      if (this.#current === undefined) return this.#send('GET', '/window');
      return (await this.#send('POST', '/window/new', { type: 'window' })).handle;
    };
    const handle = await (this.#last = this.#last.then(open));
    this.#current ??= handle;
    const page = new Page(this, handle);
    this.pages.set(handle, page);
    emit('browsingContext.contextCreated', { context: handle, url: 'about:blank', userContext: this.id, children: null });
    await page.resize();
    await page.report();
    page.watch();
    return page;
  }

  /** Everything that the browser asks for comes by here. */
  async #listen() {
    this.#proxy = http.createServer((request, response) => {
      exchange(this, request, response).catch(() => response.destroy());
    });
    await new Promise((resolve) => this.#proxy.listen(0, '127.0.0.1', resolve));
    return this.#proxy.address().port;
  }

  async close() {
    for (const page of this.pages.values()) page.gone();
    this.#proxy?.close();
    this.#proxy?.closeAllConnections();
    if (this.#driver) await this.#send('DELETE', '').catch(() => {});
    this.#driver?.kill();
  }
}

/** Playwright passes functions and scripts as text, and evaluates it in the page. These are the texts, out of BiDi's values. */
const textsIn = (values) =>
  values.flatMap(({ type, value }) => {
    if (type === 'array') return textsIn(value);
    if (type === 'object') return textsIn(value.map(([, one]) => one));
    return type === 'string' ? [value] : [];
  });

/** A function that does what evaluating the text does, as JavaScript; nothing for a text that is none. */
const compiled = (text) => {
  const ways = [`() => (${text}\n)`];
  if (text.includes('module.exports =')) ways.unshift(`() => { const module = {}; ${text}\n; return module.exports.default() }`);
  else if (text.includes(';')) ways.push(`() => { ${text}\n }`);
  return ways.find((way) => {
    try {
      return Boolean(new Script(way));
    } catch {
      return false;
    }
  });
};

class Page {
  intercepts = new Set();
  preloads = new Map();
  navigation;
  url = 'about:blank';
  #document;
  #calls = new Map();
  #open = true;

  constructor(context, id) {
    this.context = context;
    this.id = id;
  }

  async close() {
    const { pages } = this.context;
    if (pages.size > 1) await this.context.at(this, (send) => send('DELETE', '/window'));
    this.gone();
  }

  gone() {
    if (!this.#open) return;
    this.#open = false;
    this.context.pages.delete(this.id);
    this.#forget();
    emit('browsingContext.contextDestroyed', { context: this.id, url: this.url, userContext: this.context.id, children: null });
  }

  #forget() {
    if (this.#document) for (const realm of this.realms()) emit('script.realmDestroyed', { realm });
    for (const { reject } of this.#calls.values()) reject(new Error('The document is gone.'));
    this.#calls.clear();
  }

  /** The page's own scripts and Playwright's live in one world here; Playwright takes them for two. */
  realms() {
    return [`${this.#document} main`, `${this.#document} utility`];
  }

  realm(sandbox) {
    return this.realms()[sandbox ? 1 : 0];
  }

  /** Runs a script with the agent, and takes in what it has to say. */
  async report(script = '', parameters = []) {
    const body = { script: `const agent = (${agent})(); ${script}; return agent.report()`, args: parameters };
    this.#take(JSON.parse(await this.context.at(this, (send) => send('POST', '/execute/sync', body))));
  }

  #take({ document, url, news }) {
    if (!this.#open) return;
    if (document !== this.#document) {
      this.#forget();
      const first = this.#document === undefined;
      this.#document = document;
      this.url = url;
      const navigation = this.navigation ?? randomUUID();
      this.navigation = undefined;
      if (!first) emit('browsingContext.navigationCommitted', { context: this.id, navigation, url, timestamp: Date.now() });
      emit('script.realmCreated', { type: 'window', realm: this.realm(), origin: new URL(url).origin, context: this.id });
    } else if (url !== this.url) {
      this.url = url;
      emit('browsingContext.historyUpdated', { context: this.id, url, timestamp: Date.now() });
    }
    const source = { realm: this.realm(), context: this.id };
    for (const { call, result, exception, message, fault, ready } of news) {
      if (call) {
        const waiting = this.#calls.get(call);
        this.#calls.delete(call);
        const realm = this.realm(waiting?.sandbox);
        if (exception) waiting?.resolve({ type: 'exception', realm, exceptionDetails: { text: exception } });
        else waiting?.resolve({ type: 'success', realm, result });
      }
      if (message) emit('script.message', { ...message, source });
      if (fault) emit('log.entryAdded', { type: 'javascript', level: 'error', text: fault, source, timestamp: Date.now() });
      if (ready) emit(`browsingContext.${ready}`, { context: this.id, url, navigation: null, timestamp: Date.now() });
    }
  }

  /** Asks for news: often while an answer is due, else now and then. */
  async watch() {
    for (let wait = 0; this.#open; ) {
      wait = this.#calls.size > 0 ? Math.min(wait + 2, 25) : 25;
      await pause(wait);
      // Between two documents there is nobody to ask.
      await this.report().catch(() => {});
    }
  }

  async call(declaration, { target, arguments: parameters = [], awaitPromise, resultOwnership, serializationOptions }) {
    const call = randomUUID();
    const sandbox = target.sandbox;
    const answer = new Promise((resolve, reject) => this.#calls.set(call, { resolve, reject, sandbox }));
    answer.catch(() => {});
    const depth = serializationOptions?.maxObjectDepth ?? 99;
    const how = { call, awaits: awaitPromise, owned: resultOwnership === 'root', depth };
    try {
      const texts = textsIn(parameters).flatMap((text) => {
        const way = /=>|function|;/.test(text) && compiled(text);
        return way ? [`${JSON.stringify(text)}: ${way}`] : [];
      });
      await this.report(`agent.call(arguments[0], () => (${declaration}\n), arguments[1], {${texts}})`, [how, parameters]);
    } catch (error) {
      this.#calls.delete(call);
      throw error;
    }
    return answer;
  }

  /**
   * The window is given the size that leaves the page its own. The page learns of a size some time after the driver has
   * answered, so each size is waited for: what the page says too early belongs to the size before.
   */
  async resize(viewport = this.context.viewport) {
    if (!viewport) return;
    await this.context.at(this, async (send) => {
      const inner = async () => JSON.parse(await send('POST', '/execute/sync', { script: 'return `[${innerWidth}, ${innerHeight}]`', args: [] }));
      /** The size of the page once it has stayed the same for a while. */
      const settledSize = async () => {
        let size = await inner();
        for (let same = 0; same < 4; ) {
          await pause(25);
          const now = await inner();
          same = now.join() === size.join() ? same + 1 : 0;
          size = now;
        }
        return size;
      };
      let [width, height] = [viewport.width, viewport.height];
      for (let round = 0; round < 10; round += 1) {
        await send('POST', '/window/rect', { x: pointer.x - Math.floor(width / 2), y: pointer.y - 3, width, height });
        const [innerWidth, innerHeight] = await settledSize();
        if (innerWidth === viewport.width && innerHeight === viewport.height) return;
        // A window is never smaller than its page.
        width = Math.max(viewport.width, width + viewport.width - innerWidth);
        height = Math.max(viewport.height, height + viewport.height - innerHeight);
      }
      throw new Error(`the page has not become ${viewport.width} by ${viewport.height} pixels`);
    });
  }

  act(actions) {
    return this.context.at(this, (send) => send('POST', '/actions', { actions }));
  }

  screenshot() {
    return this.context.at(this, (send) => send('GET', '/screenshot'));
  }

  travel(path) {
    return this.context.at(this, (send) => send('POST', path));
  }

  async navigate(url) {
    const [from, to] = [new URL(this.url), new URL(url)];
    const navigation = randomUUID();
    if (to.hash && from.href.replace(/#.*/, '') === to.href.replace(/#.*/, '')) {
      await this.context.at(this, (send) => send('POST', '/url', { url }));
      this.url = url;
      emit('browsingContext.fragmentNavigated', { context: this.id, navigation, url, timestamp: Date.now() });
      return navigation;
    }
    this.navigation = navigation;
    emit('browsingContext.navigationStarted', { context: this.id, navigation, url, timestamp: Date.now() });
    await this.context.at(this, (send) => send('POST', '/url', { url }));
    return navigation;
  }
}

const bidiHeaders = (headers) =>
  Object.entries(headers).map(([name, value]) => ({ name, value: { type: 'string', value: String(value) } }));
const plainHeaders = (headers) => Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value.value]));

/** What is there at an address, also where the server ends the answer before its time. */
const fetched = (url, { method, headers }) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', () => {});
      response.on('close', () => {
        const { statusCode: status, headers, complete } = response;
        resolve({ status, headers, body: Buffer.concat(parts), isCut: !complete });
      });
    });
    request.on('error', reject);
    request.end();
  });

/** A document with the agent, and the scripts that are to go ahead of its own, before all else that is in it. */
const prepared = (page, body) => {
  const preloads = [...page.context.preloads.values(), ...page.preloads.values()];
  const calls = preloads.map(({ declaration, parameters }) => `agent.preload(${declaration}, ...${JSON.stringify(parameters)});`);
  const script = `document.currentScript.remove(); { const agent = (${agent})(); ${calls.join('\n')} }`;
  const [doctype = ''] = /^\s*<!doctype[^>]*>/i.exec(body) ?? [];
  const own = `<script nonce="bridge">${script.replace(/<(?=\/script|!--)/gi, '\\x3c')}</script>`;
  return Buffer.from(`${doctype}${own}${String(body).slice(doctype.length)}`);
};

/** Requests that wait for what Playwright decides, by their number. */
const held = new Map();

/** One request of the browser's, and its answer. */
const exchange = async (context, request, response) => {
  const page = Array.from(context.pages.values()).at(-1);
  // Chromium without a window asks for no icon, and tests count requests.
  if (!page || request.url.endsWith('/favicon.ico')) return response.destroy();
  const destination = request.headers['sec-fetch-dest'] ?? '';
  const isDocument = destination === 'document';
  if (isDocument) page.navigation ??= randomUUID();
  const { url, method, headers } = request;
  const about = {
    context: page.id,
    navigation: isDocument ? page.navigation : null,
    redirectCount: 0,
    timestamp: Date.now(),
    initiator: { type: 'other' },
    isBlocked: page.intercepts.size > 0,
    intercepts: page.intercepts.size > 0 ? Array.from(page.intercepts) : undefined,
    request: { request: randomUUID(), url, method, headers: bidiHeaders(headers), destination, timings: { requestTime: Date.now() } },
  };
  const decided = about.isBlocked ? new Promise((resolve) => held.set(about.request.request, resolve)) : {};
  emit('network.beforeRequestSent', about);
  const { instead = url, answer, isRefused } = await decided;
  const given = answer ?? (isRefused ? undefined : await fetched(instead, request).catch(() => undefined));
  if (!given) {
    emit('network.fetchError', { ...about, errorText: 'failed' });
    return response.destroy();
  }
  const { status, isCut } = given;
  const head = { ...given.headers };
  let { body } = given;
  if (isDocument && /html/.test(head['content-type'])) {
    body = prepared(page, body);
    head['content-type'] = 'text/html; charset=utf-8';
    const csp = head['content-security-policy'];
    if (csp) head['content-security-policy'] = csp.replace(/script-src|default-src/, "$& 'nonce-bridge'");
  }
  delete head['transfer-encoding'];
  // Where a connection was used before, WebKit asks once more when it breaks.
  head.connection = 'close';
  if (about.isBlocked) head['cache-control'] = 'no-store';
  if (!isCut) head['content-length'] = body.length;
  const said = { status, statusText: '', protocol: 'http/1.1', headers: bidiHeaders(head), headersSize: 0, bodySize: body.length };
  emit('network.responseStarted', { ...about, response: said });
  response.writeHead(status, head);
  response.write(body);
  if (isCut) {
    emit('network.fetchError', { ...about, errorText: 'cut off' });
    return response.destroy();
  }
  response.end();
  return emit('network.responseCompleted', { ...about, response: said });
};

/** What GTK is told: windows as narrow as a phone, and nothing that moves. */
const settings = Object.fromEntries(['CONFIG', 'DATA', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, join(profile, kind)]));
settings.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = '1';
settings.NO_AT_BRIDGE = '1';
const gtk = join(settings.XDG_CONFIG_HOME, 'gtk-3.0');
mkdirSync(gtk, { recursive: true });
writeFileSync(join(gtk, 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
writeFileSync(join(gtk, 'gtk.css'), '* { font-size: 1px; padding: 0; margin: 0; min-width: 0; min-height: 0; border-width: 0; box-shadow: none }\n');
const screen = display();

const contexts = new Map();
const pages = () => Array.from(contexts.values()).flatMap(({ pages }) => Array.from(pages.values()));
const pageOf = (id) => {
  const page = pages().find((page) => page.id === id);
  if (!page) throw Object.assign(new Error(`There is no page ${id}.`), { code: 'no such frame' });
  return page;
};

/** A setting that is for pages, or for all of some contexts. */
const concerned = ({ context, contexts: ids = context ? [context] : [], userContexts = [] }) => ({
  pages: ids.map(pageOf),
  contexts: userContexts.map((id) => contexts.get(id)),
});

/** What Playwright sends, of what Firefox understands. */
const commands = {
  'session.new': () => ({ sessionId: randomUUID(), capabilities: { browserName: 'webkit', browserVersion: '', userAgent: '' } }),
  'session.subscribe': () => ({ subscription: randomUUID() }),
  'browser.createUserContext': () => {
    const context = new Context();
    contexts.set(context.id, context);
    return { userContext: context.id };
  },
  'browser.removeUserContext': async ({ userContext }) => {
    await contexts.get(userContext)?.close();
    contexts.delete(userContext);
  },
  'browser.close': async () => {
    await Promise.all(Array.from(contexts.values(), (context) => context.close()));
    setTimeout(() => process.exit(), 50);
  },
  'browsingContext.create': async ({ userContext }) => ({ context: (await contexts.get(userContext).open()).id }),
  'browsingContext.close': ({ context }) => pageOf(context).close(),
  'browsingContext.activate': ({ context }) => pageOf(context).report(),
  'browsingContext.navigate': async ({ context, url }) => ({ navigation: await pageOf(context).navigate(url), url }),
  'browsingContext.reload': ({ context }) => pageOf(context).travel('/refresh'),
  'browsingContext.traverseHistory': ({ context, delta }) => pageOf(context).travel(delta < 0 ? '/back' : '/forward'),
  'browsingContext.captureScreenshot': async ({ context }) => ({ data: await pageOf(context).screenshot() }),
  'browsingContext.setViewport': async ({ viewport, ...where }) => {
    const { pages, contexts } = concerned(where);
    for (const context of contexts) context.viewport = viewport;
    for (const page of pages) await page.resize(viewport);
  },
  'emulation.setMediaFeaturesOverride': ({ features, ...where }) => {
    for (const context of concerned(where).contexts) context.isDark = features['prefers-color-scheme'] === 'dark';
  },
  'script.evaluate': ({ expression, ...rest }) => pageOf(rest.target.context).call(`() => (${expression.trim().replace(/;$/, '')}\n)`, rest),
  'script.callFunction': ({ functionDeclaration, ...rest }) => {
    const of = rest.target.context ?? pages().find((page) => page.realms().includes(rest.target.realm))?.id;
    return pageOf(of).call(functionDeclaration, rest);
  },
  'script.disown': ({ target, handles }) => pageOf(target.context).report('agent.disown(arguments[0])', [handles]),
  'script.addPreloadScript': ({ functionDeclaration: declaration, arguments: parameters = [], ...where }) => {
    const script = randomUUID();
    const { pages, contexts } = concerned(where);
    for (const { preloads } of [...pages, ...contexts]) preloads.set(script, { declaration, parameters });
    return { script };
  },
  'script.removePreloadScript': ({ script }) => {
    for (const { preloads } of [...pages(), ...contexts.values()]) preloads.delete(script);
  },
  'input.performActions': ({ context, actions }) => pageOf(context).act(actions),
  'network.addIntercept': ({ contexts: ids = [], phases }) => {
    const intercept = randomUUID();
    if (phases.includes('beforeRequestSent')) for (const id of ids) pageOf(id).intercepts.add(intercept);
    return { intercept };
  },
  'network.removeIntercept': ({ intercept }) => {
    for (const { intercepts } of pages()) intercepts.delete(intercept);
  },
  'network.continueRequest': ({ request, url }) => decide(request, { instead: url }),
  'network.failRequest': ({ request }) => decide(request, { isRefused: true }),
  'network.provideResponse': ({ request, statusCode: status, headers, body }) =>
    decide(request, { answer: { status, headers: plainHeaders(headers), body: Buffer.from(body?.value ?? '', 'base64') } }),
};

/** Taken in, with no effect. */
const without = /^(browser\.setDownloadBehavior|network\.(addDataCollector|set\w+)|emulation\.\w+|permissions\.\w+)$/;

const decide = (request, decision) => {
  held.get(request)?.(decision);
  held.delete(request);
};

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => {
  console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`);
});
server.on('connection', (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  emit = (method, params) => send({ type: 'event', method, params });
  socket.on('message', async (data) => {
    const { id, method, params } = JSON.parse(data);
    try {
      if (!commands[method] && !without.test(method)) throw Object.assign(new Error(method), { code: 'unknown command' });
      send({ type: 'success', id, result: (await commands[method]?.(params)) ?? {} });
    } catch (error) {
      send({ type: 'error', id, error: error.code ?? 'unknown error', message: error.message });
    }
  });
  socket.on('close', () => process.exit());
});
