//! The sentences: what is wrong with an input ([`Problem`]), what no policy can fix or a reader should know ([`Note`]).
//!
//! One constant each, so that a code is written once and found by its name. Codes are part of the public API and are
//! never renamed. A message says what is wrong and where; the help says what to do. Both are written lower case
//! without a final stop, because a page shows them beside a field, with the reader's own text in backticks. `{0}`, `{1}`
//! are filled in by [`ProblemMessage::problem`] and [`NoteMessage::note`].

mod template;

use serde::Serialize;
pub(crate) use template::joined;
pub use template::{code_point, digits, fill, grouped};

/// Something wrong with an input. No policy is built while there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// The [`crate::BuildCall`] field it is about, in camelCase.
    pub field: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Something the reader should know about the policy that was built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where it is documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'static str>,
    /// Whether it belongs above the text: that is of no use, or not what was meant, unless the reader acts.
    #[serde(skip)]
    pub is_above: bool,
    /// The [`crate::BuildCall`] field that mends it, and the value; empty where none does.
    #[serde(skip)]
    pub mend: (&'static str, String),
}

/// How much a note or a finding matters: the four of IAM Access Analyzer.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// AWS refuses the policy, or it cannot be read.
    Error,
    /// It grants more than Remotion needs, or trusts more than it should.
    SecurityWarning,
    /// A render or a request fails, costs too much, or does something unintended, unless the reader acts.
    Warning,
    /// Good to know.
    Suggestion,
}

impl Severity {
    /// Worst first.
    pub(crate) const ALL: [Severity; 4] =
        [Severity::Error, Severity::SecurityWarning, Severity::Warning, Severity::Suggestion];
}

/// What is wrong with an input, in a sentence with gaps.
pub(crate) struct ProblemMessage {
    code: &'static str,
    message: &'static str,
    help: &'static str,
}

/// What to note, in a sentence with gaps.
pub(crate) struct NoteMessage {
    code: &'static str,
    severity: Severity,
    message: &'static str,
    help: &'static str,
    link: Option<&'static str>,
    is_above: bool,
}

const fn problem(code: &'static str, message: &'static str, help: &'static str) -> ProblemMessage {
    ProblemMessage { code, message, help }
}

const fn error(code: &'static str, message: &'static str, help: &'static str) -> NoteMessage {
    NoteMessage { code, severity: Severity::Error, message, help, link: None, is_above: true }
}

const fn security_warning(code: &'static str, message: &'static str, help: &'static str) -> NoteMessage {
    NoteMessage { code, severity: Severity::SecurityWarning, message, help, link: None, is_above: false }
}

const fn warning(code: &'static str, message: &'static str, help: &'static str) -> NoteMessage {
    NoteMessage { code, severity: Severity::Warning, message, help, link: None, is_above: false }
}

const fn suggestion(code: &'static str, message: &'static str, help: &'static str) -> NoteMessage {
    NoteMessage { code, severity: Severity::Suggestion, message, help, link: None, is_above: false }
}

impl ProblemMessage {
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    #[inline(never)] // as small at each of its many calls as a call can be
    pub(crate) fn problem(&self, field: &'static str, values: &[&str]) -> Problem {
        Problem { code: self.code, field, message: fill(self.message, values), help: fill(self.help, values) }
    }
}

impl NoteMessage {
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    const fn see(self, link: &'static str) -> NoteMessage {
        NoteMessage { link: Some(link), ..self }
    }

    const fn above(self) -> NoteMessage {
        NoteMessage { is_above: true, ..self }
    }

    #[inline(never)]
    pub(crate) fn note(&self, values: &[&str]) -> Note {
        Note {
            code: self.code,
            severity: self.severity,
            message: fill(self.message, values),
            help: fill(self.help, values),
            link: self.link,
            is_above: self.is_above,
            mend: ("", String::new()),
        }
    }
}

impl Note {
    #[inline(never)]
    pub(crate) fn mended_by(mut self, field: &'static str, value: &str) -> Note {
        self.mend = (field, value.to_string());
        self
    }
}

// ---- any closed set -------------------------------------------------------------------------------------------------

pub(crate) const NOT_ONE_OF: ProblemMessage = problem("not-one-of", "`{0}` is not a {1}", "use one of {2}");
pub(crate) const DID_YOU_MEAN: ProblemMessage =
    problem("not-one-of", "`{0}` is not a {1}", "did you mean `{3}`? It is one of {2}");
pub(crate) const NOT_A_PERMISSION: ProblemMessage = problem(
    "not-a-permission",
    "`{0}` grants a user or role nothing, so there is nothing to compare or check",
    "choose a policy with permissions",
);
pub(crate) const REQUIRED: ProblemMessage = problem("required", "{0} is missing", "{1}");

