//! The table: every request Remotion makes of AWS.
//!
//! Columns are set by the functions of [`Request`], so that a row says only what is not usual. `by` is what makes the
//! request and where that was read: a path under `packages/` of Remotion 4.0.527, or a page. "Recorded" means that the
//! call was seen with every request answered by a recorder, and failed when this one alone was denied.
//!
//! Which action a call needs and what it applies to: the service authorization reference, see [`super::resource_type`].

use super::context::Context::{self, *};
use super::context::{self, Fact};
use super::resource_type::ResourceType::{self, *};
use super::when::*;
use crate::setup::calls::*;
use crate::setup::{Inputs, Kind};
use serde::Serialize;

/// One request.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) action: &'static str,
    /// `*`, or an ARN with gaps.
    pub(crate) resource: &'static str,
    /// The gaps are for names of the reader's own, beside Remotion's.
    pub(super) is_own: bool,
    pub(crate) applies_to: ResourceType,
    pub(super) context: Context,
    /// The facts it is made under; all must hold.
    pub(super) when: Facts,
    level: Level,
    /// Facts under which it is always needed, whatever its level is otherwise.
    must: Facts,
    /// The resource is something the reader chose, so that a part of the pattern may be all of it. A resource of a
    /// policy that has one of these texts in it is something else.
    pub(crate) readers_choice_but: &'static [&'static str],
    /// Why Remotion makes it, in a sentence about this action alone.
    pub(crate) reason: &'static str,
    pub(super) calls: Calls,
    #[cfg(test)]
    pub(super) source: &'static str,
}

/// How much a permission matters: always, never, or in the one case it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// What the policy is for fails without it.
    Must,
    Artifacts,
    Cancel,
    CheckIfExists,
    DeleteFunction,
    FailedUpload,
    FolderExpiry,
    Insights,
    LargePropsStill,
    Layers,
    Logs,
    NewBucket,
    OldBuckets,
    OwnFunction,
    PinRuntime,
    PrivateListing,
    Quotas,
    SiteVersions,
    Tags,
    Validation,
    /// Remotion's text has it, and nothing in Remotion uses it.
    Unused,
}

impl Level {
    /// The case, in words that follow "needed for"; `None` for what is always or never needed.
    pub(crate) fn needed_for(self) -> Option<&'static str> {
        Some(match self {
            Level::Must | Level::Unused => return None,
            Level::Artifacts => "files from `<Artifact>`, which are outside the key prefix",
            Level::Cancel => "`enableCancellation`, and to tell a missing file from a denied one",
            Level::CheckIfExists => "an early error when the output file already exists",
            Level::DeleteFunction => "`deleteFunction()`, and `npx remotion lambda functions rm` and `rmall`",
            Level::FailedUpload => "cleaning up after a failed upload",
            Level::FolderExpiry => "`enableFolderExpiry`, and `npx remotion lambda sites rm` and `rmall`",
            Level::Insights => "Lambda Insights",
            Level::LargePropsStill => "`renderStillOnLambda()` with large input props",
            Level::Layers => "deploying again with other layers",
            Level::Logs => "logs in CloudWatch",
            Level::NewBucket => "a region that has no Remotion bucket yet, but it is not enough there",
            Level::OldBuckets => "Remotion buckets made before December 2022",
            Level::OwnFunction => "creating a function of this name yourself",
            Level::PinRuntime => "a fixed runtime version",
            Level::PrivateListing => "a new bucket that nobody else can list",
            Level::Quotas => "`npx remotion lambda quotas`",
            Level::SiteVersions => "the version of each site, and `compatibleOnly`",
            Level::Tags => "tags on functions",
            Level::Validation => "`npx remotion lambda policies validate`",
        })
    }

    /// Whether it takes an option that no call uses by itself.
    pub(super) fn is_option(self) -> bool {
        matches!(self, Level::FolderExpiry | Level::Insights)
    }

    pub(crate) fn necessity(self) -> Necessity {
        match self {
            Level::Must => Necessity::Must,
            Level::Unused => Necessity::Unused,
            _ => Necessity::Case,
        }
    }
}

/// How much a permission matters, without the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Necessity {
    /// What the policy is for fails without it.
    Must,
    /// One case needs it.
    Case,
    /// Nothing in Remotion uses it.
    Unused,
}

impl Necessity {
    /// Most important first.
    pub(crate) const ALL: [Necessity; 3] = [Necessity::Must, Necessity::Case, Necessity::Unused];

    /// As JavaScript knows it.
    pub fn name(self) -> &'static str {
        match self {
            Necessity::Must => "must",
            Necessity::Case => "case",
            Necessity::Unused => "unused",
        }
    }
}

/// The requests of one statement, or of all Remotion's own statements: then there is no Sid here.
pub(crate) struct Group {
    pub(super) policy: Kind,
    /// Of Remotion's own policies, only what their texts do not grant has one.
    pub(super) sid: &'static str,
    /// What a request must be like: operator, key and value.
    pub(super) only_if: Option<&'static [&'static str; 3]>,
    pub(super) requests: &'static [Request],
}

const fn group(policy: Kind, sid: &'static str, requests: &'static [Request]) -> Group {
    Group { policy, sid, only_if: None, requests }
}

const fn ask(action: &'static str, resource: &'static str, applies_to: ResourceType, reason: &'static str) -> Request {
    Request {
        action,
        resource,
        is_own: false,
        applies_to,
        context: Direct,
        when: ALWAYS,
        level: Level::Must,
        must: ALWAYS,
        readers_choice_but: &[],
        reason,
        calls: 0,
        #[cfg(test)]
        source: "",
    }
}

impl Request {
    /// What makes it, and where that was read.
    const fn by(self, calls: Calls, source: &'static str) -> Request {
        let _ = source;
        Request {
            calls,
            #[cfg(test)]
            source,
            ..self
        }
    }

    const fn context(self, context: Context) -> Request {
        Request { context, ..self }
    }

    const fn when(self, when: Facts) -> Request {
        Request { when, ..self }
    }

    /// Needed only in this case.
    const fn only_for(self, level: Level) -> Request {
        Request { level, ..self }
    }

