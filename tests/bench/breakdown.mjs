// Where a module's bytes are: by section, by crate, and the largest functions. `named` is the module as it is shipped,
// but with its functions' names. The format: <https://webassembly.github.io/spec/core/binary/modules.html>

const LARGEST = 25;
const SECTIONS = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data', 'data count', 'tag'];

/** Reads numbers, as LEB128, and slices from the start on. */
const reader = (bytes) => {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[(at += 1) - 1];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const slice = (length) => bytes.subarray(at, (at += length));
  return { number, slice, text: () => new TextDecoder().decode(slice(number())), at: () => at, ended: () => at >= bytes.length };
};

/** [{id, name, bytes: with its head, body}] in the file's order. */
export const sections = (module) => {
  const read = reader(module);
  const magic = Buffer.from(read.slice(8)).toString('hex');
  if (magic !== '0061736d01000000') throw new Error(`this is no WebAssembly module: it begins with ${magic}`);
  const found = [];
  while (!read.ended()) {
    const start = read.at();
    const [id] = read.slice(1);
    const body = read.slice(read.number());
    const name = id === 0 ? `custom ${reader(body).text()}` : SECTIONS[id];
    found.push({ id, name, bytes: read.at() - start, body });
  }
  return found;
};

const FUNCTION_KIND = 0;
const FUNCTION_NAMES = 1;

/** How many functions come from outside: the numbering begins with them. */
const imported = (all) => {
  const section = all.find(({ name }) => name === 'import');
  if (!section) return 0;
  const read = reader(section.body);
  let functions = 0;
  for (let left = read.number(); left > 0; left -= 1) {
    read.text();
    read.text();
    const [kind] = read.slice(1);
    if (kind !== FUNCTION_KIND) throw new Error(`an import of kind ${kind} is not a function; this reader knows no other`);
    read.number();
    functions += 1;
  }
  return functions;
};

/** [{name, bytes}] of all functions: `code` of one module, names of another with the same functions. */
const functions = (named) => {
  const all = sections(named);
  const custom = all.find(({ name }) => name === 'custom name');
  if (!custom) throw new Error('the module has no names');
  const names = new Map();
  const read = reader(custom.body);
  read.text();
  while (!read.ended()) {
    const [kind] = read.slice(1);
    const part = reader(read.slice(read.number()));
    if (kind !== FUNCTION_NAMES) continue;
    for (let left = part.number(); left > 0; left -= 1) names.set(part.number(), part.text());
  }
  const code = reader(all.find(({ name }) => name === 'code').body);
  const first = imported(all);
  return Array.from({ length: code.number() }, (_, place) => {
    const start = code.at();
    code.slice(code.number());
    return { name: names.get(first + place) ?? '(no name)', bytes: code.at() - start };
  });
};

/** Without what the compiler adds to tell names apart. */
const plain = (name) => name.replaceAll(/::h[0-9a-f]{16}\b|\[[0-9a-f]{6,}\]/g, '');

const OWN = 'remotion_policy_builder';

/** The crate whose code a function is, of `<a::B as c::D>::e` that is `a`; of this crate's the module as well. */
export const owner = (name) => {
  const path = plain(name).match(/\b[a-z_]\w*(?:::[a-z_]\w*)*(?=::)/)?.[0];
  // An export has the glue's name; what only it calls is part of it.
  if (!path) return '(exports and intrinsics)';
  const [crate, module] = path.split('::');
  return crate === OWN && module ? `${crate}::${module}` : crate;
};

const table = (head, rows) =>
  [head, ['---', '--:', '--:'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Markdown. `shipped` is the module that is measured, and has to be the same but for the names. */
export const breakdown = (shipped, named) => {
  const whole = sections(shipped);
  const code = (all) => Buffer.from(all.find(({ name }) => name === 'code').body);
  if (!code(whole).equals(code(sections(named)))) throw new Error('the module with names is not the one that is shipped');
  const share = (bytes) => [bytes.toLocaleString('en'), `${((bytes / shipped.length) * 100).toFixed(1)} %`];
  const largest = (rows) => rows.toSorted((a, b) => b.bytes - a.bytes);
  const all = functions(named);
  const crates = new Map();
  for (const { name, bytes } of all) crates.set(owner(name), (crates.get(owner(name)) ?? 0) + bytes);
  const list = (rows) => largest(rows).map(({ name, bytes }) => [name, ...share(bytes)]);
  return [
    table(['section', 'bytes, raw', 'of the module'], list(whole)),
    table(['code by crate, ours by module', 'bytes, raw', 'of the module'], list(Array.from(crates, ([name, bytes]) => ({ name, bytes })))),
    table(
      [`largest of ${all.length} functions`, 'bytes, raw', 'of the module'],
      list(all).slice(0, LARGEST).map(([name, ...rest]) => [`\`${plain(name).replaceAll('|', '\\|')}\``, ...rest]),
    ),
  ].join('\n\n');
};
