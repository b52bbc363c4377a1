'use client';

import { createElement } from 'react';
import { text } from '#text';
import { define } from './element.js';

// Props are the element's attributes under their own names: React 18 sets nothing else on a custom element.
export const RemotionPolicy = ({ children, onChange, onError, onLoad, ...attributes }) =>
  createElement('remotion-policy', {
    ...(children ? { children } : text(attributes.policy)),
    ...attributes,
    ref(element) {
      if (!element) return;
      // Properties that every HTML element has. React 18 listens for no event of a custom element.
      Object.assign(element, { onchange: onChange, onerror: onError, onload: onLoad });
      // React calls this when it has hydrated: an attribute that the widget sets before would be a mismatch to it.
      define();
    },
  });

// Spelt out, so that a bundler drops those a page does not use.
export const UserPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'user' });
export const RolePolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'role' });
export const DestinationPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'destination' });
export const TrustPolicy = (props) => createElement(RemotionPolicy, { ...props, policy: 'trust' });
