// For Remotion {newest}, from data of {published}.
// For remotion-lambda-role, the role of the render function.
// Puts inline policy remotion-output-bucket-my-videos on role remotion-lambda-role. Replaces one of that name.

import * as aws from '@pulumi/aws';

new aws.iam.RolePolicy('remotion-output-bucket-my-videos', {
  name: 'remotion-output-bucket-my-videos',
  role: 'remotion-lambda-role',
  policy: JSON.stringify({
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
          'arn:aws:s3:::my-videos/a${*}b${?}c${$}{d}\'"\\é/*',
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
  }),
});
