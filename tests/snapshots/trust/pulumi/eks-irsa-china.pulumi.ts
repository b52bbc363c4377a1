// For Remotion {newest}, from data of {published}.
// For the role of a Kubernetes service account.
// Creates an identity provider for oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE. Creates role remotion-executionrole with the trust relationship below.

import * as aws from '@pulumi/aws';

const providerOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe = new aws.iam.OpenIdConnectProvider('provider-oidc-eks-cn-north-1-amazonaws-com-cn-id-EXAMPLED539D4633E53DE1B71EXAMPLE-bb655ebe', {
  url: 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  clientIdLists: ['sts.amazonaws.com.cn', 'sts.amazonaws.com'],
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
  }),
}, {dependsOn: providerOidcEksCnNorth1AmazonawsComCnIdEXAMPLED539D4633E53DE1B71EXAMPLEbb655ebe});