    /// But always when this holds.
    const fn but_always_when(self, must: Facts) -> Request {
        Request { must, ..self }
    }

    const fn readers_choice_but(self, other: &'static [&'static str]) -> Request {
        Request { readers_choice_but: other, ..self }
    }

    /// On names of the reader's own.
    const fn own(self) -> Request {
        Request { is_own: true, ..self }
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn must(&self) -> Facts {
        self.must
    }

    /// How much it matters when `facts` hold.
    pub(super) fn level_in(&self, facts: Facts) -> Level {
        if self.must != ALWAYS && facts & self.must == self.must {
            return Level::Must;
        }
        self.level
    }

    /// Whether it is about buckets whose names begin as Remotion's do.
    pub(crate) fn is_in_remotions_bucket(&self) -> bool {
        crate::search::has(self.resource, "{1}")
    }

    /// What is known of the condition keys of its requests.
    pub(crate) fn facts(&self, inputs: &Inputs, resource: &str) -> Vec<Fact> {
        context::facts(self.context, self.action, self.applies_to, inputs, resource)
    }
}

// Templates. The gaps are filled by `super::values`, in this order: partition, the names of Remotion's buckets, region,
// account, how names of functions start, the function's role, the reader's bucket, key prefix, KMS key, and the star after
// what names of functions start with. Of a row that is `own`, names are the reader's, and the key prefix is the region and
// account of Lambda Insights' layer. Keys: packages/serverless-client/src/constants.ts, input-props-keys.ts.
const ANY: &str = "*";
const BUCKETS: &str = "arn:{0}:s3:::{1}";
const RENDER_FILES: &str = "arn:{0}:s3:::{1}/renders/*";
const INPUT_PROPS: &str = "arn:{0}:s3:::{1}/input-props/*";
const SITE_FILES: &str = "arn:{0}:s3:::{1}/sites/*";
const ALL_BUCKETS: &str = "arn:{0}:s3:::remotionlambda-*";
const FUNCTIONS: &str = "arn:{0}:lambda:{2}:{3}:function:{4}{9}";
const LAYERS: &str = "arn:{0}:lambda:{2}:678892195805:layer:remotion-binaries-*";
const OWN_LAYERS: &str = "arn:{0}:lambda:{2}:{3}:layer:*";
const INSIGHTS_LAYER: &str = "arn:{0}:lambda:{2}:580247275435:layer:LambdaInsightsExtension*";
const INSIGHTS_LAYER_CHINA: &str = "arn:{0}:lambda:{2}:488211338238:layer:LambdaInsightsExtension*";
const LOGS: &str = "arn:{0}:logs:{2}:{3}:log-group:/aws/lambda/{4}*";
const INSIGHTS_GROUP: &str = "arn:{0}:logs:{2}:{3}:log-group:/aws/lambda-insights";
const INSIGHTS_LOGS: &str = "arn:{0}:logs:{2}:{3}:log-group:/aws/lambda-insights:*";
const RENDER_ROLE: &str = "arn:{0}:iam::{3}:role/{5}";
const OWN_USER: &str = "arn:{0}:iam::{3}:user/${aws:username}";
const BUCKET: &str = "arn:{0}:s3:::{6}";
const RENDERS: &str = "arn:{0}:s3:::{6}/{7}*";
const WHOLE_BUCKET: &str = "arn:{0}:s3:::{6}/*";
const ARTIFACTS: &str = "arn:{0}:s3:::{6}/renders/*/artifacts/*";
const KEYS: &str = "{8}";

const PRIVATE: &str = "Sets the ACL `private`, which these uploads ask for.";
const FIND_BUCKET: &str = "Finds Remotion’s bucket among yours. S3 cannot limit this to one bucket.";
const OLD_BUCKET: &str = "Reads the region of a bucket whose name does not contain it.";
const NEW_BUCKET: &str = "It is not enough to set up a bucket: the deployer must create the bucket first.";
const WEBSITE: &str = "Older versions used S3’s website hosting for a site. Newer versions do not.";
const INSIGHTS_REASON: &str = "Lambda Insights writes to its own log group.";
const ABORT: &str =
    "Cleans up after a failed upload. Without it, the error of the cleanup can hide the real error, and \
                     the parts stay and are billed until a lifecycle rule removes them.";
const EXISTS: &str = "Checks before the render whether the file already exists.";
const SET_ACL: &str = "Sets the ACL that `privacy` asks for.";
const UPLOAD: &str = "Uploads the file.";
const READ_FILES: &str = "Reads the progress of a render, and the files that `downloadMedia()` fetches.";
const DELETE_FILES: &str =
    "Removes files that a site no longer has when you deploy it again, and deletes sites and renders.";
const SET_SITE_ACL: &str = "Sets the ACL of an uploaded file: a site is public unless `privacy` is `no-acl`.";
const UPLOAD_FILES: &str = "Uploads sites, and input props that are too large for a request.";
const LIST_FILES: &str = "Lists the files of a site or a render.";
const CHECK_REGION: &str = "Checks that the bucket for a site is in the region you chose.";
const READ_RENDER: &str = "Reads the progress and uploaded input props, and checks whether the file exists.";
const DELETE_PROPS: &str = "Removes input props that were uploaded for the render.";
const SET_RENDER_ACL: &str = "Sets the ACL of each file it writes. The progress file always has an ACL.";
const WRITE_RENDER: &str = "Writes the progress and the finished file.";
const NOT_FOUND: &str = "With it, S3 answers “not found” for a missing file instead of “access denied”.";
const INVOKE_ITSELF: &str = "A render is split into parts. The function invokes itself once for each part.";
const CREATE_YOURSELF: &str =
    "Remotion does not create a function with this name. You need this permission to create it yourself.";
const OWN_KEY: &str = "S3 decrypts the file with the key when it is read.";

