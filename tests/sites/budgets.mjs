// What a page's JavaScript may grow by before anybody shows interest in a policy: bytes by gzip -9. Each is what was
// measured, so that growth has to be written down here. None is more than 932, the static component bundled by esbuild.

export const budgets = {
  /** Scripts of Docusaurus' production build by webpack, less those of the same page without the component. */
  webpack: 897,
  /** The same by rspack. */
  rspack: 907,
  /** `<UserPolicy />` bundled by esbuild alone, without React and without hashes in the names of files. */
  esbuild: 920,
};
