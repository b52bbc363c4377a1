// What every page view pays for: keep showing the child markup, wait for intent, hand over to controller.js.
// tests/browser/package.test.mjs holds its budget.

/** The class is made on call, because there is no `HTMLElement` where docs sites are rendered. */
export const createElementClass = () =>
  class RemotionPolicyElement extends HTMLElement {
    #settle;

    constructor() {
      super();
      const slot = document.createElement('slot');
      // A box of its own gives the observer something to see without a style sheet or a touch on the host.
      slot.style.display = 'block';
      this.attachShadow({ mode: 'open' }).append(slot);
      this.addEventListener('pointerover', this);
      this.addEventListener('focusin', this);
      // 200px is about two turns of a mouse wheel. What is in a closed <details> is never near.
      new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.handleEvent(), {
        rootMargin: '200px',
      }).observe(slot);
    }

    connectedCallback() {
      // A link that a widget's own button copied is meant for one of the page; which one, it will find itself.
      if (this.getAttribute('loading') == 'eager' || /^#remotion-policy/.test(location.hash)) this.handleEvent();
    }

    disconnectedCallback() {
      this.#settle?.();
    }

    async handleEvent() {
      try {
        (this.#settle ??= (await import('./controller.js')).control(this))();
      } catch {
        // The next pointer or focus tries again.
        this.shadowRoot.replaceChildren('The policy builder did not load.', this.shadowRoot.lastChild);
      }
    }
  };

/** Registers the element unless the page has one already: a second copy of the package must not throw. */
export const define = (name = 'remotion-policy') => {
  if (!customElements.get(name)) customElements.define(name, createElementClass());
};
