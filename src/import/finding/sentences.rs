//! The messages of all findings, in one table.
//!
//! Codes are part of the public API and are never renamed. A message says what is wrong, the help what to do, both in
//! lower case without a final stop, with the reader's own text in backticks and cut short. `{0}`, `{1}` are filled in.

use super::FindingMessage;
use crate::diagnostics::Severity;

const fn error(code: &'static str, message: &'static str, help: &'static str) -> FindingMessage {
    FindingMessage { code, severity: Severity::Error, message, help, link: None }
}

const fn warning(code: &'static str, message: &'static str, help: &'static str) -> FindingMessage {
    FindingMessage { code, severity: Severity::Warning, message, help, link: None }
}

const fn suggestion(code: &'static str, message: &'static str, help: &'static str) -> FindingMessage {
    FindingMessage { code, severity: Severity::Suggestion, message, help, link: None }
}

impl FindingMessage {
    const fn about_security(self) -> FindingMessage {
        FindingMessage { severity: Severity::SecurityWarning, ..self }
    }

    const fn see(self, link: &'static str) -> FindingMessage {
        FindingMessage { link: Some(link), ..self }
    }
}

/// A page of the IAM user guide.
macro_rules! guide {
    ($page:literal) => {
        concat!("https://docs.aws.amazon.com/IAM/latest/UserGuide/", $page, ".html")
    };
}

const GRAMMAR: &str = guide!("reference_policies_grammar");
const CHECKS: &str = guide!("access-analyzer-reference-policy-checks");

pub(crate) const MORE_FINDINGS: FindingMessage =
    suggestion("more-findings", "there are too many findings to list", "fix the findings above first");

// ---- JSON -----------------------------------------------------------------------------------------------------------

pub(crate) const UNEXPECTED: FindingMessage =
    error("unexpected-character", "expected {1}, found `{0}`", "also check what comes just before it");
pub(crate) const UNEXPECTED_END: FindingMessage =
    error("unexpected-end", "the text ends, but {0} is expected", "copy the text again, to its last `}`");
pub(crate) const NEVER_CLOSED: FindingMessage =
    error("never-closed", "this `{0}` is never closed", "copy the text again to its end, or add the missing `{1}`");
pub(crate) const UNTERMINATED: FindingMessage =
    error("unterminated-string", "this string has no closing quote on its line", "add the closing `\"`");
pub(crate) const BAD_ESCAPE: FindingMessage =
    error("bad-escape", "`{0}` is not a valid JSON escape", "write a backslash as `\\\\`, or remove it");
pub(crate) const CONTROL_CHARACTER: FindingMessage =
    error("control-character", "a string contains a control character", "remove it, or write a tab as `\\t`");
pub(crate) const TOO_DEEP: FindingMessage =
    error("nested-too-deep", "brackets are nested more than {0} levels deep", "paste only the policy");
pub(crate) const TRAILING_COMMA: FindingMessage =
    error("trailing-comma", "there is a comma before the closing bracket", "remove the comma");
pub(crate) const MISSING_COMMA: FindingMessage = error("missing-comma", "a comma is missing before this", "add a `,`");
pub(crate) const EXTRA_COMMA: FindingMessage =
    error("extra-comma", "there is a comma without a value before it", "remove the comma");
pub(crate) const COMMENT: FindingMessage = error("comment", "JSON has no comments", "remove the comment");
pub(crate) const CURLY_QUOTES: FindingMessage = error(
    "curly-quotes",
    "the quotes are curly, as in a word processor or a chat: `{0}`",
    "replace every one with a straight `\"`",
);
pub(crate) const SINGLE_QUOTES: FindingMessage =
    error("single-quotes", "JSON does not allow single quotes around strings", "replace every one with `\"`");
pub(crate) const UNQUOTED_KEY: FindingMessage =
    error("unquoted-key", "the name `{0}` has no quotes", "put every name in `\"`");
pub(crate) const ODD_SPACE: FindingMessage = error(
    "odd-space",
    "there are spaces that JSON does not allow, such as non-breaking spaces",
    "replace them with ordinary spaces",
);
pub(crate) const BYTE_ORDER_MARK: FindingMessage = error(
    "byte-order-mark",
    "the text begins with an invisible byte order mark",
    "save the file as UTF-8 without a byte order mark",
);
pub(crate) const BAD_PERCENT: FindingMessage =
    error("bad-percent-encoding", "this is URL-encoded, but not as UTF-8", "decode the policy, then paste it");
