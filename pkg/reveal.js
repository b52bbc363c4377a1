// Brings the element that a copied link names into view, whatever it is hidden in.

/** Whether the page was opened by a link to this element: to the first one of its policy. */
export const isLinked = (host) => {
  const policy = host.getAttribute('policy');
  const first = Array.from(host.ownerDocument.querySelectorAll(`${host.localName}:not([setup=only])`)).find((one) => one.getAttribute('policy') === policy);
  return first === host && location.hash.split('&')[0] === `#remotion-policy=${policy}`;
};

const isShown = (node) => node.getClientRects().length > 0;

/** What opens a <details>; Docusaurus' own has a wrapper that knows only of its summary, and says so in its data. */
const summaryOf = (node) =>
  (!node.open || node.dataset.collapsed === 'true') && node.querySelector(':scope > summary');

/** The tab of a panel: Docusaurus names neither in the other, but keeps both in one order. */
const tabOf = (panel) => {
  const { ownerDocument, parentElement } = panel;
  const named = ownerDocument.getElementById(panel.getAttribute('aria-labelledby'));
  if (named) return named;
  const panels = Array.from(parentElement.children).filter((node) => node.role === 'tabpanel');
  for (let box = parentElement; box; box = box.parentElement) {
    const list = box.querySelector(':scope > [role=tablist]');
    if (list) return list.querySelectorAll('[role=tab]')[panels.indexOf(panel)];
  }
};

/** What the reader would press to see more of what is around the host, from the outside in. */
const handles = function* (host) {
  const around = [];
  for (let node = host.parentElement; node; node = node.parentElement) around.unshift(node);
  for (const node of around) {
    const handle =
      node.localName === 'details' ? summaryOf(node) : node.role === 'tabpanel' && !isShown(node) && tabOf(node);
    if (handle) yield handle;
  }
};

/** Milliseconds for what is around it to unfold, one inside the other, and for the page to come to rest. */
const PATIENCE = 2000;

// Each of these means that the reader goes elsewhere.
const inputs = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** Whether the reader did, so that nothing takes them back. */
let left = false;

// Another link is another wish.
addEventListener('hashchange', () => (left &&= !location.hash.startsWith('#remotion-policy=')));

/** Opens and shows it; once more when it has mounted, for then it may be higher than the rest of the page. */
export const reveal = (host) => {
  if (left) return;
  const { documentElement } = host.ownerDocument;
  const pressed = new Set();
  const start = performance.now();
  let at;
  let height;
  let over = false;
  const stop = (event) => {
    over = true;
    left ||= event !== undefined;
    for (const type of inputs) removeEventListener(type, stop, true);
  };
  for (const type of inputs) addEventListener(type, stop, true);
  // Below a header that stays on top, where the page itself does not see to that.
  const margin =
    getComputedStyle(documentElement).scrollPaddingTop === 'auto' ? 'calc(var(--ifm-navbar-height, 0px) + 1rem)' : '';

  const step = () => {
    if (over || !host.isConnected || performance.now() - start > PATIENCE) return stop();
    requestAnimationFrame(step);
    // One a frame, and only what can be seen: a theme measures what it unfolds.
    const handle = Array.from(handles(host)).find((one) => !pressed.has(one) && isShown(one));
    if (handle) {
      pressed.add(handle);
      handle.click();
    }
    const target = host.shadowRoot.querySelector('.frame') ?? host.shadowRoot.querySelector('slot');
    const { top } = target.getBoundingClientRect();
    // The end of the page stops a scroll, until what unfolds there has made room.
    const { scrollHeight } = documentElement;
    if (!isShown(target) || (top === at && scrollHeight === height)) return;
    height = scrollHeight;
    target.style.scrollMarginBlockStart = margin;
    target.scrollIntoView({ behavior: 'instant' });
    at = target.getBoundingClientRect().top;
  };
  step();
};
