// What is between the tags of an element whose author gave it no children: the policy before anybody has set anything.
// Servers render it. A browser fetches it only for an element that no server wrote.

import { createElement } from 'react';
import policies from './policies.js';

export const Text = ({ policy = 'user' }) => createElement('pre', { 'data-policy': policy }, policies[policy]);

/** For React's `lazy`. */
export default Text;
