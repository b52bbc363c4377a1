// What a page's JavaScript may grow by before anybody shows interest in a policy: bytes by gzip -9. Each is what was
// measured, and two for the hashes in the names of files, so that growth has to be written down here. None is more than 932, the static component bundled by esbuild.

export const budgets = {
  /** Scripts of Docusaurus' production build by webpack, less those of the same page without the component. */
  webpack: 932,
  /** The same by rspack. */
  rspack: 923,
  /** `<UserPolicy />` bundled by esbuild alone, without React and without hashes in the names of files. */
  esbuild: 913,
};
