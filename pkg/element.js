import { builder } from './builder.js';
import { shell } from './shell.js';

export const RemotionPolicyElement = /* @__PURE__ */ shell(builder);

/** Registers the element unless the page has one already: a second copy of the package must not throw. */
export const define = () => {
  if (!customElements.get('remotion-policy')) customElements.define('remotion-policy', RemotionPolicyElement);
};
