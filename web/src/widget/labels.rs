//! Titles, labels, hints and choices of the widget. Words of the page, not rules.

use rules::export::Format;
use rules::setup::{Flag, Kind, Text};
use rules::{RESOURCES, SETUPS};

/// What a policy is called, within a sentence.
pub(crate) fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::User => "user policy",
        Kind::Role => "role policy",
        Kind::Caller => "caller policy",
        Kind::Destination => "destination policy",
        Kind::DestinationCaller => "destination policy for the caller",
        Kind::Trust => "trust relationship",
        Kind::RenderCall => "render call",
        Kind::BucketPolicy => "bucket policy",
        Kind::KeyPolicy => "statements for a key policy",
        Kind::Lifecycle => "lifecycle rules",
        Kind::Setup => "whole setup",
    }
}

/// What a whole setup asks, in this order.
pub(crate) const QUESTIONS: [&str; 3] = ["Where does your code run?", "What does it call?", "Where do the videos go?"];

/// A format, on its tab.
pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::AwsCli => "AWS CLI",
        Format::PowerShell => "PowerShell",
        Format::CloudFormation => "CloudFormation",
        Format::Terraform => "Terraform",
        Format::Cdk => "CDK",
        Format::Pulumi => "Pulumi",
        Format::TypeScript => "TypeScript",
    }
}

/// Where the text goes. Backticks are code; `{0}` is a user, a role, or either.
pub(crate) fn place(kind: Kind, format: Format) -> &'static str {
    if RESOURCES && kind.is_apart() {
        return place_apart(kind, format);
    }
    match format {
        Format::AwsCli => return "Paste it into a terminal where the AWS CLI is signed in to your account.",
        Format::PowerShell => return "Paste it into PowerShell where the AWS CLI is signed in to your account.",
        Format::CloudFormation => return "Deploy it as a stack of its own, with capability `CAPABILITY_NAMED_IAM`.",
        Format::Terraform => return "Add it to a configuration that has the AWS provider.",
        Format::Cdk => return "It is a complete app. In your own app, copy the construct into your stack.",
        Format::Pulumi => return "Add it to a TypeScript program with the AWS provider.",
        Format::Json | Format::TypeScript => {}
    }
    match kind {
        Kind::User => "Attach it to that {0}.",
        Kind::Role => {
            "Create it as managed policy `remotion-lambda-policy`, then attach it to this role, not to the caller."
        }
        Kind::Caller => "Create it as a managed policy, then attach it to that {0}.",
        Kind::Destination => {
            "Add it to this role as an inline policy, beside the role policy. The caller does not need it."
        }
        Kind::DestinationCaller => "Add it to that {0} as an inline policy. The render function does not need it.",
        Kind::Trust => {
            "Paste it into the role’s Trust relationships tab. It grants nothing: it says who may assume the role."
        }
        Kind::RenderCall => "Because `outName` is an object, the video goes to your bucket.",
        _ => "",
    }
}

/// Likewise for what belongs to a bucket or key, and for a whole setup.
fn place_apart(kind: Kind, format: Format) -> &'static str {
    match (format, kind) {
        (Format::Json, Kind::Setup) => "Each part says where it goes. Create them in this order.",
        (Format::CloudFormation, Kind::Setup) => {
            "Deploy it as a stack of its own, with capability `CAPABILITY_NAMED_IAM`, in the region of the bucket."
        }
        (Format::Terraform, Kind::Setup) => "Add it to a configuration. Its comment says what it replaces.",
        (Format::AwsCli, Kind::Setup) => {
            "Paste it into a terminal where the AWS CLI is signed in. Its comment says what it replaces."
        }
        (Format::AwsCli, _) => "Paste it into a terminal where the AWS CLI is signed in. It keeps what others wrote.",
        (Format::PowerShell, _) => "Paste it into PowerShell where the AWS CLI is signed in. It keeps what others wrote.",
        (Format::CloudFormation, _) => "Deploy it as a stack of its own. It fails if the bucket has a policy.",
        (Format::Cdk, _) => "It is a complete app. It fails if the bucket has a policy.",
        (Format::Terraform | Format::Pulumi, _) => "It replaces what the bucket has: look first, as its comment says.",
        (_, Kind::BucketPolicy) => {
            "Paste it under Bucket policy in the bucket’s Permissions tab. If there is a policy, add only these Statements to it."
        }
        (_, Kind::KeyPolicy) => "Add them to the Statements of the key’s own policy, and keep those that are there.",
        _ => "For `aws s3api put-bucket-lifecycle-configuration`. It replaces the rules that the bucket has.",
    }
}

