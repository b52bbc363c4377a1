// The widget takes the room the child markup had, so that what follows stays where it is.

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

// A snippet lower than this hides the names the reader typed. Then what follows moves in any case, so nothing is hidden.
const LOWEST = 192;

/** Fits the widget into that room, if it can: a long snippet scrolls, a short widget leaves the rest empty. */
export const hold = (root, { start, end, height }) => {
  const frame = root.querySelector('.frame');
  const snippet = frame?.querySelector('.snippet');
  if (!height || !snippet) return;
  frame.style.marginBlock = `${start}px ${end}px`;
  frame.style.boxSizing = snippet.style.boxSizing = 'border-box';
  const surplus = frame.getBoundingClientRect().height - height;
  const room = snippet.getBoundingClientRect().height - surplus;
  if (surplus < 0) {
    frame.style.minBlockSize = `${height}px`;
  } else if (room >= LOWEST) {
    snippet.style.maxBlockSize = `${room}px`;
  }
};

/** Gives the snippet its whole height. */
export const release = (root) => {
  const snippet = root.querySelector('.snippet');
  if (snippet) snippet.style.maxBlockSize = '';
};
