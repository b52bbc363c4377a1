// For Remotion {newest}, from data of {published}.
// For the user that calls Remotion.
// Creates managed policy remotion-executionrole-policy and attaches it to user -a+b=c,d@e.f.

import {App, Stack} from 'aws-cdk-lib';
import {CfnManagedPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-executionrole-policy');

new CfnManagedPolicy(stack, 'RemotionExecutionrolePolicy', {
  managedPolicyName: 'remotion-executionrole-policy',
  users: ['-a+b=c,d@e.f'],
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
          'arn:aws-cn:lambda:cn-north-1:*:function:remotion-render-*',
        ],
      },
    ],
  },
});