pub(crate) const DUPLICATE_KEY: FindingMessage =
    error("duplicate-key", "`{0}` appears twice", "keep one of them, with the values of both").see(GRAMMAR);
pub(crate) const CHARACTER_REFUSED: FindingMessage = error(
    "character-refused",
    "IAM does not accept the character `{0}` in a policy",
    "use only characters up to U+00FF",
)
.see("https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html");

// ---- what a policy is wrapped in ------------------------------------------------------------------------------------

pub(crate) const NOT_JSON: FindingMessage = warning(
    "not-json",
    "this looks like {0}, but the module that reads it is not loaded",
    "reload the page, or paste what this prints: `aws iam get-role-policy --role-name … --policy-name …`",
);
pub(crate) const NOT_READ: FindingMessage = warning(
    "not-read",
    "this looks like a policy, or code that creates one, but could not be read: `{0}`",
    "paste what this prints: `aws iam get-role-policy --role-name … --policy-name …`",
);
pub(crate) const NO_POLICY: FindingMessage = warning(
    "no-policy",
    "no policy was found in this text",
    "paste a policy document, or what `aws iam get-role-policy --role-name … --policy-name …` prints",
);
pub(crate) const ERROR_MESSAGE: FindingMessage = suggestion(
    "error-message",
    "this is an error message of AWS, not a policy",
    "paste the policies of the user or role that the message names",
);
pub(crate) const OPEN_BRACKET: FindingMessage = warning(
    "open-bracket",
    "the text after this bracket could not be read",
    "copy the text again to its end, or remove the bracket if it is not part of a policy",
);
pub(crate) const SKIPPED_TEXT: FindingMessage =
    suggestion("skipped-text", "`{0}` is not JSON and was skipped", "no action needed, unless it is part of a policy");
pub(crate) const STRAY_BRACKET: FindingMessage =
    warning("stray-bracket", "`{0}` has no opening bracket", "remove it, or add the bracket that it should close");
pub(crate) const STATEMENT_ALONE: FindingMessage = error(
    "statement-alone",
    "this is a Statement without a policy document around it",
    "put it into `{\"Version\": \"2012-10-17\", \"Statement\": [ … ]}`",
)
.see(GRAMMAR);
pub(crate) const STATEMENTS_TO_ADD: FindingMessage = suggestion(
    "statements-to-add",
    "these Statements belong into the policy of a KMS key",
    "add them to the Statements of the key's own policy. By themselves they are no policy document",
);
pub(crate) const CHOOSE_PRINCIPAL: FindingMessage = warning(
    "choose-principal",
    "this text has policies of several users and roles, which are not combined: {0}",
    "choose the one that Remotion runs as",
);
pub(crate) const OTHER_PRINCIPAL: FindingMessage = warning(
    "other-principal",
    "these are policies of the {0} `{1}`, not of the {2} `{3}`",
    "paste the policies of the {2} `{3}`, or check those of the {0}",
);
pub(crate) const NOT_IN_FORCE: FindingMessage = warning(
    "no-policy-in-force",
    "none of these documents is a policy of a user, group or role that is in force",
    "paste the policies that are in force: `aws iam get-role-policy --role-name … --policy-name …`",
);
pub(crate) const NO_TRUST_POLICY: FindingMessage = warning(
    "no-trust-policy",
    "none of these documents is the trust policy of the role, which says who may assume it",
    "paste what `aws iam get-role --role-name …` prints",
);
pub(crate) const ATTACHED_NOT_PASTED: FindingMessage = warning(
    "attached-not-pasted",
    "`{0}` is attached, but its contents are not in this text",
    "also paste what `aws iam get-policy-version --policy-arn {1} --version-id …` prints",
);
pub(crate) const INLINE_NOT_PASTED: FindingMessage = warning(
    "inline-not-pasted",
    "there is an inline policy `{0}`, but its contents are not in this text",
    "also paste what `aws iam get-role-policy --role-name … --policy-name {1}` prints",
);
pub(crate) const GROUP_NOT_PASTED: FindingMessage = warning(
    "group-not-pasted",
    "the user is in the group `{0}`, whose policies are not in this text",
    "also paste what `aws iam get-group-policy --group-name {1} --policy-name …` prints",
);
pub(crate) const BOUNDARY_NOT_PASTED: FindingMessage = warning(
    "boundary-not-pasted",
    "a permissions boundary limits this, but its contents are not in this text: `{0}`",
    "also paste what `aws iam get-policy-version --policy-arn {1} --version-id …` prints, as the boundary",
)
.see(guide!("access_policies_boundaries"));
pub(crate) const MADE_LATER: FindingMessage = warning(
    "made-later",
    "the policy `{0}` is created when this is deployed, and its contents are not in this text",
    "after the deployment, paste what this prints: `aws iam get-role-policy --role-name … --policy-name …`",
);
pub(crate) const OLD_POLICY_VERSION: FindingMessage = warning(
    "not-default-version",
    "this is a version of the policy that is not in force (`IsDefaultVersion` is false)",
    "paste the default version: `aws iam get-policy-version`, with the `DefaultVersionId` of `aws iam get-policy`",
)
.see(guide!("access_policies_managed-versioning"));

