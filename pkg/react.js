'use client';

import { Text } from '#text';
import { builder } from './builder.js';
import { component } from './component.js';

const named = (fixed) => component('remotion-policy', builder, Text, fixed);

// Marked, so that a bundler drops those a page does not use.
export const RemotionPolicy = /* @__PURE__ */ named();
export const UserPolicy = /* @__PURE__ */ named({ policy: 'user' });
export const RolePolicy = /* @__PURE__ */ named({ policy: 'role' });
export const CallerPolicy = /* @__PURE__ */ named({ policy: 'caller' });
export const DestinationPolicy = /* @__PURE__ */ named({ policy: 'destination' });
export const DestinationCallerPolicy = /* @__PURE__ */ named({ policy: 'destination-caller' });
export const TrustPolicy = /* @__PURE__ */ named({ policy: 'trust' });
export const RenderCall = /* @__PURE__ */ named({ policy: 'render-call' });
export const BucketPolicy = /* @__PURE__ */ named({ policy: 'bucket-policy' });
export const KeyPolicy = /* @__PURE__ */ named({ policy: 'key-policy' });
export const Lifecycle = /* @__PURE__ */ named({ policy: 'lifecycle' });
export const Setup = /* @__PURE__ */ named({ policy: 'setup' });
