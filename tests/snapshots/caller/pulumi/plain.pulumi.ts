// For Remotion {newest}, from data of {published}.
// For the role of the code that starts renders.
// Creates managed policy remotion-executionrole-policy and attaches it to role remotion-executionrole.

import * as aws from '@pulumi/aws';

const remotionExecutionrolePolicy = new aws.iam.Policy('remotion-executionrole-policy', {
  name: 'remotion-executionrole-policy',
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'InvokeRenderFunction',
        Effect: 'Allow',
        Action: [
          'lambda:InvokeFunction',
        ],
        Resource: [
          'arn:aws:lambda:*:*:function:remotion-render-*',
        ],
      },
      {
        Sid: 'UseRemotionBucket',
        Effect: 'Allow',
        Action: [
          's3:GetObject',
          's3:PutObject',
          's3:PutObjectAcl',
        ],
        Resource: [
          'arn:aws:s3:::remotionlambda-*/*',
        ],
      },
      {
        Sid: 'FindRemotionBucket',
        Effect: 'Allow',
        Action: [
          's3:ListAllMyBuckets',
        ],
        Resource: [
          '*',
        ],
      },
      {
        Sid: 'LocateRemotionBucket',
        Effect: 'Allow',
        Action: [
          's3:GetBucketLocation',
        ],
        Resource: [
          'arn:aws:s3:::remotionlambda-*',
        ],
      },
    ],
  }),
});

new aws.iam.RolePolicyAttachment('remotion-executionrole-policy', {
  role: 'remotion-executionrole',
  policyArn: remotionExecutionrolePolicy.arn,
});
