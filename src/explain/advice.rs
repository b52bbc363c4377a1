//! What each topic comes down to: its cause, what is so, the one thing to do, and the steps, the most likely first.
//!
//! Gaps: `{0}` the principal, `{1}` the action, `{2}` ` on ` and the resource or nothing, `{3}` a command that lists the
//! principal's policies, `{4}` the ARN of the denying policy, `{5}` the bucket, `{6}` the region of the request, `{7}` the
//! role concerned, `{8}` the account, `{9}` `denies` or `does not allow`. A step one of whose gaps has no value is left
//! out.

use super::answer::Cause;
use super::shapes::Topic;

pub(super) struct Advice {
    topic: Topic,
    pub(super) cause: Cause,
    pub(super) is: &'static str,
    pub(super) help: &'static str,
    pub(super) steps: &'static [&'static str],
    pub(super) link: &'static str,
}

const DENIED: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";
const ROLES: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html";
const S3_DENIED: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html";
const BLOCK: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";
const KEYS: &str = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html";
const OIDC: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html";
const S3_PUBLIC: &str = "https://www.remotion.dev/docs/lambda/s3-public-access";
const CUSTOM: &str = "https://www.remotion.dev/docs/lambda/custom-destination";
const AUTHENTICATION: &str = "https://www.remotion.dev/docs/lambda/authentication";
const RATE: &str = "https://www.remotion.dev/docs/lambda/troubleshooting/rate-limit";

const LIST: &str = "See which policies {0} has: {3}.";
const DENIER: &str = "The policy is {4}.";
const BUCKET_POLICY: &str =
    "Read the bucket policy: `aws s3api get-bucket-policy --bucket {5} --query Policy --output text`.";
const SWITCHES: &str = "See the settings: `aws s3api get-public-access-block --bucket {5}`, and for the account `aws \
                        s3control get-public-access-block --account-id {8}`.";
const TRUST: &str =
    "Read the trust relationship: `aws iam get-role --role-name {7} --query Role.AssumeRolePolicyDocument`.";
const ENCRYPTION: &str = "The bucket names its key: `aws s3api get-bucket-encryption --bucket {5}`.";
const OWNERSHIP: &str = "See the setting: `aws s3api get-bucket-ownership-controls --bucket {5}`.";
const WHOLE_MESSAGE: &str = "Send them the whole message. It names the principal, the action and the resource.";
const SITES: &str = "For sites: `npx remotion lambda sites create --privacy=no-acl`.";
const UPDATE: &str = "Update the policy of {0} to the one of your version of Remotion.";
const ADMINISTRATORS: &str = "Ask the administrators of that AWS organization. No policy in this account helps.";

/// Whose request it was, where nothing else says.
const WHO_ASKS: &str = "Find out who asks: `aws sts get-caller-identity` with the same keys, or CloudTrail.";

/// What to try, in this order, when S3 says `Access Denied` to an upload.
pub(super) const UPLOAD: &[&str] = &[
    "ACLs: `privacy: 'public'` needs ACLs enabled and `BlockPublicAcls` off: `aws s3api get-bucket-ownership-controls \
     --bucket {5}`, `aws s3api get-public-access-block --bucket {5}`. `privacy: 'no-acl'` needs neither.",
    "Owner: the bucket must belong to the account of the render function: `aws s3api head-bucket --bucket {5} \
     --expected-bucket-owner ACCOUNT_ID`.",
    "KMS: with a key of your own the role needs `kms:GenerateDataKey` and `kms:Decrypt`: `aws s3api \
     get-bucket-encryption --bucket {5}`.",
    BUCKET_POLICY,
];

/// What to look at when the pasted policies allow what AWS denied.
pub(super) const BESIDE: &[&str] = &[
    "They may be another's, or not attached: compare with {3}.",
    "The keys in use may be another's: `aws sts get-caller-identity` with the same keys.",
    "A change takes some minutes to apply everywhere. Try again with a new session.",
    "A permissions boundary, a session policy or a service control policy may limit them.",
];

/// Whether the help is about more than the permission.
pub(super) fn keeps_help(topic: Topic) -> bool {
    use Topic::*;
    matches!(topic, Head | Presign | NewBucket | BucketPolicyWarning | Lifecycle | RuntimeLock | Validate)
}

/// What is so and what to do. Where a policy of ours helps, it is the help.
pub(super) fn of(topic: Topic) -> &'static Advice {
    ADVICE.iter().find(|advice| advice.topic == topic).unwrap_or(&UNKNOWN)
}