// ---- a document -----------------------------------------------------------------------------------------------------

pub(crate) const VERSION_MISSING: FindingMessage = warning(
    "version-missing",
    "`Version` is missing, so version `2008-10-17` applies, in which `${…}` is plain text",
    "add `\"Version\": \"2012-10-17\"`",
)
.see(guide!("reference_policies_elements_version"));
pub(crate) const VERSION_OLD: FindingMessage =
    warning("version-old", "`2008-10-17` is the old version, in which `${…}` is plain text", "write `2012-10-17`")
        .see(guide!("reference_policies_elements_version"));
pub(crate) const VERSION_WRONG: FindingMessage = error(
    "version-wrong",
    "`{0}` is not a version of the policy language",
    "write `2012-10-17`. It is the version of the language, not of your policy",
)
.see(guide!("reference_policies_elements_version"));
pub(crate) const STATEMENT_MISSING: FindingMessage =
    error("statement-missing", "the document has no `Statement`", "add a `Statement`")
        .see(guide!("reference_policies_elements_statement"));
pub(crate) const DOCUMENT_ELEMENT_UNKNOWN: FindingMessage = error(
    "element-unknown",
    "`{0}` is not an element of a {1}",
    "remove it. The elements are `Version`, `Id` and `Statement`",
)
.see(guide!("reference_policies_elements"));
pub(crate) const STATEMENT_ELEMENT_UNKNOWN: FindingMessage = error(
    "element-unknown",
    "`{0}` is not an element of a {1}",
    "remove it. The elements are `Sid`, `Effect`, `Action`, `Resource`, `Condition`, `NotAction` and `NotResource`",
)
.see(guide!("reference_policies_elements"));
pub(crate) const ELEMENT_MISSPELT: FindingMessage =
    error("element-unknown", "`{0}` is not an element of a {1}", "did you mean `{2}`?")
        .see(guide!("reference_policies_elements"));
pub(crate) const ELEMENT_CASE: FindingMessage =
    error("element-case", "`{0}` is not written as AWS writes it", "write `{1}`")
        .see(guide!("reference_policies_elements"));
pub(crate) const WRONG_TYPE: FindingMessage = error("wrong-type", "`{0}` is {1}, not {2}", "write {2}").see(GRAMMAR);
pub(crate) const TEMPLATE_FUNCTION: FindingMessage = suggestion(
    "template-function",
    "`{0}` is filled in when the template is deployed",
    "the region, account and partition are taken from your setup; other values are unknown",
);
pub(crate) const EMPTY_CONDITION: FindingMessage = warning(
    "empty-condition",
    "`{0}` is empty, and AWS does not document what an empty condition means",
    "add a condition, or remove the element",
)
.see(guide!("reference_policies_elements_condition"));
pub(crate) const ID_NOT_ALLOWED: FindingMessage =
    error("id-not-allowed", "a policy of a user, group or role cannot have an `Id`", "remove it")
        .see(guide!("reference_policies_elements_id"));
pub(crate) const EMPTY_LIST: FindingMessage =
    warning("empty-list", "`{0}` is an empty list", "add a value, or remove the Statement").see(CHECKS);

// ---- a Statement ----------------------------------------------------------------------------------------------------

pub(crate) const SID_CHARACTERS: FindingMessage =
    error("sid-characters", "the Sid `{0}` has characters other than letters and digits", "use only A-Z, a-z and 0-9")
        .see(guide!("reference_policies_elements_sid"));
