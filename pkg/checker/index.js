import { moduleOf } from '../loader.js';
import { checker } from './checker.js';

export const loadPolicyChecker = (options) => moduleOf(checker).functions(['check', 'compare', 'evaluate', 'explain'], options);
