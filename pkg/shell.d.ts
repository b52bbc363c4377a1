/** On when present, unless its value is `false`. */
export type Flag = boolean | '' | 'true' | 'false';

/** Attributes that both elements have, whatever they show. */
export interface ShellAttributes {
  /** `lazy`, the default, waits until the element is nearly in view, pointed at or focused. Read on connection. */
  loading?: 'eager' | 'lazy';
  /** Name of the group of tabs the choice of a format is kept for. Default: `remotion-policy-format`. */
  'tab-group'?: string;
  /**
   * Where the page asks for region, bucket, key prefix, privacy, Object Ownership and KMS key. `only`: here, and no policy is
   * shown. `#` and the id of that place: there, and this element says which of them it uses. Default: in each element.
   */
  setup?: string;
  /** URL of the `.wasm` file of the module this element needs, for bundlers that do not find it. */
  wasm?: string;
}

/** Events of both elements; `Detail` is that of a change. */
export interface ShellEventMap<Detail> {
  /** The widget has taken the place of the child markup. Does not bubble. */
  load: Event;
  /** The reader changed an input, and the widget shows the answer. Bubbles. */
  change: CustomEvent<Detail>;
  /** The child markup is back, with a sentence that says why. Does not bubble. */
  error: CustomEvent<{ error: Error }>;
}

/** What both elements are. No element by itself. */
export abstract class Shell<Events> extends HTMLElement {
  addEventListener<K extends keyof Events & string>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof Events & string>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}
