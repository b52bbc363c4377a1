// The widget takes the room the child markup had, so that what the reader looks at, or is on the way to, stays where
// it is. What needs more room takes it where nobody sees it, or once the reader turns to it.

/** How much room the slot's markup takes, margins apart, because those may overlap with the neighbours'. */
export const measure = (slot) => {
  // Lets the slot contain the margins of its first and last element, which otherwise stick out unseen.
  slot.style.display = 'flow-root';
  const box = slot.getBoundingClientRect();
  const boxes = slot
    .assignedElements()
    .map((element) => element.getBoundingClientRect())
    .filter(({ height }) => height);
  const start = boxes.length ? boxes[0].top - box.top : 0;
  const end = boxes.length ? box.bottom - boxes.at(-1).bottom : 0;
  slot.style.display = 'block';
  return { start, end, height: box.height - start - end };
};

// A snippet lower than this hides the names the reader typed, and a widget lower than this all of it.
const LOWEST = 192;

// A box that grows by no more pixels than this shows its whole text.
const LITTLE = 128;

/** Where a line ends on screen; NaN for one that is hidden. */
const bottomOf = (line) => line.getClientRects()[0]?.bottom ?? NaN;

/** Where the statements of a text end but the last, in pixels from its top. Each begins with its Sid, in all formats. */
const statementEnds = (snippet) => {
  const lines = Array.from(snippet.querySelectorAll('.line'));
  const first = snippet.getBoundingClientRect().top;
  const starts = lines.flatMap(({ textContent }, at) => (/^\W*sid\W/i.test(textContent) ? [at] : [])).slice(1);
  // The bracket before it belongs to it.
  const ends = starts.map((at) => lines[at - (/\{\s*$/.test(lines[at - 1].textContent) ? 2 : 1)]);
  return ends.map((line) => bottomOf(line) - first);
};

/** How far a frame that is cut would have to push its content down to end with a line of its text. */
const untilLine = (frame) => {
  const end = frame.getBoundingClientRect().top + frame.clientTop + frame.clientHeight;
  const bottoms = Array.from(frame.querySelectorAll('.line'), bottomOf);
  return end - (bottoms.findLast((bottom) => bottom <= end) ?? end);
};

/**
 * Fits the widget into that room. A short one leaves the rest empty. A long text scrolls, and shows whole statements. A
 * widget that has no room for one waits until it may grow.
 */
export const hold = (root, { start, end, height }) => {
  const frame = root.querySelector('.frame');
  const snippet = frame?.querySelector('.snippet');
  if (!frame) return;
  frame.style.marginBlock = `${start}px ${end}px`;
  frame.style.boxSizing = 'border-box';
  const surplus = frame.getBoundingClientRect().height - height;
  const room = snippet ? snippet.getBoundingClientRect().height - surplus : 0;
  const cut = surplus > LITTLE && room >= LOWEST && statementEnds(snippet).findLast((end) => end >= LOWEST && end <= room);
  if (surplus <= 0) {
    frame.style.minBlockSize = `${height}px`;
  } else if (cut) {
    snippet.style.boxSizing = 'border-box';
    snippet.style.maxBlockSize = `${cut}px`;
    frame.style.minBlockSize = `${height}px`;
  } else {
    frame.style.maxBlockSize = `${height}px`;
    frame.style.overflow = 'auto';
    frame.style.paddingBlockStart = `calc(${getComputedStyle(frame).paddingBlockStart} + ${untilLine(frame)}px)`;
    held.set(root, height);
    if (!moving) settle();
  }
};

/** Gives the widget all the room it takes: the reader is at work, and may as well see it grow. */
export const release = (root) => {
  const snippet = root.querySelector('.snippet');
  if (snippet) snippet.style.maxBlockSize = '';
  grow(root);
};

/** Runs what makes an element higher or lower, and keeps in place what follows one that the reader has passed. */
export const steady = (host, change) => {
  const { bottom } = host.getBoundingClientRect();
  change();
  // Not on the way: a browser that scrolls smoothly would stop, and each mount keeps its room by itself.
  if (bottom > 0 || moving) return;
  const moved = host.getBoundingClientRect().bottom - bottom;
  // Browsers with scroll anchoring take this for a scroll of the reader's, and do not do it a second time.
  if (moved) scrollBy({ top: moved, behavior: 'instant' });
};

/** Calls back now, or for an element that nobody sees when the page no longer scrolls. */
export const atRest = (host, run) => {
  if (moving && !isInView(host)) waiting.add(run);
  else run();
};

const isInView = (host) => {
  const { top, bottom } = host.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** Root to the height of its room, of widgets that would take more. */
const held = new Map();

const grow = (root) => {
  if (!held.delete(root)) return;
  const frame = root.querySelector('.frame');
  if (frame) frame.style.maxBlockSize = frame.style.overflow = frame.style.paddingBlockStart = '';
};

/**
 * Whether a reader has opened what the host is in, which has moved what is below already, and sees the host begin. If it
 * begins above the screen, they may have come for what is below.
 */
const isOpened = (host) => host.closest('details') && host.getBoundingClientRect().top >= 0;

/** Lets those grow that do not move anything on screen. A press ends first: what it is on must not move away. */
const settle = () => {
  if (pressing) {
    move(REST);
    return;
  }
  for (const [root, height] of held) {
    const { host } = root;
    const atEnd = host.getBoundingClientRect().bottom >= innerHeight;
    // What has hardly any room cannot be used in it.
    if (!isInView(host) || atEnd || height < LOWEST || isOpened(host)) steady(host, () => grow(root));
  }
};

const waiting = new Set();

const rest = () => {
  moving = false;
  for (const run of waiting) run();
  waiting.clear();
  settle();
};

/** Milliseconds in which a scroll that something started shows, or the next event of a browser that tells no end. */
const REST = 300;

/** Milliseconds in which a browser that is busy gets to the end that it tells. */
const END = 'onscrollend' in window ? 3000 : REST;

let moving = false;
let timer;

const move = (milliseconds) => {
  moving = true;
  clearTimeout(timer);
  timer = setTimeout(rest, milliseconds);
};

addEventListener('scroll', () => move(END), { passive: true });
addEventListener('scrollend', () => {
  clearTimeout(timer);
  rest();
});
// A page that is about to scroll, because of a key or a click on a link, is on the way already.
for (const type of ['click', 'keydown']) addEventListener(type, () => move(REST), { capture: true, passive: true });
// And so it may be when this arrives.
move(REST);

// Somebody turns to a widget: by pointer, or by keyboard, or with a screen reader. Not before a press has ended, which
// would miss what it was on; and that stays where it is on screen.
let pressing = false;
const turn = (event) => {
  pressing = event.type === 'pointerdown';
  const root = event.composedPath().find((node) => held.has(node));
  if (pressing || !root) return;
  const { scrollTop } = root.querySelector('.frame');
  grow(root);
  scrollBy({ top: scrollTop, behavior: 'instant' });
};
for (const type of ['pointerdown', 'click']) addEventListener(type, turn, { capture: true, passive: true });
addEventListener('pointercancel', () => (pressing = false), { capture: true, passive: true });
// A press that ends elsewhere has no click; one that has is over by then.
addEventListener('pointerup', () => setTimeout(() => (pressing = false)), { capture: true, passive: true });
addEventListener('focusin', (event) => pressing || turn(event), { capture: true, passive: true });

// Another width makes other heights.
addEventListener('resize', () => {
  for (const root of held.keys()) steady(root.host, () => grow(root));
});
