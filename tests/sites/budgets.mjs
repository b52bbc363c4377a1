// What a page's JavaScript may grow by before anybody shows interest in a policy: bytes by gzip -9. Each is what was
// measured, and two for the hashes in the names of files, so that growth has to be written down here. The
// static component bundled by esbuild is 932. 26 bytes are the names of two components that only another page of the site uses.

export const budgets = {
  /** Scripts of Docusaurus' production build by webpack, less those of the same page without the component. */
  webpack: 963,
  /** The same by rspack. */
  rspack: 952,
  /** `<UserPolicy />` bundled by esbuild alone, without React and without hashes in the names of files. */
  esbuild: 914,
};
