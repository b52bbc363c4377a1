import type { ReactElement } from 'react';
import type { ComponentProps, ElementProps } from './component.js';
import type { RemotionPolicyAttributes, RemotionPolicyEventMap } from './element.js';

export interface RemotionPolicyProps extends RemotionPolicyAttributes, ComponentProps<RemotionPolicyEventMap> {}

export type NamedPolicyProps = Omit<RemotionPolicyProps, 'policy'>;

export function RemotionPolicy(props: RemotionPolicyProps): ReactElement;
export function UserPolicy(props: NamedPolicyProps): ReactElement;
export function RolePolicy(props: NamedPolicyProps): ReactElement;
export function CallerPolicy(props: NamedPolicyProps): ReactElement;
export function DestinationPolicy(props: NamedPolicyProps): ReactElement;
export function DestinationCallerPolicy(props: NamedPolicyProps): ReactElement;
export function TrustPolicy(props: NamedPolicyProps): ReactElement;
/** The call that renders to the output bucket, in place of a policy. */
export function RenderCall(props: NamedPolicyProps): ReactElement;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'remotion-policy': RemotionPolicyAttributes & ElementProps;
    }
  }
}
