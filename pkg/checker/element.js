import { register, shell } from '../shell.js';
import { checker } from './checker.js';

export const RemotionPolicyCheckerElement = /* @__PURE__ */ shell(checker);

export const define = () => register('remotion-policy-checker', checker);
