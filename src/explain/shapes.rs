//! Tables: the types of policies that AWS names, and texts that are always the same. All phrases are in lower case and
//! without spaces, as a squeezed text is read.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>; Remotion's own texts from
//! packages/lambda-client/src and packages/lambda/src/cli/index.ts of 4.0.527.

use super::Who;
use Weight::{Code, Message, Text};

/// What a text comes down to; each has its own advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Identity,
    IdentityDeny,
    Boundary,
    Session,
    ServiceControl,
    ResourceControl,
    VpcEndpoint,
    /// A bucket policy denies.
    BucketDeny,
    /// Nothing on the bucket's side allows, for somebody of another account or nobody.
    BucketNone,
    /// A resource-based policy of another service.
    Resource,
    SourceMap,
    KeyPolicy,
    /// KMS does not even say whether the key exists.
    KeyNotSeen,
    Trust,
    /// `sts:AssumeRole` without a reason.
    Assume,
    WebIdentity,
    /// The trust relationship of the function's role.
    LambdaAssume,
    BlockPublicPolicy,
    BlockPublicAcls,
    AclsDisabled,
    HalfMadeBucket,
    BucketOwner,
    /// Remotion's check for an existing file.
    Head,
    Presign,
    /// A new bucket that could not be set up.
    NewBucket,
    BucketPolicyWarning,
    Lifecycle,
    RuntimeLock,
    Validate,
    /// `Access Denied` and no more, or an answer without a body.
    Bare,
    NoReason,
    Encoded,
    DenyBare,
    UnknownReason,
    CloudFormation,
    OidcProvider,
    OidcAudience,
    Expired,
    SignIn,
    Keys,
    NoKeys,
    Signature,
    Rate,
    QuotaRequest,
    Limit,
    OutputExists,
    NoRender,
    Crash,
    Missing,
    OtherRegion,
}

/// How much a text says: what says less is left out beside what says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A code such as `AccessDenied`, which every wrapper repeats.
    Word,
    /// A message that says little.
    Message,
    /// The code of an error.
    Code,
    /// A text that is always the same.
    Text,
    Sentence,
}

/// The types in `because no … policy allows` and `with an explicit deny in a … policy`.
pub(super) static POLICY_TYPES: &[(&str, Topic)] = &[
    ("identity-based", Topic::Identity),
    ("resource-based", Topic::Resource),
    ("permissionsboundary", Topic::Boundary),
    ("permissionsboundaries", Topic::Boundary),
    ("sessions", Topic::Session),
    ("session", Topic::Session),
    ("servicecontrol", Topic::ServiceControl),
    ("resourcecontrol", Topic::ResourceControl),
    ("vpcendpoint", Topic::VpcEndpoint),
    ("roletrust", Topic::Trust),
    ("trust", Topic::Trust),
];

impl Topic {
    /// What a type of policy is on the resources of one service.
    pub(super) fn of(self, action: Option<&str>, explicit: bool) -> Topic {
        let service = action.and_then(|action| action.split(':').next()).unwrap_or_default();
        match (self, service) {
            (Topic::Identity, _) if explicit => Topic::IdentityDeny,
            (Topic::Resource, "kms") => Topic::KeyPolicy,
            (Topic::Resource, "sts") => Topic::Trust,
            (Topic::Resource, "s3") if explicit => Topic::BucketDeny,
            (Topic::Resource, "s3") => Topic::BucketNone,
            (Topic::Resource, _) if action == Some("lambda:GetLayerVersion") => Topic::SourceMap,
            _ => self,
        }
    }
}

/// A text that is always the same.
pub(super) struct Shape {
    pub(super) phrase: &'static str,
    pub(super) weight: Weight,
    pub(super) topic: Topic,
    /// Empty where the text is about several.
    pub(super) action: &'static str,
    pub(super) who: Option<Who>,
}

const fn shape(weight: Weight, phrase: &'static str, topic: Topic) -> Shape {
    Shape { phrase, weight, topic, action: "", who: None }
}

/// A text of Remotion's, about one action of one actor.
const fn own(phrase: &'static str, topic: Topic, action: &'static str, who: Who) -> Shape {
    Shape { phrase, weight: Text, topic, action, who: Some(who) }
}

