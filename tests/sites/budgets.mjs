// What a page's JavaScript may grow by before anybody shows interest in a policy: bytes by gzip -9, rounded up from what
// was measured (webpack 990, rspack 991). The aim is 932, the static component bundled by esbuild.

export const budgets = {
  /** Scripts of Docusaurus' production build by webpack, less those of the same page without the component. */
  webpack: 1000,
  /** The same by rspack. */
  rspack: 1000,
  /** `<UserPolicy />` bundled by esbuild alone, without React and without hashes in the names of files. */
  esbuild: 1000,
};
