export { loadPolicyBuilder, loadPolicyChecker } from './loader.js';
