import { builder } from './builder.js';
import { moduleOf } from './loader.js';

export const loadPolicyBuilder = (options) => moduleOf(builder).functions(['build', 'releases'], options);
