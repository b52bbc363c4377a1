// For anyone on the internet: it makes the sites in bucket remotionlambda-useast1-abcdefghij public.
// Creates the policy of bucket remotionlambda-useast1-abcdefghij. If the bucket has one, CloudFormation fails.

import {App, Stack} from 'aws-cdk-lib';
import {CfnBucketPolicy} from 'aws-cdk-lib/aws-s3';

const stack = new Stack(new App(), 'remotion-bucket-policy-remotionlambda-useast1-abcdefghij');

new CfnBucketPolicy(stack, 'RemotionBucketPolicyRemotionlambdaUseast1Abcdefghij', {
  bucket: 'remotionlambda-useast1-abcdefghij',
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
          'arn:aws:s3:::remotionlambda-useast1-abcdefghij/sites/*',
        ],
      },
    ],
  },
});
