// Runs in the page: what a checker has to show, by `check` of the text and the inputs on screen; texts to paste into it.

chaos.checker = (() => {
  const { ask, bare, fitting, frame, inputs, shown, trimmed, excerpt, difference, button } = chaos.screen;

  /** Bytes above which a text is checked only when the typing stops. */
  const LONG = 64 * 1024;
  const FINDINGS = 40;
  const WORDS = { allowed: 'Allowed', partly: 'Partly', denied: 'Denied', conditional: 'It depends', missing: 'Missing' };

  const areas = (host) => Array.from(frame(host).querySelectorAll('textarea'));
  const texts = (host) => Object.fromEntries(areas(host).map(({ name, value }) => [name, value]));
  const bytes = (text) => new TextEncoder().encode(text).length;
  const plain = (prose) => prose.replaceAll('`', '');

  /** The calls whose permissions are looked for, by the inputs on screen. */
  const requirements = (host) => {
    const { for: whose, from, ...call } = inputs(host);
    // The key is that of the output bucket.
    const of = (policy) => fitting({ ...call, policy, ...(['user', 'role'].includes(policy) && { kmsKeyArn: undefined }) });
    if (!bare(call.bucket)) return [of(whose)];
    if (whose === 'role') return [of('role'), of('destination')];
    if (!call.download && !call.delete) return [of(whose)];
    return [of(whose), of('destination-caller')];
  };

  const answer = (host) => {
    const { text, boundary } = texts(host);
    const call = { texts: [text], boundary: bare(boundary) ? [boundary] : [], requirements: requirements(host), merge: true };
    return ask('check', call);
  };

  const attribute = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  /** What the pasted errors mean, by the inputs on screen. */
  const explained = (host) => {
    const { for: _, from, ...setup } = inputs(host);
    // Inputs without a field count too, where the page has set them.
    for (const name of ['keyPrefix', 'privacy', 'objectOwnership', 'kmsKeyArn', 'functionRole', 'attachTo', 'functionPrefix', 'functionName', 'remotionBucket']) {
      const value = host.getAttribute(attribute(name));
      if (!(name in setup) && value !== null) setup[name] = value.replace(/[\r\n]/g, '');
    }
    for (const name of ['buckets', 'extras']) {
      const list = host.getAttribute(name);
      if (list !== null) setup[name] ??= list.replace(/[\r\n]/g, '').split(',');
    }
    for (const name of ['writeOnly', 'download', 'delete']) {
      const value = host.getAttribute(attribute(name));
      setup[name] ??= value !== null && value !== 'false';
    }
    return ask('explain', { ...setup, text: texts(host).text }).denials ?? [];
  };

  /** The part of a text area, `name-start-end`, that a finding of this number is about, or a Statement of this document. */
  const pointed = (host, first, index) => {
    const { documents, findings, permissions } = answer(host);
    const isMeant = (row) => row.documentIndex === first && row.statementIndex === index;
    const statement = permissions.flatMap(({ statements }) => statements).find(isMeant);
    const { textIndex, range } = index === undefined ? findings[first] : { ...documents[first], ...statement };
    return `${textIndex ? 'boundary' : 'text'}-${range.start}-${range.end}`;
  };

  const problems = (host) => {
    const { version, ...call } = requirements(host)[0];
    const { from } = inputs(host);
    const compared = bare(from) ? ask('compare', { ...call, from, to: version }) : { ok: true };
    return [answer(host), compared].flatMap((one) => (one.ok ? [] : one.problems));
  };

  /** Whether it says that it waits for the typing to stop. */
  const waits = (host) => frame(host).querySelector('.verdict .sentence').textContent.startsWith('This text is long');

  /** Whether it asks first whose policies these are. */
  const asks = (host, checked) =>
    !['role', 'user', 'caller'].includes(bare(host.getAttribute('for') ?? '')) && checked.findings.some(({ code }) => code === 'of-deployer');

  /** What to add, or the pasted text with it. Without a text, what the upgrade adds. */
  const due = (host, checked = answer(host)) => {
    if (!checked.ok || waits(host) || asks(host, checked)) return undefined;
    const extension = ask('build', { policy: 'user', format: inputs(host).format }).fileName.replace(/^[^.]*/, '');
    const addition = (text) => text && { text, name: `remotion-additional-policy${extension}` };
    if (frame(host).querySelector('.verdict').hidden) {
      // Which of its denials the text is for is the reader's choice.
      const mends = explained(host).flatMap(({ addition, policies }) => [addition?.text, ...policies.map((call) => ask('build', call).text)]);
      const offered = mends.filter(Boolean);
      if (offered.length) return addition(offered.find((text) => trimmed(text) === shown(host)) ?? offered[0]);
    }
    if (checked.verdict === 'empty') {
      const { from } = inputs(host);
      if (!bare(from)) return undefined;
      const compared = requirements(host).map(({ version, ...call }) => ask('compare', { ...call, from, to: version }));
      return addition(compared.find((one) => one.ok && one.addition)?.addition.text);
    }
    if (button(host, 'replace').hidden) return addition(checked.addition?.text);
    return { text: checked.merged?.text ?? 'nothing: there is no merged policy', name: 'remotion-merged-policy.json' };
  };

  const row = (tr) => {
    const text = (selector) => tr.querySelector(selector)?.textContent;
    // The sign in front of a badge's word is a part of its own.
    const badge = tr.querySelector('.badge')?.lastChild.textContent;
    return [text('.action'), text('.resource'), text('.level'), badge, text('.because p')].join(' | ');
  };

  const LEVELS = { must: 'Always needed', case: 'Sometimes needed', unused: 'Not used by Remotion' };

  const wrongTable = (host, checked) => {
    const empty = checked.verdict === 'empty';
    const line = ({ action, resource, level, status, reason }) =>
      [action, resource, LEVELS[level], empty ? undefined : WORDS[status], plain(reason ?? '')].join(' | ');
    const isFine = ({ level, status }) => status === 'allowed' || level === 'unused';
    const of = (wanted) => checked.permissions.filter((row) => isFine(row) === wanted).map(line);
    const due = empty ? [[], of(false)] : [of(false), of(true)];
    const tables = Array.from(frame(host).querySelectorAll('.needs table'), (table) => Array.from(table.tBodies[0].rows, row));
    const [is, wanted] = [JSON.stringify(tables), JSON.stringify(due)];
    return is === wanted ? undefined : `in the table ${difference(is, wanted)}`;
  };

  const wrongFindings = (host, checked) => {
    const place = ({ textIndex, range }) => `${textIndex ? 'Boundary, line' : 'Line'} ${range.line}, column ${range.column}`;
    const due = checked.findings.slice(0, FINDINGS).map(place).join();
    const is = Array.from(frame(host).querySelectorAll('.findings [data-do]'), (found) => found.textContent).join();
    return is === due ? undefined : `the findings are about ${excerpt(is)} in place of ${excerpt(due)}`;
  };

  const wrong = (host) => {
    const { text, boundary } = texts(host);
    const [verdict, sentence] = ['.verdict', '.verdict .sentence'].map((selector) => frame(host).querySelector(selector));
    const hidden = frame(host).querySelector('.addition').hidden;
    if (waits(host)) {
      if (bytes(text) + bytes(boundary) <= LONG || !chaos.world.isWaiting()) return 'it waits, and nothing will end that';
      return hidden && frame(host).querySelector('.needs').hidden ? undefined : 'it waits, and shows the answer to another text';
    }
    const checked = answer(host);
    const due = checked.ok && asks(host, checked)
      ? { className: 'verdict conditional', sentence: 'It depends on whose policies these are: they look like the deployer’s.' }
      : checked.ok
      ? { className: `verdict ${checked.verdict}`, sentence: checked.summary }
      : { className: 'verdict invalid', sentence: 'Not yet: a field below needs attention.' };
    if (verdict.className !== due.className || sentence.textContent !== due.sentence) {
      return `the verdict is ${excerpt(`${verdict.className}: ${sentence.textContent}`)} in place of ${excerpt(`${due.className}: ${due.sentence}`)}`;
    }
    chaos.verdicts[verdict.hidden ? 'explained' : checked.ok ? checked.verdict : 'refused'] = true;
    if (!checked.ok) return frame(host).querySelector('.needs').hidden && hidden ? undefined : 'it answers, and check() refuses';
    const snippet = chaos.checker.due(host, checked)?.text ?? '';
    if (hidden !== (snippet === '')) return hidden ? 'there is something to add, and it is not shown' : 'an addition is shown, and none is due';
    if (shown(host) !== trimmed(snippet)) return difference(shown(host), trimmed(snippet));
    return wrongTable(host, checked) ?? wrongFindings(host, checked) ?? (hidden ? undefined : chaos.screen.wrongTab(host));
  };

  /** What is read aloud is the verdict on screen, or nothing yet. */
  const wrongAloud = (host) => {
    const [said, sentence] = ['.said', '.sentence'].map((selector) => frame(host).querySelector(selector).textContent);
    const help = frame(host).querySelector('.denial .sentence + p')?.lastChild;
    const due = help ? [sentence, Array.from(help.parentNode.childNodes).slice(1).map(({ textContent }) => textContent).join('')].join(' ') : sentence;
    return said === '' || said === due ? undefined : `${excerpt(said)} was said aloud, and ${excerpt(due)} is there to read`;
  };

  const DENY = '{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Action":"s3:Get*","Resource":"*"}]}';
  const OPEN = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  const HANGS = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"video"}}}}';

  /** As AWS says it. */
  const denied = ({ who, action, by }) =>
    `AccessDenied: User: arn:aws:${who} is not authorized to perform: ${action} on resource: "arn:aws:s3:::remotionlambda-useast1-abc/renders/abc/out.mp4" because no ${by} allows the ${action} action`;

  /** The policy that an example is, as AWS shows it. */
  const own = (host) => ask('build', { ...requirements(host)[0], format: undefined }).text;

  /** A text to paste: what build() prints for somebody like the reader, whole or spoilt, or anything at all. */
  const policy = (host, { which, other, text }) => {
    const versions = ['4.0.527', '4.0.400', '4.0.39', '4.0.0', '3.0.0'];
    const [call] = requirements(host);
    const own = ask('build', { policy: call.policy ?? 'user', version: versions[other % versions.length] }).text ?? '';
    const at = which % (own.length + 1);
    const error = denied({
      who: other % 5 ? 'iam::123456789012:user/remotion-user' : 'sts::123456789012:assumed-role/remotion-lambda-role/remotion-render-4-0-400',
      action: ['s3:PutObject', 'lambda:ListTags', 's3:GetObject'][which % 3],
      by: which % 4 ? 'identity-based policy' : 'permissions boundary',
    });
    const kinds = [
      () => own,
      () => own,
      () => `${own}\n${DENY}`,
      () => OPEN,
      () => HANGS,
      () => own.slice(0, at) + text + own.slice(at),
      () => own.slice(0, at),
      () => JSON.stringify({ PolicyVersion: { Document: encodeURIComponent(own), VersionId: 'v1', IsDefaultVersion: true } }),
      () => own.replaceAll('\n', '\r\n').replace('Allow', '允许'),
      () => `${own}${' '.repeat(other % 3 ? 100 : LONG)}`,
      () => text,
      () => '',
      () => error,
      () => error,
      () => `${error.replaceAll('remotion-user', 'deploy-user').replace('s3:PutObject', 'lambda:InvokeFunction')}\n\n${error}`,
      () => `${error}\n\n${own}`,
    ];
    return kinds[(which >> 8) % kinds.length]();
  };

  return { areas, pointed, problems, due, wrong, wrongAloud, own, policy };
})();