/// What a page that a note cites is called, by the end of its address.
pub(crate) fn page(link: &str) -> &'static str {
    let end = rules::search::cut_last(link, "/").map_or("", |(_, end)| end);
    match rules::search::line(PAGES, end) {
        "" if SETUPS => match rules::search::line(PAGES_OF_SETUPS, end) {
            "" => "Documentation",
            page => page,
        },
        "" => "Documentation",
        page => page,
    }
}

const PAGES: &str = "\
about-object-ownership.html	AWS on Object Ownership
access-control-block-public-access.html	AWS on Block Public Access
bucket-owner-condition.html	AWS on bucket owner condition
bucketnamingrules.html	AWS on bucket names
gpbucketnamespaces.html	AWS on bucket namespaces
object-ownership-error-responses.html	AWS on errors with ACLs disabled
reference_iam-quotas.html	AWS on IAM quotas
key-policies.html	AWS on key policies
artifacts	Remotion on artifacts
aws-china-regions	Remotion on China regions
bucket-security	Remotion on bucket security
deployfunction#customrolearn	Remotion on custom roles
insights	Remotion on Lambda Insights
renderframesonlambda	Remotion on frames
region-selection	Remotion on regions
";

const PAGES_OF_SETUPS: &str = "\
key-policy-modifying-external-accounts.html	AWS on keys for other accounts
tutorial_cross-account-with-roles.html	AWS on roles across accounts
private-content-restricting-access-to-s3.html	AWS on CloudFront and S3
id_roles_providers_create_oidc.html	AWS on identity providers
deployments-and-environments	GitHub on environments
oidc	GitHub on OpenID Connect
configuration-vpc.html	AWS on Lambda in a VPC
bucket-naming	Remotion on bucket names
aws	Vercel on AWS
";

/// Label of a text field.
pub(crate) fn text(field: Text, kind: Kind) -> &'static str {
    match field {
        // Any bucket: renders need not go there.
        Text::Bucket if RESOURCES && kind.is_of_resource() => "Bucket",
        Text::Policy => "Policy",
        Text::Format => "Format",
        Text::Version => "Remotion version",
        Text::Region => "AWS region",
        Text::Bucket => "Output bucket",
        Text::Buckets => "More buckets",
        Text::KeyPrefix => "Key prefix (folder)",
        Text::Privacy => "Privacy",
        Text::ObjectOwnership => "Object Ownership of the bucket",
        Text::KmsKeyArn => "KMS key ARN",
        Text::AccountId => "AWS account ID",
        Text::FunctionRole => "Render function’s role",
        Text::AttachTo => "Attach to",
        Text::TrustedAccount => "Trusted account",
        Text::TrustedRole => "Trusted role",
        Text::Calls => "Calls",
        Text::FunctionName => "Function name",
        Text::RemotionBucket => "Remotion’s bucket",
        Text::Extras => "Extras",
        Text::FunctionPrefix => "Function name prefix",
        Text::Service => "Who may assume the role",
        Text::ExternalId => "External ID",
        // No field of a page.
        Text::PublishedPolicy => "",
        _ if SETUPS => of_setups(field),
        _ => "",
    }
}

fn of_setups(field: Text) -> &'static str {
    match field {
        Text::PublicRead => "Public files",
        Text::Distribution => "CloudFront distribution",
        Text::Reader => "Who downloads",
        Text::ExpireAfterDays => "Delete renders after days",
        Text::Repository => "Repository",
        Text::Branch => "Branch",
        Text::Tag => "Tag",
        Text::Environment => "Environment",
        Text::Team => "Vercel team",
        Text::Project => "Vercel project",
        Text::Issuer => "Token issuer",
        Text::Namespace => "Kubernetes namespace",
        Text::ServiceAccount => "Service account",
        _ => "",
    }
}

