// For anyone on the internet: it makes every file in bucket my-videos public.
// Creates the policy of bucket my-videos. If the bucket has one, CloudFormation fails.

import {App, Stack} from 'aws-cdk-lib';
import {CfnBucketPolicy} from 'aws-cdk-lib/aws-s3';

const stack = new Stack(new App(), 'remotion-bucket-policy-my-videos');

new CfnBucketPolicy(stack, 'RemotionBucketPolicyMyVideos', {
  bucket: 'my-videos',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RemotionPublicRead',
        Effect: 'Allow',
        Principal: '*',
        Action: [
          's3:GetObject',
        ],
        Resource: [
          'arn:aws-cn:s3:::my-videos/*',
        ],
      },
      {
        Sid: 'RemotionReadByCloudFront',
        Effect: 'Allow',
        Principal: {
          Service: 'cloudfront.amazonaws.com',
        },
        Action: [
          's3:GetObject',
        ],
        Resource: [
          'arn:aws-cn:s3:::my-videos/*',
        ],
        Condition: {
          StringEquals: {
            'AWS:SourceArn': 'arn:aws-cn:cloudfront::123456789012:distribution/EDFDVBD632BHDS5',
          },
        },
      },
      {
        Sid: 'RemotionTlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: [
          's3:*',
        ],
        Resource: [
          'arn:aws-cn:s3:::my-videos',
          'arn:aws-cn:s3:::my-videos/*',
        ],
        Condition: {
          Bool: {
            'aws:SecureTransport': 'false',
          },
        },
      },
    ],
  },
});
