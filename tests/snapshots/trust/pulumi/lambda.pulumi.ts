// For Remotion {newest}, from data of {published}.
// For the execution role of a Lambda function.
// Creates role remotion-lambda-role with the trust relationship below.

import * as aws from '@pulumi/aws';

new aws.iam.Role('trust-remotion-lambda-role', {
  name: 'remotion-lambda-role',
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustService',
        Effect: 'Allow',
        Principal: {
          Service: 'lambda.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  }),
});
