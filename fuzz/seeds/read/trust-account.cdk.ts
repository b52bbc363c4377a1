// For Remotion {newest}, from data of {published}.
// For the role that is to be assumed.
// Creates role remotion-executionrole with this trust relationship.

import {App, Stack} from 'aws-cdk-lib';
import {CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'RemotionPermissions');

new CfnRole(stack, 'RemotionRole', {
  roleName: 'remotion-executionrole',
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustAccount',
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws:iam::123456789012:root',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  },
});
