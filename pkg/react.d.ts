import type { Component, ComponentProps, ElementProps } from './component.js';
import type { RemotionPolicyAttributes, RemotionPolicyElement, RemotionPolicyEventMap } from './element.js';

export interface RemotionPolicyProps extends RemotionPolicyAttributes, ComponentProps<RemotionPolicyEventMap> {}

export type NamedPolicyProps = Omit<RemotionPolicyProps, 'policy'>;

type Policy<Props> = Component<Props, RemotionPolicyElement>;

export const RemotionPolicy: Policy<RemotionPolicyProps>;
export const UserPolicy: Policy<NamedPolicyProps>;
export const RolePolicy: Policy<NamedPolicyProps>;
export const CallerPolicy: Policy<NamedPolicyProps>;
export const DestinationPolicy: Policy<NamedPolicyProps>;
export const DestinationCallerPolicy: Policy<NamedPolicyProps>;
export const TrustPolicy: Policy<NamedPolicyProps>;
/** The call that renders to the output bucket, in place of a policy. */
export const RenderCall: Policy<NamedPolicyProps>;
export const BucketPolicy: Policy<NamedPolicyProps>;
/** Statements to add to the policy of a KMS key. */
export const KeyPolicy: Policy<NamedPolicyProps>;
/** Rules by which a bucket deletes leftovers and old renders, in place of a policy. */
export const Lifecycle: Policy<NamedPolicyProps>;
/** All that a caller and its render function need, part by part. */
export const Setup: Policy<NamedPolicyProps>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'remotion-policy': RemotionPolicyAttributes & ElementProps;
    }
  }
}
