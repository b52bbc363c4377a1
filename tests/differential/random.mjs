// Numbers that look random and are the same for the same seed (mulberry32, public domain).

export const random = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end) => Math.floor(next() * end);
  return {
    below,
    /** True in one of so many. */
    one: (of) => below(of) === 0,
    pick: (list) => list[below(list.length)],
    /** So many of a list, in its order, each at most once. */
    some: (list, least, most) => {
      const wanted = new Set();
      const count = least + below(most - least + 1);
      while (wanted.size < Math.min(count, list.length)) wanted.add(below(list.length));
      return list.filter((_, at) => wanted.has(at));
    },
  };
};
