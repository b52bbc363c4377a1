export { loadPolicyBuilder } from './loader.js';
