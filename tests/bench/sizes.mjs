// What the widget weighs: before anybody wants it beside the component it replaces, and then beside the docs page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { eager, OURS, STATIC } from './bundle.mjs';

/** Bytes as `xtask/js/sizes.mjs` counts them, for the budget. */
const WAYS = {
  'brotli 11': (file) => brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  'gzip -9': (file) => gzipSync(file, { level: 9 }).length,
  raw: (file) => file.length,
};

/** Each file by itself, as a server sends them. */
const bytes = (files, way) => files.reduce((sum, file) => sum + way(file), 0);

export const sizes = (folder) => {
  const read = (names) => names.map((name) => readFileSync(join(folder, name)));
  const page = read(['index.html', 'infima.css', 'page.css', 'page.js', 'theme.js', 'icon.svg']);
  const parts = Object.fromEntries(
    ['builder', 'checker'].flatMap((name) => {
      const file = `pkg/wasm/remotion_policy_${name}`;
      const [module, glue] = [[`${file}_bg.wasm`], [`${file}.js`]];
      return Object.entries({ [`${name}, module`]: module, [`${name}, glue`]: glue, [`${name}, both`]: [...module, ...glue] });
    }),
  );
  return Object.entries(parts).flatMap(([name, files]) =>
    Object.entries(WAYS).map(([how, way]) => ({
      what: `${name}, ${how}`,
      unit: 'bytes',
      pairs: [[bytes(read(files), way), bytes(page, way)]],
      peer: 'the docs page without elements and modules',
    })),
  );
};

/** What the same React page weighs more for having the component. */
export const pageCost = async () => {
  const page = (component) => `
    import { hydrateRoot } from 'react-dom/client';
    ${component ? `import { UserPolicy } from ${JSON.stringify(component)};` : "const UserPolicy = 'p';"}
    hydrateRoot(document.body, <UserPolicy />);`;
  const [bare, theirs, ours] = await Promise.all([undefined, STATIC, OURS].map((component) => eager(page(component))));
  return Object.entries(WAYS).map(([how, way]) => ({
    what: `a React page’s JavaScript before interest, more than without the component, ${how}`,
    unit: 'bytes',
    pairs: [[bytes(ours, way) - bytes(bare, way), bytes(theirs, way) - bytes(bare, way)]],
    peer: 'the static component (both by esbuild)',
  }));
};