/// One line under a field. Backticks are code; `{0}` is the newest version.
pub(crate) fn hint(field: Text, kind: Kind) -> &'static str {
    match (field, kind) {
        _ if RESOURCES && kind.is_apart() => hint_of_resource(field, kind),
        (Text::Version, _) => "Empty means the newest, {0}.",
        (Text::Region, Kind::RenderCall) => "Where your render function is deployed.",
        (Text::Region, Kind::Caller) => "Limits the policy to functions of one region.",
        (Text::Region, _) => "Only a region in China changes the policy.",
        (Text::Bucket, _) => "Its name, or any `s3://` address, ARN or URL of it.",
        (Text::Buckets, _) => "Names or addresses, separated by commas.",
        (Text::KeyPrefix, _) => "Empty means the whole bucket.",
        (Text::Privacy, _) => "As in your render call. Remotion’s default is `public`.",
        (Text::ObjectOwnership, _) => "In the S3 console under Permissions: “Bucket owner enforced” is ACLs disabled.",
        (Text::KmsKeyArn, _) => "Only if the bucket is encrypted with your own key.",
        (Text::AccountId, Kind::Trust) => "Your own account. It never leaves this page.",
        (Text::AccountId, Kind::Caller) => "Optional, limits the policy. It never leaves this page.",
        (Text::AccountId, _) => "Optional, to check the other fields. It never leaves this page.",
        (Text::FunctionRole, _) => "Its name or ARN. Empty means `remotion-lambda-role`.",
        (Text::AttachTo, Kind::User) => "`user/` or `role/` and the name, or an ARN. Empty means `user/remotion-user`.",
        (Text::AttachTo, Kind::Trust) => "The role that gets this: `role/` and its name, or its ARN.",
        (Text::AttachTo, _) => "`role/` or `user/` and the name, or an ARN. Empty means `role/remotion-executionrole`.",
        (Text::TrustedAccount, _) => "The account that may assume the role. It never leaves this page.",
        (Text::TrustedRole, _) => "The name or ARN of the role that may assume this one.",
        (Text::Calls, _) => {
            "Choose all that your code or commands call. Add `largeInputProps` for props over about 194 KB (stills: 5 MB)."
        }
        (Text::Extras, _) => "Each adds a Statement to Remotion’s own.",
        (Text::FunctionName, Kind::User | Kind::Role) => "Only if its name does not begin with `remotion-render-`. The policy covers those names anyway.",
        (Text::FunctionName, _) => "Empty means `remotion-render-*`, which is any of Remotion’s.",
        (Text::RemotionBucket, _) => "Only if you always pass its name as `forceBucketName`.",
        (Text::FunctionPrefix, _) => "Empty means `remotion-render-`.",
        (Text::ExternalId, _) => "Only if the other side sends one.",
        _ if SETUPS => hint_of_token(field),
        _ => "",
    }
}

fn hint_of_resource(field: Text, kind: Kind) -> &'static str {
    if kind == Kind::Setup {
        return hint_of_setup(field);
    }
    match field {
        Text::Region => "Where the bucket is.",
        Text::Bucket => "Its name, or any `s3://` address, ARN or URL of it.",
        Text::KeyPrefix if kind == Kind::Lifecycle => "The folder whose files are deleted.",
        Text::KeyPrefix => "The folder that anyone can read.",
        Text::KmsKeyArn => "The key that encrypts the bucket.",
        Text::AccountId => "Only for an ID of a distribution. It never leaves this page.",
        Text::FunctionRole => "Its name or ARN. Empty means `remotion-lambda-role`.",
        Text::PublicRead => "What anyone on the internet can read, without signing in.",
        Text::Distribution => "Optional: its ARN, or its ID, which needs the account ID.",
        Text::Reader => "Optional: `role/` or `user/` and the name, or an ARN.",
        Text::ExpireAfterDays => "Empty means never.",
        _ => "",
    }
}

