//! Which calls of Remotion make a request.

use super::answer::Who;

/// Requests of one actor, and the calls and commands that make them: measured with Remotion 4.0.527, each request
/// recorded.
static CALLS: &[(Who, &[&str], &[&str])] = &[
    (
        Who::RenderFunction,
        &[
            "s3:ListAllMyBuckets",
            "s3:CreateBucket",
            "s3:PutBucketAcl",
            "s3:GetBucketLocation",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        ],
        &[RENDER, STILL, COMPOSITIONS],
    ),
    (
        Who::RenderFunction,
        &[
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload",
            "kms:GenerateDataKey",
            "kms:Decrypt",
            "logs:CreateLogGroup",
        ],
        &[RENDER, STILL],
    ),
    (Who::RenderFunction, &["s3:GetObject"], &[RENDER, STILL, PROGRESS, CANCEL]),
    (Who::RenderFunction, &["s3:ListBucket"], &[RENDER, CANCEL]),
    (Who::RenderFunction, &["lambda:InvokeFunction"], &[RENDER]),
    (Who::Caller, &["lambda:InvokeFunction"], &[RENDER, STILL, COMPOSITIONS, PROGRESS]),
    (Who::Caller, &["s3:GetObject"], &[PROGRESS, CANCEL, DELETE_RENDER, DOWNLOAD, PRESIGN]),
    (Who::Caller, &["s3:PutObject", "s3:PutObjectAcl"], &[RENDER, STILL, CANCEL]),
    (Who::Caller, &["s3:ListBucket", "s3:DeleteObject"], &[DELETE_RENDER]),
    (Who::Caller, &["s3:ListAllMyBuckets", "s3:GetBucketLocation"], &[RENDER, STILL]),
    (Who::Caller, &["kms:Decrypt"], &[DOWNLOAD, PRESIGN]),
    (
        Who::Deployer,
        &[
            "servicequotas:GetServiceQuota",
            "servicequotas:GetAWSDefaultServiceQuota",
            "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
        ],
        &["npx remotion lambda quotas", INCREASE],
    ),
    (Who::Deployer, &["servicequotas:RequestServiceQuotaIncrease", "iam:CreateServiceLinkedRole"], &[INCREASE]),
    (
        Who::Deployer,
        &["iam:SimulatePrincipalPolicy"],
        &["npx remotion lambda policies validate", "simulatePermissions()"],
    ),
    (
        Who::Deployer,
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:GetLayerVersion",
            "lambda:PutFunctionEventInvokeConfig",
            "lambda:PutRuntimeManagementConfig",
            "lambda:TagResource",
            "lambda:GetFunctionConfiguration",
            "lambda:UpdateFunctionConfiguration",
            "logs:CreateLogGroup",
            "logs:PutRetentionPolicy",
        ],
        &[DEPLOY],
    ),
    (Who::Deployer, &["lambda:GetFunction"], &[DEPLOY, "getFunctionInfo()", FUNCTIONS_RM]),
    (Who::Deployer, &["lambda:DeleteFunction"], &["deleteFunction()", FUNCTIONS_RM]),
    (Who::Deployer, &["lambda:ListFunctions"], &[DEPLOY, FUNCTIONS, "npx remotion lambda render", FUNCTIONS_RM]),
    (Who::Deployer, &["lambda:InvokeFunction"], &[RENDER, STILL, COMPOSITIONS, PROGRESS, DEPLOY, FUNCTIONS]),
    (
        Who::Deployer,
        &[
            "s3:CreateBucket",
            "s3:PutBucketAcl",
            "s3:PutBucketPolicy",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPublicAccessBlock",
        ],
        &[BUCKET, SITES_CREATE],
    ),
    (Who::Deployer, &["s3:PutLifecycleConfiguration"], &[BUCKET, SITES_RM]),
    (Who::Deployer, &["s3:ListAllMyBuckets"], &[BUCKET, SITES, SITES_CREATE, SITES_RM]),
    (Who::Deployer, &["s3:PutObject", "s3:PutObjectAcl", "s3:GetBucketLocation"], &[DEPLOY_SITE, SITES_CREATE]),
    (Who::Deployer, &["s3:DeleteObject"], &[DEPLOY_SITE, DELETE_SITE, DELETE_RENDER]),
    (Who::Deployer, &["s3:ListBucket"], &[DEPLOY_SITE, DELETE_SITE, SITES, DELETE_RENDER]),
    (Who::Deployer, &["s3:GetObject"], &["npx remotion lambda render", DOWNLOAD, DELETE_RENDER]),
];

const RENDER: &str = "renderMediaOnLambda()";
const STILL: &str = "renderStillOnLambda()";
const COMPOSITIONS: &str = "getCompositionsOnLambda()";
const PROGRESS: &str = "getRenderProgress()";
const CANCEL: &str = "cancelRenderOnLambda()";
const DELETE_RENDER: &str = "deleteRender()";
const DOWNLOAD: &str = "downloadMedia()";
const PRESIGN: &str = "presignUrl()";
const DEPLOY: &str = "deployFunction()";
const FUNCTIONS: &str = "getFunctions()";
const FUNCTIONS_RM: &str = "npx remotion lambda functions rm";
const BUCKET: &str = "getOrCreateBucket()";
const DEPLOY_SITE: &str = "deploySite()";
const DELETE_SITE: &str = "deleteSite()";
const SITES: &str = "getSites()";
const SITES_CREATE: &str = "npx remotion lambda sites create";
const SITES_RM: &str = "npx remotion lambda sites rm";
const INCREASE: &str = "npx remotion lambda quotas increase";

/// The calls that make a request as `who`; as anybody where that is not known.
pub(super) fn calls(who: Who, action: &str) -> Vec<&'static str> {
    let mut all = Vec::new();
    for (of, actions, calls) in CALLS {
        if (who == *of || who == Who::Unknown) && actions.contains(&action) {
            for call in *calls {
                if !all.contains(call) {
                    all.push(*call);
                }
            }
        }
    }
    all
}
