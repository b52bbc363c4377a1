// For Remotion {newest}, from data of {published}.
// For the role of a Kubernetes service account.
// Creates an identity provider for oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE. Creates role remotion-executionrole with the trust relationship below.

import {App, RemovalPolicy, Stack} from 'aws-cdk-lib';
import {CfnOIDCProvider, CfnRole} from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'trust-remotion-executionrole');

const providerOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe = new CfnOIDCProvider(stack, 'ProviderOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe', {
  url: 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  clientIdList: ['sts.amazonaws.com.cn', 'sts.amazonaws.com'],
});
providerOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

new CfnRole(stack, 'TrustRemotionExecutionrole', {
  roleName: 'remotion-executionrole',
  assumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustToken',
        Effect: 'Allow',
        Principal: {
          Federated: 'arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
        },
        Action: [
          'sts:AssumeRoleWithWebIdentity',
        ],
        Condition: {
          StringEquals: {
            'oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud': [
              'sts.amazonaws.com.cn',
              'sts.amazonaws.com',
            ],
            'oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub': 'system:serviceaccount:video:site',
          },
        },
      },
    ],
  },
}).addDependency(providerOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe);
