'use client';

import { createElement } from 'react';
import { text } from '#text';
import { element } from './component.js';
import { define } from './element.js';

export const RemotionPolicy = (props) => element('remotion-policy', define, text, props);

// Spelt out, so that a bundler drops those a page does not use.
export const UserPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'user' });
export const RolePolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'role' });
export const CallerPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'caller' });
export const DestinationPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'destination' });
export const DestinationCallerPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'destination-caller' });
export const TrustPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'trust' });
export const RenderCall = (props) => createElement(RemotionPolicy, { ...props, policy: 'render-call' });
