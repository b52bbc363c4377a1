// For Remotion {newest}, from data of {published}.
// For the role or user that fetches or deletes finished videos.
// Puts inline policy remotion-output-bucket-caller-my-videos on user ci.

import {App, Stack} from 'aws-cdk-lib';
import {CfnPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'RemotionPermissions');

new CfnPolicy(stack, 'RemotionPolicy', {
  policyName: 'remotion-output-bucket-caller-my-videos',
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
