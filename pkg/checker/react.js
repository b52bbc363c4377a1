'use client';

import { createElement } from 'react';
import { component } from '../component.js';
import { checker } from './checker.js';

const validator = 'npx remotion lambda policies validate';
const permissions = 'https://www.remotion.dev/docs/lambda/permissions';

// The checker has no text that a server could bring, so it says what it is and what works without it.
const About = () =>
  createElement(
    'p',
    null,
    'Checks the policies you have against what Remotion Lambda needs. Without JavaScript, ',
    createElement('code', null, validator),
    ' tries the permissions of the user whose keys you have; see ',
    createElement('a', { href: permissions }, 'Permissions'),
    '.',
  );

export const PolicyChecker = /* @__PURE__ */ component('remotion-policy-checker', checker, About);