/// The first that fits wins, so a longer phrase stands before its beginning.
pub(super) static SHAPES: &[Shape] = &[
    // ---- Remotion ----
    own("unabletoaccessitem", Topic::Head, "s3:GetObject", Who::RenderFunction),
    own("partialsuccess:", Topic::NewBucket, "s3:PutBucketPublicAccessBlock", Who::Deployer),
    own("sinceapril2023,moreaws", Topic::NewBucket, "s3:PutBucketOwnershipControls", Who::Deployer),
    own("couldnotapplyabucketpolicy", Topic::BucketPolicyWarning, "s3:PutBucketPolicy", Who::Deployer),
    own("couldnotaddanacltothebucket", Topic::HalfMadeBucket, "s3:PutBucketAcl", Who::Deployer),
    own("therequiredpermissionstocreatelifecycle", Topic::Lifecycle, "s3:PutLifecycleConfiguration", Who::Deployer),
    own("therequiredpermissionstodeletelifecycle", Topic::Lifecycle, "s3:PutLifecycleConfiguration", Who::Deployer),
    own("couldnotlocktheruntimeversion", Topic::RuntimeLock, "lambda:PutRuntimeManagementConfig", Who::Deployer),
    own("didnothavetherequiredpermissionsonaws", Topic::Validate, "iam:SimulatePrincipalPolicy", Who::Deployer),
    shape(Text, "bucketownermismatch", Topic::BucketOwner),
    shape(Text, "alreadyexists.deleteitbeforere-rendering", Topic::OutputExists),
    shape(Text, "alreadyexists.setoverwrite", Topic::OutputExists),
    shape(Text, "norenderwithid", Topic::NoRender),
    shape(Text, "lambdafunctionreturnederror", Topic::Crash),
    shape(Text, "havenotsettheenvironmentvariable", Topic::NoKeys),
    shape(Text, "orhasthewrongpolicyassigned", Topic::LambdaAssume),
    shape(Text, "credentialsprovidedwereprobablymixedup", Topic::Keys),
    // ---- AWS ----
    shape(Text, "cannotbeassumedbylambda", Topic::LambdaAssume),
    shape(Text, "accessdeniedforoperation", Topic::CloudFormation),
    shape(Text, "thebucketdoesnotallowacls", Topic::AclsDisabled),
    shape(Code, "accesscontrollistnotsupported", Topic::AclsDisabled),
    shape(Code, "invalidbucketaclwithobjectownership", Topic::AclsDisabled),
    shape(Text, "bucketcannothaveaclsset", Topic::AclsDisabled),
    shape(Text, "blockedbytheblockpublicpolicy", Topic::BlockPublicPolicy),
    shape(Text, "preventedbytheblockpublicpolicy", Topic::BlockPublicPolicy),
    shape(Text, "preventedbytheblockpublicacls", Topic::BlockPublicAcls),
    shape(Text, "ciphertextreferstoacustomermasterkey", Topic::KeyNotSeen),
    shape(Text, "noopenidconnectproviderfound", Topic::OidcProvider),
    shape(Text, "incorrecttokenaudience", Topic::OidcAudience),
    shape(Code, "invalididentitytoken", Topic::OidcAudience),
    shape(Text, "tokenexpired:", Topic::Expired),
    shape(Text, "tokenhasexpiredandrefreshfailed", Topic::SignIn),
    shape(Text, "thessosessionassociated", Topic::SignIn),
    shape(Text, "ssosessiontokenassociated", Topic::SignIn),
    shape(Text, "providedtokenhasexpired", Topic::Expired),
    shape(Text, "requesthasexpired", Topic::Expired),
    shape(Text, "includedintherequestisexpired", Topic::Expired),
    shape(Code, "expiredtoken", Topic::Expired),
    shape(Text, "securitytokenincludedintherequestisinvalid", Topic::Keys),
    shape(Text, "accesskeyidyouprovideddoesnotexist", Topic::Keys),
    shape(Code, "unrecognizedclient", Topic::Keys),
    shape(Code, "invalidclienttokenid", Topic::Keys),
    shape(Code, "invalidaccesskeyid", Topic::Keys),
    shape(Text, "couldnotloadcredentials", Topic::NoKeys),
    shape(Text, "unabletolocatecredentials", Topic::NoKeys),
    shape(Text, "novalidcredentialsources", Topic::NoKeys),
    shape(Text, "resolvecredentialusingprofile", Topic::NoKeys),
    shape(Text, "requestsignaturewecalculateddoesnotmatch", Topic::Signature),
    shape(Text, "signaturenotyetcurrent", Topic::Signature),
    shape(Code, "signaturedoesnotmatch", Topic::Signature),
    shape(Code, "requesttimetooskewed", Topic::Signature),
    shape(Text, "concurrentinvocationlimitexceeded", Topic::Rate),
    shape(Text, "rateexceeded", Topic::Rate),
    shape(Text, "reduceyourrequestrate", Topic::Rate),
    shape(Code, "toomanyrequests", Topic::Rate),
    shape(Code, "throttling", Topic::Rate),
    shape(Code, "dependencyaccessdenied", Topic::QuotaRequest),
    shape(Code, "servicequotaexceeded", Topic::Limit),
    shape(Code, "codestorageexceeded", Topic::Limit),
    shape(Code, "toomanybuckets", Topic::Limit),
    shape(Code, "limitexceeded", Topic::Limit),
    shape(Code, "nosuchbucket", Topic::Missing),
    shape(Text, "thespecifiedbucketdoesnotexist", Topic::Missing),
    shape(Text, "functionnotfound:", Topic::Missing),
    shape(Code, "nosuchkey", Topic::Missing),
    shape(Code, "nosuchentity", Topic::Missing),
    shape(Code, "permanentredirect", Topic::OtherRegion),
    shape(Text, "mustbeaddressedusingthespecifiedendpoint", Topic::OtherRegion),
    shape(Code, "authorizationheadermalformed", Topic::OtherRegion),
    // ---- Little more than that there was a denial ----
    shape(Message, "accessdenied", Topic::Bare),
    shape(Message, "unknownerror", Topic::Bare),
    shape(Message, "403forbidden", Topic::Bare),
    shape(Message, "403:forbidden", Topic::Bare),
    shape(Message, "operation:forbidden", Topic::Bare),
];