// ---- calls ----------------------------------------------------------------------------------------------------------

pub(crate) const CALL_UNKNOWN: ProblemMessage = problem(
    "unknown-call",
    "`{0}` is not a call or command of Remotion Lambda that sends a request",
    "use names such as `renderMediaOnLambda` or `sites create`",
);
pub(crate) const CALL_DID_YOU_MEAN: ProblemMessage =
    problem("unknown-call", "`{0}` is not a call or command of Remotion Lambda", "did you mean `{1}`?");
pub(crate) const ONLY_CALLS: NoteMessage = suggestion(
    "only-these-calls",
    "this policy allows the chosen calls and nothing else",
    "choose all that your code makes",
);
pub(crate) const SITES_NEED_BUCKET: NoteMessage = suggestion(
    "sites-need-bucket",
    "`sites create` can use Remotion's bucket, but not create it",
    "create it with the user policy first, or choose `getOrCreateBucket` too",
);

// ---- bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html and Remotion's
// packages/lambda-client/src/validate-bucketname.ts -------------------------------------------------------------------

pub(crate) const BUCKET_NO_NAME: ProblemMessage = problem(
    "bucket-no-name",
    "the address has no bucket name",
    "type the bucket's name as the S3 console lists it, such as `my-videos`",
);
pub(crate) const BUCKET_NOT_S3: ProblemMessage = problem(
    "bucket-not-s3",
    "this address does not name an S3 bucket",
    "type the bucket's name as the S3 console lists it, such as `my-videos`",
);
pub(crate) const BUCKET_LENGTH: ProblemMessage = problem(
    "bucket-length",
    "a bucket name has 3 to 63 characters, but this one has {0}",
    "copy the name from the S3 console. Longer names of old us-east-1 buckets are valid on AWS, but Remotion refuses them",
);
pub(crate) const BUCKET_CAPITALS: ProblemMessage = problem(
    "bucket-capitals",
    "a bucket name cannot have capital letters",
    "{0} Old us-east-1 buckets may have capitals, but Remotion refuses them: render into another bucket",
);
pub(crate) const BUCKET_IS_ERROR: ProblemMessage = problem(
    "bucket-is-error",
    "this is an error message, not a bucket",
    "paste it into the checker, which explains it",
);
pub(crate) const BUCKET_ACCESS_POINT: ProblemMessage = problem(
    "bucket-access-point",
    "this is the ARN of an access point, not of a bucket",
    "use the name of the bucket behind it",
);
pub(crate) const BUCKET_CHARACTER: ProblemMessage = problem(
    "bucket-character",
    "a bucket name cannot contain {0}",
    "use lower-case letters, digits, hyphens and dots only",
);
pub(crate) const BUCKET_ENDS: ProblemMessage =
    problem("bucket-ends", "a bucket name starts and ends with a letter or digit", "remove the `{0}` at its {1}");
pub(crate) const BUCKET_DOTS: ProblemMessage =
    problem("bucket-dots", "a bucket name cannot have two dots in a row", "remove one of them");
pub(crate) const BUCKET_LABEL: ProblemMessage = problem(
    "bucket-label",
    "a bucket name cannot have a hyphen next to a dot",
    "Remotion is stricter here than AWS: each part between dots starts and ends with a letter or digit. Render into another bucket",
);
pub(crate) const BUCKET_NUMBERS: ProblemMessage = problem(
    "bucket-numbers",
    "`{0}` looks like an IP address",
    "AWS does not allow names that look like an IP address, and Remotion does not allow names of only digits and dots: render into another bucket",
);
pub(crate) const BUCKET_PREFIX: ProblemMessage = problem(
    "bucket-prefix",
    "a bucket name cannot start with `{0}`: AWS reserves this prefix",
    "check the name in the S3 console",
);
pub(crate) const BUCKET_SUFFIX: ProblemMessage =
    problem("bucket-suffix", "a name that ends in `{0}` is {1}, not a bucket", "{2}");
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
pub(crate) const BUCKET_ACCOUNT_REGIONAL: ProblemMessage = problem(
    "bucket-account-regional",
    "a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`",
    "write the whole name: prefix, account ID and region, or remove the `-an`",
);
pub(crate) const BUCKET_FROM_ADDRESS: NoteMessage = suggestion(
    "bucket-from-address",
    "`{0}` was taken from the address you gave",
    "the policy contains only the name of the bucket",
);
pub(crate) const BUCKET_ADDRESS_NAMES_MORE: NoteMessage = suggestion(
    "bucket-address-names-more",
    "the address you gave also contains {0}",
    "set it as well if the render should go there",
)
.above();
pub(crate) const BUCKET_WITH_DOTS: NoteMessage = warning(
    "bucket-with-dots",
    "`{0}` has dots in its name",
    "renders work, but the certificate of S3 does not cover `https://{0}.s3.amazonaws.com`: use path-style URLs, and do not serve a site from it",
).see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html");
pub(crate) const BUCKET_OTHER_REGION: NoteMessage = warning(
    "bucket-other-region",
    "`{0}` is in `{1}`, but you chose `{2}`",
    "a policy cannot fix this: Remotion writes to buckets of the render function's own region. Choose a function or a bucket in the same region, or pass the bucket's region as `s3OutputProvider.region` (Remotion 4.0.112 or newer)",
)
.above();
pub(crate) const BUCKET_OTHER_ACCOUNT: NoteMessage = warning(
    "bucket-other-account",
    "`{0}` belongs to account {1}, not to yours",
    "a policy cannot fix this: Remotion tells S3 to refuse any bucket outside the function's account. Render into a bucket of your own and replicate or copy from there, or use `s3OutputProvider` with keys of that account",
).above().see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html");
pub(crate) const BUCKET_SAME_ACCOUNT: NoteMessage = suggestion(
    "bucket-same-account",
    "the bucket must belong to the account of the render function",
    "Remotion tells S3 to refuse any other bucket, even one whose bucket policy allows it. The error comes only after the render",
)
.see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html");
pub(crate) const BUCKET_ALREADY_COVERED: NoteMessage = suggestion(
    "bucket-already-covered",
    "Remotion's own policies already cover `{0}` and every other bucket whose name starts with `remotionlambda-`",
    "this policy contains only what they do not grant",
);

