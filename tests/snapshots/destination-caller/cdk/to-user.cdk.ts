// For Remotion {newest}, from data of {published}.
// For the user that fetches or deletes finished videos.
// Puts inline policy remotion-caller-output-bucket-my-videos on user ci. Replaces one of that name.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-caller-output-bucket-my-videos');

new CfnPolicy(stack, 'RemotionCallerOutputBucketMyVideos', {
  policyName: 'remotion-caller-output-bucket-my-videos',
  users: ['ci'],
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DeleteRenders',
        Effect: 'Allow',
        Action: [
          's3:DeleteObject',
        ],
        Resource: [
          'arn:aws:s3:::my-videos/*',
        ],
      },
    ],
  },
});
