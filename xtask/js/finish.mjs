// Makes what wasm-bindgen leaves smaller, in place: MODULE.wasm and its GLUE.js, which gets CODE at its end. Comments and long names go from the
// glue; the names by which the two call each other, which have a hash each that no compression can take off, become
// short in both; and exports that the glue does not call go, so that wasm-opt can take off what only they need.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { minify } from 'terser'

const IMPORT = 2
const EXPORT = 7
const FUNCTION = 0

/** Reads and writes the parts of a section: <https://webassembly.github.io/spec/core/binary/modules.html> */
const reader = (bytes) => {
  let at = 0
  const slice = (length) => bytes.subarray(at, (at += length))
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const [byte] = slice(1)
      if (byte === undefined) throw new Error('the module ends in the middle of a number')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  return { slice, number, text: () => slice(number()).toString(), ended: () => at >= bytes.length }
}
const number = (value) => {
  const bytes = []
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80)
  return Buffer.from([...bytes, value])
}
const sized = (bytes) => Buffer.concat([number(bytes.length), bytes])
const text = (value) => sized(Buffer.from(value))

const [module, glue, added] = process.argv.slice(2)
const { code } = await minify(readFileSync(glue, 'utf8'), { module: true, ecma: 2022, compress: { passes: 3 } })
/** A name of JavaScript's, or that of the glue as a module. */
const NAME = /\.\/\w+_bg\.js|[\w$]+/g
const names = code.match(NAME)
const named = new Set(names)

// The glue of another module, or of another version of this one, has to be refused when the two are linked, and not to
// call whatever has the same number: so one of the short names holds what stands for all long ones.
const digest = createHash('sha256').update(names.join()).digest('hex').slice(0, 8)

/** Long name to short one, for what nobody but module and glue knows. */
const short = new Map()
const shorten = (name) => {
  if (!/^(\.\/\w+_bg\.js|__\w+|wasm_bindgen__\w+)$/.test(name)) return name
  if (!named.has(name)) throw new Error(`the glue does not name what the module calls ${name}`)
  if (!short.has(name)) {
    const number = `_${short.size.toString(36)}`
    // The first is the glue as a module, which would be missed with another kind of error.
    const found = short.size === 1 ? `${number}_${digest}` : number
    if (named.has(found)) throw new Error(`the glue has a ${found} already`)
    short.set(name, found)
  }
  return short.get(name)
}

const rewrite = {
  [IMPORT]: (read) => [shorten(read.text()), shorten(read.text()), read.slice(1)[0], read.number()],
  [EXPORT]: (read) => {
    const name = read.text()
    const what = [read.slice(1)[0], read.number()]
    return named.has(name) && [shorten(name), ...what]
  },
}

const section = (id, body) => {
  if (!rewrite[id]) return body
  const read = reader(body)
  const entries = Array.from({ length: read.number() }, () => rewrite[id](read)).filter(Boolean)
  if (!read.ended()) throw new Error(`section ${id} was not read to its end`)
  if (id === IMPORT && entries.some(([, , kind]) => kind !== FUNCTION)) throw new Error('an import is no function')
  const parts = entries.flat().map((part) => (typeof part === 'string' ? text(part) : number(part)))
  return Buffer.concat([number(entries.length), ...parts])
}

const read = reader(readFileSync(module))
const parts = [read.slice(8)]
while (!read.ended()) {
  const id = read.slice(1)
  parts.push(id, sized(section(id[0], read.slice(read.number()))))
}
writeFileSync(module, Buffer.concat(parts))
writeFileSync(glue, code.replace(NAME, (name) => short.get(name) ?? name) + added)
