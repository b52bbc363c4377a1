// For Remotion {newest}, from data of {published}.
// For my-function, the role that is to be assumed.
// Creates role my-function with the trust relationship below.

import * as aws from '@pulumi/aws';

new aws.iam.Role('trust-my-function', {
  name: 'my-function',
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustRole',
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws-cn:iam::123456789012:role/ci/deployer',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  }),
});
