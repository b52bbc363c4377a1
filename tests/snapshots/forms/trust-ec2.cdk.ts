// For Remotion {newest}, from data of {published}.
// For the role of an EC2 instance.
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
        Sid: 'TrustService',
        Effect: 'Allow',
        Principal: {
          Service: 'ec2.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  },
});
