// What the widget adds to what a page weighs, beside the docs page without it.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../xtask/js/sizes.mjs', import.meta.url));

/** Bytes of these files together: [raw, gzip, brotli]. */
const bytes = (folder, files) => {
  const printed = execFileSync(process.execPath, [script, ...files.map((file) => join(folder, file))], { encoding: 'utf8' });
  const lines = printed.trim().split('\n').map((line) => line.split(' ').map(Number));
  return lines.reduce((sum, line) => sum.map((value, place) => value + line[place]));
};

export const sizes = (folder) => {
  const module = ['pkg/wasm/remotion_policy_builder_bg.wasm'];
  const glue = ['pkg/wasm/remotion_policy_builder.js'];
  const page = ['index.html', 'infima.css', 'page.css', 'page.js', 'theme.js', 'icon.svg'];
  const beside = bytes(folder, page);
  const parts = { module, glue, 'module and glue': [...module, ...glue] };
  return Object.entries(parts).flatMap(([name, files]) => {
    const ours = bytes(folder, files);
    return ['raw', 'gzip -9', 'brotli 11'].map((how, place) => ({
      what: `${name}, ${how}`,
      unit: 'bytes',
      pairs: [[ours[place], beside[place]]],
      peer: 'the docs page without elements and module',
    }));
  });
};
