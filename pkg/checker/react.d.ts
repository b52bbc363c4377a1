import type { ReactElement } from 'react';
import type { ComponentProps, ElementProps } from '../component.js';
import type { RemotionPolicyCheckerAttributes, RemotionPolicyCheckerEventMap } from './element.js';

export interface PolicyCheckerProps
  extends RemotionPolicyCheckerAttributes,
    ComponentProps<RemotionPolicyCheckerEventMap> {}

/** Checks the policies a reader has. */
export function PolicyChecker(props: PolicyCheckerProps): ReactElement;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'remotion-policy-checker': RemotionPolicyCheckerAttributes & ElementProps;
    }
  }
}
