// One line for each file named: its bytes raw, by gzip -9 and by brotli 11. Node has both compressors; Rust has neither.
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

for (const file of process.argv.slice(2)) {
  const raw = readFileSync(file)
  const gzip = gzipSync(raw, { level: 9 })
  const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  console.log(raw.length, gzip.length, brotli.length)
}
