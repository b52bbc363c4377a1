// The package as it is published, in a folder: `package.tgz`, the SHA-256 of each file in it, and what the change log says.
// What only the publisher knows is filled in here and nowhere else.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tag: { type: 'string' },
    repository: { type: 'string' },
    homepage: { type: 'string' },
    author: { type: 'string' },
  },
});
const [from, changelog, out] = positionals;

const stop = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

const pack = (folder, ...options) =>
  Object.values(
    JSON.parse(
      execFileSync('npm', ['pack', '--json', '--ignore-scripts', ...options], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    ),
  )[0];

/** The change log's section about a version. */
const logOf = (version) => {
  const [, ...sections] = readFileSync(changelog, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.split('\n')[0] === version);
  return section?.slice(version.length).trim();
};

const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
const notes = logOf(manifest.version);
if (values.tag) {
  if (values.tag !== `v${manifest.version}`) {
    stop(`The tag is ${values.tag}, and pkg/package.json says ${manifest.version}. Tag the commit that has the version, as v${manifest.version}.`);
  }
  if (!notes) stop(`CHANGELOG.md has no section \`## ${manifest.version}\`. Write what this version changes there.`);
  if (!values.repository) stop('A release says where it is from: pass `--repository URL`.');
}

/** npm shows these, and checks that a build with provenance comes from this repository. */
const publisher = () => {
  const url = values.repository;
  if (!url) return {};
  if (!/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(url) || url.endsWith('.git')) {
    stop(`\`${url}\` is not the address of a repository, such as https://github.com/owner/name.`);
  }
  return {
    ...(values.author && { author: values.author }),
    homepage: values.homepage ?? `${url}#readme`,
    repository: { type: 'git', url: `git+${url}.git`, directory: 'pkg' },
    bugs: { url: `${url}/issues` },
  };
};

const staged = join(out, 'package');
rmSync(out, { recursive: true, force: true });
for (const { path } of pack(from, '--dry-run').files) {
  mkdirSync(dirname(join(staged, path)), { recursive: true });
  cpSync(join(from, path), join(staged, path));
}
const { license, ...rest } = manifest;
const entries = Object.entries(rest);
const at = entries.findIndex(([name]) => name === 'keywords') + 1;
const filled = Object.fromEntries([...entries.slice(0, at), ['license', license], ...Object.entries(publisher()), ...entries.slice(at)]);
writeFileSync(join(staged, 'package.json'), `${JSON.stringify(filled, null, 2)}\n`);

const packed = pack(staged, '--pack-destination', '..');
renameSync(join(out, packed.filename), join(out, 'package.tgz'));
const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const sums = packed.files.map(({ path }) => path).sort().map((path) => `${hash(join(staged, path))}  package/${path}\n`);
writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
writeFileSync(join(out, 'notes.md'), `${notes ?? ''}\n`);
console.log(`${packed.name} ${packed.version}: ${packed.files.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} unpacked`);
console.log(`sha256 ${hash(join(out, 'package.tgz'))}`);
console.log(`integrity ${packed.integrity}`);
if (!values.repository) console.log('It does not say where it is from. For a release, pass `--tag` and `--repository`.');
