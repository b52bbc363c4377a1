// Served in place of the module's glue: the same exports, no policies, and a log of what was asked of it.

globalThis.calls ??= [];

const log = (name, detail) => calls.push(detail === undefined ? name : [name, detail]);

let panic;

export default async function init({ module_or_path: source }) {
  const bytes = source instanceof Response ? await source.arrayBuffer() : source;
  const { instance } = await WebAssembly.instantiate(bytes);
  panic = instance.exports.panic;
  log('init');
}

export const build = (call) => (call.policy === 'panic' ? panic() : { ok: true, text: JSON.stringify(call) });

export const releases = () => ({});

/** The other module's, which no page asks together with these. */
const readings = ({ text, boundary = [], readings }) =>
  [text, boundary].flat().map((one) => (typeof one === 'string' && readings?.(one)) || null);
export const check = (call) => (call.text === 'panic' ? panic() : { ok: true, readings: readings(call) });
export const compare = check;
export const evaluate = () => 'allowed';

/** Of the smaller of the two that build policies. */
export const more = () => import('../setups.js');

/** Of the readers. */
export const read = (text) => (text === 'panic in the readers' ? panic() : text);

export const stylesheet = () => {
  log('stylesheet');
  return ':host { display: block } .snippet { overflow: auto; margin: 0 }';
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** The larger of the two that build policies. */
const isLarger = /_setups\.js/.test(import.meta.url);

export class Widget {
  #more;
  #frame = make('div', { className: 'frame' });
  #input = make('input', { ariaLabel: 'Output bucket', id: 'bucket' });
  #snippet = make('pre', { className: 'snippet', tabIndex: 0 });

  constructor(root, inputs, host) {
    log('mount', inputs);
    if (inputs.policy === 'panic') panic();
    if (inputs.policy === 'unknown') throw new Error('there is no policy `unknown`');
    const button = make('button', { textContent: 'Panic' });
    button.addEventListener('click', () => panic());
    const later = make('button', { textContent: 'Fault later' });
    later.addEventListener('click', () => setTimeout(host.guard(() => panic())));
    this.#input.addEventListener('input', () => {
      // `undefined` and not `null`, as the module's glue passes on what is `None` in Rust.
      host.edit('bucket', this.#input.value || undefined, true);
      host.changed({ bucket: this.#input.value }, { ok: true });
    });
    const role = make('input', { ariaLabel: 'Render function’s role' });
    role.addEventListener('input', () => host.edit('function-role', role.value, false));
    const lines = Number(inputs['fake-lines'] ?? 1);
    this.#frame.append(this.#input, role, button, later, this.#snippet);
    // Statements of ten lines, for the place where a text is cut.
    const line = (_, at) => make('span', { className: 'line', textContent: at % 10 ? 'line\n' : '"Sid": "A"\n' });
    this.#snippet.append('', '\n', ...Array.from({ length: lines }, line));
    root.append(this.#frame);
    this.#more = host.more;
    this.#show(inputs);
  }

  update(inputs) {
    log('update', inputs);
    if (inputs.policy === 'panic') panic();
    this.#show(inputs);
  }

  follow() {
    log('follow');
  }

  free() {
    log('free');
    this.#frame.remove();
  }

  #show({ bucket = '', service }) {
    if (service === 'github-actions' && !isLarger) this.#more();
    if (this.#input.value !== bucket) this.#input.value = bucket;
    this.#snippet.firstChild.data = `policy for ${bucket}`;
  }
}
