// A Markdown table of medians and quartiles.
//
// A row: {what, unit, peer: what it is beside} with either `pairs`, [ours, peer's] measured turn by turn, or `ours` and
// perhaps `theirs`, measured one after the other. `ratio: false` where the figures may be nought or less.

/** The value below which this part of the sorted values lies. */
const quantile = (sorted, part) => {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
};

const quartiles = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((part) => quantile(sorted, part));
};

/** Three digits that count, and never fewer than there are before the point. */
const number = (value) => {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** `median (first to third quartile)`, or the one value there is. */
const spread = (values, unit = '') => {
  if (!values) return '–';
  const [low, median, high] = quartiles(values);
  const of = low === high ? '' : ` (${number(low)} to ${number(high)})`;
  return `${number(median)}${unit && ` ${unit}`}${of}`;
};

/** That of the medians; the quartiles are of the ratios of pairs, where there are pairs. */
const ratio = ({ pairs, ratio = true }, ours, theirs) => {
  // A peer below the clock's resolution has none.
  if (!ratio || !theirs || Math.min(...theirs) <= 0) return '–';
  const middle = number(quartiles(ours)[1] / quartiles(theirs)[1]);
  if (!pairs || pairs.length === 1) return middle;
  const [low, , high] = quartiles(pairs.map(([ours, theirs]) => ours / theirs));
  return `${middle} (${number(low)} to ${number(high)})`;
};

const line = (cells) => `| ${cells.join(' | ')} |`;

const row = (row) => {
  const { what, unit, pairs, peer = '–' } = row;
  const ours = row.ours ?? pairs.map(([ours]) => ours);
  const theirs = row.theirs ?? pairs?.map(([, theirs]) => theirs);
  if (![...ours, ...(theirs ?? [])].every(Number.isFinite)) throw new Error(`a figure of “${what}” is not a number`);
  return line([what, ours.length, spread(ours, unit), peer, spread(theirs, unit), ratio(row, ours, theirs)]);
};

/** One table of all groups: [{name, rows} or {name, failure}]. */
export const print = (groups) => {
  const head = ['figure', 'runs', 'median (quartiles)', 'peer', 'median (quartiles)', 'ratio (quartiles)'];
  const aside = (text) => line([text, '', '', '', '', '']);
  const lines = groups.flatMap(({ name, rows, failure }) => [
    aside(`**${name}**`),
    ...(failure ? [aside(`FAILED: ${failure.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}`)] : rows.map(row)),
  ]);
  return [line(head), line(['---', '--:', '--:', '---', '--:', '--:']), ...lines].join('\n');
};
