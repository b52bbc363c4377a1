import { define } from './element.js';

if (globalThis.customElements) define();