/// All of them.
pub(crate) static GROUPS: &[Group] = &[
    group(Kind::User, "", USER),
    group(Kind::User, "OwnLayers", OWN_LAYERS_OF_USER),
    group(Kind::User, "ChangeLayers", CHANGE_LAYERS),
    group(Kind::Role, "", ROLE),
    group(Kind::Caller, "", CALLER),
    group(Kind::Destination, "AbortFailedUpload", ABORT_ONLY),
    group(Kind::Destination, "WriteRenders", WRITE),
    group(Kind::Destination, "SeeMissingFiles", SEE),
    group(Kind::Destination, "EncryptWithOwnKey", ENCRYPT),
    group(Kind::DestinationCaller, "ReadRenders", READ),
    group(Kind::DestinationCaller, "DeleteRenders", DELETE_OUTPUT),
    group(Kind::DestinationCaller, "DecryptWithOwnKey", DECRYPT),
];

/// Whoever deploys: a person or a CI job with Remotion's user policy. They also call.
static USER: &[Request] = &[
    ask(
        "servicequotas:GetServiceQuota",
        ANY,
        Quota,
        "Reads how many Lambda functions can run at once in your account.",
    )
    .only_for(Level::Quotas)
    .but_always_when(BY_CALLS)
    .by(QUOTAS | INCREASE, "lambda/src/cli/commands/quotas/list.ts"),
    ask(
        "servicequotas:GetAWSDefaultServiceQuota",
        ANY,
        Everything,
        "Reads AWS’s default quota, to compare it with yours.",
    )
    .only_for(Level::Quotas)
    .but_always_when(BY_CALLS)
    .by(QUOTAS | INCREASE, "lambda/src/cli/commands/quotas/list.ts"),
    ask(
        "servicequotas:RequestServiceQuotaIncrease",
        ANY,
        Quota,
        "Requests a higher quota from AWS when you run the command.",
    )
    .only_for(Level::Quotas)
    .but_always_when(BY_CALLS)
    .by(INCREASE, "lambda/src/cli/commands/quotas/increase.ts"),
    ask(
        "servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
        ANY,
        Quota,
        "Checks whether you already requested a higher quota.",
    )
    .only_for(Level::Quotas)
    .but_always_when(BY_CALLS)
    .by(QUOTAS | INCREASE, "lambda/src/cli/commands/quotas/list.ts"),
    ask("iam:GetUser", OWN_USER, User, "Older versions looked up which IAM user they run as.")
        .context(Iam)
        .when(WHOLE_POLICY)
        .only_for(Level::Validation)
        .by(VALIDATE, "lambda/src/api/iam-validation/simulate.ts, up to 3.3.7"),
    ask(
        "iam:SimulatePrincipalPolicy",
        ANY,
        Principal,
        "Asks IAM whether this policy works. It checks only the user policy, not the role policy or your own bucket.",
    )
    .context(Iam)
    .only_for(Level::Validation)
    .but_always_when(BY_CALLS)
    .by(VALIDATE, "lambda/src/api/iam-validation/simulate.ts"),
    ask(
        "iam:PassRole",
        RENDER_ROLE,
        Role,
        "Gives the render function its role when you deploy it. Remotion’s text names `remotion-lambda-role`.",
    )
    .context(PassRole)
    .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts"),
    ask("s3:GetObject", BUCKETS, Object, READ_FILES).by(
        SKIP | CANCEL | DOWNLOAD_MEDIA | PRESIGN | DELETE_RENDER | RENDER_CLI | SITES,
        "lambda-client/src/read-file.ts, head-file.ts; recorded",
    ),
    ask("s3:DeleteObject", BUCKETS, Object, DELETE_FILES).by(
        DEPLOY_SITE | SITES_CLI | DELETE_SITE | DELETE_RENDER | SITES_RM,
        "lambda-client/src/delete-file.ts; recorded",
    ),
    ask("s3:PutObjectAcl", BUCKETS, Object, SET_SITE_ACL)
        .context(AnyUpload)
        .by(DEPLOY_SITE | SITES_CLI | CANCEL | LARGE_PROPS, "lambda/src/api/upload-dir.ts; recorded"),
    ask("s3:PutObject", BUCKETS, Object, UPLOAD_FILES)
        .context(AnyUpload)
        .by(DEPLOY_SITE | SITES_CLI | CANCEL | LARGE_PROPS, "lambda/src/api/upload-dir.ts; recorded"),
    ask("s3:CreateBucket", BUCKETS, Bucket, "Creates Remotion’s bucket in a region that has none.")
        .when(CREATES)
        .by(BUCKET_CALL | SITES_CLI, "lambda-client/src/create-bucket.ts; recorded"),
    ask("s3:ListBucket", BUCKETS, Bucket, LIST_FILES).by(
        DEPLOY_SITE | SITES_CLI | DELETE_SITE | SITES | SITES_RM | DELETE_RENDER,
        "lambda-client/src/list-objects.ts; recorded",
    ),
    ask("s3:GetBucketLocation", BUCKETS, Bucket, CHECK_REGION)
        .by(DEPLOY_SITE | SITES_CLI, "lambda-client/src/get-buckets.ts; recorded"),
    ask("s3:PutBucketAcl", BUCKETS, Bucket, "Sets the ACL of a new bucket.")
        .when(CREATES)
        .by(BUCKET_CALL | SITES_CLI, "lambda-client/src/create-bucket.ts; recorded"),
    ask("s3:DeleteBucket", BUCKETS, Bucket, "No command of Remotion deletes a bucket.").only_for(Level::Unused),
    ask("s3:PutBucketWebsite", BUCKETS, Bucket, WEBSITE).when(WHOLE_POLICY).by(DEPLOY_SITE, "up to 3.3.8"),
    ask("s3:DeleteBucketWebsite", BUCKETS, Bucket, WEBSITE).when(WHOLE_POLICY).by(DEPLOY_SITE, "up to 3.3.8"),
    ask(
        "s3:PutBucketOwnershipControls",
        BUCKETS,
        Bucket,
        "Enables ACLs in a new bucket. Since April 2023, AWS creates buckets with ACLs disabled.",
    )
    .when(CREATES)
    .by(BUCKET_CALL | SITES_CLI, "lambda-client/src/create-bucket.ts; recorded"),
    ask(
        "s3:PutBucketPublicAccessBlock",
        BUCKETS,
        Bucket,
        "Turns off Block Public Access in a new bucket. Since April 2023, AWS creates buckets with it on.",
    )
    .when(CREATES)
    .by(BUCKET_CALL | SITES_CLI, "lambda-client/src/create-bucket.ts; recorded"),
    ask(
        "s3:PutBucketPolicy",
        BUCKETS,
        Bucket,
        "Lets anyone read the files of a new bucket, but not list them. Without it, Remotion sets a public ACL, which \
         also allows listing.",
    )
    .when(CREATES)
    .only_for(Level::PrivateListing)
    .by(BUCKET_CALL | SITES_CLI, "lambda-client/src/create-bucket.ts; recorded"),
    ask(
        "s3:PutLifecycleConfiguration",
        BUCKETS,
        Bucket,
        "Sets or removes the lifecycle rules that delete renders with `deleteAfter`.",
    )
    .only_for(Level::FolderExpiry)
    .but_always_when(REMOVES_SITES)
    .by(BUCKET_CALL | SITES_RM, "lambda-client/src/lifecycle.ts; recorded"),
    ask("s3:ListAllMyBuckets", ANY, Everything, FIND_BUCKET)
        .by(BUCKET_CALL | SITES | SITES_RM, "lambda-client/src/get-buckets.ts; recorded"),
    ask(
        "lambda:ListFunctions",
        ANY,
        Everything,
        "Finds your render functions in a region. Lambda cannot limit this to one function.",
    )
    .by(
        DEPLOY_FUNCTION | FUNCTIONS_CALL | RENDER_CLI | STILL_CLI | FUNCTIONS_RMALL,
        "lambda-client/src/get-functions.ts; recorded",
    ),
    ask("lambda:GetFunction", FUNCTIONS, Function, "Reads the state and the settings of a render function.").by(
        DEPLOY_FUNCTION | FUNCTION_INFO | FUNCTIONS_RM | FUNCTIONS_RMALL,
        "lambda/src/api/create-function.ts, get-function-info.ts; recorded",
    ),
    ask(
        "lambda:InvokeAsync",
        FUNCTIONS,
        Function,
        "Nothing in Remotion calls it: every invocation is `InvokeFunction`.",
    )
    .only_for(Level::Unused),
    ask(
        "lambda:InvokeFunction",
        FUNCTIONS,
        Function,
        "Starts renders and stills, lists compositions, asks for progress, and asks a function which version it has.",
    )
    .by(
        RENDER
            | STILL
            | COMPOSITIONS
            | PROGRESS
            | RENDER_CLI
            | STILL_CLI
            | DEPLOY_FUNCTION
            | FUNCTIONS_CALL
            | FUNCTION_INFO
            | FUNCTIONS_RM
            | FUNCTIONS_RMALL,
        "lambda-client/src/call-lambda-sync.ts, get-functions.ts; recorded",
    ),
    ask("lambda:CreateFunction", FUNCTIONS, Function, "Deploys the render function.")
        .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask("lambda:DeleteFunction", FUNCTIONS, Function, "Deletes a render function.")
        .only_for(Level::DeleteFunction)
        .but_always_when(BY_CALLS)
        .by(DELETE_FUNCTION | FUNCTIONS_RM | FUNCTIONS_RMALL, "lambda-client/src/delete-function.ts; recorded"),
    ask("lambda:PutFunctionEventInvokeConfig", FUNCTIONS, Function, "Stops Lambda from running a failed render again.")
        .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask(
        "lambda:PutRuntimeManagementConfig",
        FUNCTIONS,
        Function,
        "Fixes the runtime version of a new function, so that a runtime update by AWS does not break renders. Without \
         it, the function is still deployed, with a warning.",
    )
    .only_for(Level::PinRuntime)
    .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask(
        "lambda:TagResource",
        FUNCTIONS,
        Function,
        "Tags the functions it deploys. Without it, they are still deployed, but without tags.",
    )
    .only_for(Level::Tags)
    .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask(
        "logs:CreateLogGroup",
        LOGS,
        LogGroup,
        "Creates the function’s log group, unless you deploy with `--disable-cloudwatch`.",
    )
    .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask("logs:PutRetentionPolicy", LOGS, LogGroup, "Sets how long the function’s logs are kept.")
        .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts; recorded"),
    ask("lambda:GetLayerVersion", LAYERS, LayerVersion, "Attaches Remotion’s layers, which hold Chromium and fonts.")
        .by(DEPLOY_FUNCTION, "lambda/src/shared/hosted-layers.ts"),
    ask("lambda:GetLayerVersion", INSIGHTS_LAYER, LayerVersion, "Attaches AWS’s layer of Lambda Insights.")
        .only_for(Level::Insights)
        .by(DEPLOY_FUNCTION, "lambda/src/shared/lambda-insights-extensions.ts"),
    ask("lambda:GetLayerVersion", INSIGHTS_LAYER_CHINA, LayerVersion, "Attaches AWS’s layer of Lambda Insights.")
        .only_for(Level::Insights)
        .by(DEPLOY_FUNCTION, "lambda/src/shared/lambda-insights-extensions.ts"),
];

