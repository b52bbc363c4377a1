// For Remotion {newest}, from data of {published}.
// For the user or role that fetches or deletes finished videos.
// Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-caller-output-bucket-my-videos');

new CfnPolicy(stack, 'RemotionCallerOutputBucketMyVideos', {
  policyName: 'remotion-caller-output-bucket-my-videos',
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
          'arn:aws-cn:s3:::my-videos/$${*}${?}%%{b}!!\'@¡ÿ/*',
          'arn:aws-cn:s3:::my-videos/renders/*/artifacts/*',
        ],
      },
    ],
  },
});
