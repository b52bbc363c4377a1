// For Remotion {newest}, from data of {published}.
// For the role or user that fetches or deletes finished videos.
// Puts inline policy remotion-output-bucket-caller-my-videos on role remotion-executionrole.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'RemotionPermissions');

new CfnPolicy(stack, 'RemotionPolicy', {
  policyName: 'remotion-output-bucket-caller-my-videos',
  roles: ['remotion-executionrole'],
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadRenders',
        Effect: 'Allow',
        Action: [
          's3:GetObject',
        ],
        Resource: [
          'arn:aws:s3:::my-videos/final/*',
          'arn:aws:s3:::my-videos/renders/*/artifacts/*',
        ],
      },
      {
        Sid: 'DeleteRenders',
        Effect: 'Allow',
        Action: [
          's3:DeleteObject',
        ],
        Resource: [
          'arn:aws:s3:::my-videos/final/*',
        ],
      },
      {
        Sid: 'DecryptWithOwnKey',
        Effect: 'Allow',
        Action: [
          'kms:Decrypt',
        ],
        Resource: [
          'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        ],
      },
    ],
  },
});