// ---- key prefix: `validateOutname` in Remotion's packages/serverless-client/src checks a key's first character; IAM U+0020 to U+00FF ------------

pub(crate) const KEY_PREFIX_START: ProblemMessage = problem(
    "key-prefix-start",
    "Remotion does not accept a key that starts with {0}",
    "start the prefix with a letter, a digit or one of `-!_.*'():&$@=;+,?`",
);
pub(crate) const KEY_PREFIX_CHARACTER: ProblemMessage = problem(
    "key-prefix-character",
    "an IAM policy cannot contain the character {0}",
    "choose a prefix of ASCII letters, digits and punctuation",
);
pub(crate) const KEY_PREFIX_LENGTH: ProblemMessage = problem(
    "key-prefix-length",
    "an S3 key has at most 1,024 bytes, but this prefix has {0}",
    "shorten it, to leave room for the file name",
);
pub(crate) const KEY_PREFIX_SLASH: NoteMessage = suggestion(
    "key-prefix-slash",
    "the `/` at the start of the key prefix was removed",
    "with it, the file would be in a folder without a name. Also pass `outName.key` without it",
);

// ---- KMS ------------------------------------------------------------------------------------------------------------

pub(crate) const KMS_ALIAS: ProblemMessage = problem(
    "kms-alias",
    "`{0}` is an alias, but a policy needs the key itself",
    "open the key in the KMS console and copy its ARN: it ends in `:key/` and the key ID",
);
pub(crate) const KMS_NOT_AN_ARN: ProblemMessage = problem(
    "kms-not-an-arn",
    "`{0}` is not the ARN of a KMS key",
    "copy it from the KMS console. It looks like `arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`",
);
pub(crate) const KMS_OTHER_REGION: NoteMessage = warning(
    "kms-other-region",
    "the key is in `{0}`, but the bucket or function is in `{1}`",
    "a policy cannot fix this: a bucket can only use a key of its own region",
)
.above();
pub(crate) const KMS_OTHER_ACCOUNT: NoteMessage = suggestion(
    "kms-other-account",
    "the key belongs to account {0}, not to yours",
    "this works only if the key policy allows your role to use the key",
);
pub(crate) const KMS_KEY_POLICY: NoteMessage = suggestion(
    "kms-key-policy",
    "the key policy must allow {0}, or the IAM policies of the account, to use the key",
    "the key policy of a key that was created in the console does, unless somebody changed it",
)
.see("https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html");
pub(crate) const KMS_WITH_SITES: NoteMessage = warning(
    "kms-with-sites",
    "anonymous readers cannot decrypt files, so sites and public videos in this bucket do not load",
    "serve sites through CloudFront or from elsewhere, and share videos with links that `presignUrl()` makes",
);
pub(crate) const PUBLIC_WITH_KMS: NoteMessage = warning(
    "public-with-kms",
    "`privacy: 'public'` does not work with a KMS key: anonymous readers cannot decrypt the file",
    "use `no-acl` and share links that `presignUrl()` makes",
)
.above();

// ---- account, role, function, service -------------------------------------------------------------------------------

