// docs/migration.md, done: pages whose MDX did not change, and the page made from www/index.html.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { site } from './stage.mjs';

const policies = JSON.parse(await readFile(new URL('../../pkg/policies.json', import.meta.url)));
const unescape = (html) => html.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const read = async (path) => {
  const response = await fetch(site + path);
  assert.equal(response.status, 200, path);
  return response.text();
};

/** The policies of a page, as [policy, text] in order. An element that only asks for inputs has none. */
const served = (html) =>
  [...html.matchAll(/<remotion-policy (?![^>]*setup="only")([^>]*)>(.*?)<\/remotion-policy>/gs)].map(([, attributes, inside]) => [
    attributes.match(/policy="([^"]*)"/)[1],
    unescape(inside.replaceAll(/<[^>]*>/g, '')),
  ]);

test('the page is MDX without anything of Docusaurus but ids of headings', async () => {
  // The copy that Docusaurus uses.
  const loader = createRequire(createRequire(import.meta.url).resolve('@docusaurus/mdx-loader'));
  const { compile } = await import(pathToFileURL(loader.resolve('@mdx-js/mdx')));
  const mdx = await readFile(new URL('../../docs/without-iam.mdx', import.meta.url), 'utf8');
  const [, frontMatter, body] = mdx.match(/^---\n(.*?)\n---\n(.*)$/s);
  assert.match(frontMatter, /^title: /);
  // Braces are JavaScript in MDX; Docusaurus hides those of ids from it in the same way.
  const compiled = String(await compile(body.replaceAll(/(?<=^#.*) \{#[a-z-]+\}$/gm, '')));
  assert.match(compiled, /_jsx\(CallerPolicy, \{\s*setup: "#your-setup",\s*compact: true\s*\}\)/);
  assert.match(compiled, /_jsx\(DestinationCallerPolicy, \{\s*download: true,\s*setup: "#your-setup"\s*\}\)/);
});

for (const bundler of ['webpack', 'rspack']) {
  describe(`Docusaurus built with ${bundler}`, () => {
    test('pages that import the two components from where they were show the same policies', async () => {
      const html = await read(`${bundler}/docs/lambda/permissions/`);
      assert.deepEqual(served(html), [
        ['user', policies.user],
        ['role', policies.role],
      ]);
    });

    test('the page made from www/index.html has every policy of it, and no link within it leads nowhere', async () => {
      const html = await read(`${bundler}/docs/lambda/without-iam/`);
      const found = served(html);
      assert.ok(found.length >= 8, `${found.length} policies`);
      for (const [policy, text] of found) assert.equal(text, policies[policy], policy);
      // A key's Statements and lifecycle rules are the page's to mention, and have no box on it.
      const boxes = Object.keys(policies).filter((policy) => !['key-policy', 'lifecycle'].includes(policy));
      assert.deepEqual(new Set(found.map(([policy]) => policy)), new Set(boxes));
      assert.match(html, /<remotion-policy-checker/);
      assert.match(html, /class="[^"]*alert--info/);
      const article = html.match(/<article>.*?<\/article>/s)[0];
      const links = [...article.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
      assert.ok(links.length > 20, `${links.length} links`);
      for (const id of links) assert.ok(article.includes(`id="${id}"`), `#${id}`);
    });
  });
}
