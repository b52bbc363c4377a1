// Everything an element does once somebody shows interest: load its module, mount the widget, pass attributes in and
// edits out, and fall back to the child markup when any of that goes wrong. Only the shadow root is written to, and
// attributes when the reader edits: anything else on the page belongs to somebody else, perhaps to React.

import { atRest, hold, measure, release, steady } from './layout.js';
import { isPanic, moduleOf } from './loader.js';
import { Notice } from './notice.js';
import { isLinked, reveal } from './reveal.js';
import { keep, listen, recall } from './tabs.js';

/** Name to value (`undefined`: removed) of the edits meant for every element, for those that mount later. */
const remembered = new Map();

/**
 * Whether a policy keeps an input to itself: what is public or deleted is said in its own box, and by no link to another;
 * and the key of Remotion's bucket is not that of the output bucket.
 */
const isApart = (host, name) =>
  /^((bucket-policy|lifecycle|setup) (bucket|key-prefix)|(user|role) kms-key-arn)$/.test(`${host.getAttribute('policy')} ${name}`);

/** Module to document to sheet: a shadow root cannot adopt another document's. */
const sheets = new Map();

/** Host to controller, for as long as the host lives. */
const controllers = new WeakMap();

/** Controllers of connected hosts. */
const connected = new Set();

/** Returns what the element calls when it is wanted, and when it was disconnected. `files` are those of its module. */
export const control = (host, files) => {
  if (!controllers.has(host)) controllers.set(host, new Controller(host, moduleOf(files)));
  return () => controllers.get(host).settle();
};

class Controller {
  /** @type {'idle' | 'loading' | 'mounted' | 'failed'} */
  state = 'idle';

  /** Not mounted since it was connected, so that its attributes are the page's alone. */
  fresh = true;

  /** Whether the reader has edited anything since. */
  used = false;

  /** Whether the page was opened by a link to it. */
  linked = false;

  constructor(host, module) {
    this.host = host;
    this.module = module;
    this.root = host.shadowRoot;
    this.slot = this.root.querySelector('slot');
    this.notice = new Notice(host, module.title, retry);
    this.root.replaceChildren(this.notice.node, this.slot);
    this.readVersion();
    this.attributes = new MutationObserver((records) => {
      this.readVersion();
      if (this.widget && records.some(changed)) this.update();
    });
    for (const type of watched) this.root.addEventListener(type, watch, true);
    for (const type of ['dragover', 'drop']) this.root.addEventListener(type, take);
  }

  /** Which version the page says its text is of. An edit goes to every element, so what is no edit is the page's own. */
  readVersion() {
    const version = this.host.getAttribute('version');
    if (version !== (remembered.get('version') ?? null)) this.version = version;
  }

  settle() {
    // By then a node that is being moved is back, and keeps what the reader opened, scrolled and typed.
    queueMicrotask(() => {
      if (!this.host.isConnected) {
        this.unmount();
        return;
      }
      connected.add(this);
      this.attributes.observe(this.host, { attributes: true, attributeOldValue: true });
      if (this.state === 'idle') this.load();
      // The move may have been to another document.
      if (this.state === 'mounted') this.guard(() => this.dress());
    });
  }

  async load() {
    this.state = 'loading';
    this.notice.loading();
    if (!this.linked && isLinked(this.host)) {
      this.linked = true;
      reveal(this.host);
    }
    // Meanwhile the host may have left, or a panic elsewhere may have ended the module.
    const stale = () => this.state !== 'loading';
    try {
      const exports = await this.module.load({ wasm: this.host.getAttribute('wasm') });
      if (stale()) return;
      this.exports = exports;
    } catch (error) {
      if (!stale()) this.fail(error);
      return;
    }
    this.guard(() => this.mount());
  }

