// A Markdown table of medians and quartiles. A row: {what, unit, pairs: [[ours, peer]…], peer: what it is beside}.

/** The value below which this part of the sorted values lies. */
const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
};

const number = (value) => {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);
};

/** `median (first to third quartile)`, or the one value there is. */
const spread = (values, unit) => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => number(quantile(sorted, part)));
  return `${median}${unit}${sorted.length > 1 ? ` (${low} to ${high})` : ''}`;
};

export const print = (rows) => {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const lines = rows.map(({ what, unit = '', pairs, peer }) =>
    line([
      what,
      pairs.length,
      spread(pairs.map(([ours]) => ours), unit && ` ${unit}`),
      peer,
      spread(pairs.map(([, theirs]) => theirs), unit && ` ${unit}`),
      // A peer below the clock's resolution has no ratio.
      pairs.every(([, theirs]) => theirs > 0) ? spread(pairs.map(([ours, theirs]) => ours / theirs), '') : '–',
    ]),
  );
  const head = ['figure', 'runs', 'median (quartiles)', 'peer', 'median (quartiles)', 'ratio (quartiles)'];
  return [line(head), line(['---', '--:', '--:', '---', '--:', '--:']), ...lines].join('\n');
};
