import { builder } from './builder.js';
import { Shell } from './shell.js';

export class RemotionPolicyElement extends Shell {
  constructor() {
    super(builder);
  }
}

/** Registers the element unless the page has one already: a second copy of the package must not throw. */
export const define = () => {
  if (!customElements.get('remotion-policy')) customElements.define('remotion-policy', RemotionPolicyElement);
};
