import type { HTMLAttributes, ReactElement, ReactNode, RefAttributes } from 'react';

/** Props of a component: what React sets on any element, and the events that it does not listen for by itself. */
export interface ComponentProps<Events extends Record<'change' | 'error' | 'load', Event>>
  extends Omit<HTMLAttributes<HTMLElement>, 'className' | 'onChange' | 'onError' | 'onLoad'> {
  /** Not `className`, which React 18 passes on to custom elements under that very name. */
  class?: string;
  /** Shown until the widget is there, and after any failure. */
  children?: ReactNode;
  onChange?: (event: Events['change']) => void;
  onError?: (event: Events['error']) => void;
  onLoad?: (event: Events['load']) => void;
}

/** The same for the element itself in JSX. */
export type ElementProps = Omit<HTMLAttributes<HTMLElement>, 'className'> & { class?: string };

/** What React 18 and 19 both take for a component whose `ref` is the element's. */
export type Component<Props, Element> = (props: Props & RefAttributes<Element>) => ReactElement;
