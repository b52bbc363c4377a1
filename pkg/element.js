import { builder } from './builder.js';
import { register, shell } from './shell.js';

export const RemotionPolicyElement = /* @__PURE__ */ shell(builder);

export const define = () => register('remotion-policy', builder);
