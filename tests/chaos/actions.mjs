// What a reader, a page and a network may do, drawn from a seed. An action is plain data, so that a failed run can be
// told and replayed: {op, which, other, text}, where the numbers choose among whatever is there when it is carried out.

/** Numbers from 0 to 1, the same for the same seed (mulberry32, which is in the public domain). */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Operation to how often, in parts. Those of the checker's text do something else to a widget that is no checker. */
const OPS = {
  ...{ type: 26, append: 12, paste: 10, select: 10, tick: 6, leave: 5, mend: 24 },
  ...{ policyText: 12, edit: 8, undo: 3, example: 5, merge: 4, seek: 4, caret: 2, wait: 6 },
  ...{ finish: 8, copy: 16, download: 6, link: 3, offer: 4, disclose: 3, tab: 5 },
  ...{ attribute: 10, policy: 3, reconnect: 3, move: 2, remove: 1, create: 2, clone: 1 },
  ...{ clipboard: 4, storage: 2 },
};

const TEXTS = [
  'acme-films', 'my.videos.example', 'remotionlambda-useast1-abc', 'Acme_Films', 'a', '-', '..', '192.168.0.1',
  'acme-123456789012-eu-west-1-an', 'videos/', '/videos/2026', 'a b/c*d?e${aws:username}', '${', '"quoted\\"', "it's",
  '123456789012', '12345678901', '١٢٣٤٥٦٧٨٩٠١٢', 'arn:aws:iam::123456789012:role/path/my-role', 'my-role', 'service-role/x',
  'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012',
  'arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1234567890abcdef1234567890abcdef', 'alias/mine',
  's3://acme-films/videos/out.mp4', 'arn:aws:s3:::acme-films/*', 'https://acme-films.s3.eu-west-1.amazonaws.com/v/a%20b.mp4',
  'https://acme.s3.cn-north-1.amazonaws.com.cn/x/', 'arn:aws-us-gov:s3:::acme', '4.0.0', '4.0.417', '3.0.0', '9.9.9', '4.x', 'v4.0.1', '4.0.400', '4.0.39',
  'eu-central-1', 'cn-north-1', 'us-gov-west-1', 'mars-1', 'public', 'private', 'no-acl', 'acls-disabled', 'ecs-tasks', 'terraform', 'TypeScript', 'user', 'caller', 'false', 'true', '',
  ' ', '  acme-films  ', '😀', '👩‍👩‍👧‍👦/🎬', 'مرحبا', 'שלום\u202Eabc', 'e\u0301', 'é', 'ÿ', '\u0000', '\u0007', 'a\u0000b', '\t', 'a\tb',
  'one\ntwo', '\r\n', '\u2028', '\uE000', '\uE001', 'a\uE000b\uE001c', '\uFEFF', '\uD83D', '\uDE00x', '<b>x</b>', '</pre><script>', '{0}', '`x`',
  '__proto__', 'constructor',
];

const BAG = Object.entries(OPS).flatMap(([op, parts]) => Array(parts).fill(op));

/** What a seed comes to in its batch of that number: numbers to draw, and actions without end. */
export const draw = (seed, batch) => {
  const next = random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(batch + 1, 0x85ebca6b));
  const below = (limit) => Math.floor(next() * limit);
  const of = (list) => list[below(list.length)];
  const text = () => {
    const kind = next();
    if (kind < 0.75) return of(TEXTS);
    if (kind < 0.85) return of(TEXTS) + of(TEXTS);
    if (kind < 0.88) return of(['a', '-', '😀', 'ÿ/', '*']).repeat(of([64, 256, 1030, 5000]));
    return Array.from({ length: below(12) }, () => String.fromCharCode(next() < 0.7 ? 32 + below(95) : below(0x2100))).join('');
  };
  const actions = (count) => Array.from({ length: count }, () => ({ op: of(BAG), which: below(1e6), other: below(1e6), text: text() }));
  return { of, actions };
};
