// Runs in the page, before its own scripts: carries actions out, and compares what is on screen and what leaves it with
// what a second copy of the module, which shares nothing with the page's, gives for the inputs on screen.

globalThis.chaos = (() => {
  const POLICIES = ['user', 'role', 'runtime', 'destination', 'destination-caller', 'trust', 'render-call', 'nonsense', ''];
  const ATTRIBUTES = [
    'bucket', 'key-prefix', 'region', 'version', 'privacy', 'object-ownership', 'kms-key-arn', 'account-id', 'role-name',
    'function-prefix', 'service', 'write-only', 'download', 'delete', 'force-bucket-name', 'format', 'class', 'title',
  ];
  const GOOD = { policy: 'destination', bucket: 'acme-films', roleName: 'my-role', accountId: '123456789012', region: 'eu-west-1', privacy: 'no-acl' };
  const FORMATS = ['json', 'aws-cli', 'aws-cli-powershell', 'cloudformation', 'terraform', 'cdk', 'pulumi', 'typescript'];
  const SHARED = ['bucket', 'keyPrefix', 'region', 'version', 'privacy', 'objectOwnership', 'kmsKeyArn'];

  const faults = [];
  addEventListener('error', (event) => {
    if (event.message) faults.push(`exception: ${event.message}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => faults.push(`unhandled rejection: ${reason}`));

  // What copying and saving deliver, instead of this machine's clipboard and folders.
  let clipboardMode = 'accepts';
  let copied = [];
  let saved = [];
  /** How many texts were delivered: a run in which every click was refused would prove nothing. */
  const texts = { copy: 0, download: 0 };
  const write = (text) => {
    if (clipboardMode === 'throws') throw new TypeError('there is no clipboard');
    if (clipboardMode === 'refuses') return Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
    copied.push(text);
    return clipboardMode === 'accepts' ? Promise.resolve() : new Promise(() => {});
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true });
  URL.createObjectURL = (blob) => {
    saved.push(blob);
    return 'blob:saved';
  };
  HTMLAnchorElement.prototype.click = () => {};

  const storages = { works: undefined, disabled: 'SecurityError', full: 'QuotaExceededError' };
  let storageMode = 'works';
  for (const name of ['localStorage', 'sessionStorage']) {
    const { get } = Object.getOwnPropertyDescriptor(Window.prototype, name) ?? Object.getOwnPropertyDescriptor(window, name);
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        if (storageMode === 'disabled') throw new DOMException('Storage is disabled.', storages.disabled);
        return get.call(window);
      },
    });
  }
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (...pair) {
    if (storageMode === 'full') throw new DOMException('The quota is exceeded.', storages.full);
    return setItem.apply(this, pair);
  };

  let reference;
  const start = async () => {
    const glue = '/pkg/wasm/remotion_policy_builder.js?reference';
    reference = await import(glue);
    await reference.default({ module_or_path: '/pkg/wasm/remotion_policy_builder_bg.wasm?reference' });
    for (const host of hosts()) host.setAttribute('loading', 'eager');
    for (const host of hosts()) host.dispatchEvent(new Event('pointerover'));
    await settle();
  };

  const hosts = () => Array.from(document.querySelectorAll('remotion-policy'));
  const frame = (host) => host.shadowRoot.querySelector('.frame');
  const mounted = () => hosts().filter(frame);
  const fields = (host) => Array.from(frame(host).querySelectorAll('[name]'));
  const pick = (list, number) => list[number % list.length];
  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });

  /** Until what the last action started has come to its end. */
  const settle = async () => {
    await task();
    const late = performance.now() + 10_000;
    while (hosts().some((host) => !frame(host))) {
      if (performance.now() > late) throw new Error('a widget did not come back in ten seconds');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await task();
  };

  /** The call that the fields on screen amount to. */
  const onScreen = (host) => {
    const call = { policy: host.getAttribute('policy') ?? '' };
    for (const field of fields(host)) call[field.name] = field.type === 'checkbox' ? field.checked : field.value;
    const format = host.getAttribute('format') ?? undefined;
    // A page has one choice of form. A text without that form shows its own first one; what is no form at all it refuses.
    const named = format?.trim().toLowerCase();
    const foreign = FORMATS.includes(named) && !forms(host).includes(named);
    call.format = foreign ? undefined : format;
    return call;
  };

  const wanted = (host) => reference.build(onScreen(host));
  const forms = (host) => Array.from(frame(host).querySelectorAll('[role=tab]'), (tab) => tab.id.replace('format-', ''));
  const shown = (host) => frame(host).querySelector('.snippet').textContent;
  const trimmed = (text) => text.replace(/\n$/, '');
  const excerpt = (text) => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);

  /** Where two texts part, with what comes after. */
  const difference = (is, due) => {
    let at = 0;
    while (at < is.length && is[at] === due[at]) at += 1;
    return `from character ${at} on it is ${excerpt(is.slice(at))} in place of ${excerpt(due.slice(at))}`;
  };

  /** What does not hold, in words; nothing when all does. */
  const wrong = () => {
    if (faults.length) return faults.splice(0).join('; ');
    for (const host of mounted()) {
      const call = onScreen(host);
      const answer = reference.build(call);
      const place = `in the widget of ${JSON.stringify(call)}`;
      const copy = frame(host).querySelector('[data-do=copy]');
      if (answer.ok === (copy.getAttribute('aria-disabled') === 'true')) {
        return `${place}: build() ${answer.ok ? 'gives a text' : 'refuses'}, the page says otherwise`;
      }
      const selected = frame(host).querySelector('[role=tab][aria-selected=true]').id;
      if (answer.ok && selected !== `format-${call.format?.trim().toLowerCase() || forms(host)[0]}`) return `${place}: ${selected} is selected`;
      if (answer.ok && shown(host) !== trimmed(answer.text)) return `${place}: ${difference(shown(host), trimmed(answer.text))}`;
      if (!answer.ok && !shown(host)) return `${place}: there is no example`;
    }
    return undefined;
  };

  const native = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).set;
  const setValue = { INPUT: native(HTMLInputElement, 'value'), SELECT: native(HTMLSelectElement, 'value') };
  const enter = (field, value, inputType) => {
    field.focus({ preventScroll: true });
    setValue[field.tagName].call(field, value);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }));
    if (field.tagName === 'SELECT') field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const textField = (host, which) => pick(fields(host).filter((field) => field.type === 'text'), which);

  /** One value for the whole page, wherever the edited field is shown and can show it. */
  const together = async (field) => {
    if (!field || !SHARED.includes(field.name)) return undefined;
    await settle();
    if (!field.isConnected) return undefined;
    for (const host of mounted()) {
      const other = fields(host).find(({ name }) => name === field.name);
      // Half a character pair is shown as U+FFFD either way; the one typed in keeps the half.
      if (other && other.value.toWellFormed() !== field.value.toWellFormed()) return `${field.name} is ${excerpt(field.value)} here and ${excerpt(other.value)} there`;
    }
    return undefined;
  };

  const deliver = async (host, action) => {
    copied = [];
    saved = [];
    const answer = wanted(host);
    frame(host).querySelector(`[data-do=${action}]`).click();
    await settle();
    const delivered = action === 'copy' ? copied : await Promise.all(saved.map((blob) => blob.text()));
    const takes = action === 'download' || ['accepts', 'hangs'].includes(clipboardMode);
    // A file ends in a line feed, whichever form it is in; what is copied is what is on screen.
    const text = answer.ok && action === 'download' ? `${trimmed(answer.text)}\n` : answer.text;
    const due = answer.ok && takes ? [text] : [];
    texts[action] += due.length;
    if (JSON.stringify(delivered) === JSON.stringify(due)) return undefined;
    return `${action} delivered ${delivered.length} texts, ${due.length} were due; ${difference(delivered.join(), due.join())}`;
  };

  const ops = {
    type: (host, { other, text }) => {
      const field = textField(host, other);
      if (field) enter(field, text, 'insertText');
      return together(field);
    },
    append: async (host, { other, text }) => {
      const field = textField(host, other);
      for (const character of field ? Array.from(text).slice(0, 8) : []) enter(field, field.value + character, 'insertText');
      // Nothing typed is nothing to share: a page may preset an input in one widget differently from the others.
      return text ? together(field) : undefined;
    },
    paste: (host, { other, text }) => {
      const field = textField(host, other);
      if (field) enter(field, text, 'insertFromPaste');
      return together(field);
    },
    select: (host, { other, which }) => {
      const field = pick(fields(host).filter(({ tagName }) => tagName === 'SELECT'), other);
      if (field) enter(field, pick(Array.from(field.options), which >> 3).value);
      return together(field);
    },
    tick: (host, { other }) => {
      pick(fields(host).filter(({ type }) => type === 'checkbox'), other)?.click();
    },
    leave: (host, { other }) => {
      const field = pick(fields(host), other);
      field?.focus({ preventScroll: true });
      field?.blur();
    },
    // Random inputs are soon refused everywhere, and then nothing is copied: this takes back what is wrong in one widget.
    mend: (host) => {
      const answer = wanted(host);
      for (const { field } of answer.ok ? [] : answer.problems) {
        const attribute = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        if (host.getAttribute(attribute) && !GOOD[field]) host.removeAttribute(attribute);
        else host.setAttribute(attribute, GOOD[field] ?? '');
      }
    },
    copy: (host) => deliver(host, 'copy'),
    download: (host) => deliver(host, 'download'),
    link: async (host) => {
      copied = [];
      frame(host).querySelector('[data-do=copy-link]').click();
      await settle();
      const said = copied.find((link) => !link.startsWith(`${location.href.split('#')[0]}#remotion-policy=`) || /account-id|kms-key|role-name/.test(link));
      return said && `the copied link is ${excerpt(said)}`;
    },
    offer: (host) => {
      frame(host).querySelector('[data-do=take-offer]')?.click();
    },
    disclose: (host, { other }) => {
      pick(Array.from(frame(host).querySelectorAll('summary')), other).click();
    },
    tab: (host, { other }) => {
      // A choice of formats, where there is one; else the next thing that the Tab key would reach.
      const tabs = Array.from(frame(host).querySelectorAll('[role=tab]'));
      const stops = tabs.length ? tabs : Array.from(frame(host).querySelectorAll('input, select, button, summary, [tabindex="0"]'));
      const stop = pick(stops, other);
      stop.focus({ preventScroll: true });
      if (tabs.length) stop.click();
    },
    attribute: (host, { other, text }) => {
      const name = pick(ATTRIBUTES, other);
      if (other % 5 === 0) host.removeAttribute(name);
      else host.setAttribute(name, text);
    },
    policy: (host, { other }) => host.setAttribute('policy', pick(POLICIES, other)),
    reconnect: async (host, { other }) => {
      const [parent, next] = [host.parentNode, host.nextSibling];
      host.remove();
      // At once it is a move; later the widget is gone and comes back.
      if (other % 2) await settle();
      if (other % 3 === 0) host.setAttribute('bucket', 'set-while-away');
      parent.insertBefore(host, next?.parentNode === parent ? next : null);
    },
    move: (host, { other }) => {
      (other % 2 ? document.querySelector('main') : document.body).append(host);
    },
    remove: (host) => {
      if (hosts().length > 1) host.remove();
    },
    create: (host, { other, text }) => {
      if (hosts().length > 3) return;
      const fresh = document.createElement('remotion-policy');
      fresh.setAttribute('policy', pick(POLICIES, other));
      fresh.setAttribute('loading', 'eager');
      fresh.setAttribute('role-name', text);
      host.after(fresh);
    },
    clone: (host) => {
      if (hosts().length > 3) return;
      const twin = host.cloneNode(true);
      twin.setAttribute('loading', 'eager');
      host.before(twin);
    },
    clipboard: (host, { other }) => {
      clipboardMode = pick(['accepts', 'accepts', 'refuses', 'throws', 'hangs'], other);
    },
    storage: (host, { other }) => {
      storageMode = pick(Object.keys(storages), other);
    },
  };

  /** Carries out these actions one after the other; returns where and how something stopped holding. */
  const act = async (actions) => {
    for (const [number, action] of actions.entries()) {
      try {
        const said = await ops[action.op](pick(mounted(), action.which), action);
        await settle();
        const problem = said ?? wrong();
        if (problem) return { number, problem };
      } catch (error) {
        return { number, problem: `${error.stack ?? error}` };
      }
    }
    return undefined;
  };

  return { start, act, wrong, texts };
})();