pub(crate) const SID_TWICE: FindingMessage =
    error("sid-duplicate", "an earlier Statement has the same Sid `{0}`", "give each Statement its own Sid, or none")
        .see(guide!("reference_policies_elements_sid"));
pub(crate) const EFFECT_WRONG: FindingMessage =
    error("effect-wrong", "`{0}` is not a valid Effect", "write `Allow` or `Deny`, with a capital letter")
        .see(guide!("reference_policies_elements_effect"));
pub(crate) const ELEMENT_MISSING: FindingMessage =
    error("element-missing", "the Statement has no `{0}`", "add `{0}`").see(GRAMMAR);
pub(crate) const ELEMENTS_EXCLUDE: FindingMessage =
    error("elements-exclude", "a Statement cannot have both `{0}` and `{1}`", "keep one, or make two Statements")
        .see(GRAMMAR);
pub(crate) const PRINCIPAL: FindingMessage = error(
    "principal-not-allowed",
    "a policy of a user, group or role cannot have a `{0}`",
    "remove it, or use the document as a bucket policy or a trust policy",
)
.see(guide!("reference_policies_elements_principal"));
pub(crate) const ALLOWS_ALL_BUT: FindingMessage =
    warning("allows-all-but", "`{0}` with `Allow` allows everything that is not listed", "list what should be allowed")
        .about_security()
        .see(guide!("reference_policies_elements_notaction"));

pub(crate) const ACTION_DOT: FindingMessage =
    error("action-form", "`{0}` has a dot where the colon should be", "did you mean `{1}`?")
        .see(guide!("reference_policies_elements_action"));
pub(crate) const ACTION_NO_SERVICE: FindingMessage =
    error("action-form", "`{0}` has no service", "write `service:Action`, such as `s3:PutObject`")
        .see(guide!("reference_policies_elements_action"));
pub(crate) const ACTION_CHARACTERS: FindingMessage = error(
    "action-form",
    "the action `{0}` has a character that is not valid in an action",
    "write `service:Action`, such as `s3:PutObject`, without spaces",
)
.see(guide!("reference_policies_elements_action"));
pub(crate) const RESOURCE_NO_ARN: FindingMessage =
    error("resource-form", "`{0}` is neither an ARN nor `*`", "write an ARN, such as `arn:aws:s3:::my-bucket/*`")
        .see(guide!("reference_policies_elements_resource"));
pub(crate) const RESOURCE_FIELDS: FindingMessage = warning(
    "arn-fields",
    "the ARN `{0}` has too few parts",
    "write `arn:partition:service:region:account:resource`; region and account can be empty, but keep their colons",
)
.see(guide!("reference-arns"));
pub(crate) const PARTITION_UNKNOWN: FindingMessage =
    error("partition-unknown", "`{0}` is not an AWS partition", "did you mean `{1}`?").see(guide!("reference-arns"));
pub(crate) const PLACEHOLDER: FindingMessage =
    warning("placeholder-left", "`{0}` looks like a placeholder", "replace it with your own value");
pub(crate) const VARIABLE_IS_TEXT: FindingMessage = warning(
    "variable-is-text",
    "`{0}` is plain text here, because `Version` is not `2012-10-17`",
    "write `\"Version\": \"2012-10-17\"`",
)
.see(guide!("reference_policies_variables"));

pub(crate) const CONDITION_SHAPE: FindingMessage = error(
    "condition-shape",
    "`{0}` is {1}, not {2}",
    "write `\"Condition\": {\"StringEquals\": {\"aws:RequestedRegion\": \"us-east-1\"}}`",
)
.see(guide!("reference_policies_elements_condition"));
pub(crate) const OPERATOR_UNKNOWN: FindingMessage =
    error("operator-unknown", "`{0}` is not a condition operator", "use an operator from the linked page")
        .see(guide!("reference_policies_elements_condition_operators"));
pub(crate) const OPERATOR_MISSPELT: FindingMessage =
    error("operator-unknown", "`{0}` is not a condition operator", "did you mean `{1}`?")
        .see(guide!("reference_policies_elements_condition_operators"));
pub(crate) const CONDITION_KEY_FORM: FindingMessage =
    error("condition-key-form", "`{0}` is not a condition key", "write `service:key`, such as `aws:RequestedRegion`")
        .see(guide!("reference_policies_condition-keys"));

