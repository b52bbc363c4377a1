// The same in the browser, where the server's page holds the text, and no script has to hold it a second time.

import { Suspense, createElement, lazy } from 'react';

/** Policy to what is shown of it, which is what the server wrote, or what comes late: React and themes take elements away and make them anew. */
const texts = {};

// For a reader who came by a link within the site.
const Late = lazy(() => import('./text.js'));

export const Text = ({ policy = 'user' }) => {
  // Where React gives up what the server wrote, it renders anew before it takes that away.
  const found = document.querySelector(`[data-policy~="${policy}"]`);
  // After the policy there may be the version that the site states the text for.
  return (texts[policy] ??= found
    ? createElement('pre', { 'data-policy': found.dataset.policy }, found.textContent)
    : createElement(Suspense, null, createElement(Late, { policy })));
};
