// For Remotion {newest}, from data of {published}.
// For the role of several callers.
// Creates an identity provider for token.actions.githubusercontent.com. Creates role remotion-executionrole with the trust relationship below.

import {App, RemovalPolicy, Stack} from 'aws-cdk-lib';
import {CfnOIDCProvider, CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'trust-remotion-executionrole');

const providerTokenActionsGithubusercontentCom3dd13b01 = new CfnOIDCProvider(stack, 'ProviderTokenActionsGithubusercontentCom3dd13b01', {
  url: 'https://token.actions.githubusercontent.com',
  clientIdList: ['sts.amazonaws.com'],
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
          Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
        },
        Action: [
          'sts:AssumeRoleWithWebIdentity',
        ],
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:acme/films:ref:refs/heads/main',
          },
        },
      },
      {
        Sid: 'TrustService',
        Effect: 'Allow',
        Principal: {
          Service: [
            'lambda.amazonaws.com',
            'ec2.amazonaws.com',
          ],
        },
        Action: [
          'sts:AssumeRole',
        ],
      },
      {
        Sid: 'TrustEcsTasks',
        Effect: 'Allow',
        Principal: {
          Service: 'ecs-tasks.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
        ],
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '123456789012',
          },
          ArnLike: {
            'aws:SourceArn': 'arn:aws:ecs:eu-central-1:123456789012:*',
          },
        },
      },
      {
        Sid: 'TrustRole',
        Effect: 'Allow',
        Principal: {
          AWS: 'arn:aws:iam::111122223333:role/app',
        },
        Action: [
          'sts:AssumeRole',
        ],
        Condition: {
          StringEquals: {
            'sts:ExternalId': 'acme:7/b',
          },
        },
      },
      {
        Sid: 'TrustEksPodIdentity',
        Effect: 'Allow',
        Principal: {
          Service: 'pods.eks.amazonaws.com',
        },
        Action: [
          'sts:AssumeRole',
          'sts:TagSession',
        ],
        Condition: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': 'video',
            'aws:RequestTag/kubernetes-service-account': 'site',
          },
        },
      },
    ],
  },
}).addDependency(providerTokenActionsGithubusercontentCom3dd13b01);