/// With `customLayerArns`. Remotion hosts no layers in China, and deploys nothing there without.
static OWN_LAYERS_OF_USER: &[Request] = &[ask(
    "lambda:GetLayerVersion",
    OWN_LAYERS,
    LayerVersion,
    "Attaches layers that you host. In China, Remotion has none.",
)
.when(HOSTED_LAYERS)
.readers_choice_but(&[":layer:LambdaInsightsExtension", ":678892195805:layer:"])
.by(DEPLOY_FUNCTION, "https://www.remotion.dev/docs/lambda/custom-layers, aws-china-regions; recorded")];

static CHANGE_LAYERS: &[Request] = &[
    ask("lambda:GetFunctionConfiguration", FUNCTIONS, Function, "Reads which layers a deployed function has.")
        .when(HOSTED_LAYERS)
        .only_for(Level::Layers)
        .by(DEPLOY_FUNCTION, "https://www.remotion.dev/docs/lambda/custom-layers; recorded"),
    ask("lambda:UpdateFunctionConfiguration", FUNCTIONS, Function, "Changes the layers of a deployed function.")
        .when(HOSTED_LAYERS)
        .only_for(Level::Layers)
        .by(DEPLOY_FUNCTION, "https://www.remotion.dev/docs/lambda/custom-layers; recorded"),
];

