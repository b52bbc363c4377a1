// For Remotion {newest}, from data of {published}.
// For the role of a GitHub Actions job.
// Creates an identity provider for token.actions.githubusercontent.com. Creates role remotion-executionrole with the trust relationship below.

import * as aws from '@pulumi/aws';

const providerTokenActionsGithubusercontentCom3dd13b01 = new aws.iam.OpenIdConnectProvider('provider-token-actions-githubusercontent-com-3dd13b01', {
  url: 'https://token.actions.githubusercontent.com',
  clientIdLists: ['sts.amazonaws.com.cn'],
}, {retainOnDelete: true});

new aws.iam.Role('trust-remotion-executionrole', {
  name: 'remotion-executionrole',
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustToken',
        Effect: 'Allow',
        Principal: {
          Federated: 'arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
        },
        Action: [
          'sts:AssumeRoleWithWebIdentity',
        ],
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com.cn',
            'token.actions.githubusercontent.com:sub': 'repo:acme@123456/films@456789:environment:it\'s%3A"a"\\!%{b}#&(é',
          },
        },
      },
    ],
  }),
}, {dependsOn: providerTokenActionsGithubusercontentCom3dd13b01});
