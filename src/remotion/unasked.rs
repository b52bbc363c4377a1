//! Requests in cases that no field of the policy asks about: for docs/permissions.md only.

use crate::setup::Kind;

/// One request, or several that go together.
pub(super) struct Unasked {
    pub(super) policy: Kind,
    pub(super) case: &'static str,
    pub(super) actions: &'static [&'static str],
    pub(super) resource: &'static str,
    pub(super) reason: &'static str,
    pub(super) source: &'static str,
}

/// All of them.
pub(super) static UNASKED: &[Unasked] = &[
    Unasked {
        policy: Kind::Caller,
        case: "`deployFunction()` with `customLayerArns`, outside China",
        actions: &["lambda:GetLayerVersion"],
        resource: "arn:aws:lambda:{region}:{account}:layer:{name}:*",
        reason: "Attaches layers that you host.",
        source: "https://www.remotion.dev/docs/lambda/custom-layers; recorded",
    },
    Unasked {
        policy: Kind::Caller,
        case: "`deployFunction()` with `customLayerArns`, outside China, when the function exists already",
        actions: &["lambda:GetFunctionConfiguration", "lambda:UpdateFunctionConfiguration"],
        resource: "arn:aws:lambda:*:*:function:remotion-render-*",
        reason: "Compares and changes the layers of the function.",
        source: "https://www.remotion.dev/docs/lambda/custom-layers; recorded",
    },
    Unasked {
        policy: Kind::Caller,
        case: "`deployFunction()` with Lambda Insights in af-south-1, ap-east-1, ap-northeast-3 or eu-south-1",
        actions: &["lambda:GetLayerVersion"],
        resource: "arn:aws:lambda:{region}:{account of AWS}:layer:LambdaInsightsExtension-Arm64:*",
        reason: "In these regions the layer belongs to another account than elsewhere: 012438385374, 519774774795, \
                 194566237122 and 339249233099.",
        source: "lambda/src/shared/lambda-insights-extensions.ts",
    },
    Unasked {
        policy: Kind::Caller,
        case: "`deployFunction()` into a VPC",
        actions: &["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
        resource: "*",
        reason: "Lambda checks the subnets and security groups with your permissions.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    },
    Unasked {
        policy: Kind::Caller,
        case: "the first `npx remotion lambda quotas increase` of an account",
        actions: &["iam:CreateServiceLinkedRole"],
        resource: "arn:aws:iam::*:role/aws-service-role/servicequotas.amazonaws.com/AWSServiceRoleForServiceQuotas",
        reason: "Service Quotas creates its own role once.",
        source: "issue 1941 of Remotion",
    },
    Unasked {
        policy: Kind::User,
        case: "`getOrCreateBucket()` and `getSites()` with a bucket made before December 2022",
        actions: &["s3:GetBucketLocation"],
        resource: "arn:aws:s3:::remotionlambda-*",
        reason: "Reads the region of a bucket whose name does not contain it. If it is denied for one bucket, the call fails.",
        source: "lambda-client/src/get-buckets.ts; recorded",
    },
    Unasked {
        policy: Kind::Caller,
        case: "your own KMS key on Remotion’s bucket",
        actions: &["kms:GenerateDataKey", "kms:Decrypt"],
        resource: "{key}",
        reason: "Progress, input props and sites are encrypted with it: `kms:GenerateDataKey` to upload, `kms:Decrypt` to read.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    },
    Unasked {
        policy: Kind::DestinationCaller,
        case: "`presignUrl()` with `checkIfObjectExists`",
        actions: &["s3:ListBucket"],
        resource: "arn:aws:s3:::{bucket}",
        reason: "With it, S3 answers “not found” for a missing file instead of “access denied”.",
        source: "lambda-client/src/presign-url.ts",
    },
];
