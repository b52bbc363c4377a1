// A docs site as Remotion's is: MDX, the classic theme, a base URL that is not the root. What differs between two
// builds of it comes from the environment: BASE_URL, BUNDLER (webpack or rspack), REACT (18 or 19).

import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const rspack = process.env.BUNDLER === 'rspack';
const { resolve } = createRequire(import.meta.url);

/** Puts React 18 in the place of React 19, for the server's half of the build too. */
const react18 = () => ({
  name: 'react-18',
  configureWebpack: () => ({
    resolve: {
      alias: Object.fromEntries(
        ['react', 'react-dom'].map((name) => [name, dirname(resolve(`${name}-18/package.json`))]),
      ),
    },
  }),
});

export default {
  title: 'Docs',
  url: 'https://docs.test',
  baseUrl: process.env.BASE_URL,
  onBrokenLinks: 'throw',
  future: {
    faster: { rspackBundler: rspack, swcJsLoader: rspack, swcJsMinimizer: rspack, lightningCssMinimizer: rspack },
  },
  plugins: process.env.REACT === '18' ? [react18] : [],
  presets: [
    ['classic', { docs: { routeBasePath: '/' }, blog: false, theme: { customCss: './src/css/custom.css' } }],
  ],
  themeConfig: {
    navbar: { title: 'Docs' },
    colorMode: { respectPrefersColorScheme: true },
  },
};
