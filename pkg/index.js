import { builder } from './builder.js';
import { moduleOf } from './loader.js';

export const loadPolicyBuilder = async ({ setups, ...options } = {}) =>
  moduleOf(setups ? (await import('./setups.js')).setups : builder).functions(['build', 'releases'], options);
