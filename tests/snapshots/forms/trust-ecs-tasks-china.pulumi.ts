// For Remotion {newest}, from data of {published}.
// For the task role of an ECS or Fargate task.
// Creates role remotion-executionrole with this trust relationship.

import * as aws from '@pulumi/aws';

new aws.iam.Role('remotion-role', {
  name: 'remotion-executionrole',
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustService',
        Effect: 'Allow',
        Principal: {
          Service: 'ecs-tasks.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
    ],
  }),
});
