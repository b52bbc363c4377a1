export {UserPolicy} from 'remotion-policy-builder/react';
