// What a server puts between the tags. Only the "node" condition of package.json leads here, so no browser gets it.

import { createElement } from 'react';
import policies from './policies.json' with { type: 'json' };

/** Props of an element whose author gave it no children: the policy before anybody has set anything. */
export const text = (policy = 'user') =>
  policies[policy] && { children: createElement('pre', null, createElement('code', null, policies[policy])) };