pub(crate) const ACCOUNT_ID: ProblemMessage = problem(
    "account-id",
    "`{0}` is not an account ID, which has 12 digits",
    "the AWS console shows it in the menu at the top right",
);
pub(crate) const ROLE_NAME: ProblemMessage =
    problem("role-name", "`{0}` is not a valid role name", "use 1 to 64 letters, digits and `_+=,.@-`, without a path");
pub(crate) const ATTACH_TO: ProblemMessage = problem(
    "attach-to",
    "`{0}` is not a role or user",
    "write `role/` or `user/` and a name of 1 to 64 letters, digits and `_+=,.@-`, without a path, or paste an ARN",
);
pub(crate) const ATTACH_TO_ROLE: ProblemMessage = problem(
    "attach-to",
    "`{0}` is not a role",
    "write `role/` and a name of 1 to 64 letters, digits and `_+=,.@-`, without a path, or paste an ARN",
);
pub(crate) const ATTACH_TO_BARE: ProblemMessage =
    problem("attach-to", "`{0}` does not say whether it is a role or a user", "write `role/{0}` or `user/{0}`");
pub(crate) const ATTACH_TO_BARE_ROLE: ProblemMessage =
    problem("attach-to", "`role/` is missing before `{0}`", "write `role/{0}`");
pub(crate) const FUNCTION_PREFIX: ProblemMessage = problem(
    "function-prefix",
    "a function name cannot start with `{0}`",
    "use 1 to 64 letters, digits, hyphens and underscores",
);
pub(crate) const FUNCTION_PREFIX_OWN: NoteMessage = suggestion(
    "function-prefix-own",
    "Remotion names its functions `remotion-render-…`",
    "use another name only for a function that you deploy yourself. It then renders, but `getFunctions()` does not list it, `skipLambdaInvocation` fails, and `deployFunction()` creates a second one under Remotion's name",
);
pub(crate) const ROLE_NEEDS_PASS_ROLE: NoteMessage = warning(
    "role-needs-pass-role",
    "a deployed function gets `{0}` only if you pass the ARN of that role as `customRoleArn`",
    "the Statement `PassOwnRole` lets you pass it. Without `customRoleArn`, the function gets `{1}`",
)
.see("https://www.remotion.dev/docs/lambda/deployfunction#customrolearn");
pub(crate) const EXTRA_WITHOUT_EFFECT: NoteMessage =
    suggestion("extra-without-effect", "{0} adds nothing to this policy", "{1}");
pub(crate) const VPC_ENDPOINTS: NoteMessage = suggestion(
    "vpc-endpoints",
    "in a VPC, the function also needs a network connection to S3 and Lambda",
    "a policy cannot fix this: add a NAT gateway or VPC endpoints",
)
.see("https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html");
pub(crate) const OWN_REMOTION_BUCKET: NoteMessage = warning(
    "own-remotion-bucket",
    "Remotion finds and creates only buckets whose names start with `remotionlambda-`",
    "create `{0}` yourself with ACLs enabled, and always pass it as `forceBucketName` or `--force-bucket-name`: a call without it uses or creates another bucket. `getOrCreateBucket()` and `sites rmall` do not work with it, and `deploySite()` needs `bypassBucketNameValidation`",
)
.see("https://www.remotion.dev/docs/lambda/bucket-naming");
pub(crate) const ACCOUNT_CONTRADICTS_ROLE: ProblemMessage = problem(
    "account-contradicts-role",
    "the ARN of {0} contains another account: {1}",
    "leave this empty, or correct one of the two",
);
pub(crate) const SAME_ROLE: ProblemMessage = problem(
    "same-role",
    "the caller and the render function both have role `{0}`, and each would replace the other's trust relationship",
    "give one of the two another role",
);
pub(crate) const CUSTOM_ROLE: NoteMessage = warning(
    "custom-role",
    "the render function has role `{0}` only if it is deployed with it",
    "pass `customRoleArn` to `deployFunction()`, or `--custom-role-arn` to `npx remotion lambda functions deploy`",
)
.see("https://www.remotion.dev/docs/lambda/deployfunction#customrolearn");
pub(crate) const NEEDS_BUCKET: NoteMessage = warning(
    "needs-bucket",
    "without an output bucket, {0} has no effect",
    "enter the output bucket. For Remotion's own bucket, use the policy `bucket-policy`",
);
pub(crate) const TRUST_STAYS: NoteMessage = warning(
    "trust-stays",
    "role `{0}` exists, so this does not change who may assume it",
    "compare its trust relationship with the policy `trust` for the same service",
);
pub(crate) const ASSUMING_SIDE: NoteMessage = warning(
    "assuming-side",
    "the other side also needs `sts:AssumeRole` on role `{0}` if it is in another account",
    "ask whoever manages it to add that permission to the role or user that assumes this one",
)
.see("https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html");
pub(crate) const CALL_FUNCTION_NAME: NoteMessage = warning(
    "call-function-name",
    "the render call needs the whole name of your function, but only its beginning is known: `{0}`",
    "write the name of your function in the call, or enter it as the function name",
);
pub(crate) const TRUST_ACCOUNT_WIDE: NoteMessage = security_warning(
    "trust-account-wide",
    "every principal of the account whose own policies allow `sts:AssumeRole` can assume the role",
    "name one role instead if you can",
);

