// The AWS CLI form in PowerShell. There is no PowerShell in the registries this project installs from, so here it is read
// by a grammar (tree-sitter), and its `aws` commands are then run as it gives them, with what it writes into their file:
// once by the way it takes where there is no such policy or role, once by the way it takes where there is, and once where
// an identity provider is for somebody else. What PowerShell itself does besides (its `throw`, its `try`, its answer to a
// failing program) is not run by any test.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Language, Parser } from 'web-tree-sitter';
import { after, inForm } from './cases.mjs';
import { ask } from './python.mjs';

await Parser.init();
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));
const parse = (text) => parser.parse(text).rootNode;
const all = inForm('aws-cli-powershell');

/** A literal as its value; in double quotes, variables stay for later: [text, whether they are to be filled in]. */
const word = (text) => {
  if (text.startsWith("'")) return [text.slice(1, -1).replaceAll("''", "'"), false];
  if (text.startsWith('"')) return [text.slice(1, -1), true];
  return [text, text.startsWith('$')];
};

const inside = (node, test) => node && (test(node) ? node : inside(node.parent, test));

/**
 * {policy, variables, options, steps}: what the script holds. A step is an `Invoke-Iam` with the variable it sets, or what is
 * written into the file; and the branch it is in, and what the variable of its loop is.
 */
const read = (text) => {
  const root = parse(text);
  const verbatim = root.descendantsOfType('verbatim_here_string_characters').map(({ text }) => text);
  const words = (command) => {
    const elements = command.childForFieldName('command_elements')?.namedChildren ?? [];
    return elements.filter(({ type }) => type !== 'command_argument_sep').map((one) => one.text);
  };
  const variables = {};
  for (const one of root.descendantsOfType('assignment_expression')) {
    const [name, value] = [one.namedChild(0).text, one.childForFieldName('value').text];
    if (/^'[^\n]*'$/.test(value)) variables[name.slice(1)] = word(value)[0];
  }
  const commands = root.descendantsOfType('command');
  const named = (name) => commands.filter((one) => one.childForFieldName('command_name')?.text === name);
  const writes = root.descendantsOfType('invokation_expression').filter(({ text }) => text.startsWith('[IO.File]::WriteAllText($file, '));
  const steps = [...named('Invoke-Iam'), ...writes]
    .sort((one, other) => one.startIndex - other.startIndex)
    .map((node) => {
      const within = (type) => inside(node, (one) => one.type === type);
      const loop = within('foreach_statement');
      const branch = loop ? 'another audience' : within('else_clause') ? 'there' : within('if_statement') ? 'not there' : null;
      const each = (loop?.namedChild(1).descendantsOfType('string_literal') ?? []).map(({ text }) => word(text)[0]);
      const set = within('assignment_expression')?.namedChild(0).text.slice(1) ?? null;
      if (writes.includes(node)) {
        const [, value] = node.descendantsOfType('argument_expression').map(({ text }) => text);
        return { branch, loop, each, write: word(value) };
      }
      return { branch, loop, each, set, words: words(node).map(word) };
    });
  // A loop is all its steps for one value, then for the next.
  const unrolled = steps.flatMap(({ loop, each, ...step }, at) => {
    if (!loop) return [step];
    if (steps.findIndex((one) => one.loop?.id === loop.id) !== at) return [];
    const body = steps.filter((one) => one.loop?.id === loop.id);
    return each.flatMap((audience) => body.map(({ loop, each, ...one }) => ({ ...one, audience })));
  });
  const [subcommand, , ...options] = words(named('aws')[0]);
  assert.equal(subcommand, 'iam');
  assert.equal(verbatim.length, 1);
  // The mark that opens a here-string ends its line, and the line end before the one that closes it is not its own.
  const policy = verbatim[0].replace(/^@'\r?\n/, '').replace(/\r?\n'@$/, '');
  return { policy, variables: { ...variables, policy }, options, steps: unrolled };
};

const scripts = all.map((one) => ({ ...one, ...read(one.text) }));
const answers = ask('powershell_steps.py', scripts);

test('every one is PowerShell by its grammar, and what is put wrong is not', () => {
  assert.deepEqual(all.filter(({ text }) => parse(text).hasError).map(({ name }) => name), []);
  const right = all[0].text;
  for (const [from, to] of [["\n'@\n", "\n '@\n"], ['} finally {', ' finally {'], ['try {', 'try (']]) {
    assert.ok(right.includes(from));
    assert.ok(parse(right.replace(from, to)).hasError, from);
  }
});

for (const one of scripts) {
  test(`${one.name}: what its commands make is the policy, where it belongs`, () => {
    // Windows PowerShell 5.1 takes a file for one in the machine's own encoding, unless it is ASCII.
    assert.match(one.text, /^[\n\x20-\x7e]*$/);
    assert.deepEqual(JSON.parse(one.policy), one.document);
    const { providers } = one.made;
    const ways = [after(one), after(one)];
    if (Object.keys(providers ?? {}).length > 0) {
      const more = Object.entries(providers).map(([issuer, audiences]) => [issuer, ['another', ...audiences]]);
      ways.push({ ...after(one), providers: Object.fromEntries(more) });
    }
    assert.equal(answers[one.id].length, ways.length);
    answers[one.id].forEach((run, way) => {
      assert.deepEqual(run.failed, []);
      assert.deepEqual(run.state, ways[way]);
    });
  });
}
