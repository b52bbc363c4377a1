// The chosen form, kept as Docusaurus keeps the choice of its grouped Tabs: in storage under the group's name, told to
// the page and to other windows by a `storage` event. So a site's own Tabs of the same group and ours go together.
// Storage may be missing or full: then the choice lasts as long as the page.

const key = (host) => `docusaurus.tab.${host.getAttribute('tab-group') || 'remotion-policy-format'}`;

/** What reading or writing gave, and nothing where the browser forbids it. */
const attempt = (run) => {
  try {
    return run();
  } catch {
    return null;
  }
};

/** The form chosen earlier, `null` when there is none. */
export const recall = (host) => attempt(() => localStorage.getItem(key(host)));

/** Writes the choice and tells the Tabs of this page, as Docusaurus does; other windows hear of it by themselves. */
export const keep = (host, newValue) =>
  attempt(() => {
    const oldValue = recall(host);
    if (oldValue === newValue) return;
    localStorage.setItem(key(host), newValue);
    dispatchEvent(new StorageEvent('storage', { key: key(host), oldValue, newValue, storageArea: localStorage }));
  });

/** Calls `choose` with what was chosen for the group of a host elsewhere: in its Tabs, or in another window. */
export const listen = (choose) =>
  addEventListener('storage', (event) => choose((host) => event.key === key(host), event.newValue));