// ---- tokens: who may assume a role with one -------------------------------------------------------------------------

pub(crate) const NEEDS_SETUPS: ProblemMessage = problem(
    "needs-setups",
    "this needs the larger module, which is not loaded yet",
    "if this stays, check the connection and choose it again. In code, call `loadPolicyBuilder({setups: true})`",
);
pub(crate) const REPOSITORY: ProblemMessage = problem(
    "repository",
    "`{0}` is not a repository",
    "write `owner/name`, or paste its address with `https://`. With GitHub's numeric IDs it is `owner@123456/name@456789`",
);
pub(crate) const TOKEN_WILDCARD: ProblemMessage =
    problem("token-wildcard", "a `*` here also matches {0}", "write the whole name");
pub(crate) const TOKEN_CHARACTER: ProblemMessage = problem(
    "token-character",
    "this name cannot contain {0}",
    "copy the name. In a trust policy `?` and `$` are not plain characters",
);
pub(crate) const ONE_REFERENCE: ProblemMessage = problem(
    "one-reference",
    "a token names either a branch, a tag or an environment",
    "keep one. The token of a job with an `environment:` names the environment only",
);
pub(crate) const ONE_ISSUER: ProblemMessage = problem(
    "one-issuer",
    "one role cannot trust both `{0}` and `{1}` here: their tokens have different issuers",
    "keep one here, and make another role for the other",
);
pub(crate) const ISSUER: ProblemMessage = problem(
    "issuer",
    "`{0}` is not the address of an issuer",
    "paste an `https://` address, or the ARN of the identity provider if your account has one",
);
pub(crate) const OTHER_PLATFORM: ProblemMessage = problem(
    "other-platform",
    "`{0}` does not belong to the service you chose",
    "choose its service, or correct the address",
);
pub(crate) const OTHER_ISSUER: ProblemMessage = problem(
    "other-issuer",
    "`{0}` does not issue the tokens of `{1}`",
    "name the issuer of that host, or correct the repository's address",
);
pub(crate) const EXTERNAL_ID: ProblemMessage =
    problem("external-id", "`{0}` is not a valid external ID", "use 2 to 1,224 letters, digits and `_+=,.@:/\\-`");
pub(crate) const TOKEN_PATTERN: NoteMessage = security_warning(
    "token-pattern",
    "`{0}` stands for more than one branch, tag, environment or project",
    "everybody who can push to one of them can assume the role. Name one if you can",
);
pub(crate) const ENVIRONMENT_BRANCHES: NoteMessage = security_warning(
    "environment-branches",
    "jobs of every branch can use the environment `{0}` and assume the role, unless its settings on GitHub limit the branches",
    "limit them to those you trust, or name a branch instead of the environment",
).see("https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments");
pub(crate) const GITHUB_WITHOUT_IDS: NoteMessage = warning(
    "github-without-ids",
    "GitHub adds numeric IDs to the tokens of repositories created, renamed or transferred since 15 July 2026, and of those that opted in",
    "if yours is one, this text does not match. Write it as `owner@123456/name@456789`, with the IDs from its OIDC settings. Both, separated by a comma, match before and after",
).above().see("https://docs.github.com/en/actions/reference/security/oidc");
pub(crate) const REPOSITORY_CASE: NoteMessage = suggestion(
    "repository-case",
    "upper and lower case matter in `{0}`",
    "type the repository as GitHub shows it: IAM compares it with the token letter by letter",
);
pub(crate) const IDENTITY_PROVIDER: NoteMessage = suggestion(
    "identity-provider",
    "your account needs an identity provider for `{0}` with audience `{1}`",
    "with JSON, create it in the IAM console under Identity providers, type OpenID Connect. The other formats create it. If it exists, paste its ARN as the issuer",
).see("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html");
pub(crate) const CHINA_UNTRIED: NoteMessage = suggestion(
    "china-untried",
    "AWS does not say whether roles in China take tokens of this service",
    "try it before you rely on it",
);
pub(crate) const CREDENTIALS_SKIP: NoteMessage = warning(
    "credentials-skip-check",
    "on {0}, Remotion finds the role's credentials only if `REMOTION_SKIP_AWS_CREDENTIALS_CHECK` is set",
    "set it to `1` where the code runs. This needs Remotion 4.0.160 or newer",
);
pub(crate) const CREDENTIALS_GITHUB: NoteMessage = suggestion(
    "credentials-github",
    "the job gets its credentials from `aws-actions/configure-aws-credentials`, and Remotion finds them",
    "give the job `permissions: id-token: write` and the action `role-to-assume: {0}` and `audience: {1}`",
);
pub(crate) const CREDENTIALS_GITLAB: NoteMessage = warning(
    "credentials-gitlab",
    "the job must exchange its token for credentials before it calls Remotion",
    "request the token with `id_tokens` and `aud: {1}`, call `aws sts assume-role-with-web-identity --role-arn {0}`, and set `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`",
);
pub(crate) const CREDENTIALS_VERCEL: NoteMessage = warning(
    "credentials-vercel",
    "on Vercel, Remotion uses the platform's own keys, which have no permissions, unless you set three variables before each call",
    "`const c = await awsCredentialsProvider({roleArn: '{0}'})();` gives the values: set `process.env.REMOTION_AWS_ACCESS_KEY_ID` to `c.accessKeyId`, `process.env.REMOTION_AWS_SECRET_ACCESS_KEY` to `c.secretAccessKey`, `process.env.REMOTION_AWS_SESSION_TOKEN` to `c.sessionToken`. The function is from `@vercel/oidc-aws-credentials-provider`",
).see("https://vercel.com/docs/oidc/aws");