  mount() {
    const { fresh } = this;
    this.fresh = false;
    if (fresh) {
      this.readVersion();
      const version = this.host.localName === 'remotion-policy' && stated(this.host);
      if (version && !this.host.hasAttribute('version')) write(this.host, 'version', version);
      for (const [name, value] of remembered) if (!isApart(this.host, name)) write(this.host, name, value);
    }
    // The widget begins with all that was changed so far.
    this.attributes.takeRecords();
    this.dress();

    const focused = this.host.matches(':focus-within');
    this.room = measure(this.slot);
    this.show();
    this.state = 'mounted';
    this.choose(recall(this.host));
    this.slot.style.display = 'none';
    steady(this.host, () => this.notice.clear());
    hold(this.root, this.room);
    // Whoever was in the child markup, or on the button that tried again, has just lost their place.
    if (focused) {
      const first = this.root.querySelector('input, select, button, [tabindex="0"]');
      first?.focus({ preventScroll: true });
      // It may be far above what had the focus.
      first?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }
    if (this.linked) {
      release(this.root);
      reveal(this.host);
    }
    this.host.dispatchEvent(new Event('load'));
    agree();
  }

  /** What the widget is told. */
  inputs() {
    this.before = saidBefore(this);
    return { ...inputs(this.host), ...(this.before && { saidBefore: this.before }) };
  }

  update() {
    this.guard(() => this.widget.update(this.inputs()));
    agree();
  }

  /** The page has gone to another address. */
  follow() {
    if (!isLinked(this.host)) return;
    this.linked = true;
    reveal(this.host);
    if (this.state !== 'mounted') return;
    release(this.root);
    this.guard(() => this.widget.follow());
  }

  /** `more`: what the widget knows besides the element's inputs. */
  show(more) {
    this.widget = new this.exports.Widget(this.root, { ...this.inputs(), ...more }, {
      edit: (name, value, shared) => this.edit(name, value, shared),
      changed: (call, answer) => this.announce(call, answer),
      read: (text) => this.read(text),
      explain: (text) => this.explain(text),
      more: () => this.more(),
      // Timers and promises call back outside of any event, where nothing would say whose panic it was.
      guard: (run) => () => this.guard(run),
    });
  }

  /** The module lacks what was chosen. The larger one is fetched, and a widget of it takes the place of this one. */
  async more() {
    if (this.fetching) return;
    this.fetching = true;
    this.told = undefined;
    try {
      const module = moduleOf((await this.exports.more()).setups);
      const exports = await module.load({ wasm: this.host.getAttribute('setups-wasm') });
      if (this.state === 'mounted') this.guard(() => steady(this.host, () => this.replace(module, exports)));
    } catch {
      // The widget says what is missing. The next edit tries again.
    } finally {
      this.fetching = false;
    }
  }

  replace(module, exports) {
    const focused = this.root.activeElement?.id;
    const details = () => Array.from(this.root.querySelectorAll('details'));
    const open = details().map((one) => one.open);
    this.attributes.takeRecords();
    this.widget.free();
    Object.assign(this, { module, exports });
    this.dress();
    this.show({ hasFollowed: this.linked ? 'link' : '' });
    hold(this.root, this.room);
    if (this.used) release(this.root);
    // The same widget, with the same parts in the same order.
    for (const [at, one] of details().entries()) one.open = open[at] ?? false;
    if (focused) this.root.getElementById(focused)?.focus({ preventScroll: true });
    // The page was told that there was no answer.
    if (this.told) this.announce(this.told, exports.build(this.told));
    agree();
  }

  unmount() {
    connected.delete(this);
    this.attributes.disconnect();
    this.restore();
    this.notice.clear();
    this.state = 'idle';
    this.fresh = true;
    agree();
    this.used = false;
  }

  fail(error) {
    steady(this.host, () => this.restore());
    this.state = 'failed';
    atRest(this.host, () => {
      if (this.state === 'failed') steady(this.host, () => this.notice.failed(error));
    });
    // An `error` that bubbled would reach listeners on the page that expect a script's ErrorEvent.
    this.host.dispatchEvent(new CustomEvent('error', { detail: { error } }));
  }

  /** The shadow root as it was before the widget. */
  restore() {
    this.widget?.free();
    this.widget = undefined;
    this.slot.style.display = 'block';
    // What a broken widget left behind. The rest stays in place, or a focused button would lose the focus.
    while (this.root.lastChild !== this.slot) this.root.lastChild.remove();
  }

