// For Remotion {newest}, from data of {published}.
// For remotion-lambda-role, the role of the render function.
// Puts inline policy remotion-output-bucket-my.videos-123456789012-us-east-1-an on role remotion-lambda-role. Replaces one of that name.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-output-bucket-my-videos-123456789012-us-east-1-an-f4c9b344');

new CfnPolicy(stack, 'RemotionOutputBucketMyVideos123456789012UsEast1Anf4c9b344', {
  policyName: 'remotion-output-bucket-my.videos-123456789012-us-east-1-an',
  roles: ['remotion-lambda-role'],
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'WriteRenders',
        Effect: 'Allow',
        Action: [
          's3:PutObject',
          's3:PutObjectAcl',
          's3:GetObject',
          's3:AbortMultipartUpload',
        ],
        Resource: [
          'arn:aws:s3:::my.videos-123456789012-us-east-1-an/x/*',
          'arn:aws:s3:::my.videos-123456789012-us-east-1-an/renders/*/artifacts/*',
        ],
      },
      {
        Sid: 'SeeMissingFiles',
        Effect: 'Allow',
        Action: [
          's3:ListBucket',
        ],
        Resource: [
          'arn:aws:s3:::my.videos-123456789012-us-east-1-an',
        ],
      },
      {
        Sid: 'EncryptWithOwnKey',
        Effect: 'Allow',
        Action: [
          'kms:GenerateDataKey',
          'kms:Decrypt',
        ],
        Resource: [
          'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        ],
      },
    ],
  },
});
