// For Remotion {newest}, from data of {published}.
// For the role of the code that calls Remotion.
// Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.

import {App, Stack} from 'aws-cdk-lib';
import {CfnManagedPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-executionrole-policy');

new CfnManagedPolicy(stack, 'RemotionExecutionrolePolicy', {
  managedPolicyName: 'remotion-executionrole-policy',
  roles: ['remotion-executionrole'],
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RenderFunctions',
        Effect: 'Allow',
        Action: [
          'lambda:InvokeFunction',
        ],
        Resource: [
          'arn:aws:lambda:*:*:function:remotion-render-*',
        ],
      },
    ],
  },
});