  guard(run) {
    try {
      run();
    } catch (error) {
      if (isPanic(error)) stop(this.module, error);
      else this.fail(error);
    }
  }

  dress() {
    const { ownerDocument } = this.host;
    if (!sheets.has(this.module)) sheets.set(this.module, new WeakMap());
    const made = sheets.get(this.module);
    if (!made.has(ownerDocument)) {
      const sheet = new ownerDocument.defaultView.CSSStyleSheet();
      sheet.replaceSync(this.exports.stylesheet());
      made.set(ownerDocument, sheet);
    }
    this.root.adoptedStyleSheets = [made.get(ownerDocument)];
  }

  edit(name, value, shared) {
    write(this.host, name, value);
    if (name === 'format' && value !== undefined) keep(this.host, value);
    // The reader is at work, and may as well see the whole text grow.
    this.used = true;
    release(this.root);
    if (!shared) return;
    remembered.set(name, value);
    // Hosts that nobody has opened yet get it when they mount: React may not have hydrated them.
    for (const { fresh, host } of connected) if (!fresh && !isApart(host, name)) write(host, name, value);
  }

  /** Takes over a form chosen elsewhere, if this policy has it: the group may be one of the site's own Tabs. */
  choose(format) {
    const tabs = Array.from(this.root.querySelectorAll('[role=tab]'));
    if (tabs.some((tab) => tab.dataset.do === `format-${format}`)) write(this.host, 'format', format);
  }

  /** What the module of the readers makes of a text. While it is not there it is fetched, and the widget told of it. */
  read(text) {
    if (!this.reader) {
      this.fetchReader();
      return undefined;
    }
    try {
      return this.reader(text);
    } catch {
      // After a panic it makes nothing of any text.
      return undefined;
    }
  }

  /** Types an error into the page's checker, which opens and loads if it has not yet. */
  explain(text) {
    const checker = checkerOf(this.host);
    for (let around = checker.closest('details'); around; around = around.parentElement.closest('details')) {
      around.open = true;
    }
    const type = () => {
      const area = checker.shadowRoot.querySelector('textarea');
      area.value = text;
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      area.focus();
    };
    checker.scrollIntoView({ behavior: 'instant' });
    if (checker.shadowRoot.querySelector('textarea')) type();
    else checker.addEventListener('load', type, { once: true });
  }

  async fetchReader() {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const { read } = await moduleOf(await this.module.readers()).functions(['read'], {
        wasm: this.host.getAttribute('readers-wasm'),
      });
      this.reader = read;
      this.guard(() => this.widget?.canRead());
    } catch {
      // The text stays unread, and the widget says so. The next one tries again.
    } finally {
      this.fetching = false;
    }
  }

  announce(call, answer) {
    this.told = call;
    // Bubbling and composed like an input's own `change`, so that one listener can serve a page of elements.
    this.host.dispatchEvent(
      new CustomEvent('change', { bubbles: true, composed: true, detail: { call, answer } }),
    );
  }
}

const inputs = (host) => ({
  ...Object.fromEntries(Array.from(host.attributes, ({ name, value }) => [name, value])),
  ...published(host),
  ...(checkerOf(host) && { hasChecker: '' }),
});

/** The page's checker, if it has one. */
const checkerOf = ({ ownerDocument }) => ownerDocument.querySelector('remotion-policy-checker');

/**
 * The policy as the page states it, and the version its author says it is of. The module decides whether it counts. A
 * checker asks for what the first `<remotion-policy>` of its policy states.
 */
const published = (host) => {
  const policy = host.getAttribute('for') || 'role';
  const others = host.ownerDocument.querySelectorAll('remotion-policy');
  const source = host.localName === 'remotion-policy' ? host : Array.from(others).find((other) => other.getAttribute('policy') === policy && stated(other));
  const version = source && stated(source);
  return version ? { publishedVersion: version, publishedPolicy: textOf(source.querySelector('pre') ?? source) } : {};
};

