export {RolePolicy} from 'remotion-policy-builder/react';
