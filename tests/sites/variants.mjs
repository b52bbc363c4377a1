// Every site that is built, the folder and path it is served under, and how it is built.

const docusaurus = (environment, ...options) => ({
  folder: 'docusaurus',
  environment,
  command: (base, out) => ['docusaurus', 'build', '--out-dir', out, ...options],
});

export const variants = {
  webpack: docusaurus({ BUNDLER: 'webpack' }),
  rspack: docusaurus({ BUNDLER: 'rspack' }),
  // React warns only where it was built for development.
  'react-19': docusaurus({ BUNDLER: 'rspack' }, '--dev'),
  'react-18': docusaurus({ BUNDLER: 'rspack', REACT: '18' }, '--dev'),
  vite: {
    folder: 'vite',
    environment: {},
    command: (base, out) => ['vite', 'build', '--base', base, '--outDir', out, '--emptyOutDir'],
  },
  next: {
    folder: 'next',
    environment: { NEXT_TELEMETRY_DISABLED: '1' },
    command: () => ['next', 'build'],
    // Next.js writes nowhere but into its own folder; from there it is copied.
    out: 'out',
  },
};
