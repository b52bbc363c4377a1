// The table of flags against the three that know the inputs too: the types, the element and the module itself.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { INPUTS, PERMISSIONS, POLICIES } from '../../pkg/cli/inputs.js';
import { loadPolicyBuilder } from '../../pkg/index.js';
import { cli } from './cli.mjs';

const read = (path) => readFile(new URL(`../../pkg/${path}`, import.meta.url), 'utf8');
const { build } = await loadPolicyBuilder({ setups: true });

/** The element's own: how a page shows and loads it; and what a command says otherwise: its policy is a word. */
const NOT_INPUTS = ['compact', 'loading', 'setup', 'setups-wasm', 'tab-group', 'wasm', 'policy'];

test('the flags have the names of the attributes', async () => {
  const { modules } = JSON.parse(await read('custom-elements.json'));
  const [{ attributes }] = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName === 'remotion-policy');
  const names = attributes.map(({ name }) => name).filter((name) => !NOT_INPUTS.includes(name));
  const flags = INPUTS.filter(({ field }) => field !== 'publishedPolicy').map(({ field, name }) => (['version', 'project'].includes(field) ? field : name));
  assert.deepEqual(flags.toSorted(), names.toSorted());
});

test('the fields are those of the types, with a value where the type is not a boolean', async () => {
  const types = await read('types.d.ts');
  const interfaces = Array.from(types.matchAll(/^export interface (\w+(?:Call|Fields)) [^{]*\{([^}]*)\}/gm));
  const fields = new Map();
  for (const [, name, body] of interfaces) {
    if (['CheckCall', 'EvaluateCall', 'ExplainCall'].includes(name)) continue;
    for (const [, field, type] of body.matchAll(/^ {2}(\w+)\??: (.*);$/gm)) if (field !== 'policy') fields.set(field, type);
  }
  assert.deepEqual(INPUTS.map(({ field }) => field).toSorted(), [...fields.keys()].toSorted());
  for (const { field, value } of INPUTS) assert.equal(value === undefined, fields.get(field) === 'boolean', field);
});

test('each policy takes the fields that the module lets it take', () => {
  for (const { field, value, isList, takes } of INPUTS) {
    const taken = Object.keys(POLICIES).filter((policy) => {
      try {
        build({ policy, [field]: isList ? ['x'] : value ? 'x' : true });
        return true;
      } catch ({ message }) {
        assert.equal(message, `the policy \`${policy}\` takes no field \`${field}\``);
        return false;
      }
    });
    assert.deepEqual(takes, taken, field);
  }
});

test('the policies are those of the module, and those that `check` and `compare` know', async () => {
  const { problems } = build({ policy: '?' });
  const known = Array.from(problems[0].help.matchAll(/`([^`]+)`/g), ([, name]) => name);
  assert.deepEqual(Object.keys(POLICIES), known);
  assert.deepEqual(PERMISSIONS, known.slice(0, known.indexOf('trust')));
});

test('the help of every command has every flag that it takes, and each policy has its own', async () => {
  for (const command of ['build', 'check', 'explain', 'compare']) {
    const { out, code } = await cli([command, '--help']);
    assert.equal(code, 0);
    for (const { name, field } of INPUTS) {
      const without = { explain: 'publishedPolicy', compare: 'version' }[command];
      assert.equal(new RegExp(`  --${name}[ \n]`).test(out), field !== without, `${command} --${name}`);
    }
    assert.ok(out.split('\n').every((text) => text.length <= 100), command);
  }
  for (const policy of Object.keys(POLICIES)) {
    const { out } = await cli(['build', policy, '--help']);
    for (const { name, takes } of INPUTS) assert.equal(out.includes(`  --${name} `) || out.includes(`  --${name}\n`), takes.includes(policy), `${policy} --${name}`);
  }
});