// ---- region and version ---------------------------------------------------------------------------------------------

pub(crate) const REGION_UNKNOWN: ProblemMessage =
    problem("region-unknown", "`{0}` is not an AWS region", "use a region's short name, such as `us-east-1`");
pub(crate) const REGION_DID_YOU_MEAN: ProblemMessage =
    problem("region-unknown", "`{0}` is not an AWS region", "did you mean `{1}`?");
pub(crate) const OTHER_PARTITION: ProblemMessage = problem(
    "other-partition",
    "this is in partition `{0}`, but {1} in `{2}`",
    "all parts of a policy must be in one partition: correct one of the two",
);
pub(crate) const PARTITION_UNSUPPORTED: ProblemMessage = problem(
    "partition-unsupported",
    "Remotion Lambda does not run in partition `{0}`",
    "a policy cannot change that. Render in a region of partition `aws` or `aws-cn`",
);
pub(crate) const REGION_UNSUPPORTED: NoteMessage = warning(
    "region-unsupported",
    "Remotion {1} does not list `{0}` among its regions",
    "check the spelling. If the region exists, the policy is right for it, but Remotion will not deploy there",
)
.see("https://www.remotion.dev/docs/lambda/region-selection");
pub(crate) const CHINA_LAYERS: NoteMessage = warning(
    "china-layers",
    "in China, Remotion needs Lambda layers of your own",
    "host them in the function's region and pass `customLayerArns`. {0} the permissions for that",
)
.see("https://www.remotion.dev/docs/lambda/aws-china-regions");
pub(crate) const INSIGHTS_LAYER: NoteMessage = suggestion(
    "insights-layer",
    "in `{0}` the Lambda Insights layer belongs to an account that Remotion's policy does not name",
    "to deploy with Lambda Insights, choose the extra `insights`",
)
.see("https://www.remotion.dev/docs/lambda/insights");
pub(crate) const VERSION_FORM: ProblemMessage = problem(
    "version-form",
    "`{0}` is not a Remotion version",
    "write it like `{1}`; `npx remotion versions` prints yours",
);
pub(crate) const VERSION_TOO_OLD: ProblemMessage = problem(
    "version-too-old",
    "Remotion `{0}` is too old: policies are known for 3.0.0 and newer",
    "use 3.0.0 or newer, or print the policies of your version with `npx remotion lambda policies`",
);
pub(crate) const VERSION_BEFORE_CHINA: ProblemMessage =
    problem("version-before-china", "Remotion {0} does not support regions in China", "upgrade to {1} or newer");
pub(crate) const VERSION_NEWER: NoteMessage = warning(
    "version-newer",
    "Remotion {0} is newer than the data here, which has policies for {1} and older",
    "this is the policy of {1}. Compare it with what `{2}` prints",
);
pub(crate) const VERSION_PUBLISHED: NoteMessage = suggestion(
    "version-published",
    "this policy for Remotion {0} comes from the page itself",
    "the reasons are those of {1}. A permission that was added later has no reason",
);
pub(crate) const VERSION_UNCHECKED: NoteMessage = warning(
    "version-newer",
    "Remotion {0} is newer than the data here, whose rules were checked against {1}",
    "this is the text for {1}. Look for a newer version of this page or package",
);
pub(crate) const VERSION_IN_GAP: NoteMessage = warning(
    "version-in-gap",
    "no version between Remotion {0} and {1} is available, and the policy may have changed between them",
    "this is the policy of {1}. Compare it with what `{2}` prints",
);

