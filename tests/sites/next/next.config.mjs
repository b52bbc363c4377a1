// A static export under a path, so that it can be served beside the other sites. BASE_URL ends with a slash.

import { dirname } from 'node:path';

export default {
  output: 'export',
  basePath: process.env.BASE_URL.replace(/\/$/, ''),
  trailingSlash: true,
  turbopack: { root: dirname(import.meta.dirname) },
};
