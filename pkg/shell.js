// What every page view pays for: keep showing the child markup, wait for intent, hand over to controller.js.
// tests/browser/package.test.mjs holds its budget.

/**
 * The one class of an element whose module has these files. It can be made where pages are rendered, although there is
 * no `HTMLElement` there.
 */
export const shell = (files) =>
  (files.element ??= class extends (globalThis.HTMLElement ?? Object) {
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
      new IntersectionObserver((entries) => entries.pop().isIntersecting && this.handleEvent(), {
        rootMargin: '200px',
      }).observe(slot);
    }

    connectedCallback() {
      // A link that a widget's own button copied is meant for one of the page; which one, it will find itself.
      if (/^eager|#remotion-policy/.test(this.getAttribute('loading') + location.hash)) this.handleEvent();
    }

    disconnectedCallback() {
      this.#settle?.();
    }

    async handleEvent() {
      try {
        // All at once: one after the other, each would wait for the one before.
        files.begun ??= files(fetch, this.getAttribute('wasm'));
        (this.#settle ??= (await import('./controller.js')).control(this, files))();
      } catch {
        // The next pointer or focus tries again; some engines remember the failure of an import until a reload.
        this.shadowRoot.firstChild.value = 'The policy tool did not load; try reloading.';
      }
    }
  });

/** Registers it, unless the page has one already: a second copy of the package must not throw. */
export const register = (name, files) => customElements.get(name) ?? customElements.define(name, shell(files));
