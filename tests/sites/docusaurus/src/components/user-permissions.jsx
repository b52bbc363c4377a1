import { getUserPolicy } from '@remotion/lambda/policies';
import React from 'react';

export const UserPolicy = () => {
  return (
    <div>
      <pre>{getUserPolicy()}</pre>
    </div>
  );
};
