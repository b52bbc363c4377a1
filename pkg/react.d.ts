import type { HTMLAttributes, ReactElement, ReactNode } from 'react';
import type { PolicyBuildDetail, PolicyCheckDetail, RemotionPolicyAttributes, RemotionPolicyEventMap } from './element.js';

export interface RemotionPolicyProps
  extends RemotionPolicyAttributes,
    Omit<HTMLAttributes<HTMLElement>, 'className' | 'onChange' | 'onError' | 'onLoad'> {
  /** Not `className`, which React 18 passes on to custom elements under that very name. */
  class?: string;
  /** Shown until the widget is there, and after any failure. */
  children?: ReactNode;
  onChange?: (event: RemotionPolicyEventMap['change']) => void;
  onError?: (event: RemotionPolicyEventMap['error']) => void;
  onLoad?: (event: RemotionPolicyEventMap['load']) => void;
}

export interface NamedPolicyProps extends Omit<RemotionPolicyProps, 'policy' | 'onChange'> {
  onChange?: (event: CustomEvent<PolicyBuildDetail>) => void;
}

export interface PolicyCheckerProps extends Omit<RemotionPolicyProps, 'policy' | 'onChange'> {
  onChange?: (event: CustomEvent<PolicyCheckDetail>) => void;
}

export function RemotionPolicy(props: RemotionPolicyProps): ReactElement;
export function UserPolicy(props: NamedPolicyProps): ReactElement;
export function RolePolicy(props: NamedPolicyProps): ReactElement;
export function DestinationPolicy(props: NamedPolicyProps): ReactElement;
export function TrustPolicy(props: NamedPolicyProps): ReactElement;
/** Checks the policies a reader has. */
export function PolicyChecker(props: PolicyCheckerProps): ReactElement;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'remotion-policy': RemotionPolicyAttributes & Omit<HTMLAttributes<HTMLElement>, 'className'> & { class?: string };
    }
  }
}
