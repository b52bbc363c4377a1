// For Remotion {newest}, from data of {published}.
// For the user that calls Remotion.
// Creates managed policy remotion-caller-policy-of-user--a+b=c,d@e.f and attaches it to user -a+b=c,d@e.f.

import * as aws from '@pulumi/aws';

const remotionCallerPolicyOfUserABCDEFfe0db04c = new aws.iam.Policy('remotion-caller-policy-of-user--a-b-c-d-e-f-fe0db04c', {
  name: 'remotion-caller-policy-of-user--a+b=c,d@e.f',
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

new aws.iam.UserPolicyAttachment('remotion-caller-policy-of-user--a-b-c-d-e-f-fe0db04c', {
  user: '-a+b=c,d@e.f',
  policyArn: remotionCallerPolicyOfUserABCDEFfe0db04c.arn,
});