/// The render function, by its role.
static ROLE: &[Request] = &[
    ask("s3:ListAllMyBuckets", ANY, Everything, FIND_BUCKET)
        .by(RENDER | STILL | COMPOSITIONS, "serverless/src/handlers/start.ts, still.ts, compositions.ts"),
    ask("s3:CreateBucket", BUCKETS, Bucket, NEW_BUCKET)
        .only_for(Level::NewBucket)
        .by(RENDER | STILL | COMPOSITIONS, "lambda-client/src/create-bucket.ts"),
    ask("s3:ListBucket", BUCKETS, Bucket, NOT_FOUND)
        .only_for(Level::Cancel)
        .but_always_when(MUST_READ)
        .by(RENDER | CANCEL, "lambda-client/src/head-file.ts, serverless/src/cancellation-polling.ts"),
    ask("s3:PutBucketAcl", BUCKETS, Bucket, NEW_BUCKET)
        .only_for(Level::NewBucket)
        .by(RENDER | STILL | COMPOSITIONS, "lambda-client/src/create-bucket.ts"),
    ask("s3:GetObject", BUCKETS, Object, READ_RENDER).by(
        RENDER | STILL | PROGRESS | CANCEL,
        "lambda-client/src/read-file.ts, serverless/src/handlers/launch.ts, progress.ts",
    ),
    ask("s3:DeleteObject", BUCKETS, Object, DELETE_PROPS)
        .only_for(Level::LargePropsStill)
        .by(RENDER | STILL, "serverless/src/cleanup-serialized-input-props.ts, handlers/still.ts"),
    ask("s3:PutObjectAcl", BUCKETS, Object, SET_RENDER_ACL)
        .context(AnyUpload)
        .by(RENDER | STILL, "lambda-client/src/write-file.ts"),
    ask("s3:PutObject", BUCKETS, Object, WRITE_RENDER)
        .context(AnyUpload)
        .by(RENDER | STILL, "lambda-client/src/write-file.ts"),
    ask("s3:GetBucketLocation", ALL_BUCKETS, Bucket, OLD_BUCKET)
        .only_for(Level::OldBuckets)
        .by(RENDER | STILL | COMPOSITIONS, "lambda-client/src/get-buckets.ts; recorded"),
    ask("lambda:InvokeFunction", FUNCTIONS, Function, INVOKE_ITSELF)
        .by(RENDER, "serverless/src/handlers/start.ts, launch.ts"),
    ask("logs:CreateLogStream", LOGS, LogStream, "Starts a log of the function.")
        .context(ByLambda)
        .only_for(Level::Logs)
        .by(
            RENDER | STILL | COMPOSITIONS,
            "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
        ),
    ask("logs:PutLogEvents", LOGS, LogStream, "Writes the function’s log.").context(ByLambda).only_for(Level::Logs).by(
        RENDER | STILL | COMPOSITIONS,
        "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
    ),
    ask("logs:CreateLogGroup", INSIGHTS_GROUP, LogGroup, INSIGHTS_REASON)
        .context(ByLambda)
        .only_for(Level::Insights)
        .by(RENDER | STILL, "https://www.remotion.dev/docs/lambda/insights"),
    ask("logs:CreateLogStream", INSIGHTS_LOGS, LogStream, INSIGHTS_REASON)
        .context(ByLambda)
        .only_for(Level::Insights)
        .by(RENDER | STILL, "https://www.remotion.dev/docs/lambda/insights"),
    ask("logs:PutLogEvents", INSIGHTS_LOGS, LogStream, INSIGHTS_REASON)
        .context(ByLambda)
        .only_for(Level::Insights)
        .by(RENDER | STILL, "https://www.remotion.dev/docs/lambda/insights"),
];

/// What the calls of `caller` ask for in Remotion's bucket, where it is narrower than Remotion's own policy, and what that
/// policy lacks. All else is in [`USER`].
static CALLER: &[Request] = &[
    ask("s3:GetObject", RENDER_FILES, Object, "Reads the progress of a render, and files in Remotion’s bucket.").by(
        SKIP | CANCEL | DOWNLOAD_MEDIA | PRESIGN | DELETE_RENDER | RENDER_CLI,
        "lambda-client/src/get-render-progress.ts, serverless-client/src/write-cancellation-signal.ts; recorded",
    ),
    ask("s3:PutObject", RENDER_FILES, Object, "Writes the marker that cancels a render.")
        .context(PrivateUpload)
        .by(CANCEL, "serverless-client/src/write-cancellation-signal.ts; recorded"),
    ask("s3:PutObjectAcl", RENDER_FILES, Object, PRIVATE)
        .context(PrivateUpload)
        .by(CANCEL, "serverless-client/src/write-cancellation-signal.ts; recorded"),
    ask("s3:DeleteObject", RENDER_FILES, Object, "Deletes what a render left in Remotion’s bucket.")
        .by(DELETE_RENDER, "lambda-client/src/delete-render.ts; recorded"),
    ask("s3:PutObject", INPUT_PROPS, Object, "Uploads input props that are too large for a request.")
        .context(PrivateUpload)
        .by(LARGE_PROPS, "serverless-client/src/compress-props.ts; recorded"),
    ask("s3:PutObjectAcl", INPUT_PROPS, Object, PRIVATE)
        .context(PrivateUpload)
        .by(LARGE_PROPS, "serverless-client/src/compress-props.ts; recorded"),
    ask("s3:GetObject", SITE_FILES, Object, "Reads which version of Remotion a site was made with.")
        .only_for(Level::SiteVersions)
        .by(SITES | SITES_RM, "serverless-client/src/get-sites.ts; recorded"),
    ask("s3:PutObject", SITE_FILES, Object, "Uploads the site.")
        .context(AnyUpload)
        .by(DEPLOY_SITE | SITES_CLI, "lambda/src/api/upload-dir.ts; recorded"),
    ask("s3:PutObjectAcl", SITE_FILES, Object, "Makes the site public, unless `privacy` is `no-acl`.")
        .context(AnyUpload)
        .by(DEPLOY_SITE | SITES_CLI, "lambda/src/api/upload-dir.ts; recorded"),
    ask(
        "s3:DeleteObject",
        SITE_FILES,
        Object,
        "Deletes a site, or files that it no longer has when you deploy it again.",
    )
    .by(DEPLOY_SITE | SITES_CLI | DELETE_SITE | SITES_RM, "lambda-client/src/delete-file.ts; recorded"),
    ask("s3:ListAllMyBuckets", ANY, Everything, FIND_BUCKET)
        .when(FINDS_BUCKET)
        .by(LARGE_PROPS | SITES_CLI, "serverless-client/src/compress-props.ts, get-or-create-bucket.ts; recorded"),
    ask("s3:GetBucketLocation", ALL_BUCKETS, Bucket, OLD_BUCKET)
        .when(FINDS_BUCKET | OLD_BUCKETS)
        .only_for(Level::OldBuckets)
        .by(LARGE_PROPS | SITES_CLI, "lambda-client/src/get-buckets.ts; recorded"),
    ask("s3:GetBucketLocation", ALL_BUCKETS, Bucket, OLD_BUCKET)
        .when(OLD_BUCKETS)
        .only_for(Level::OldBuckets)
        .by(BUCKET_CALL | SITES | SITES_RM, "lambda-client/src/get-buckets.ts; recorded"),
];

