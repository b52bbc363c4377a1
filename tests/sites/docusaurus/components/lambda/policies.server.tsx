import React from 'react';

// What `@remotion/lambda/policies` and `remotion/version` give, one day.
const VERSION = '99.0.0';
const getUserPolicy = () =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'FromTheFuture', Effect: 'Allow', Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: ['arn:aws:sqs:*:*:remotion-render-*'] },
      ],
    },
    null,
    2,
  );

export const userPolicy = <pre data-policy={`user ${VERSION}`}>{getUserPolicy()}</pre>;