fn hint_of_setup(field: Text) -> &'static str {
    match field {
        Text::Region => "Where the bucket and the render function are.",
        Text::Bucket => "Its name or address. Empty means Remotion’s own bucket.",
        Text::KeyPrefix => "The folder for videos. Empty means the whole bucket.",
        Text::AccountId => "Your own account. It never leaves this page.",
        Text::AttachTo => {
            "The caller: `role/` and a name to create a role, the ARN of a role that exists, or `user/` and the name of a user that exists. Empty means `role/remotion-executionrole`."
        }
        Text::FunctionRole => "A name for a new one, or the ARN of one that exists. Empty means `remotion-lambda-role`.",
        Text::PublicRead | Text::Distribution => hint_of_resource(field, Kind::BucketPolicy),
        _ => hint(field, Kind::Destination),
    }
}

fn hint_of_token(field: Text) -> &'static str {
    match field {
        Text::Repository => "`owner/name`, or paste its address.",
        Text::Branch => "Only jobs of this branch. `*` stands for any text.",
        Text::Tag => "Instead of a branch. `*` stands for any text.",
        Text::Environment => "GitHub: instead of a branch. Vercel: empty means `production`.",
        Text::Team => "As in `vercel.com/your-team`.",
        Text::Project => "Its name. `*` stands for every project of the team.",
        Text::Issuer => "Its URL, or the ARN of the identity provider if your account has one.",
        Text::Namespace => "The namespace of the pods.",
        Text::ServiceAccount => "The service account of the pods.",
        _ => "",
    }
}

/// What a choice is called.
pub(crate) fn choice(value: &str) -> &'static str {
    match rules::search::line(CHOICES, value) {
        "" if RESOURCES => rules::search::line(CHOICES_OF_RESOURCES, value),
        choice => choice,
    }
}

const CHOICES: &str = "\
public	public
private	private
no-acl	no-acl
acls-disabled	ACLs disabled
acls-enabled	ACLs enabled
unknown	I don’t know
lambda	Lambda function
ec2	EC2 instance
ecs-tasks	ECS or Fargate task
account	Anyone in an account
role	Another role
github-actions	GitHub Actions job
gitlab	GitLab job
vercel	Vercel project
eks-pod-identity	EKS Pod Identity
eks-irsa	EKS with IRSA
layers	Layers of your own, `customLayerArns`
insights	Lambda Insights
vpc	Function in a VPC
quota-increase	First quota increase
";

const CHOICES_OF_RESOURCES: &str = "\
none	None
prefix	A folder
sites	Sites only, sites/
all	Every file
";

/// Calls that go together, in the order of [`rules::setup::calls::PRESETS`].
pub(crate) const PRESETS: [&str; 4] =
    ["Render", "Render and clean up", "Deploy sites from CI", "Deploy functions from CI"];

/// The choice taken when none was made.
pub(crate) fn default_choice(field: Text) -> &'static str {
    match field {
        Text::Privacy => "public",
        Text::ObjectOwnership => "unknown",
        Text::Service => "lambda",
        Text::PublicRead => "none",
        _ => "",
    }
}

/// Label of a box. Backticks are code.
pub(crate) fn flag(flag: Flag, kind: Kind) -> &'static str {
    match (flag, kind) {
        (Flag::WriteOnly, _) => "Write-only: the function must not read the bucket",
        (Flag::Download, _) => "It calls `downloadMedia()` or `presignUrl()`",
        (Flag::Delete, _) => "It calls `deleteRender()`",
        (Flag::TlsOnly, _) => "Deny requests without TLS",
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn every_page_a_note_cites_has_a_name() {
        let cited: Vec<&str> = include_str!("../../../src/diagnostics.rs")
            .split('"')
            .filter(|text| text.starts_with("https://"))
            .collect();
        assert!(cited.len() > 10);
        for link in cited {
            assert_ne!(page(link), "Documentation", "{link}");
        }
    }
}
