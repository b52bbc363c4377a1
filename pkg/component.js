import { createElement, forwardRef, useImperativeHandle } from 'react';
import { register } from './shell.js';

/**
 * An element as a component. Props are its attributes under their own names: React 18 sets nothing else on a custom
 * element. `Content` is what it holds when its author gave it no children; `fixed` are props that are not the author's.
 */
export const component = (name, files, Content, fixed) =>
  forwardRef((props, ref) => {
    const { children, onChange, onError, onLoad, ...attributes } = { ...props, ...fixed };
    let element;
    // The page's own ref is set once; the one below is called at every render, and before this.
    useImperativeHandle(ref, () => element, []);
    return createElement(
      name,
      {
        ...attributes,
        ref(node) {
          if (!node) return;
          // Properties that every HTML element has. React 18 listens for no event of a custom element.
          element = Object.assign(node, { onchange: onChange, onerror: onError, onload: onLoad });
          // React calls this when it has hydrated: an attribute that the widget sets before would be a mismatch to it.
          register(name, files);
        },
      },
      children || createElement(Content, attributes),
    );
  });
