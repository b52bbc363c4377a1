// For Remotion {newest}, from data of {published}.
// For the execution role of a Lambda function.
// Creates role remotion-lambda-role with the trust relationship below.

import {App, Stack} from 'aws-cdk-lib';
import {CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'trust-remotion-lambda-role');

new CfnRole(stack, 'TrustRemotionLambdaRole', {
  roleName: 'remotion-lambda-role',
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustService',
        Effect: 'Allow',
        Principal: {
          Service: 'lambda.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  },
});
