// The forms of a bucket's or a key's own, each by its tool: the scripts run by the AWS CLI where there is nothing, where
// there is what others wrote, and where they have to refuse; templates read by cfn-lint (moto makes no bucket policies of
// stacks); CDK and Pulumi programs by their own libraries; Terraform applied and planned again. The lifecycle rules of
// Terraform are newer than its provider here, so they are only formatted: Pulumi's types are made from the same schema.
// PowerShell is read by a grammar; no test runs it, so the commands it gives are compared with those of the other script.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { Language, Parser } from 'web-tree-sitter';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { build, forms } from './cases.mjs';
import { compile, run, withPrograms } from './programs.mjs';
import { ask } from './python.mjs';
import { formsOf, merged, resources, resourcesIn, written } from './resources.mjs';

const scripts = resourcesIn('aws-cli');
const templates = resourcesIn('cloudformation');
const hcl = resourcesIn('terraform');
const applied = hcl.filter(({ policy }) => policy === 'bucket-policy');
const answers = ask('resources.py', {
  scripts,
  cloudformation: templates,
  terraform: applied,
  formatted: hcl.filter((one) => !applied.includes(one)),
});

/** Without the order of the members, the white space, and the key's id, which is moto's. */
const plain = (one, value) => {
  const id = /key\/([0-9a-f-]{36})/.exec(JSON.stringify(value))?.[1];
  return JSON.parse(id ? JSON.stringify(value).replaceAll(id, '1234abcd-12ab-34cd-56ef-1234567890ab') : JSON.stringify(value));
};
const same = (one, found, wanted, message) => assert.deepEqual(plain(one, found), plain(one, wanted), message);

test('each policy has its forms, in both partitions', () => {
  for (const one of resources) {
    for (const format of forms) {
      const { ok, problems } = build({ ...one.call, format });
      assert.equal(ok, formsOf[one.policy].includes(format), `${one.name} ${format}`);
      if (!ok) assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['not-one-of', 'format']]);
    }
  }
});

/** What a script leaves where there was nothing. */
const alone = (one) => one.document;

for (const one of scripts) {
  const said = answers.scripts[one.id];
  if (said.first) {
    test(`${one.name}: where there is nothing, it is what the JSON says; a second time changes nothing; and there is a way back`, () => {
      for (const step of ['first', 'again']) {
        assert.deepEqual([said[step].status, said[step].stderr], [0, ''], step);
        same(one, said[step].state, alone(one), step);
      }
      assert.match(said.again.stdout, /^Nothing was changed: all of this is there already\.$/m);
      assert.deepEqual([said.back.status, said.back.stderr, said.back.state], [0, '', null]);
    });
  }
  test(`${one.name}: what others wrote stays, and what is ours is replaced; a second time changes nothing`, () => {
    for (const step of ['merged', 'twice']) {
      assert.deepEqual([said[step].status, said[step].stderr], [0, ''], step);
      same(one, said[step].state, merged(one), step);
    }
    assert.match(said.twice.stdout, /^Nothing was changed: all of this is there already\.$/m);
    assert.notDeepEqual(merged(one), one.before);
  });
  test(`${one.name}: it prints what was there, and how to go back`, () => {
    assert.deepEqual([said.restored.status, said.restored.stderr], [0, '']);
    assert.deepEqual(said.restored.state, said.before);
  });
  test(`${one.name}: without jq, and where reading fails, nothing is changed, and it says so`, () => {
    assert.equal(said.bare.status, 1);
    assert.match(said.bare.stderr, /^Nothing was changed: this needs jq/);
    assert.deepEqual(said.bare.state, said.before);
    assert.notEqual(said.missing.status, 0);
    assert.match(said.missing.stderr, /NoSuchBucket\b|NotFoundException/);
    assert.match(said.missing.stderr, /^Nothing was changed\.$/m);
    assert.equal(said.missing.stdout, '');
  });
  test(`${one.name}: what may not be read is not taken for what is not there`, () => {
    assert.equal(said.denied.status, 1);
    assert.match(said.denied.stderr, /\(AccessDenied\)[^]*\nNothing was changed\.\n$/);
    assert.equal(said.denied.stdout, '');
    assert.deepEqual(said.denied.asked.map((operation) => operation.split('-')[0]), ['get']);
    assert.deepEqual(said.denied.state, said.before);
  });
}

