import { Shell } from '../shell.js';
import { checker } from './checker.js';

export class RemotionPolicyCheckerElement extends Shell {
  constructor() {
    super(checker);
  }
}

/** As `define` of the other element. */
export const define = () => {
  const name = 'remotion-policy-checker';
  if (!customElements.get(name)) customElements.define(name, RemotionPolicyCheckerElement);
};
