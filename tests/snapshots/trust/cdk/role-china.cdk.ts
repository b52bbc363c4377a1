// For Remotion {newest}, from data of {published}.
// For my-function, the role that is to be assumed.
// Creates role my-function with the trust relationship below.

import {App, Stack} from 'aws-cdk-lib';
import {CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'trust-my-function');

new CfnRole(stack, 'TrustMyFunction', {
  roleName: 'my-function',
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustRole',
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws-cn:iam::123456789012:role/ci/deployer',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  },
});
