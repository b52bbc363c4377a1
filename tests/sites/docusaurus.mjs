// The parts of a page of the Docusaurus site, as its tests name them.

export const USER = 'Show full user permissions';

export const summary = (page, name) => page.locator('summary', { hasText: name });

/** The widget's text. The widget takes over some moments after the details open. */
export const widget = async (page, policy = 'user') => {
  const found = page.locator(`remotion-policy[policy="${policy}"] .snippet`).first();
  await found.waitFor();
  return found;
};

/** Docusaurus hydrates when it likes; it tells the document from then on. */
export const hydrated = (page) => page.waitForFunction(() => document.documentElement.dataset.hasHydrated === 'true');
