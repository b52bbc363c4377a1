// What an element says while it has no widget to speak for it. Above the child markup, because a policy is longer than
// a screen; built node by node, because a strict page allows nothing else.

import { isHopeless } from './loader.js';

/** Milliseconds after which silence looks like a fault. */
const SLOW = 3000;

// Without the module there is no style sheet. Infima's variables make them look like the page they are on.
const surface = {
  border: '1px solid var(--ifm-color-emphasis-300, GrayText)',
  borderRadius: 'var(--ifm-global-radius, 6.4px)',
  background: 'var(--ifm-background-surface-color, Canvas)',
  color: 'var(--ifm-font-color-base, CanvasText)',
};

const button = { ...surface, font: 'inherit', padding: '4px 12px', marginBlockStart: '8px', cursor: 'pointer' };

/** On top of the child markup's first line, which for a policy is a brace, so that nothing moves while it is read. */
const overlay = { ...surface, position: 'absolute', insetInlineEnd: '0', padding: '4px 12px', zIndex: '1' };

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
};

/** What an element of the page has said last. Others that say the same show it, and are not heard. */
let said;

export class Notice {
  #host;
  #title;
  #timer;
  // There before it says anything: screen readers announce changes of a region they know.
  #status = make('div', { role: 'status' });
  #retry = make('button', { type: 'button' }, 'Try again');
  node = make('div', { part: 'notice' }, this.#status);

  constructor(host, title, retry) {
    this.#host = host;
    this.#title = title;
    this.#retry.addEventListener('click', retry);
    Object.assign(this.#retry.style, button);
  }

  loading() {
    clearTimeout(this.#timer);
    const below = this.#ready() ? '; the policy below is ready to copy.' : '.';
    const say = () => this.#say(`The ${this.#title} is loading${below}`);
    // At once for somebody who pressed the button, which stays where it is and keeps the focus.
    if (this.#retry.isConnected) {
      say();
    } else {
      this.#timer = setTimeout(() => {
        say();
        Object.assign(this.node.style, { position: 'relative', marginBlock: '' });
        Object.assign(this.#status.style, overlay);
      }, SLOW);
    }
  }

  failed(error) {
    this.#say(
      `The ${this.#title} is not available: ${error.message}; `,
      ...(this.#ready() ? ['the policy below can still be copied.'] : this.#elsewhere()),
    );
    if (isHopeless(error)) this.#retry.remove();
    else if (!this.#retry.isConnected) this.node.append(this.#retry);
  }

  clear() {
    this.#say();
    this.#retry.remove();
  }

  #say(...words) {
    clearTimeout(this.#timer);
    this.#status.removeAttribute('style');
    const text = words.map((word) => word.textContent ?? word).join('');
    this.#status.role = text === said ? 'none' : 'status';
    said = text || said;
    this.node.style.marginBlock = words.length ? '8px' : '';
    this.#status.replaceChildren(...words);
  }

  /** Whether the page put a policy into the element. What is in a checker is none. */
  #ready() {
    return this.#title === 'policy builder' && (this.#host.firstElementChild !== null || this.#host.textContent.trim() !== '');
  }

  /** Where the reader finds help when the page holds no copy of a policy. */
  #elsewhere() {
    const policy = this.#title === 'policy builder' && (this.#host.getAttribute('policy') ?? 'user');
    if (policy === 'user' || policy === 'role') {
      return ['run ', make('code', {}, `npx remotion lambda policies ${policy}`), ' to print this policy.'];
    }
    const href = 'https://www.remotion.dev/docs/lambda/permissions';
    return ["see Remotion's ", make('a', { href, target: '_blank', rel: 'noreferrer' }, 'page on permissions'), ' instead.'];
  }
}
