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

/** Fits the widget into that room: a long snippet scrolls, down to 12rem; a short widget leaves the rest empty. */
export const hold = (root, { start, end, height }) => {
  const frame = root.querySelector('.frame');
  const snippet = frame?.querySelector('.snippet');
  if (!height || !snippet) return;
  frame.style.marginBlock = `${start}px ${end}px`;
  frame.style.boxSizing = snippet.style.boxSizing = 'border-box';
  const surplus = frame.getBoundingClientRect().height - height;
  if (surplus > 0) {
    snippet.style.maxBlockSize = `max(12rem, ${snippet.getBoundingClientRect().height - surplus}px)`;
  } else {
    frame.style.minBlockSize = `${height}px`;
  }
};
