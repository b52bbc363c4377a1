// For Remotion {newest}, from data of {published}.
// For remotion-lambda-role, the role of the render function.
// Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-output-bucket-my-videos');

new CfnPolicy(stack, 'RemotionOutputBucketMyVideos', {
  policyName: 'remotion-output-bucket-my-videos',
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
          'arn:aws:s3:::my-videos/it\'s/"$HOME"/${$}{{a}}/$$${*}/%{b}/`c`/\\!d&(e)#f:/ÿ/*',
          'arn:aws:s3:::my-videos/renders/*/artifacts/*',
        ],
      },
      {
        Sid: 'SeeMissingFiles',
        Effect: 'Allow',
        Action: [
          's3:ListBucket',
        ],
        Resource: [
          'arn:aws:s3:::my-videos',
        ],
      },
    ],
  },
});