/// What Remotion's own texts lack for some setups: each a Statement of its own beside them. Not among [`GROUPS`], for the
/// module that is built without [`crate::SETUPS`].
pub(crate) static EXTRAS: &[Group] = &[
    group(Kind::User, "InsightsLayer", INSIGHTS_ELSEWHERE),
    group(Kind::User, "ChooseVpc", CHOOSE_VPC),
    group(Kind::Role, "ConnectToVpc", CONNECT_TO_VPC),
    Group {
        only_if: Some(&["StringLike", "iam:AWSServiceName", "servicequotas.amazonaws.com"]),
        ..group(Kind::User, "FirstQuotaIncrease", FIRST_QUOTA_INCREASE)
    },
    Group {
        only_if: Some(&["StringEquals", "iam:PassedToService", "lambda.amazonaws.com"]),
        ..group(Kind::User, "PassOwnRole", PASS_OWN_ROLE)
    },
    group(Kind::User, "OwnFunction", OWN_FUNCTION_OF_USER),
    group(Kind::User, "OwnFunctionLogs", OWN_LOGS_OF_USER),
    group(Kind::User, "OwnBucket", OWN_BUCKET_OF_USER),
    group(Kind::User, "OwnBucketFiles", OWN_FILES_OF_USER),
    group(Kind::User, "OwnBucketKey", OWN_KEY_OF_USER),
    group(Kind::Role, "OwnFunction", OWN_FUNCTION_OF_ROLE),
    group(Kind::Role, "OwnFunctionLogs", OWN_LOGS_OF_ROLE),
    group(Kind::Role, "OwnBucket", OWN_BUCKET_OF_ROLE),
    group(Kind::Role, "OwnBucketFiles", OWN_FILES_OF_ROLE),
    group(Kind::Role, "OwnBucketKey", OWN_KEY_OF_ROLE),
];

static INSIGHTS_ELSEWHERE: &[Request] = &[ask(
    "lambda:GetLayerVersion",
    "arn:{0}:lambda:{7}:layer:LambdaInsightsExtension-Arm64:*",
    LayerVersion,
    "Attaches the layer of Lambda Insights, which belongs to another account in this region.",
)
.own()
.when(INSIGHTS)
.by(DEPLOY_FUNCTION, "lambda/src/shared/lambda-insights-extensions.ts")];

static CHOOSE_VPC: &[Request] = &[
    ask("ec2:DescribeSecurityGroups", ANY, Everything, BY_DEPLOYER).of_vpc(DEPLOY_FUNCTION),
    ask("ec2:DescribeSubnets", ANY, Everything, BY_DEPLOYER).of_vpc(DEPLOY_FUNCTION),
    ask("ec2:DescribeVpcs", ANY, Everything, BY_DEPLOYER).of_vpc(DEPLOY_FUNCTION),
];