const fn row(
    topic: Topic,
    cause: Cause,
    is: &'static str,
    help: &'static str,
    steps: &'static [&'static str],
    link: &'static str,
) -> Advice {
    Advice { topic, cause, is, help, steps, link }
}

static UNKNOWN: Advice = row(
    Topic::UnknownReason,
    Cause::Unknown,
    "{0} may not use {1}{2}. The reason that AWS gives is not known here.",
    "Read the reason in the message.",
    &[LIST],
    DENIED,
);

static ADVICE: &[Advice] = &[
    row(
        Topic::Identity,
        Cause::IdentityPolicy,
        "No policy of {0} allows {1}{2}.",
        "Remotion does not make this request as {0}. Allow it only if your own code needs it.",
        &[LIST],
        DENIED,
    ),
    row(
        Topic::IdentityDeny,
        Cause::IdentityPolicy,
        "A policy of {0} denies {1}{2}.",
        "Remove the Deny. No Allow is stronger.",
        &[DENIER, LIST],
        DENIED,
    ),
    row(
        Topic::Boundary,
        Cause::PermissionsBoundary,
        "The permissions boundary of {0} {9} {1}{2}.",
        "Ask whoever set the boundary to allow {1} in it. Adding to the policies of {0} does not help.",
        &[
            DENIER,
            "See which boundary it is: `aws iam get-role --role-name {7} --query Role.PermissionsBoundary`.",
            "A boundary only limits. The policies of {0} must allow {1} as well.",
        ],
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    ),
    row(
        Topic::Session,
        Cause::SessionPolicy,
        "The session policy of {0} {9} {1}{2}.",
        "Start the session without a session policy, or allow {1} in it.",
        &[
            "In GitHub Actions: `inline-session-policy` and `managed-session-policies` of \
             `aws-actions/configure-aws-credentials`.",
            "In IAM Identity Center: the permission set.",
            "Elsewhere: `Policy` and `PolicyArns` of `AssumeRole`.",
        ],
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session",
    ),
    row(
        Topic::ServiceControl,
        Cause::ServiceControlPolicy,
        "A service control policy of your AWS organization {9} {1}{2}.",
        ADMINISTRATORS,
        &[
            DENIER,
            WHOLE_MESSAGE,
            "Such policies often forbid regions. This request went to `{6}`: another region may work.",
        ],
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    ),
    row(
        Topic::ResourceControl,
        Cause::ResourceControlPolicy,
        "A resource control policy of the AWS organization that owns the resource {9} {1}{2}.",
        ADMINISTRATORS,
        &[DENIER, WHOLE_MESSAGE],
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    ),
    row(
        Topic::VpcEndpoint,
        Cause::VpcEndpointPolicy,
        "The policy of the VPC endpoint that the request went through {9} {1}{2}.",
        "Ask whoever runs the network to allow {1} in the policy of the endpoint.",
        &[DENIER, "Read the policies: `aws ec2 describe-vpc-endpoints --query 'VpcEndpoints[].PolicyDocument'`."],
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    ),
    row(
        Topic::BucketDeny,
        Cause::ResourcePolicy,
        "The bucket policy denies {1}{2}.",
        "Change the Deny in the bucket policy. No Allow is stronger.",
        &[
            BUCKET_POLICY,
            "Remotion sends no encryption header and no ACL `bucket-owner-full-control`. A Deny that asks for one \
             always applies.",
            "`RestrictPublicBuckets` of Block Public Access reads the same: `aws s3api get-public-access-block --bucket \
             {5}`.",
        ],
        S3_DENIED,
    ),
    row(
        Topic::BucketNone,
        Cause::ResourcePolicy,
        "Nothing on the side of the bucket allows {1}{2}.",
        "Check whose bucket it is. AWS says this to other accounts and to requests without keys.",
        &[
            WHO_ASKS,
            "For files that everybody may read, the bucket policy must allow `s3:GetObject`. `IgnorePublicAcls` of \
             Block Public Access turns public ACLs off: `aws s3api get-public-access-block --bucket {5}`.",
            BUCKET_POLICY,
        ],
        S3_DENIED,
    ),
    row(
        Topic::Resource,
        Cause::ResourcePolicy,
        "The policy of the resource {9} {1}{2}.",
        "Change the policy of the resource, or ask its owner. Adding to the policies of {0} does not help.",
        &[DENIER],
        DENIED,
    ),
    row(
        Topic::SourceMap,
        Cause::ResourcePolicy,
        "The layer {9} {1}{2}. Administrators get this answer too.",
        "Check the region and the version of the layer. Adding to the policies of {0} does not help.",
        &[
            "A layer of Remotion (account 678892195805): upgrade `@remotion/lambda`, and deploy in a region that it \
             supports.",
            "A layer of your own: it must be in the region of the function, and shared with your account: `aws lambda \
             add-layer-version-permission`.",
        ],
        "https://www.remotion.dev/docs/lambda/region-selection",
    ),
    row(
        Topic::KeyPolicy,
        Cause::KeyPolicy,
        "The policy of the KMS key {9} {1}{2}.",
        "Let {0} use the key in the key policy.",
        &[
            "Read it: `aws kms get-key-policy --key-id KEY_ARN --policy-name default --query Policy --output text`.",
            "Without the usual Statement for the account's `root`, policies of IAM do not count.",
        ],
        KEYS,
    ),
    row(
        Topic::KeyNotSeen,
        Cause::KeyPolicy,
        "KMS does not let {0} see the key: it is in another region, or its key policy does not allow {1}.",
        "Find the key first. The message does not name it.",
        &[ENCRYPTION, "The key must be enabled and in the region of the bucket, and its key policy must allow {0}."],
        KEYS,
    ),
    row(
        Topic::Trust,
        Cause::TrustPolicy,
        "The trust relationship of the role {9} {1} to {0}.",
        "Change the trust relationship of the role. Adding permissions does not help.",
        &[TRUST, "`Principal` must name {0} or its account. A wrong `sts:ExternalId` reads the same."],
        ROLES,
    ),
    row(
        Topic::Assume,
        Cause::Unknown,
        "{0} may not assume the role, and AWS gives no reason.",
        "Look at the trust relationship of the role first, then at the policies of {0}.",
        &[
            TRUST,
            "`Principal` must name {0} or its account. A wrong `sts:ExternalId` reads the same.",
            "In another account, {0} also needs `sts:AssumeRole` on the role: {3}.",
        ],
        ROLES,
    ),
    row(
        Topic::WebIdentity,
        Cause::TrustPolicy,
        "The trust relationship of the role does not accept the token.",
        "Compare `sub` and `aud` of the trust relationship with those of the token.",
        &[
            "Read the trust relationship: `aws iam get-role --role-name ROLE_NAME --query \
             Role.AssumeRolePolicyDocument`.",
            "GitHub: a job with `environment:` has `repo:OWNER/REPO:environment:NAME`, others \
             `repo:OWNER/REPO:ref:refs/heads/BRANCH`. Capitals count.",
            "GitHub repositories created, renamed or transferred since July 2026 have ids in it: \
             `repo:OWNER@ID/REPO@ID:…`.",
            "A `*` works with `StringLike` only.",
            "Check the ARN of the role: for one that does not exist AWS says the same.",
        ],
        "https://docs.github.com/en/actions/reference/security/oidc",
    ),
    row(
        Topic::LambdaAssume,
        Cause::TrustPolicy,
        "Lambda may not assume the role of the function.",
        "Let `lambda.amazonaws.com` assume the role: give it the trust relationship `trust`.",
        &[
            TRUST,
            "`NoSuchEntity` means that the role does not exist, or has another name.",
            "A role made just now works after some seconds.",
        ],
        "https://www.remotion.dev/docs/lambda/setup",
    ),
    row(
        Topic::BlockPublicPolicy,
        Cause::BlockPublicAccess,
        "S3 Block Public Access refuses {1}{2}, because the bucket policy is public.",
        "Turn off `BlockPublicPolicy` and `RestrictPublicBuckets`, if the bucket may be public. It is a setting, not a \
         permission.",
        &[SWITCHES, "Without a public bucket: `privacy: 'no-acl'`, and links made by `presignUrl()`."],
        BLOCK,
    ),
    row(
        Topic::BlockPublicAcls,
        Cause::BlockPublicAccess,
        "S3 Block Public Access refuses {1}{2}, because the ACL is public.",
        "Render with `privacy: 'no-acl'`. It is a setting, not a permission.",
        &[SITES, "Or turn off `BlockPublicAcls`, if everybody may read the files.", SWITCHES],
        BLOCK,
    ),
    row(
        Topic::AclsDisabled,
        Cause::AclsDisabled,
        "The bucket has ACLs disabled, and the upload asks for one. No policy changes that.",
        "Render with `privacy: 'no-acl'`.",
        &[
            OWNERSHIP,
            SITES,
            "Remotion's own bucket, if made by hand, must have ACLs enabled, under Object Ownership in its Permissions \
             tab.",
        ],
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html",
    ),
    row(
        Topic::HalfMadeBucket,
        Cause::AclsDisabled,
        "The bucket was created, but its ACLs are still disabled.",
        "Delete the bucket if it is empty, and try again with the whole policy `user`.",
        &[OWNERSHIP],
        S3_PUBLIC,
    ),
    row(
        Topic::BucketOwner,
        Cause::BucketOwner,
        "The bucket belongs to another account.",
        "Use a bucket in the account of the render function. No policy helps: Remotion tells S3 to refuse any other.",
        &[
            WHO_ASKS,
            "`aws s3api head-bucket --bucket {5} --expected-bucket-owner ACCOUNT_ID` fails if the bucket is another's.",
        ],
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html",
    ),
    row(
        Topic::Head,
        Cause::Unknown,
        "S3 answers 403 when the render function checks whether the file exists.",
        "The role of the render function needs `s3:GetObject` on the file and `s3:ListBucket` on the bucket.",
        &[
            "Since 4.0.523 Remotion renders when this check is denied. With `overwrite: true` it does not check.",
            "The bucket may also belong to another account, or deny in its policy.",
            BUCKET_POLICY,
        ],
        CUSTOM,
    ),
    row(
        Topic::Presign,
        Cause::Unknown,
        "S3 answers 403 when your code checks whether the file exists.",
        "Your code needs `s3:GetObject` on the file and `s3:ListBucket` on the bucket.",
        &[WHO_ASKS, "Without `checkIfObjectExists` there is no check, but the link needs `s3:GetObject` all the same."],
        "https://www.remotion.dev/docs/lambda/presignurl",
    ),
    row(
        Topic::NewBucket,
        Cause::IdentityPolicy,
        "A bucket was created, but {0} lacks {1} to set it up.",
        UPDATE,
        &["Delete the bucket if it is empty, and try again. Remotion does not repair a bucket that exists."],
        S3_PUBLIC,
    ),
    row(
        Topic::BucketPolicyWarning,
        Cause::Unknown,
        "{0} could not set the bucket policy, so everybody may list the files of the bucket.",
        "Allow {1}, delete the bucket if it is empty, and let Remotion make it again.",
        &[SWITCHES],
        "https://www.remotion.dev/docs/lambda/bucket-security",
    ),
    row(
        Topic::Lifecycle,
        Cause::IdentityPolicy,
        "{0} may not set the lifecycle rules of the bucket.",
        UPDATE,
        &["Or leave `enableFolderExpiry` at `null`: then Remotion does not touch the rules."],
        "",
    ),
    row(
        Topic::RuntimeLock,
        Cause::Unknown,
        "{0} may not lock the version of the Lambda runtime. The function was deployed and works.",
        "Nothing has to be done. To get rid of the warning, allow {1}.",
        &[],
        "",
    ),
    row(
        Topic::Validate,
        Cause::Unknown,
        "`npx remotion lambda policies validate` was itself denied. That says nothing about other permissions.",
        "Allow {1}, or check the policy here.",
        &[],
        "",
    ),
    row(
        Topic::Bare,
        Cause::Unknown,
        "AWS denies {1}{2} and gives no reason.",
        "Find out who asks for what.",
        &[WHO_ASKS],
        S3_DENIED,
    ),
    row(
        Topic::NoReason,
        Cause::Unknown,
        "{0} may not use {1}{2}. AWS gives no reason.",
        "Most often no policy of {0} allows it.",
        &[LIST, "If one allows it, look at the permissions boundary, service control policies and the resource's policy."],
        DENIED,
    ),
    row(
        Topic::Encoded,
        Cause::Unknown,
        "AWS says who was denied what in an encoded message.",
        "Decode the message, and paste the result here.",
        &[],
        "https://repost.aws/knowledge-center/ec2-not-auth-launch",
    ),
    row(
        Topic::DenyBare,
        Cause::Unknown,
        "A Deny forbids {0} to use {1}{2}. AWS does not say in which policy.",
        "Look for the Deny. No Allow is stronger.",
        &[LIST, "Then look at the policy of the resource, the permissions boundary and service control policies."],
        DENIED,
    ),
    row(
        Topic::CloudFormation,
        Cause::Unknown,
        "CloudFormation does not say which permission is missing.",
        "Look up the denied request in CloudTrail, and paste the event here.",
        &["`aws cloudtrail lookup-events --max-results 50` lists the last events."],
        "",
    ),
    row(
        Topic::OidcProvider,
        Cause::Credentials,
        "The account of the role has no identity provider for the issuer of this token.",
        "Create the OIDC provider in the account of the role.",
        &["See which ones it has: `aws iam list-open-id-connect-providers`."],
        OIDC,
    ),
    row(
        Topic::OidcAudience,
        Cause::Credentials,
        "The identity provider does not accept this token.",
        "Add the token's audience to the client IDs of the provider.",
        &["GitHub's `configure-aws-credentials` asks for `sts.amazonaws.com`, unless `audience` is set."],
        OIDC,
    ),
    row(
        Topic::Expired,
        Cause::Credentials,
        "The keys, or the link, were for a time only and have expired.",
        "Get new keys, or make a new link. No policy helps.",
        &["Keys in environment variables are not renewed: in a server that runs for long, set them before each call."],
        AUTHENTICATION,
    ),
    row(
        Topic::SignIn,
        Cause::Credentials,
        "The sign-in to IAM Identity Center has expired.",
        "Sign in again: `aws sso login`.",
        &[],
        AUTHENTICATION,
    ),
    row(
        Topic::Keys,
        Cause::Credentials,
        "AWS does not know these keys.",
        "Check the environment variables. No policy helps.",
        &[
            "`aws sts get-caller-identity` works with the right keys only.",
            "Do not mix `REMOTION_AWS_…` with `AWS_…`. Temporary keys begin with `ASIA` and need the session token too.",
            "A region that is not enabled in your account gives the same answer.",
        ],
        "https://www.remotion.dev/docs/lambda/troubleshooting/unrecognizedclientexception",
    ),
    row(
        Topic::NoKeys,
        Cause::Credentials,
        "There are no keys for AWS where the code runs.",
        "Set `REMOTION_AWS_ACCESS_KEY_ID` and `REMOTION_AWS_SECRET_ACCESS_KEY`.",
        &[
            "On EC2, ECS, EKS, App Runner and CodeBuild set `REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1` instead.",
            "The command line reads a `.env` file, the Node.js functions do not.",
        ],
        AUTHENTICATION,
    ),
    row(
        Topic::Signature,
        Cause::Credentials,
        "AWS does not accept the signature of the request.",
        "Check the secret access key and the clock of the machine. No policy helps.",
        &[],
        AUTHENTICATION,
    ),
    row(
        Topic::Rate,
        Cause::Quota,
        "AWS limits how much may run at once in your account.",
        "Ask for more: `npx remotion lambda quotas increase`.",
        &["Render with fewer functions: raise `framesPerLambda`."],
        RATE,
    ),
    row(
        Topic::QuotaRequest,
        Cause::Quota,
        "This account may not ask for a quota itself.",
        "Ask from the management account of the AWS organization.",
        &["The first request of an account needs `iam:CreateServiceLinkedRole`."],
        RATE,
    ),
    row(
        Topic::Limit,
        Cause::Quota,
        "A quota of your account is used up.",
        "Delete what you no longer use, or ask for more in the Service Quotas console.",
        &[],
        "",
    ),
    row(
        Topic::OutputExists,
        Cause::NotPermissions,
        "A file with this name exists already.",
        "Choose another name, delete the file, or pass `overwrite: true`.",
        &[],
        "",
    ),
    row(
        Topic::NoRender,
        Cause::NotPermissions,
        "There is no render with this id in this bucket and region.",
        "Check the id, the bucket and the region.",
        &[],
        "",
    ),
    row(
        Topic::Crash,
        Cause::NotPermissions,
        "The render function crashed or ran out of time.",
        "Read its log in CloudWatch: `aws logs tail /aws/lambda/FUNCTION_NAME --since 1h`. If it says `AccessDenied`, \
         paste that here.",
        &[],
        "",
    ),
    row(
        Topic::Missing,
        Cause::NotPermissions,
        "AWS finds nothing of this name.",
        "Check the name and the region.",
        &[],
        "",
    ),
    row(
        Topic::OtherRegion,
        Cause::NotPermissions,
        "The bucket is in another region than the request.",
        "Use a bucket in the region of the function.",
        &["See the bucket's region: `aws s3api get-bucket-location --bucket {5}`. `null` is us-east-1."],
        CUSTOM,
    ),
];