test('what makes files public or deletes them says so in its first line of each form', () => {
  for (const { policy, call, name } of resources) {
    for (const format of formsOf[policy]) {
      const [first, second] = build({ ...call, format }).text.split('\n');
      const line = format === 'aws-cli' ? second : first;
      assert.match(line, /^(#|\/\/) For /, name);
      assert.equal(/anyone on the internet: it makes .* public\.$/.test(line), (call.publicRead ?? 'none') !== 'none', name);
      assert.equal(/deletes every file .* after 30 days\.$/.test(line), Boolean(call.expireAfterDays), name);
    }
  }
});

test('cfn-lint finds nothing in a template, and finds what is put wrong', () => {
  assert.deepEqual(Object.entries(answers.findings).filter(([, said]) => said.length > 0), []);
  assert.deepEqual(Object.keys(answers.flawed).filter((name) => answers.flawed[name].length === 0), []);
  assert.equal(Object.keys(answers.findings).length, templates.length);
});

test('Terraform has nothing to format, and a second plan has nothing to do', () => {
  assert.equal(answers.terraform.unformatted, '');
  assert.equal(answers.terraform.again.status, 0, answers.terraform.again.stdout);
});

for (const one of applied) {
  test(`${one.name}: what Terraform applies is the policy, and its comment says that it replaces what was there`, () => {
    same(one, answers.terraform.states[one.id], one.document);
    assert.match(one.text, /^# Replaces the policy of bucket \S+, if there is one\. This prints it:\n# aws s3api get-bucket-policy --region \S+ --bucket \S+$/m);
  });
}

const programs = (format) => Object.fromEntries(resourcesIn(format).map(({ id, text }) => [id, text]));

test('CDK synthesizes the policy', async () => {
  const texts = programs('cdk');
  await withPrograms({ ...texts, wrong: Object.values(texts)[0].replace('policyDocument:', 'policy:') }, 'module', async (folder) => {
    assert.deepEqual(Object.keys(compile(folder, [...Object.keys(texts), 'wrong'])), ['wrong']);
    const out = (name) => join(folder, 'synthesized', name);
    await run(
      folder,
      `for (const [name, folder] of ${JSON.stringify(Object.keys(texts).map((name) => [name, out(name)]))}) {
        process.env.CDK_OUTDIR = folder;
        await import('./' + name + '.js');
      }`,
    );
    for (const one of resourcesIn('cdk')) {
      const [file] = (await readdir(out(one.id))).filter((file) => file.endsWith('.template.json'));
      const { Resources } = JSON.parse(await readFile(join(out(one.id), file), 'utf8'));
      assert.deepEqual(Object.values(Resources), [
        { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: one.call.bucket, PolicyDocument: one.document } },
      ]);
    }
  });
});

/** Rules as Pulumi and Terraform name their members. */
const rule = ({ ID, Status, Filter, AbortIncompleteMultipartUpload: abort, Expiration }) => ({
  id: ID,
  status: Status,
  filter: { prefix: Filter.Prefix },
  ...(abort && { abortIncompleteMultipartUpload: { daysAfterInitiation: abort.DaysAfterInitiation } }),
  ...(Expiration && { expiration: { days: Expiration.Days } }),
});

test('Pulumi asks for the policy or the rules', async () => {
  const texts = programs('pulumi');
  const wrong = Object.values(texts).at(-1).replace('daysAfterInitiation', 'days');
  await withPrograms({ ...texts, wrong }, 'commonjs', async (folder) => {
    assert.deepEqual(Object.keys(compile(folder, [...Object.keys(texts), 'wrong'])), ['wrong']);
    const printed = await run(
      folder,
      `const { AsyncLocalStorage } = require('node:async_hooks');
      const pulumi = require('@pulumi/pulumi');
      const current = new AsyncLocalStorage();
      const made = {};
      pulumi.runtime.setMocks({
        call: ({ token }) => { throw new Error(token + ' is asked for'); },
        newResource: ({ type, name, inputs }) => {
          made[current.getStore()].push({ type, inputs });
          return { id: name, state: inputs };
        },
      }, 'project', 'stack', false);
      for (const name of ${JSON.stringify(Object.keys(texts))}) {
        made[name] = [];
        current.run(name, () => require('./' + name + '.js'));
      }
      process.on('exit', () => require('node:fs').writeSync(1, JSON.stringify(made)));`,
    );
    const asked = JSON.parse(printed);
    for (const one of resourcesIn('pulumi')) {
      const [{ type, inputs }, ...more] = asked[one.id];
      assert.deepEqual(more, []);
      const { bucket } = one.call;
      if (one.policy === 'lifecycle') {
        assert.equal(type, 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration');
        assert.deepEqual(inputs, { bucket, rules: one.document.Rules.map(rule) });
      } else {
        assert.equal(type, 'aws:s3/bucketPolicy:BucketPolicy');
        assert.deepEqual({ ...inputs, policy: JSON.parse(inputs.policy) }, { bucket, policy: one.document });
      }
    }
  });
});

test('PowerShell is PowerShell by its grammar, holds the JSON, and sends what the other script sends', async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  const all = resourcesIn('aws-cli-powershell');
  assert.equal(all.length, resources.length);
  for (const one of all) {
    const root = parser.parse(one.text).rootNode;
    assert.ok(!root.hasError, one.text);
    // Windows PowerShell 5.1 takes a file for one in the machine's own encoding, unless it is ASCII.
    assert.match(one.text, /^[\n\x20-\x7e]*$/);
    const [verbatim, ...more] = root.descendantsOfType('verbatim_here_string_characters').map(({ text }) => text);
    assert.deepEqual(more, []);
    assert.deepEqual(JSON.parse(verbatim.replace(/^@'\r?\n/, '').replace(/\r?\n'@$/, '')), one.document);
    const other = scripts.find(({ id }) => id === one.id).text;
    for (const command of ['get', 'put']) {
      const [, operation] = new RegExp(`aws ((?:s3api|kms) ${command}-[a-z-]+)`).exec(other);
      assert.ok(one.text.includes(operation), `${one.name}: ${operation}`);
    }
    const names = /\$ours = (.*)/.exec(one.text)[1].split(', ').map((name) => name.slice(1, -1));
    assert.deepEqual(names, JSON.parse(/--argjson ours '(.*?)'/.exec(other)[1]));
    assert.ok(written(one).every((item) => names.includes(item.Sid ?? item.ID)));
  }
});

const everything = [{ name: 'all', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }];

/** Whether the policy allows it; `who` is a service, or the ARN of somebody whose own account lets them do everything. */
const allows = async (document, who, action, resource, contextVariables = {}) => {
  const said = await runSimulation(
    {
      request: { principal: who, action, resource: { resource, accountId: '123456789012' }, contextVariables },
      identityPolicies: who.startsWith('arn:') ? everything : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: document,
    },
    {},
  );
  assert.notEqual(said.resultType, 'error', JSON.stringify(said.errors));
  return said.overallResult === 'Allowed';
};

for (const [partition, region] of [['aws', 'eu-central-1'], ['aws-cn', 'cn-north-1']]) {
  const policy = (more) => JSON.parse(build({ policy: 'bucket-policy', bucket: 'acme-films', region, ...more }).text);
  const file = (key) => `arn:${partition}:s3:::acme-films/${key}`;
  const anyone = `arn:${partition}:iam::210987654321:user/stranger`;
  const distribution = (id) => ({ 'AWS:SourceArn': `arn:${partition}:cloudfront::123456789012:distribution/${id}` });
  const cloudfront = 'cloudfront.amazonaws.com';
  const https = { 'aws:SecureTransport': 'true' };

  test(`a bucket policy lets read what it says, and nothing near it (${partition})`, async () => {
    const sites = policy({ publicRead: 'sites' });
    const folder = policy({ publicRead: 'prefix', keyPrefix: 'b?c${d}' });
    const oac = policy({ distribution: distribution('EDFDVBD632BHDS5')['AWS:SourceArn'] });
    const table = [
      [sites, anyone, 's3:GetObject', file('sites/a/index.html'), {}, true],
      [sites, anyone, 's3:GetObject', file('renders/a/out.mp4'), {}, false],
      [sites, anyone, 's3:PutObject', file('sites/a/index.html'), {}, false],
      [sites, anyone, 's3:ListBucket', `arn:${partition}:s3:::acme-films`, {}, false],
      [folder, anyone, 's3:GetObject', file('b?c${d}/x.mp4'), {}, true],
      [folder, anyone, 's3:GetObject', file('bXc${d}/x.mp4'), {}, false],
      [oac, cloudfront, 's3:GetObject', file('a.mp4'), distribution('EDFDVBD632BHDS5'), true],
      [oac, cloudfront, 's3:GetObject', file('a.mp4'), distribution('EDFDVBD632BHDS6'), false],
      [oac, anyone, 's3:GetObject', file('a.mp4'), {}, false],
    ];
    for (const [document, who, action, resource, context, want] of table) {
      assert.equal(await allows(document, who, action, resource, { ...https, ...context }), want, `${who} ${action} ${resource}`);
    }
    const tls = policy({ publicRead: 'all', tlsOnly: true });
    assert.ok(await allows(tls, anyone, 's3:GetObject', file('a'), https));
    assert.ok(!(await allows(tls, anyone, 's3:GetObject', file('a'), { 'aws:SecureTransport': 'false' })));
  });
}

test('parliament finds nothing in a policy of a bucket or key but that it is one', () => {
  const documents = resources
    .filter(({ policy }) => policy !== 'lifecycle')
    .map((one) => ({ name: one.name, document: one.policy === 'key-policy' ? { Version: '2012-10-17', Statement: one.document } : one.document }));
  const { findings, flawed } = ask('parliament_audit.py', documents);
  // In the policy of a key, `*` is the key. And parliament loses its way in ARNs with several `*`, and takes `[…]` for one.
  const isKnown = (name) => (one) =>
    name.startsWith('key-policy') ? /^RESOURCE_STAR kms:/.test(one) : /folder of (wildcards|yaml)/.test(name) && /^RESOURCE_MISMATCH .*s3:GetObject/.test(one);
  assert.deepEqual(Object.entries(findings).filter(([name, said]) => !said.every(isKnown(name))), []);
  assert.ok(flawed.length > 0, 'it finds what is put wrong');
});
