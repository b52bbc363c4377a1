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
      // An <output> is a live region, and there before it says anything, as screen readers want it.
      this.attachShadow({ mode: 'open' }).append(document.createElement('output'), slot);
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
        // The next pointer or focus tries again; some engines remember the failure of an import until a reload.
        this.shadowRoot.firstChild.value = 'The policy builder did not load; reloading may help.';
      }
    }
  };

/** Registers the element unless the page has one already: a second copy of the package must not throw. */
export const define = (name = 'remotion-policy') => {
  if (!customElements.get(name)) customElements.define(name, createElementClass());
};
