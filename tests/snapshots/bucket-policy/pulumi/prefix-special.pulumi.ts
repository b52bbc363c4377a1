// For anyone on the internet: it makes every file under the key prefix in bucket my-videos public.
// Replaces the policy of bucket my-videos, if there is one. This prints it:
// aws s3api get-bucket-policy --bucket my-videos
// If it prints a policy, first add its Statements here, but none with Sid RemotionPublicRead.

import * as aws from '@pulumi/aws';

new aws.s3.BucketPolicy('remotion-bucket-policy-my-videos', {
  bucket: 'my-videos',
  policy: JSON.stringify({
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
  }),
});
