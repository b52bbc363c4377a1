// For Remotion {newest}, from data of {published}.
// For the user that calls Remotion.
// Creates managed policy remotion-executionrole-policy and attaches it to user -a+b=c,d@e.f.

import * as aws from '@pulumi/aws';

const remotionExecutionrolePolicy = new aws.iam.Policy('remotion-executionrole-policy', {
  name: 'remotion-executionrole-policy',
  policy: JSON.stringify({
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
  }),
});

new aws.iam.UserPolicyAttachment('remotion-executionrole-policy', {
  user: '-a+b=c,d@e.f',
  policyArn: remotionExecutionrolePolicy.arn,
});