/** Where a `<pre data-policy="user 4.0.528">` holds it, it says so itself: React knows of no attribute then. */
const stated = (host) => {
  const own = host.querySelector('[data-policy]');
  if (own) return own.dataset.policy.split(' ')[1];
  const controller = controllers.get(host);
  return controller ? controller.version : host.getAttribute('version');
};

/** With the line ends of code blocks whose lines end in `<br>`. */
const textOf = (block) => {
  if (block.textContent.includes('\n') || !block.querySelector('br')) return block.textContent;
  const copy = block.cloneNode(true);
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  return copy.textContent;
};

/** The mounted policies from top to bottom, with the place that asks for the setup before them all. */
const inOrder = () =>
  Array.from(connected)
    .filter(({ widget, host }) => widget && host.localName === 'remotion-policy')
    .sort(({ host }, { host: other }) =>
      isSetup(other) - isSetup(host) || (host.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1),
    );

const isSetup = (host) => host.getAttribute('setup') === 'only';

/** The notes of those before it that can be seen, or are one click away in a box that can. A page says each once. */
const saidBefore = (wanted) => {
  const texts = [];
  for (const { host, root } of inOrder()) {
    if (host === wanted.host) break;
    const said = Array.from(root.querySelectorAll('.note:not(.options *), .stamp'), ({ textContent }) => textContent);
    if (host.checkVisibility?.() ?? true) texts.push(...said);
  }
  return texts.join('\n');
};

/** Tells each that has others before it now which say something else. */
const agree = () =>
  queueMicrotask(() => {
    for (const controller of inOrder()) {
      if (controller.widget && saidBefore(controller) !== controller.before) steady(controller.host, () => controller.update());
    }
  });

/** Writes nothing when there is nothing to change, so that observers see edits only. `undefined`, Rust's `None`, removes. */
const write = (host, name, value) => {
  if (value === undefined) host.removeAttribute(name);
  else if (host.getAttribute(name) !== value) host.setAttribute(name, value);
};

const changed = ({ target, attributeName, oldValue }) => target.getAttribute(attributeName) !== oldValue;

/** What kept one module away kept the other away too, so one button serves all; but a module that broke stays broken. */
const retry = () => {
  for (const controller of connected) if (controller.state === 'failed' && !controller.module.isBroken()) controller.load();
};

/** All its widgets live in the one instance that panicked, and none of them may call it again, not even to be freed. */
const stop = (module, panic) => {
  const fault = module.abandon(panic);
  for (const controller of connected) {
    if (controller.module !== module) continue;
    controller.widget = undefined;
    if (controller.state !== 'failed') controller.fail(fault);
  }
};

addEventListener('hashchange', () => {
  for (const controller of connected) controller.follow();
  // What has not begun looks at the address when it is put on a page.
  if (location.hash.startsWith('#remotion-policy=')) {
    for (const host of document.querySelectorAll('remotion-policy')) host.connectedCallback?.();
  }
});

listen((concerns, format) => {
  for (const controller of connected) if (controller.widget && concerns(controller.host)) controller.choose(format);
});

/** Puts files that are dropped on a text area after what is in it; a browser would open them and leave the page. */
const take = async (event) => {
  const { target, type, dataTransfer } = event;
  if (target.localName !== 'textarea' || !dataTransfer?.types.includes('Files')) return;
  const files = Array.from(dataTransfer.files);
  event.preventDefault();
  if (type === 'dragover') return;
  // A folder cannot be read.
  const read = await Promise.allSettled(files.map((file) => file.text()));
  const texts = read.map(({ value }) => value);
  target.value = [target.value, ...texts].filter(Boolean).join('\n\n');
  target.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};

// A panic in one of the widget's own listeners, which are for these events, reaches only the window, and that does not
// say whose it was. It is ours while an event passes through one of our roots: afterwards the event has no phase.
const watched = ['input', 'change', 'focusout', 'click', 'keydown'];
let passing;
const watch = (event) => {
  passing = { event, host: event.currentTarget.host };
};
addEventListener('error', ({ error }) => {
  if (isPanic(error) && passing?.event.eventPhase) stop(controllers.get(passing.host).module, error);
});
