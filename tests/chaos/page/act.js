// Runs in the page: carries actions out, and checks after each of them that everything on screen is as it should be.

chaos.texts = { copied: 0, saved: 0, added: 0 };
/** Verdicts that were on screen. */
chaos.verdicts = {};

Object.assign(chaos, (() => {
  const { world, screen, checker } = chaos;
  const { hosts, frame, mounted, isChecker, fields, excerpt, difference } = screen;

  const POLICIES = ['user', 'role', 'caller', 'destination', 'destination-caller', 'trust', 'render-call', 'nonsense', ''];
  const ATTRIBUTES = [
    'bucket', 'buckets', 'key-prefix', 'region', 'version', 'privacy', 'object-ownership', 'kms-key-arn', 'account-id', 'function-role', 'attach-to',
    'trusted-account', 'trusted-role', 'function-prefix', 'service', 'repository', 'branch', 'issuer', 'external-id', 'write-only', 'download', 'delete', 'calls', 'function-name', 'remotion-bucket', 'extras', 'format', 'for', 'from', 'compact', 'class', 'title',
  ];
  const GOOD = { policy: 'destination', bucket: 'acme-films', functionRole: 'my-role', attachTo: 'role/my-role', trustedRole: 'my-role', trustedAccount: '123456789012', accountId: '123456789012', repository: 'acme/films', branch: 'main', issuer: 'https://gitlab.com', externalId: 'acme-7', region: 'eu-west-1', privacy: 'no-acl' };
  const SHARED = ['bucket', 'buckets', 'keyPrefix', 'region', 'version', 'privacy', 'objectOwnership', 'kmsKeyArn'];

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

  /** Whether a widget waits for the larger module, which then takes its place. */
  const lacks = (host) => /needs the larger module/i.test(frame(host).textContent);

  /** Until what the last action started has come to its end. */
  const settle = async () => {
    await task();
    const late = performance.now() + 10_000;
    while (hosts().some((host) => !frame(host) || lacks(host))) {
      if (performance.now() > late) throw new Error('a widget did not come back in ten seconds');
      await world.sleep(5);
    }
    await task();
  };

  const start = async () => {
    await screen.load();
    for (const host of hosts()) host.setAttribute('loading', 'eager');
    for (const host of hosts()) host.dispatchEvent(new Event('pointerover'));
    await settle();
  };

  // What the reader typed stays as typed ------------------------------------------------------------------------------

  const state = ({ value, checked, selectionStart, selectionEnd }) => ({ value, checked, selectionStart, selectionEnd });

  /** The field last typed in during this action, as the browser left it before any widget heard of it. */
  let typed;
  addEventListener('input', (event) => {
    const [node] = event.composedPath();
    typed = node.name ? { node, name: node.name, ...state(node) } : undefined;
  }, true);

  /** Text area to what it holds; an action that means to change one takes it out. */
  const areas = new Map();

  /** Where this action leaves the caret: `kept` where it was, at the `start` of a text area it fills, or `anywhere`. */
  let caret = 'kept';

  const wrongField = () => {
    const { node, name, ...was } = typed ?? {};
    typed = undefined;
    if (!node?.isConnected || node.name !== name) return undefined;
    const is = state(node);
    // Of an address typed as the bucket the bare name stays, and of half a character pair U+FFFD.
    const taken = name === 'bucket' && /[/:]/.test(was.value) && was.value.includes(is.value);
    if (taken || !was.value.isWellFormed()) return undefined;
    if (caret === 'start') Object.assign(was, { selectionStart: 0, selectionEnd: 0 });
    if (caret === 'anywhere') Object.assign(was, { selectionStart: is.selectionStart, selectionEnd: is.selectionEnd });
    const [now, then] = [JSON.stringify(is), JSON.stringify(was)];
    return now === then ? undefined : `${name} is not as it was typed: ${difference(now, then)}`;
  };

  /** The text area of the last undo: Chromium says where that left the caret when the focus moves on, and not before. */
  let undone;

  const wrongArea = () => {
    if (undone) {
      if (undone.getRootNode().activeElement !== undone) undone = undefined;
      areas.clear();
      return undefined;
    }
    for (const area of mounted().filter(isChecker).flatMap(checker.areas)) {
      const [is, was] = [JSON.stringify(state(area)), JSON.stringify(areas.get(area) ?? state(area))];
      areas.set(area, state(area));
      if (is !== was) return `the pasted text, caret or selection did not stay: ${difference(is, was)}`;
    }
    return undefined;
  };

  /** What does not hold, in words; nothing when all does. */
  const wrong = () => {
    if (world.faults.length) return world.faults.splice(0).join('; ');
    const field = wrongField() ?? wrongArea();
    if (field) return field;
    for (const host of mounted()) {
      const said = screen.wrong(host);
      if (said) return `in the ${host.localName} ${host.getAttribute('policy')} of ${JSON.stringify(screen.inputs(host))}: ${said}`;
    }
    return undefined;
  };

  // Actions -----------------------------------------------------------------------------------------------------------

  const native = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).set;
  const setValue = { INPUT: native(HTMLInputElement, 'value'), SELECT: native(HTMLSelectElement, 'value') };
  const enter = (field, value, inputType) => {
    field.focus({ preventScroll: true });
    setValue[field.tagName].call(field, value);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }));
    if (field.tagName === 'SELECT') field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  /** As a mouse does, which moves the focus first. */
  const click = (button) => {
    button.focus({ preventScroll: true });
    button.click();
  };
  const textField = (host, which) => pick(fields(host).filter((field) => field.type === 'text'), which);

  /** What is public or deleted is said in its own box, and Remotion's bucket has a key of its own. */
  const APART = { 'bucket-policy': ['bucket', 'keyPrefix'], lifecycle: ['bucket', 'keyPrefix'], setup: ['bucket', 'keyPrefix'], user: ['kmsKeyArn'], role: ['kmsKeyArn'] };
  const isApart = (host, name) => APART[screen.bare(host.getAttribute('policy') ?? '')]?.includes(name) ?? false;

  /** One value for the whole page, wherever the edited field is shown and can show it. */
  const together = async (field) => {
    if (!field || !SHARED.includes(field.name) || isApart(field.getRootNode().host, field.name)) return undefined;
    await settle();
    if (!field.isConnected) return undefined;
    for (const host of mounted().filter((one) => !isApart(one, field.name))) {
      const other = fields(host).find(({ name }) => name === field.name);
      // Half a character pair is shown as U+FFFD either way; the one typed in keeps the half.
      if (other && other.value.toWellFormed() !== field.value.toWellFormed()) {
        return `${field.name} is ${excerpt(field.value)} here and ${excerpt(other.value)} there`;
      }
    }
    return undefined;
  };

  /** Opens what is around an element, as a reader does who uses it. */
  const reveal = (host) => {
    for (let around = host.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
  };

  /** Presses Copy or Download where there is one, and compares what left the page. */
  const deliver = async (host, action) => {
    await world.delivered();
    const due = screen.due(host);
    const button = screen.button(host, action);
    reveal(host);
    if (button.closest('details')) button.closest('details').open = true;
    if (!button.checkVisibility()) return due && `there is a text, and no ${action}`;
    click(button);
    await settle();
    const { copied, saved } = await world.delivered();
    if (action === 'copy') {
      const wanted = due && world.takesCopies() ? [due.text] : [];
      if (JSON.stringify(copied) !== JSON.stringify(wanted)) {
        return `${copied.length} texts were copied, ${wanted.length} were due; ${difference(copied.join(), wanted.join())}`;
      }
      if (wanted.length) screen.copies.set(host, due.text);
      chaos.texts[isChecker(host) ? 'added' : 'copied'] += wanted.length;
      return undefined;
    }
    // A file ends in a line feed, whichever form it is in; what is copied is what is on screen.
    const wanted = due ? [{ name: due.name, text: `${screen.trimmed(due.text)}\n` }] : [];
    chaos.texts.saved += wanted.length;
    if (JSON.stringify(saved) === JSON.stringify(wanted)) return undefined;
    return `saved, ${difference(JSON.stringify(saved), JSON.stringify(wanted))}`;
  };

  /** Types or pastes over a part of a text area, as an editing command does: with the browser's own events and undo. */
  const write = (area, text, from, to) => {
    areas.delete(area);
    if (area.closest('details')) area.closest('details').open = true;
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
    document.execCommand(text ? 'insertText' : 'delete', false, text);
  };
  const ofChecker = (act, otherwise) => (host, action) => (isChecker(host) ? act(host, action) : otherwise(host, action));
  const press = (host, selector, which) => {
    reveal(host);
    const buttons = Array.from(frame(host).querySelectorAll(selector)).filter((button) => button.checkVisibility());
    const button = pick(buttons, which);
    if (button) click(button);
    return button;
  };

  const type = (inputType) => (host, { other, text }) => {
    const field = textField(host, other);
    if (field) enter(field, text, inputType);
    return together(field);
  };

  const ops = {
    type: type('insertText'),
    paste: type('insertFromPaste'),
    append: async (host, { other, text }) => {
      const field = textField(host, other);
      for (const character of field ? Array.from(text).slice(0, 8) : []) enter(field, field.value + character, 'insertText');
      // Nothing typed is nothing to share: a page may preset an input in one widget differently from the others.
      return text ? together(field) : undefined;
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
      const problems = isChecker(host) ? checker.problems(host) : (screen.built(host).problems ?? []);
      for (const { field } of problems) {
        const attribute = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        if (host.getAttribute(attribute) && !GOOD[field]) host.removeAttribute(attribute);
        else host.setAttribute(attribute, GOOD[field] ?? '');
      }
    },
    // The checker's text: pasted as a whole, typed into, undone, taken from an example, gone to from a finding.
    policyText: ofChecker(
      (host, action) => {
        const area = pick(checker.areas(host), action.other % 5 ? 0 : 1);
        write(area, checker.policy(host, action), 0, area.value.length);
      },
      (host, action) => ops.mend(host, action),
    ),
    edit: ofChecker(
      (host, { which, other, text }) => {
        const area = pick(checker.areas(host), other % 4 ? 0 : 1);
        const from = which % (area.value.length + 1);
        write(area, text.slice(0, 40), from, Math.min(from + (other % 7), area.value.length));
      },
      (host, action) => ops.append(host, action),
    ),
    undo: ofChecker(
      (host, { other }) => {
        // A page has one history, and its last entry may be of any text area.
        [undone] = checker.areas(host);
        undone.focus({ preventScroll: true });
        document.execCommand(other % 3 ? 'undo' : 'redo');
      },
      (host, action) => ops.leave(host, action),
    ),
    example: ofChecker(
      (host, { other }) => {
        areas.delete(checker.areas(host)[0]);
        caret = 'start';
        const due = checker.own(host);
        const pressed = press(host, '[data-do^=example-]', other);
        const is = checker.areas(host)[0].value;
        return pressed.dataset.do === 'example-own' && due && is !== due ? `of the example ${difference(is, due)}` : undefined;
      },
      (host, action) => ops.mend(host, action),
    ),
    merge: ofChecker(
      (host, { other }) => {
        areas.delete(checker.areas(host)[0]);
        caret = 'start';
        press(host, '[data-do=whole], [data-do=replace]', other);
      },
      (host, action) => ops.select(host, action),
    ),
    seek: ofChecker(
      (host, { other }) => {
        for (const area of checker.areas(host)) areas.delete(area);
        const pressed = press(host, '[data-do^=select-]', other);
        if (!pressed) return undefined;
        const due = checker.pointed(host, ...pressed.dataset.do.split('-').slice(1).map(Number));
        const area = checker.areas(host).find(({ name }) => due.startsWith(`${name}-`));
        const is = `${area.name}-${area.selectionStart}-${area.selectionEnd}`;
        return is === due ? undefined : `${pressed.dataset.do} selected ${is} in place of ${due}`;
      },
      (host, action) => ops.disclose(host, action),
    ),
    caret: ofChecker(
      (host, { which, other }) => {
        const area = pick(checker.areas(host), other);
        areas.delete(area);
        area.setSelectionRange(which % (area.value.length + 1), area.value.length);
      },
      (host, action) => ops.leave(host, action),
    ),
    wait: async (host, { other }) => {
      // Longer than a pause in typing; then longer than a button says how it ended.
      world.pass(other % 3 ? 1000 : 10_000);
      await settle();
      return mounted().filter(isChecker).map(checker.wrongAloud).find((said) => said);
    },
    // What a reader comes for: puts right what is wrong, in a checker takes a policy that lacks something, and copies.
    finish: async (picked, action) => {
      const host = action.other % 3 ? picked : (mounted().find(isChecker) ?? picked);
      if (action.other % 2) world.chooseClipboard(0);
      for (let tries = 0; tries < 3; tries += 1) {
        ops.mend(host);
        await settle();
      }
      if (isChecker(host)) {
        ops.example(host, { ...action, other: 1 });
        await settle();
      }
      return deliver(host, 'copy');
    },
    copy: (host) => deliver(host, 'copy'),
    download: (host) => deliver(host, 'download'),
    link: async (host) => {
      if (isChecker(host)) return undefined;
      await world.delivered();
      click(screen.button(host, 'copy-link'));
      await settle();
      const { copied } = await world.delivered();
      const said = copied.find((link) => !link.startsWith(`${location.href.split('#')[0]}#remotion-policy=`) || /&(account-id|trusted-account|trusted-role|function-role|kms-key-arn|attach-to)=/.test(link));
      return said && `the copied link is ${excerpt(said)}`;
    },
    offer: (host) => {
      frame(host).querySelector('[data-do^=use-], [data-do=explain]')?.click();
    },
    disclose: (host, { other }) => {
      pick(Array.from(frame(host).querySelectorAll('summary')), other).click();
    },
    tab: (host, { other }) => {
      // A choice of formats, where there is one; else the next thing that the Tab key would reach.
      const tabs = Array.from(frame(host).querySelectorAll('[role=tab]'));
      const stops = tabs.length ? tabs : Array.from(frame(host).querySelectorAll('input, select, button, summary, [tabindex="0"]'));
      const stop = pick(stops, other);
      if (tabs.length) click(stop);
      else stop.focus({ preventScroll: true });
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
      const fresh = document.createElement(other % 3 ? 'remotion-policy' : 'remotion-policy-checker');
      fresh.setAttribute('policy', pick(POLICIES, other));
      fresh.setAttribute('loading', 'eager');
      fresh.setAttribute('function-role', text);
      host.after(fresh);
    },
    clone: (host) => {
      if (hosts().length > 3) return;
      const twin = host.cloneNode(true);
      twin.setAttribute('loading', 'eager');
      host.before(twin);
    },
    clipboard: (host, { other }) => world.chooseClipboard(other),
    storage: (host, { other }) => world.chooseStorage(other),
  };

  /** What can be done to an element that has no widget yet. */
  const EARLY = ['attribute', 'policy', 'move', 'remove', 'create', 'clone', 'storage'];
  const early = async (actions) => {
    for (const action of actions.filter(({ op }) => EARLY.includes(op))) {
      ops[action.op](pick(hosts(), action.which), action);
      await task();
    }
  };

  /** Carries out these actions one after the other; returns where and how something stopped holding. */
  const act = async (actions) => {
    for (const [number, action] of actions.entries()) {
      try {
        caret = 'kept';
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

  /** After a key, which may have changed any field or selection there is. */
  const pressed = async () => {
    areas.clear();
    caret = 'anywhere';
    await settle();
    // The key may have pressed a button that copies.
    const { copied } = await world.delivered();
    const host = document.activeElement;
    if (mounted().includes(host) && copied.length && copied.at(-1) === screen.due(host)?.text) screen.copies.set(host, copied.at(-1));
    return wrong();
  };

  return { start, early, act, pressed, wrong };
})());
