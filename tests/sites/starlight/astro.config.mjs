// A Starlight site as its template makes it, under the path that a test serves it from.

import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  base: process.env.BASE_URL,
  integrations: [starlight({ title: 'Docs', pagefind: false })],
});
