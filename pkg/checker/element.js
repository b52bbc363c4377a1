import { shell } from '../shell.js';
import { checker } from './checker.js';

export const RemotionPolicyCheckerElement = /* @__PURE__ */ shell(checker);

/** As `define` of the other element. */
export const define = () => {
  const name = 'remotion-policy-checker';
  if (!customElements.get(name)) customElements.define(name, RemotionPolicyCheckerElement);
};
