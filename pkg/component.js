import { createElement } from 'react';

/**
 * One of our elements. Props are its attributes under their own names: React 18 sets nothing else on a custom element.
 * `content` gives the props of an element whose author gave it no children.
 */
export const element = (name, define, content, { children, onChange, onError, onLoad, ...attributes }) =>
  createElement(name, {
    ...(children ? { children } : content(attributes.policy)),
    ...attributes,
    ref(element) {
      if (!element) return;
      // Properties that every HTML element has. React 18 listens for no event of a custom element.
      Object.assign(element, { onchange: onChange, onerror: onError, onload: onLoad });
      // React calls this when it has hydrated: an attribute that the widget sets before would be a mismatch to it.
      define();
    },
  });
