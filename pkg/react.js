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

const validator = 'npx remotion lambda policies validate';
const permissions = 'https://www.remotion.dev/docs/lambda/permissions';

// The checker has no text that a server could bring, so it says what it is and what works without it.
export const PolicyChecker = ({ children, ...props }) =>
  createElement(
    RemotionPolicy,
    { ...props, policy: 'check' },
    children ??
      createElement(
        'p',
        null,
        'Checks the policies you have against what Remotion Lambda needs. Without JavaScript, ',
        createElement('code', null, validator),
        ' tries the permissions of the user whose keys you have; see ',
        createElement('a', { href: permissions }, 'Permissions'),
        '.',
      ),
  );
