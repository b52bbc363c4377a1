// What is printed for people: colours where a terminal shows them, and no control characters out of a file.

const CONTROL = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const escaped = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;

/** Words of a file in one line: they can neither steer the terminal nor begin a line, which some CI would carry out. */
export const line = (text) => text.replace(CONTROL, escaped);

/** Several lines. */
const block = (text) => text.replace(CONTROL, (character) => (/[\n\t]/.test(character) ? character : escaped(character)));

export class Paper {
  #stream;
  #colours;

  constructor(stream, env) {
    this.#stream = stream;
    this.#colours = Boolean(stream.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  }

  #paint = (code, text) => (this.#colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  bold = (text) => this.#paint(1, text);
  dim = (text) => this.#paint(2, text);
  red = (text) => this.#paint(31, text);
  green = (text) => this.#paint(32, text);
  yellow = (text) => this.#paint(33, text);

  /** Sentences and headings. */
  print(...lines) {
    this.#stream.write(lines.map((text) => `${text}\n`).join(''));
  }

  /** A text to copy: to a file or another program byte for byte. */
  copy(text) {
    const shown = this.#stream.isTTY ? block(text) : text;
    this.#stream.write(shown.endsWith('\n') ? shown : `${shown}\n`);
  }

  json(answer) {
    this.#stream.write(`${JSON.stringify(answer, null, 2)}\n`);
  }
}
