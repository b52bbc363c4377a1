// For Remotion 99.0.0, as the page that this comes from states it.
// For the user or role that deploys and renders.
// Creates managed policy remotion-user-policy and attaches it to user remotion-user.

import {App, Stack} from 'aws-cdk-lib';
import {CfnManagedPolicy} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'remotion-user-policy');

new CfnManagedPolicy(stack, 'RemotionUserPolicy', {
  managedPolicyName: 'remotion-user-policy',
  users: ['remotion-user'],
  policyDocument: {
    Version: '2012-10-17',
    Id: 'remotion\'s "policy" of the future',
    Statement: [
      {
        Sid: 'Quotas2',
        Effect: 'Allow',
        Action: [
          'servicequotas:GetServiceQuota',
          'servicequotas:GetAWSDefaultServiceQuota',
        ],
        Resource: '*',
      },
      {
        Sid: 'LambdaInvokation',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: [
          'arn:aws:iam::*:role/remotion-lambda-role',
        ],
        Condition: {
          StringEquals: {
            'iam:PassedToService': [
              'lambda.amazonaws.com',
              'it\'s $HOME ${aws:username} %{x} café!',
            ],
          },
          Bool: {
            'aws:SecureTransport': true,
            'aws:MultiFactorAuthPresent': 'false',
          },
          NumericLessThan: {
            's3:max-keys': -10,
          },
          Null: {},
        },
      },
      {
        Sid: 'Storage',
        Effect: 'Allow',
        Action: [
          's3:GetObject',
          's3:PutObject',
          's3:PutObjectTagging',
        ],
        Resource: [
          'arn:aws:s3:::remotionlambda-*',
        ],
      },
      {
        Sid: 'RenderQueue',
        Effect: 'Allow',
        Action: [
          'sqs:SendMessage',
        ],
        Resource: [
          'arn:aws:sqs:*:*:remotion-render-*',
        ],
        Unheard: [
          [
            {
              Of: null,
            },
            [],
          ],
          {
            On: 'Off',
          },
        ],
      },
      {
        Effect: 'Deny',
        NotAction: [
          's3:*',
        ],
        NotResource: [
          '*',
        ],
      },
    ],
  },
});
