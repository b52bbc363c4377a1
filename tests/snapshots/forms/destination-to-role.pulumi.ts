// For Remotion {newest}, from data of {published}.
// For -a+b=c,d@e.f, the role of the render function.
// Puts inline policy remotion-output-bucket-my-videos on role -a+b=c,d@e.f.

import * as aws from '@pulumi/aws';

new aws.iam.RolePolicy('remotion-policy', {
  name: 'remotion-output-bucket-my-videos',
  role: '-a+b=c,d@e.f',
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
          'arn:aws:s3:::my-videos/*',
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