// ---- trust policies -------------------------------------------------------------------------------------------------

pub(crate) const TRUST_ANYONE: FindingMessage = warning(
    "trust-anyone",
    "everybody with an AWS account can assume the role",
    "name the service, account or role that may assume it",
)
.about_security();
pub(crate) const TRUST_ACCOUNT: FindingMessage = suggestion(
    "trust-account",
    "`root` stands for every principal of that account whose own policies allow `sts:AssumeRole` on this role",
    "name one role instead if you can",
);
pub(crate) const TOKEN_AUDIENCE: FindingMessage = suggestion(
    "token-audience",
    "no condition names the audience, so tokens for every audience of the identity provider can assume the role",
    "add a condition on `{0}:aud`",
);
pub(crate) const TOKEN_ANYONE: FindingMessage = warning(
    "token-anyone",
    "everybody who gets a token from `{0}` can assume the role",
    "add a condition on `{0}:sub`. For GitHub and GitLab, IAM does not save a policy without it",
)
.about_security()
.see(guide!("id_roles_providers_oidc_secure-by-default"));
pub(crate) const TOKEN_STRANGERS: FindingMessage = warning(
    "token-strangers",
    "`{0}` also matches names that other people can take",
    "write the whole name of the owner, and what follows it",
)
.about_security();
pub(crate) const TOKEN_WIDE: FindingMessage = warning(
    "token-wide",
    "`{0}` stands for more than one branch, repository, project or service account",
    "everybody who can change one of them can assume the role. Name one if you can",
)
.about_security();
pub(crate) const TOKEN_PULL_REQUEST: FindingMessage = warning(
    "token-pull-request",
    "`{0}` lets pull requests assume the role, whose code nobody has reviewed yet",
    "name a branch or an environment",
)
.about_security();
pub(crate) const TOKEN_STAR: FindingMessage = warning(
    "token-star",
    "under `{1}`, the `*` in `{0}` is a plain character, so this matches no token",
    "use `StringLike`, or write the whole name",
);

// ---- near misses ----------------------------------------------------------------------------------------------------

pub(crate) const CALL_AS_ACTION: FindingMessage =
    warning("call-as-action", "`{0}` is the name of an API call, not of an action", "write `{1}`")
        .see("https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html");
pub(crate) const MISSPELT_ACTION: FindingMessage = warning(
    "misspelt-action",
    "`{0}` looks like a misspelled action that Remotion needs",
    "if you mean `{1}`, change it to that",
);
pub(crate) const WILDCARD_SERVICE: FindingMessage =
    warning("wildcard-service", "the service in `{0}` is a wildcard, which AWS does not accept", "name the service")
        .see(guide!("reference_policies_elements_resource"));
pub(crate) const TAKES_NO_RESOURCE: FindingMessage = warning(
    "takes-no-resource",
    "`{0}` cannot be limited to a resource, so this Statement does not allow it",
    "put it into its own Statement with `\"Resource\": \"*\"`",
);
pub(crate) const BUCKET_ACTION: FindingMessage = warning(
    "bucket-action",
    "`{0}` applies to the bucket, not to the objects in it",
    "add the ARN of the bucket, without `/*`",
);
pub(crate) const OBJECT_ACTION: FindingMessage = warning(
    "object-action",
    "`{0}` applies to the objects in a bucket, not to the bucket",
    "add the ARN with `/*` at its end",
);
pub(crate) const FUNCTION_LEFT_OUT: FindingMessage = warning(
    "function-left-out",
    "`{0}` is not the ARN of a Lambda function",
    "write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with `function:` before the name",
);
/// Of an action that only a deployer needs, where the render function's role is checked.
pub(crate) const DEPLOYERS: FindingMessage = warning(
    "of-deployer",
    "this looks like the policy of the deployer: the render function never needs `{0}`",
    "check it as the deployer's, or paste the policies of the role that the function runs as",
);
pub(crate) const NOT_REMOTIONS_BUCKET: FindingMessage = warning(
    "not-remotions-bucket",
    "`{0}` does not match any bucket that Remotion creates",
    "write `remotionlambda-*`: the names are `remotionlambda-`, the region without dashes, and ten characters",
)
.see("https://www.remotion.dev/docs/lambda/bucket-naming");
