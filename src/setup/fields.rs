//! The fields of a call, by name: one table for JavaScript, for the element's attributes and for Rust.

macro_rules! fields {
    ($kinds:ident, $kind:ident: $($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field of [`BuildCall`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind { $($(#[$doc])* $variant,)* }

        /// All of them, in the order problems are reported.
        pub const $kinds: &[$kind] = &[$($kind::$variant,)*];

        impl $kind {
            /// The name in JavaScript, camelCase.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)* }
            }
        }
    };
}

fields! { TEXTS, Text:
    /// Which policy: `user`, `role`, `caller`, `destination`, `destination-caller`, `trust`, `render-call`,
    /// `bucket-policy`, `key-policy`, `lifecycle`, `setup`. Required.
    Policy = "policy",
    /// `json` (the default), `aws-cli`, `aws-cli-powershell`, `cloudformation`, `terraform`, `cdk` or `pulumi`; for
    /// `render-call` there is only `typescript`.
    Format = "format",
    /// Version of `@remotion/lambda`, such as `4.0.527`. Default: the newest in the data.
    Version = "version",
    /// AWS region. Default: none is assumed, and the partition is `aws`.
    Region = "region",
    /// The reader's own output bucket: its name, or an address that holds it.
    Bucket = "bucket",
    /// More output buckets, between commas: names, or addresses that hold them. Key prefix, privacy and key are the same for all.
    Buckets = "buckets",
    /// Folder in the bucket that renders go to. Default: the whole bucket.
    KeyPrefix = "keyPrefix",
    /// `public` (Remotion's default), `private` or `no-acl`.
    Privacy = "privacy",
    /// Object Ownership of the bucket: `acls-disabled`, `acls-enabled` or `unknown` (the default).
    ObjectOwnership = "objectOwnership",
    /// ARN of the customer managed key the bucket is encrypted with, if it is: of `user` and `role`, Remotion's bucket.
    KmsKeyArn = "kmsKeyArn",
    /// The reader's own account, 12 digits. Narrows ARNs and lets names that hold an account be checked.
    AccountId = "accountId",
    /// The render function's role: a name or an ARN. Default: `remotion-lambda-role`. The `user` policy passes it to
    /// Lambda, the policies `role` and `destination` go to it.
    FunctionRole = "functionRole",
    /// Whom the policy is attached to: `role/NAME`, `user/NAME`, or the ARN of a role or user. Default:
    /// `user/remotion-user` for `user`, `role/remotion-executionrole` for `caller` and `destination-caller`. For `trust`
    /// the role that gets the trust relationship. Only forms that attach use it.
    AttachTo = "attachTo",
    /// The account that may assume the role, 12 digits; for service `role` the account of `trustedRole`.
    TrustedAccount = "trustedAccount",
    /// The role that may assume the role: its ARN, or its name, which needs `trustedAccount`.
    TrustedRole = "trustedRole",
    /// What the code or the commands call, as [`super::calls`] names them, between commas or spaces. Default: rendering.
    Calls = "calls",
    /// The render function's name, or what it starts with and a `*`. Default: `remotion-render-*`, which `user` and `role`
    /// have in any case.
    FunctionName = "functionName",
    /// The bucket that is always passed as `forceBucketName`. Default: any of Remotion's, which is then looked for.
    RemotionBucket = "remotionBucket",
    /// What the deployment has besides, as [`super::choices::Extra`] names it, between commas or spaces: for `user` and
    /// `role`. Default: nothing.
    Extras = "extras",
    /// What the render function's name starts with. Default: `remotion-render-`.
    FunctionPrefix = "functionPrefix",
    /// Who assumes the role: `lambda` (the default), `ec2`, `ecs-tasks`, `account`, `role`, `github-actions`, `gitlab`,
    /// `vercel`, `eks-pod-identity` or `eks-irsa`.
    Service = "service",
    /// The repository whose jobs may assume the role: `owner/name`, or its address. For GitHub with its numeric ids,
    /// `owner@123456/name@456789`, where its tokens have them.
    Repository = "repository",
    /// The branch whose jobs may assume the role; `*` stands for any text. One of branch, tag and environment.
    Branch = "branch",
    /// Likewise the tag.
    Tag = "tag",
    /// Likewise the environment of a GitHub job; the environment of a Vercel project. Default there: `production`.
    Environment = "environment",
    /// The Vercel team, by its slug.
    Team = "team",
    /// The Vercel project, by its name; `*` stands for every project of the team.
    Project = "project",
    /// Who issues the tokens: an address; or the ARN of the identity provider, where there is one. Default: GitHub's,
    /// GitLab's, and the one of the Vercel team.
    Issuer = "issuer",
    /// The Kubernetes namespace of the pods.
    Namespace = "namespace",
    /// Their service account.
    ServiceAccount = "serviceAccount",
    /// What the other account must send as the external id to assume the role.
    ExternalId = "externalId",
    /// The policy `user` or `role` as the page around states it, in JSON. It counts when `version` is newer than the
    /// newest in the data, and then it is the policy. Not an attribute: an element reads it between its tags.
    PublishedPolicy = "publishedPolicy",
    /// What a bucket policy lets anyone on the internet read: `none` (the default), `prefix`, `sites` or `all`.
    PublicRead = "publicRead",
    /// The CloudFront distribution that reads the bucket: its ARN, or its id, which needs `accountId`.
    Distribution = "distribution",
    /// The role or user that downloads or presigns files that a key encrypts: `role/NAME`, `user/NAME` or an ARN.
    Reader = "reader",
    /// After how many days a lifecycle rule deletes renders. Default: never.
    ExpireAfterDays = "expireAfterDays",
}

fields! { FLAGS, Flag:
    /// The render function may write to the bucket but not read it.
    WriteOnly = "writeOnly",
    /// The caller uses `downloadMedia()` or `presignUrl()`.
    Download = "download",
    /// The caller uses `deleteRender()`.
    Delete = "delete",
    /// A bucket policy denies requests without TLS.
    TlsOnly = "tlsOnly",
}

/// A field of [`BuildCall`] of either sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A text or one of a set.
    Text(Text),
    /// On or off.
    Flag(Flag),
}

impl Input {
    /// The name in JavaScript, camelCase.
    pub fn name(self) -> &'static str {
        match self {
            Input::Text(field) => field.name(),
            Input::Flag(field) => field.name(),
        }
    }
}

/// Whether the kebab-case `attribute` is the camelCase `name`.
pub(super) fn is_attribute(name: &str, attribute: &str) -> bool {
    attribute == attribute_name(name)
}

/// `keyPrefix` as an attribute: `key-prefix`. The one place where the two cases meet.
pub fn attribute_name(name: &str) -> String {
    let mut attribute = String::with_capacity(name.len() + 2);
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            attribute.push('-');
        }
        attribute.push(character.to_ascii_lowercase());
    }
    attribute
}
