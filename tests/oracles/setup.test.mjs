// The forms of a whole setup, each by its tool, in both partitions: the script run twice by the AWS CLI, and where others
// have written; templates read by cfn-lint and made a stack of; Terraform applied and planned again. What is in the account
// afterwards is compared with the parts in JSON.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from './python.mjs';
import { afterwards, forms, setups, setupsIn } from './setups.mjs';

/** What this version of Terraform's AWS provider wants: see terraform.test.mjs. */
const THUMBPRINT = `thumbprint_list = ["${'0'.repeat(40)}"]`;

/** The roles that a case makes. */
const made = ({ parts }) => parts.filter(({ policy }) => policy === 'trust').map(({ goesTo }) => goesTo.split('`')[1]);

/**
 * A script starts `aws` twenty times, and each form of a part has its own tests: so a part of the cases, with every kind of
 * part and each grammar's characters in one partition or the other; and where others have written, two of them.
 */
const RUN = {
  aws: ['lambda', 'ec2', 'folder of quotes', 'folder of yaml', 'user', 'roles that are there', 'a provider that is there'],
  'aws-cn': ['ec2', 'vercel', 'folder of templates', 'folder of wildcards'],
};
const scripts = setupsIn('aws-cli')
  .filter(({ partition, name }) => RUN[partition].includes(name))
  .map((one) => ({ ...one, roles: made(one), is_replaced: ['ec2', 'folder of yaml', 'folder of templates'].includes(one.name) }));
const templates = setupsIn('cloudformation');
const hcl = setupsIn('terraform').map((one) => ({ ...one, applied: one.text.replace(/^ +client_id_list.*$/m, `$&\n${THUMBPRINT}`) }));
const answers = ask('setup.py', { scripts, cloudformation: templates, terraform: hcl });

for (const one of scripts) {
  const { first, again, versions, replaced, failing } = answers.scripts[one.id];
  const wanted = afterwards(one);

  test(`${one.name} (${one.partition}): the script makes all parts, and a second time replaces nothing`, () => {
    for (const run of [first, again]) {
      assert.deepEqual([run.status, run.stderr], [0, '']);
      assert.deepEqual(run.state, wanted);
    }
    assert.doesNotMatch(again.stdout, /exists|replaces|had/);
    assert.notEqual(first.shell, again.shell);
    assert.deepEqual(versions, [1]);
  });

  if (!one.is_replaced) continue;

  test(`${one.name} (${one.partition}): what others wrote stays, and what is replaced is printed`, () => {
    assert.deepEqual([replaced.status, replaced.stderr], [0, '']);
    const others = replaced.state.bucket.Statement[0];
    assert.equal(others.Sid, 'Others');
    const own = wanted.bucket?.Statement ?? [];
    assert.deepEqual(replaced.state, { ...wanted, bucket: { Version: '2012-10-17', Statement: [others, ...own] } });
    for (const name of one.roles) {
      assert.ok(replaced.stdout.includes(`Role ${name} exists. This replaces its trust relationship, which was:\n`), name);
    }
    assert.equal(replaced.stdout.split('"Sid": "Old"').length - 1, one.roles.length);
  });

  test(`${one.name} (${one.partition}): the first command that fails ends the script`, () => {
    assert.notEqual(failing.status, 0);
    const changing = failing.asked.filter((operation) => !/^(list|get)-/.test(operation));
    assert.equal(changing.length, 1, changing.join());
  });
}

test('cfn-lint finds nothing in a template, and finds what is put wrong', () => {
  assert.deepEqual(Object.entries(answers.findings).filter(([, said]) => said.length > 0), []);
  assert.equal(Object.keys(answers.findings).length, templates.length);
  assert.deepEqual(Object.keys(answers.flawed).filter((name) => answers.flawed[name].length === 0), []);
});

for (const one of templates) {
  test(`${one.name} (${one.partition}): a stack has all parts but the key's Statements`, () => {
    // moto makes no identity providers and no bucket policies of stacks; cfn-lint has looked at their properties.
    assert.deepEqual(answers.stacks[one.id], { ...afterwards(one), providers: {}, bucket: null, key: null });
  });
}

test('Terraform has nothing to format, and a second plan has nothing to do', () => {
  assert.equal(answers.terraform.unformatted, '');
  assert.equal(answers.terraform.again.status, 0, answers.terraform.again.stdout);
});

for (const one of hcl) {
  test(`${one.name} (${one.partition}): what Terraform applies is all parts but the key's Statements`, () => {
    assert.deepEqual(answers.terraform.states[one.id], { ...afterwards(one), key: null });
    assert.equal(one.text.match(/^provider "/gm).length, 1);
  });
}

test('a Terraform file applies as it stands, with its own provider block', () => {
  const { state, again } = answers.alone;
  assert.deepEqual(state, { ...afterwards(hcl.find(({ name }) => name === 'github')), key: null });
  assert.equal(again.status, 0, again.stdout);
});

test('a script is ASCII, and every form says at its head what it makes public', () => {
  for (const format of forms) {
    for (const { text, name, call } of setupsIn(format)) {
      if (format === 'aws-cli') assert.match(text, /^[\n\x20-\x7e]*$/, name);
      const [, head] = /^(?:sh <<'SCRIPT'\n)?((?:#.*\n)+)/.exec(text);
      assert.equal(/anyone on the internet: it makes .* public\./.test(head), (call.publicRead ?? 'none') !== 'none', name);
    }
  }
});

test('the scripts that are run have every kind of part, in both partitions', { skip: Boolean(process.env.CASES) }, () => {
  assert.equal(scripts.length, Object.values(RUN).flat().length);
  const parts = (cases) => new Set(cases.flatMap(({ parts }) => parts.map(({ title }) => title.replace(/ \(.*/, ''))));
  for (const partition of ['aws', 'aws-cn']) {
    const of = (cases) => cases.filter((one) => one.partition === partition);
    assert.equal(parts(of(setups)).size, 12);
    assert.deepEqual(parts(of(scripts)), parts(of(setups)));
  }
});
