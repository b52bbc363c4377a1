// For Remotion {newest}, from data of {published}.
// For the role of a GitHub Actions job.
// Creates an identity provider for token.actions.githubusercontent.com. Creates role remotion-executionrole with the trust relationship below.

import {App, RemovalPolicy, Stack} from 'aws-cdk-lib';
import {CfnOIDCProvider, CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'trust-remotion-executionrole');

const providerTokenActionsGithubusercontentCom3dd13b01 = new CfnOIDCProvider(stack, 'ProviderTokenActionsGithubusercontentCom3dd13b01', {
  url: 'https://token.actions.githubusercontent.com',
  clientIdList: ['sts.amazonaws.com.cn'],
});
providerTokenActionsGithubusercontentCom3dd13b01.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

new CfnRole(stack, 'TrustRemotionExecutionrole', {
  roleName: 'remotion-executionrole',
  assumeRolePolicyDocument: {
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
  },
}).addDependency(providerTokenActionsGithubusercontentCom3dd13b01);