// ---- ACLs and uploads -----------------------------------------------------------------------------------------------

pub(crate) const ACLS_DISABLED: NoteMessage = warning(
    "acls-disabled",
    "with ACLs disabled, S3 refuses every upload with `privacy: '{0}'`, and a policy cannot fix this",
    "render with `privacy: 'no-acl'`, and make videos public with the policy `bucket-policy`. Or enable ACLs under Object Ownership in the bucket's Permissions tab",
)
.above()
.see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html");
pub(crate) const ACLS_UNKNOWN: NoteMessage = warning(
    "acls-unknown",
    "buckets created since April 2023 have ACLs disabled by default, and S3 then refuses uploads with `privacy: '{0}'`",
    "look at Object Ownership in the bucket's Permissions tab. If it says “Bucket owner enforced”, render with `no-acl`, and make videos public with the policy `bucket-policy`",
)
.see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html");
pub(crate) const BLOCK_PUBLIC_ACCESS: NoteMessage = warning(
    "block-public-access",
    "`privacy: 'public'` works only if Block Public Access for ACLs is off for this bucket",
    "otherwise S3 answers 403, whatever the policy says. `no-acl` with `presignUrl()` does not need this",
)
.see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html");
pub(crate) const PRIVATE_IN_REMOTIONS_BUCKET: NoteMessage = warning(
    "private-in-remotion-bucket",
    "`privacy: 'private'` may not hide a file in Remotion's own bucket",
    "since 4.0.418 Remotion gives a new bucket a policy that lets anyone read a file whose address they know. Render into a bucket of your own to keep it private",
)
.see("https://www.remotion.dev/docs/lambda/bucket-security");
pub(crate) const RENDER_FRAMES: NoteMessage = suggestion(
    "render-frames",
    "`renderFramesOnLambda()` writes its files under `renders/{id}/frames/`, or where `outputPrefix` says",
    "for `outputPrefix`, use the policy `destination` with that key prefix. This is from Remotion's docs; we did not test it",
)
.see("https://www.remotion.dev/docs/lambda/renderframesonlambda");
pub(crate) const RENDER_AND_STREAM: NoteMessage = suggestion(
    "render-and-stream",
    "`renderMediaOnLambdaAndStream()` takes the options of `renderMediaOnLambda()`",
    "this is from Remotion's docs; we did not test whether it needs other permissions",
);
pub(crate) const WRITE_ONLY_COST: NoteMessage = suggestion(
    "write-only-cost",
    "without read access, Remotion cannot check before the render whether the file already exists",
    "if it does, only the upload of the finished video fails, and you pay for the render",
);
pub(crate) const WRITE_ONLY_TOO_OLD: NoteMessage = warning(
    "write-only-too-old",
    "Remotion {0} cannot render into a bucket that it cannot read, so the policy includes read access",
    "upgrade to 4.0.523 or newer, or pass `overwrite: true` with each render",
);
pub(crate) const ARTIFACTS_PREFIX: NoteMessage = suggestion(
    "artifacts-prefix",
    "files from `<Artifact>` always go to `renders/{id}/artifacts/` in the same bucket, outside your prefix",
    "that is why the Statement also lists `renders/*/artifacts/*`",
)
.see("https://www.remotion.dev/docs/artifacts");

// ---- caller ---------------------------------------------------------------------------------------------------------

pub(crate) const NOTHING_TICKED: ProblemMessage = problem(
    "nothing-ticked",
    "a caller that only renders needs no permission in this bucket",
    "select what it does afterwards: `downloadMedia()` or `presignUrl()`, `deleteRender()`",
);
pub(crate) const DELETE_ALSO_REMOTION: NoteMessage = suggestion(
    "delete-also-remotion-bucket",
    "`deleteRender()` also lists and deletes in Remotion's own bucket",
    "the caller needs the policy `caller` with `deleteRender` among its calls, or the user policy",
);
pub(crate) const DOWNLOAD_ALSO: NoteMessage = suggestion(
    "download-also-remotion-bucket",
    "`downloadMedia()` also reads the render's progress from Remotion's own bucket",
    "the policy `caller` with `downloadMedia` among its calls, or the user policy, covers that. With `checkIfObjectExists`, `presignUrl()` gets “access denied” for a missing file, unless `s3:ListBucket` is also allowed on this bucket",
);
// ---- bucket policy, key policy, lifecycle ---------------------------------------------------------------------------

