import type { Component, ComponentProps, ElementProps } from '../component.js';
import type {
  RemotionPolicyCheckerAttributes,
  RemotionPolicyCheckerElement,
  RemotionPolicyCheckerEventMap,
} from './element.js';

export interface PolicyCheckerProps
  extends RemotionPolicyCheckerAttributes,
    ComponentProps<RemotionPolicyCheckerEventMap> {}

/** Checks the policies a reader has. */
export const PolicyChecker: Component<PolicyCheckerProps, RemotionPolicyCheckerElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'remotion-policy-checker': RemotionPolicyCheckerAttributes & ElementProps;
    }
  }
}
