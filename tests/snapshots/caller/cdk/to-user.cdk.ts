// For Remotion {newest}, from data of {published}.
// For the user that calls Remotion.
// Creates managed policy remotion-caller-policy-of-user--a+b=c,d@e.f and attaches it to user -a+b=c,d@e.f.

import {App, Stack} from 'aws-cdk-lib';
import {CfnManagedPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-caller-policy-of-user--a-b-c-d-e-f-fe0db04c');

new CfnManagedPolicy(stack, 'RemotionCallerPolicyOfUserABCDEFfe0db04c', {
  managedPolicyName: 'remotion-caller-policy-of-user--a+b=c,d@e.f',
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
