// What a page's JavaScript may grow by before anybody shows interest in a policy: bytes by gzip -9.

export const budgets = {
  /** Scripts of Docusaurus' production build by webpack, less those of the same page without the component. */
  webpack: 640,
  /** The same by rspack. */
  rspack: 660,
  /** `<UserPolicy />` bundled by esbuild alone, without React. */
  esbuild: 690,
};