pub(crate) const DISTRIBUTION: ProblemMessage = problem(
    "distribution",
    "`{0}` is not a CloudFront distribution",
    "copy its ARN or its ID from the CloudFront console. A domain name does not hold the ID",
);
pub(crate) const NO_STATEMENT: ProblemMessage = problem(
    "no-statement",
    "this bucket policy would say nothing",
    "choose what anyone may read, name a CloudFront distribution, or deny requests without TLS",
);
pub(crate) const DAYS: ProblemMessage =
    problem("days", "`{0}` is not a number of days", "write a whole number from 1 to 9999");
pub(crate) const PUBLIC_FILES: NoteMessage = security_warning(
    "public-files",
    "anyone on the internet can read {0}, without signing in",
    "to share single files instead, send links that `presignUrl()` makes. Files that a KMS key encrypts cannot be public",
);
pub(crate) const PUBLIC_SWITCHES: NoteMessage = warning(
    "public-access-switches",
    "S3 refuses this policy while `BlockPublicPolicy` is on, and refuses anonymous readers while `RestrictPublicBuckets` is on",
    "turn off these two for this bucket only: `aws s3api put-public-access-block --bucket {0} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false`. With the other two on, or ACLs disabled, render with `privacy: 'no-acl'`. If the account's own switches block it, leave those on and use CloudFront",
)
.above()
.see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html");
pub(crate) const CLOUDFRONT_SWITCHES: NoteMessage = suggestion(
    "cloudfront-access-control",
    "the distribution needs an origin access control (OAC) for this bucket",
    "all four switches of Block Public Access may be on. If a KMS key encrypts the bucket, the key needs the Statements of `key-policy`",
)
.see("https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html");
pub(crate) const ONE_BUCKET_POLICY: NoteMessage = warning(
    "one-bucket-policy",
    "a bucket has one policy, and in JSON, Terraform and Pulumi this takes its place",
    "if the bucket has a policy, add its Statements to this. The scripts keep them. CloudFormation and CDK fail",
);
pub(crate) const REMOTION_BUCKET_POLICY: NoteMessage = warning(
    "remotion-bucket-policy",
    "since 4.0.418 Remotion gives a new bucket a policy whose Statement `PublicReadGetObject` lets anyone read every file",
    "{0}. To hide renders, also render with `privacy: 'private'` or `'no-acl'`. Keep ACLs enabled: Remotion always uploads some files with ACL `private`. The render function can load a site only if anyone can read `sites/`, or through CloudFront. CloudFormation and CDK fail where there is a policy",
)
.above()
.see("https://www.remotion.dev/docs/lambda/bucket-security");
pub(crate) const KEY_STATEMENTS: NoteMessage = warning(
    "key-statements",
    "these are Statements to add to the key's policy, and no policy of their own",
    "keep the Statements that are there, or you can lose control of the key. Where one allows `kms:*` to `:root`, IAM policies are enough for roles and users of that account",
)
.see("https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html");
pub(crate) const KEY_FOR_OTHER_ACCOUNT: NoteMessage = warning(
    "key-for-other-account",
    "the key is not in account {0}, whose role or user is to use it",
    "their own policies must also allow these actions on the key",
)
.see("https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html");
pub(crate) const ONE_LIFECYCLE: NoteMessage = warning(
    "one-lifecycle",
    "a bucket has one list of lifecycle rules, and in JSON, Terraform and Pulumi this takes its place",
    "if the bucket has rules, add them to this. The scripts keep them",
);
pub(crate) const EXPIRY: NoteMessage = warning(
    "expiry-deletes",
    "S3 deletes every file under the key prefix {0} days after its upload, also those that are there now",
    "in a bucket with versioning, add `NoncurrentVersionExpiration`: old versions stay otherwise",
);
pub(crate) const LIFECYCLE_ERASED: NoteMessage = warning(
    "lifecycle-erased",
    "Remotion deletes all lifecycle rules of its bucket when you run `npx remotion lambda sites rm` or `rmall`",
    "run this again afterwards, or pass `--force-bucket-name`. `enableFolderExpiry` replaces or deletes the rules as well",
);
pub(crate) const INLINE_ROOM: NoteMessage = suggestion(
    "inline-room",
    "it also fits as an inline policy of a user, with {0} of {1} characters left for other inline policies",
    "make it a managed policy if you want to add more",
)
.see("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html");
pub(crate) const INLINE_FULL: NoteMessage = suggestion(
    "inline-full",
    "it is too long for an inline policy of a user: IAM allows {0} characters for all of them together",
    "make it a managed policy",
)
.see("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html");
pub(crate) const OVER_LIMIT: NoteMessage =
    error("over-limit", "the policy has {0} characters, but the limit of {1} is {2}", "IAM refuses it")
        .see("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html");
