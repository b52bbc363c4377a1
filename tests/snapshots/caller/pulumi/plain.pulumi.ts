// For Remotion {newest}, from data of {published}.
// For the role of the code that calls Remotion.
// Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.

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
          'arn:aws:lambda:*:*:function:remotion-render-*',
        ],
      },
    ],
  }),
});

new aws.iam.RolePolicyAttachment('remotion-executionrole-policy', {
  role: 'remotion-executionrole',
  policyArn: remotionExecutionrolePolicy.arn,
});
