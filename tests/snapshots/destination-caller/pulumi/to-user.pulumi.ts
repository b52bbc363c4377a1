// For Remotion {newest}, from data of {published}.
// For the user that fetches or deletes finished videos.
// Puts inline policy remotion-caller-output-bucket-my-videos on user ci. Replaces one of that name.

import * as aws from '@pulumi/aws';

new aws.iam.UserPolicy('remotion-caller-output-bucket-my-videos', {
  name: 'remotion-caller-output-bucket-my-videos',
  user: 'ci',
  policy: JSON.stringify({
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
  }),
});
