// For anyone on the internet: it makes every file under the key prefix in bucket my-videos public.
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
          'arn:aws:s3:::my-videos/it\'s/"$HOME"/${$}{{a}}/$$${*}/%{b}/`c`/\\!d&(e)#f:/ÿ/*',
        ],
      },
    ],
  },
});
