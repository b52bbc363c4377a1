// Runs in the page, before its own scripts: what the widgets use of the browser, under the run's control. The clipboard
// and storage refuse when told to, saved files are caught, and no timer fires before the run says that its time has come.

globalThis.chaos = {};

chaos.world = (() => {
  const faults = [];
  addEventListener('error', (event) => {
    if (event.message) faults.push(`exception: ${event.message}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => faults.push(`unhandled rejection: ${reason}`));

  // The clipboard -----------------------------------------------------------------------------------------------------

  const CLIPBOARDS = ['accepts', 'accepts', 'accepts', 'refuses', 'throws', 'hangs'];
  let clipboard = 'accepts';
  let copied = [];
  const writeText = (text) => {
    if (clipboard === 'throws') throw new TypeError('there is no clipboard');
    if (clipboard === 'refuses') return Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
    copied.push(text);
    return clipboard === 'accepts' ? Promise.resolve() : new Promise(() => {});
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });

  // Files -------------------------------------------------------------------------------------------------------------

  let saved = [];
  const blobs = new Map();
  URL.createObjectURL = (blob) => {
    const url = `blob:${location.origin}/${blobs.size}`;
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    saved.push({ name: this.download, blob: blobs.get(this.href) });
  };

  // Links -------------------------------------------------------------------------------------------------------------

  /** A key may press a link that leads to another page; the run stays here. */
  addEventListener('click', (event) => {
    const link = event.composedPath().find((element) => element.localName === 'a' && element.href);
    if (link && link.href.split('#')[0] !== location.href.split('#')[0]) event.preventDefault();
  });

  // Storage -----------------------------------------------------------------------------------------------------------

  const STORAGES = ['works', 'disabled', 'full'];
  let storage = 'works';
  for (const name of ['localStorage', 'sessionStorage']) {
    const { get } = Object.getOwnPropertyDescriptor(Window.prototype, name) ?? Object.getOwnPropertyDescriptor(window, name);
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        if (storage === 'disabled') throw new DOMException('Storage is disabled.', 'SecurityError');
        return get.call(window);
      },
    });
  }
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (...pair) {
    if (storage === 'full') throw new DOMException('The quota is exceeded.', 'QuotaExceededError');
    return setItem.apply(this, pair);
  };

  // Time --------------------------------------------------------------------------------------------------------------

  const real = { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) };
  /** Number to a timer that waits: what it runs, and at which of our milliseconds. */
  const timers = new Map();
  // Numbers that the browser gives to no timer of its own.
  let number = 1e9;
  let now = 0;
  window.setTimeout = (run, milliseconds = 0) => {
    number += 1;
    timers.set(number, { run, due: now + milliseconds });
    return number;
  };
  window.clearTimeout = (timer) => {
    if (!timers.delete(timer)) real.clearTimeout(timer);
  };

  /** Lets so many milliseconds pass. */
  const pass = (milliseconds) => {
    now += milliseconds;
    for (;;) {
      const due = Array.from(timers).filter(([, timer]) => timer.due <= now);
      if (!due.length) return;
      const [first, { run }] = due.reduce((one, other) => (other[1].due < one[1].due ? other : one));
      timers.delete(first);
      try {
        run();
      } catch (error) {
        faults.push(`exception in a timer: ${error}`);
      }
    }
  };

  const pick = (list, which) => list[which % list.length];
  return {
    faults,
    pass,
    isWaiting: () => timers.size > 0,
    sleep: (milliseconds) => new Promise((resolve) => real.setTimeout(resolve, milliseconds)),
    chooseClipboard: (which) => {
      clipboard = pick(CLIPBOARDS, which);
    },
    takesCopies: () => ['accepts', 'hangs'].includes(clipboard),
    chooseStorage: (which) => {
      storage = pick(STORAGES, which);
    },
    /** The texts copied and the files saved since the last call. */
    delivered: async () => {
      const files = await Promise.all(saved.map(async ({ name, blob }) => ({ name, text: await blob.text() })));
      const texts = copied;
      [copied, saved] = [[], []];
      return { copied: texts, saved: files };
    },
  };
})();