static CONNECT_TO_VPC: &[Request] = &[
    ask("ec2:CreateNetworkInterface", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
    ask("ec2:DescribeNetworkInterfaces", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
    ask("ec2:DescribeSubnets", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
    ask("ec2:DeleteNetworkInterface", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
    ask("ec2:AssignPrivateIpAddresses", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
    ask("ec2:UnassignPrivateIpAddresses", ANY, Everything, BY_FUNCTION).of_vpc(RENDER | STILL | COMPOSITIONS),
];

const BY_DEPLOYER: &str = "Lambda checks the subnets and security groups with the permissions of whoever deploys.";
const BY_FUNCTION: &str = "Lambda connects the function to the VPC with the function’s role.";

impl Request {
    const fn of_vpc(self, calls: Calls) -> Request {
        let source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html";
        self.context(ByLambda).when(VPC).by(calls, source)
    }
}

static FIRST_QUOTA_INCREASE: &[Request] = &[ask(
    "iam:CreateServiceLinkedRole",
    "arn:{0}:iam::*:role/aws-service-role/servicequotas.amazonaws.com/AWSServiceRoleForServiceQuotas",
    Role,
    "Service Quotas creates a role for itself when an account first requests a higher quota.",
)
.context(QuotaRole)
.when(QUOTA_INCREASE)
.by(INCREASE, "issue 1941 of Remotion")];

static PASS_OWN_ROLE: &[Request] =
    &[ask("iam:PassRole", RENDER_ROLE, Role, "Gives the render function your own role when you deploy it.")
        .own()
        .context(PassRole)
        .when(OWN_ROLE)
        .by(DEPLOY_FUNCTION, "lambda/src/api/create-function.ts")];

/// `deployFunction()` names each function itself, so one with another name comes from elsewhere.
static OWN_FUNCTION_OF_USER: &[Request] = &[
    ask(
        "lambda:InvokeFunction",
        FUNCTIONS,
        Function,
        "Starts renders and stills, lists compositions and asks for progress.",
    )
    .of_own_function(RENDER | STILL | COMPOSITIONS | PROGRESS | RENDER_CLI | STILL_CLI | FUNCTION_INFO),
    ask("lambda:DeleteFunction", FUNCTIONS, Function, "Deletes a render function.")
        .only_for(Level::DeleteFunction)
        .of_own_function(DELETE_FUNCTION),
    ask("lambda:CreateFunction", FUNCTIONS, Function, CREATE_YOURSELF).created(),
    ask("lambda:PutFunctionEventInvokeConfig", FUNCTIONS, Function, CREATE_YOURSELF).created(),
    ask("lambda:PutRuntimeManagementConfig", FUNCTIONS, Function, CREATE_YOURSELF).created(),
    ask("lambda:TagResource", FUNCTIONS, Function, CREATE_YOURSELF).created(),
];

static OWN_LOGS_OF_USER: &[Request] = &[
    ask("logs:CreateLogGroup", LOGS, LogGroup, CREATE_YOURSELF).created(),
    ask("logs:PutRetentionPolicy", LOGS, LogGroup, CREATE_YOURSELF).created(),
];

static OWN_FUNCTION_OF_ROLE: &[Request] =
    &[ask("lambda:InvokeFunction", FUNCTIONS, Function, INVOKE_ITSELF).of_own_function(RENDER)];

static OWN_LOGS_OF_ROLE: &[Request] = &[
    ask("logs:CreateLogStream", LOGS, LogStream, "Starts a log of the function.")
        .context(ByLambda)
        .only_for(Level::Logs)
        .of_own_function(RENDER | STILL | COMPOSITIONS),
    ask("logs:PutLogEvents", LOGS, LogStream, "Writes the function’s log.")
        .context(ByLambda)
        .only_for(Level::Logs)
        .of_own_function(RENDER | STILL | COMPOSITIONS),
];

impl Request {
    const fn of_own_function(self, calls: Calls) -> Request {
        self.own().when(OWN_FUNCTION).by(calls, "lambda-client/src/get-functions.ts, parse-function-name.ts")
    }

    const fn created(self) -> Request {
        self.only_for(Level::OwnFunction).of_own_function(DEPLOY_FUNCTION)
    }

    const fn of_own_bucket(self, calls: Calls) -> Request {
        self.own().when(OWN_BUCKET).by(calls, "https://www.remotion.dev/docs/lambda/bucket-naming; recorded")
    }

    const fn of_own_key(self, calls: Calls) -> Request {
        let source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html";
        self.context(ByS3).when(KEY).by(calls, source)
    }
}

/// What Remotion asks of a bucket that it did not make. It creates none of this name, and sets none up.
static OWN_BUCKET_OF_USER: &[Request] = &[
    ask("s3:ListBucket", BUCKET, Bucket, LIST_FILES)
        .of_own_bucket(DEPLOY_SITE | SITES_CLI | DELETE_SITE | SITES | SITES_RM | DELETE_RENDER),
    ask("s3:GetBucketLocation", BUCKET, Bucket, CHECK_REGION).of_own_bucket(DEPLOY_SITE | SITES_CLI | SITES | SITES_RM),
];

static OWN_FILES_OF_USER: &[Request] = &[
    ask("s3:GetObject", WHOLE_BUCKET, Object, READ_FILES)
        .of_own_bucket(SKIP | CANCEL | DOWNLOAD_MEDIA | PRESIGN | DELETE_RENDER | RENDER_CLI | SITES),
    ask("s3:DeleteObject", WHOLE_BUCKET, Object, DELETE_FILES)
        .of_own_bucket(DEPLOY_SITE | SITES_CLI | DELETE_SITE | DELETE_RENDER | SITES_RM),
    ask("s3:PutObjectAcl", WHOLE_BUCKET, Object, SET_SITE_ACL)
        .context(AnyUpload)
        .of_own_bucket(DEPLOY_SITE | SITES_CLI | CANCEL | LARGE_PROPS),
    ask("s3:PutObject", WHOLE_BUCKET, Object, UPLOAD_FILES)
        .context(AnyUpload)
        .of_own_bucket(DEPLOY_SITE | SITES_CLI | CANCEL | LARGE_PROPS),
];

static OWN_BUCKET_OF_ROLE: &[Request] = &[ask("s3:ListBucket", BUCKET, Bucket, NOT_FOUND)
    .only_for(Level::Cancel)
    .but_always_when(MUST_READ)
    .of_own_bucket(RENDER | CANCEL)];

static OWN_FILES_OF_ROLE: &[Request] = &[
    ask("s3:GetObject", WHOLE_BUCKET, Object, READ_RENDER).of_own_bucket(RENDER | STILL | PROGRESS | CANCEL),
    ask("s3:DeleteObject", WHOLE_BUCKET, Object, DELETE_PROPS)
        .only_for(Level::LargePropsStill)
        .of_own_bucket(RENDER | STILL),
    ask("s3:PutObjectAcl", WHOLE_BUCKET, Object, SET_RENDER_ACL).context(AnyUpload).of_own_bucket(RENDER | STILL),
    ask("s3:PutObject", WHOLE_BUCKET, Object, WRITE_RENDER).context(AnyUpload).of_own_bucket(RENDER | STILL),
];

static OWN_KEY_OF_USER: &[Request] = &[
    ask("kms:GenerateDataKey", KEYS, Key, "S3 encrypts sites and input props with a data key made from yours.")
        .of_own_key(DEPLOY_SITE | SITES_CLI | CANCEL | LARGE_PROPS),
    ask("kms:Decrypt", KEYS, Key, "S3 decrypts what is read from Remotion’s bucket, and the parts of a large upload.")
        .of_own_key(
            SKIP | CANCEL | DOWNLOAD_MEDIA | PRESIGN | DELETE_RENDER | RENDER_CLI | SITES | DEPLOY_SITE | SITES_CLI,
        ),
];

static OWN_KEY_OF_ROLE: &[Request] = &[
    ask("kms:GenerateDataKey", KEYS, Key, "S3 encrypts progress and renders with a data key made from yours.")
        .of_own_key(RENDER | STILL),
    ask("kms:Decrypt", KEYS, Key, "S3 decrypts progress and input props, and the parts of a large upload.")
        .of_own_key(RENDER | STILL | PROGRESS | CANCEL),
];

/// Regions where the layer of Lambda Insights belongs to another account than Remotion's `FetchBinaries` names, and that
/// account (`packages/lambda/src/shared/lambda-insights-extensions.ts`).
pub(super) const INSIGHTS_ACCOUNTS: &str = "\
af-south-1	012438385374
ap-east-1	519774774795
ap-northeast-3	194566237122
eu-south-1	339249233099
";

/// What a statement of `caller` is on, in the order of its text, and the Sid of that statement.
pub(super) static PLACES: &[(&str, &str)] = &[
    (FUNCTIONS, "RenderFunctions"),
    (RENDER_FILES, "Renders"),
    (INPUT_PROPS, "InputProps"),
    (SITE_FILES, "Sites"),
    (BUCKETS, "RemotionBuckets"),
    (ALL_BUCKETS, "OldBuckets"),
    (ANY, "WholeAccount"),
    (RENDER_ROLE, "FunctionRole"),
    (LOGS, "FunctionLogs"),
    (LAYERS, "Layers"),
    (OWN_LAYERS, "OwnLayers"),
];

// The render function, in the reader's own output bucket.

/// In a bucket of Remotion's, all that its role policy lacks.
static ABORT_ONLY: &[Request] = &[ask("s3:AbortMultipartUpload", WHOLE_BUCKET, Object, ABORT)
    .when(REMOTIONS_BUCKET)
    .only_for(Level::FailedUpload)
    .by(RENDER | STILL, "lambda-client/src/write-file.ts; recorded")];

static WRITE: &[Request] = &[
    ask("s3:PutObject", RENDERS, Object, UPLOAD)
        .context(Upload)
        .when(OTHER_BUCKET)
        .by(RENDER | STILL, "lambda-client/src/write-file.ts; recorded"),
    ask("s3:PutObject", ARTIFACTS, Object, UPLOAD)
        .context(Upload)
        .when(OTHER_BUCKET | PREFIX)
        .only_for(Level::Artifacts)
        .by(RENDER, "https://www.remotion.dev/docs/artifacts; recorded"),
    ask("s3:PutObjectAcl", RENDERS, Object, SET_ACL)
        .context(Upload)
        .when(OTHER_BUCKET | ACL)
        .by(RENDER | STILL, "lambda-client/src/write-file.ts; recorded"),
    ask("s3:PutObjectAcl", ARTIFACTS, Object, SET_ACL)
        .context(Upload)
        .when(OTHER_BUCKET | ACL | PREFIX)
        .only_for(Level::Artifacts)
        .by(RENDER, "https://www.remotion.dev/docs/artifacts; recorded"),
    ask("s3:GetObject", RENDERS, Object, EXISTS)
        .when(OTHER_BUCKET | READS)
        .only_for(Level::CheckIfExists)
        .but_always_when(MUST_READ)
        .by(RENDER | PROGRESS, "lambda-client/src/head-file.ts, serverless/src/handlers/launch.ts; recorded"),
    ask("s3:GetObject", ARTIFACTS, Object, EXISTS).when(OTHER_BUCKET | READS | PREFIX).only_for(Level::Unused),
    ask("s3:AbortMultipartUpload", RENDERS, Object, ABORT)
        .when(OTHER_BUCKET)
        .only_for(Level::FailedUpload)
        .by(RENDER | STILL, "lambda-client/src/write-file.ts; recorded"),
    ask("s3:AbortMultipartUpload", ARTIFACTS, Object, ABORT)
        .when(OTHER_BUCKET | PREFIX)
        .only_for(Level::FailedUpload)
        .by(RENDER, "lambda-client/src/write-file.ts; recorded"),
];

static SEE: &[Request] = &[ask(
    "s3:ListBucket",
    BUCKET,
    Bucket,
    "With it, S3 answers “not found” for a missing file instead of “access denied”. It applies to the bucket, not to its \
     objects.",
)
.when(OTHER_BUCKET | READS)
.only_for(Level::CheckIfExists)
.but_always_when(MUST_READ)
.by(RENDER | PROGRESS, "lambda-client/src/head-file.ts; recorded")];

static ENCRYPT: &[Request] = &[
    ask("kms:GenerateDataKey", KEYS, Key, "S3 encrypts each file with a data key made from yours.")
        .context(ByS3)
        .when(KEY)
        .by(RENDER | STILL, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"),
    ask("kms:Decrypt", KEYS, Key, "Files over 5 MiB are uploaded in parts, and such an upload also decrypts.")
        .context(ByS3)
        .when(KEY)
        .by(RENDER | STILL, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"),
];

// The caller, in the reader's own output bucket. Rendering needs nothing there: the render function's role writes.

static READ: &[Request] = &[
    ask(
        "s3:GetObject",
        RENDERS,
        Object,
        "`downloadMedia()` reads the file. A link from `presignUrl()` works only while the principal that signed it has this \
         permission.",
    )
    .when(DOWNLOAD)
    .by(DOWNLOAD_MEDIA | PRESIGN, "lambda-client/src/presign-url.ts, lambda/src/api/download-media.ts; recorded"),
    ask("s3:GetObject", ARTIFACTS, Object, "Files from `<Artifact>` are outside the key prefix.")
        .when(DOWNLOAD | PREFIX)
        .only_for(Level::Artifacts)
        .by(PRESIGN, "https://www.remotion.dev/docs/artifacts"),
];

static DELETE_OUTPUT: &[Request] = &[ask(
    "s3:DeleteObject",
    RENDERS,
    Object,
    "`deleteRender()` deletes the file, but not files from `<Artifact>`. In a bucket with versioning, it adds a delete \
     marker and keeps the versions.",
)
.when(DELETE)
.by(DELETE_RENDER, "lambda-client/src/delete-render.ts; recorded")];

static DECRYPT: &[Request] = &[ask("kms:Decrypt", KEYS, Key, OWN_KEY)
    .context(ByS3)
    .when(KEY | DOWNLOAD)
    .by(DOWNLOAD_MEDIA | PRESIGN, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html")];
