// For Remotion {newest}, from data of {published}.
// For the user or role that fetches or deletes finished videos.
// Puts inline policy remotion-caller-output-bucket-my-videos on role remotion-executionrole. Replaces one of that name.

import * as aws from '@pulumi/aws';

new aws.iam.RolePolicy('remotion-caller-output-bucket-my-videos', {
  name: 'remotion-caller-output-bucket-my-videos',
  role: 'remotion-executionrole',
  policy: JSON.stringify({
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
  }),
});
