// Runs in the page: what is on screen, and what has to be there by second copies of the modules, which share nothing
// with the page's and are asked with the inputs on screen.

chaos.screen = (() => {
  const FORMATS = ['json', 'aws-cli', 'aws-cli-powershell', 'cloudformation', 'terraform', 'cdk', 'pulumi', 'typescript'];

  let reference;
  const load = async () => {
    const load = async (name) => {
      const module = await import(`/pkg/wasm/${name}.js?reference`);
      await module.default({ module_or_path: `/pkg/wasm/${name}_bg.wasm?reference` });
      return module;
    };
    // For the elements that an action creates.
    await Promise.all([import('/pkg/define.js'), import('/pkg/checker/define.js')]);
    const modules = await Promise.all(['remotion_policy_setups', 'remotion_policy_checker'].map(load));
    reference = Object.assign({}, ...modules);
  };

  const hosts = () => Array.from(document.querySelectorAll('remotion-policy:not([setup=only]), remotion-policy-checker'));
  const frame = (host) => host.shadowRoot.querySelector('.frame');
  const mounted = () => hosts().filter(frame);
  const isChecker = (host) => frame(host).classList.contains('checker');
  const fields = (host) => Array.from(frame(host).querySelectorAll('input[name], select[name]'));
  const forms = (host) => Array.from(frame(host).querySelectorAll('[role=tab]'), (tab) => tab.id.replace('format-', ''));
  const shown = (host) => frame(host).querySelector('.snippet').textContent;
  const button = (host, name) => frame(host).querySelector(`[data-do=${name}]`);
  /** As Rust trims, which takes a byte order mark for a character. */
  const bare = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
  const trimmed = (text) => text.replace(/\n$/, '');
  const excerpt = (text) => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);

  /** The call that the fields on screen amount to. */
  const inputs = (host) => {
    const call = {};
    // What a page asks for in one place.
    if (host.hasAttribute('setup')) {
      for (const name of ['region', 'bucket', 'keyPrefix', 'privacy', 'objectOwnership', 'kmsKeyArn']) {
        const attribute = host.getAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
        call[name] = (attribute ?? '').replace(/[\r\n]/g, '');
      }
    }
    for (const field of fields(host)) call[field.name] = field.type === 'checkbox' ? field.checked : field.value;
    // Many boxes are one list. The attribute may name what has no box.
    for (const name of ['calls', 'extras']) if (name in call) call[name] = host.getAttribute(name)?.replace(/[\r\n]/g, '').split(',');
    // A choice, and a box for each of the others.
    delete call.also;
    if ('service' in call) call.service = (host.getAttribute('service') ?? '').replace(/[\r\n]/g, '');
    if ('buckets' in call) call.buckets = call.buckets.split(',');
    const format = host.getAttribute('format') ?? undefined;
    // A page has one choice of form. A text without that form shows its own first one; what is no form at all it refuses.
    const named = format && bare(format).toLowerCase();
    const foreign = FORMATS.includes(named) && !forms(host).includes(named);
    call.format = foreign ? undefined : format;
    return call;
  };

  /** The last answers of the reference, by what it was asked: most actions change one widget of several. */
  const answers = new Map();
  const ask = (name, call) => {
    const question = `${name} ${JSON.stringify(call)}`;
    if (!answers.has(question)) {
      if (answers.size > 200) answers.clear();
      answers.set(question, reference[name](call));
    }
    return answers.get(question);
  };

  /** The call without the fields that its policy does not take. */
  const fitting = ({ policy, ...call }) => {
    const takes = ([name, value]) => {
      try {
        return Boolean(ask('build', { policy, [name]: value }));
      } catch {
        return false;
      }
    };
    return { policy, ...Object.fromEntries(Object.entries(call).filter(takes)) };
  };

  /** What a builder has to show. */
  const built = (host) => {
    const call = { policy: host.getAttribute('policy') ?? '', ...inputs(host) };
    return ask('build', host.hasAttribute('setup') ? fitting(call) : call);
  };

  /** The text that leaves the page when it is copied or saved, with the file's name; nothing when there is none. */
  const due = (host) => {
    if (isChecker(host)) return chaos.checker.due(host);
    const answer = built(host);
    return answer.ok ? { text: answer.text, name: answer.fileName } : undefined;
  };

  /** Where two texts part, with what comes after. */
  const difference = (is, due) => {
    let at = 0;
    while (at < is.length && is[at] === due[at]) at += 1;
    return `from character ${at} on it is ${excerpt(is.slice(at))} in place of ${excerpt(due.slice(at))}`;
  };

  const wrongTab = (host) => {
    const selected = frame(host).querySelector('[role=tab][aria-selected=true]').id;
    const wanted = `format-${bare(inputs(host).format ?? '').toLowerCase() || forms(host)[0]}`;
    return selected === wanted ? undefined : `${selected} is selected in place of ${wanted}`;
  };

  /** Whether a field shows what the element's attribute says, which is the only state there is. */
  const isShown = (host, field) => {
    const attribute = host.getAttribute(field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    // Which names are calls is the module's to say; the text shows what it made of them.
    if (['calls', 'extras', 'also', 'service'].includes(field.name)) return true;
    if (field.type === 'checkbox') return field.checked === (attribute !== null && attribute !== 'false');
    // A field has one line, and shows half a character pair as U+FFFD.
    const wanted = (attribute ?? '').replace(/[\r\n]/g, '').toWellFormed();
    // Nothing chosen is the default, and of whose policies there are, nobody else's can be checked.
    if (field.tagName === 'SELECT' && (wanted === '' || field.name === 'for')) return true;
    return field.value.toWellFormed() === wanted;
  };

  const wrongInBuilder = (host) => {
    const answer = built(host);
    if (answer.ok === (button(host, 'copy').getAttribute('aria-disabled') === 'true')) {
      return `build() ${answer.ok ? 'gives a text' : 'refuses'}, the page says otherwise`;
    }
    if (!answer.ok) return shown(host) ? undefined : 'there is no example';
    if (shown(host) !== trimmed(answer.text)) return difference(shown(host), trimmed(answer.text));
    return wrongTab(host);
  };

  /** Host to the text it copied last. */
  const copies = new WeakMap();

  /** What a widget shows that it should not, in words; nothing when all is right. */
  const wrong = (host) => {
    const stale = fields(host).find((field) => !isShown(host, field));
    if (stale) return `the field ${stale.name} does not show what its attribute says`;
    const said = isChecker(host) ? chaos.checker.wrong(host) : wrongInBuilder(host);
    if (said) return said;
    if (button(host, 'copy').textContent === 'Copied' && copies.get(host) !== due(host)?.text) {
      return 'it says "Copied" of a text that was not copied';
    }
    return undefined;
  };

  return {
    load,
    ask,
    ...{ hosts, frame, mounted, isChecker, fields, forms, shown, button, bare, trimmed, excerpt, inputs, difference },
    ...{ fitting, built, due, wrong, wrongTab, copies },
  };
})();
