// For Remotion {newest}, from data of {published}.
// For the role that is to be assumed.
// Creates role remotion-executionrole with this trust relationship.

import * as aws from '@pulumi/aws';

new aws.iam.Role('remotion-role', {
  name: 'remotion-executionrole',
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustAccount',
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws:iam::123456789012:root',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  }),
});
