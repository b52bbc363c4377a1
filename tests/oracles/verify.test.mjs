// docs/verify-on-aws.md against moto: its commands are well formed, answer as it says where moto can, and clean up.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ask } from './python.mjs';

const document = await readFile(new URL('../../docs/verify-on-aws.md', import.meta.url), 'utf8');
const script = Array.from(document.matchAll(/^```sh\n([^]*?)^```$/gm), ([, block]) => block).join('');

/** The checks of the tables, and those that only AWS can answer. */
const rows = Array.from(document.matchAll(/^\| (`[a-z0-9`, -]+`)( \(\*AWS only\*\))? \|/gm));
const namesOf = (cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name]) => name);
const listed = rows.flatMap(([, cell]) => namesOf(cell));
const awsOnly = rows.filter(([, , only]) => only).flatMap(([, cell]) => namesOf(cell));

test('every check is in a table, and every row has its check', () => {
  const made = Array.from(script.matchAll(/^expect (\S+)/gm), ([, name]) => name);
  assert.ok(made.length >= 12);
  assert.deepEqual(made.toSorted(), listed.toSorted());
});

test('its commands run to the end, answer as expected where moto imitates AWS, and leave nothing', () => {
  const { status, stdout, stderr, buckets, roles, functions, keys, aliases } = ask('verify.py', { script });
  // Moto does not imitate all of AWS.
  assert.equal(status, 1, stdout + stderr);
  assert.equal(stderr, '');
  assert.match(stdout, /^In account 222233334444, region eu-central-1, as arn:/);
  const outcome = (word) => Array.from(stdout.matchAll(new RegExp(`^${word}: (\\S+)$`, 'gm')), ([, name]) => name);
  assert.deepEqual([...outcome('as expected'), ...outcome('DIFFERENT')].toSorted(), listed.toSorted());
  assert.deepEqual(outcome('DIFFERENT').filter((name) => !awsOnly.includes(name)), [], stdout);
  // A command that the AWS CLI itself refuses would answer differently everywhere.
  assert.doesNotMatch(stdout, /usage:|Unknown options|Parameter validation|Invalid choice|NOT REMOVED/);
  assert.deepEqual({ buckets, roles, functions, aliases }, { buckets: [], roles: [], functions: [], aliases: [] });
  assert.deepEqual(keys, ['PendingDeletion']);
});

test('without the credentials of its role it checks nothing, because the answers would be those of whoever runs it', () => {
  const broken = script.replace('sts assume-role', 'sts assume-role --no-such-option');
  assert.notEqual(broken, script);
  const { status, stdout, buckets, roles } = ask('verify.py', { script: broken });
  assert.equal(status, 1);
  assert.doesNotMatch(stdout, /as expected|DIFFERENT|NOT REMOVED/);
  assert.deepEqual({ buckets, roles }, { buckets: [], roles: [] });
});
