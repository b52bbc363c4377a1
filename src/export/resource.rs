//! What belongs to a bucket or a key. There is one of it for all who use the bucket or the key, so that others may have
//! written to it: no form replaces what it has not read, or it says at its head what it replaces and how to look.
//!
//! CloudFormation, and with it CDK, refuses a bucket policy where there is one that no stack made
//! (`AlreadyExists`, "The bucket policy already exists on bucket"). Terraform and Pulumi replace what is there and say
//! nothing. Lifecycle rules are a property of a bucket in CloudFormation, so that a stack has only those of a bucket that
//! it creates. A policy of a key is never given whole: see [`crate::policies`].

mod powershell;
pub(super) mod sh;

use super::braces::{self, single_quoted, TYPESCRIPT};
use super::{cloudformation, id, terraform, Format};
use crate::diagnostics::{fill, joined};
use crate::policy::Policy;

/// One of it.
pub(crate) struct Resource<'a> {
    pub(crate) kind: ResourceKind,
    /// Its text in JSON: a policy, the statements of a key, or rules.
    pub(crate) policy: &'a Policy,
    /// The bucket's name, or the key's ARN.
    pub(crate) of: String,
    /// What the AWS CLI has to be told, if anything.
    pub(crate) region: Option<String>,
    /// The Sids, or the IDs of rules, that are ours and that this replaces.
    pub(crate) ours: Vec<String>,
    /// The folder whose files are deleted, and after how many days.
    pub(crate) expiry: Option<[String; 2]>,
    /// In a sentence, for whom it is.
    pub(crate) principal: String,
}

/// What it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResourceKind {
    BucketPolicy,
    KeyPolicy,
    Lifecycle,
}

impl Resource<'_> {
    /// What a form calls it: see [`mod@id`].
    pub(crate) fn id(&self, joint: &str) -> String {
        let name = match self.kind {
            ResourceKind::BucketPolicy => ["remotion-bucket-policy-", &self.of].concat(),
            ResourceKind::KeyPolicy => "remotion-key-policy".to_string(),
            ResourceKind::Lifecycle => ["remotion-lifecycle-", &self.of].concat(),
        };
        id::id(&name, joint)
    }

    /// The comment at the head. The first line says what is public or deleted.
    fn header(&self, mark: &str, format: Format) -> String {
        let mut lines = vec![fill("For {0}.", &[&self.principal])];
        lines.append(&mut self.sentences(format));
        super::header(&lines, mark)
    }

    /// What running the text does, a line each.
    pub(super) fn sentences(&self, format: Format) -> Vec<String> {
        let what = match (self.kind, format) {
            (ResourceKind::BucketPolicy, Format::CloudFormation | Format::Cdk) => CREATES,
            (ResourceKind::BucketPolicy, Format::Terraform | Format::Pulumi) => REPLACES_POLICY,
            (ResourceKind::Lifecycle, Format::Terraform | Format::Pulumi) => REPLACES_RULES,
            (ResourceKind::BucketPolicy, _) => MERGES_POLICY,
            (ResourceKind::KeyPolicy, _) => MERGES_KEY_POLICY,
            (ResourceKind::Lifecycle, _) => MERGES_RULES,
        };
        let ours = joined(&self.ours, &str::to_string, ", ");
        let what = fill(what, &[&self.of, &ours, self.region.as_deref().unwrap_or_default()]);
        crate::search::split(&what, "\n").into_iter().map(str::to_string).collect()
    }
}

const MERGES_POLICY: &str = "Adds these Statements to the policy of bucket {0}, and keeps its others.
Replaces or removes those with Sid {1}.";

const MERGES_KEY_POLICY: &str = "Adds these Statements to the policy of the key, and keeps its others.
Replaces or removes those with Sid {1}.";

const MERGES_RULES: &str = "Adds these rules to the lifecycle rules of bucket {0}, and keeps its others.
Replaces or removes those with ID {1}.";

const CREATES: &str = "Creates the policy of bucket {0}. If the bucket has one, CloudFormation fails.";

const REPLACES_POLICY: &str = "Replaces the policy of bucket {0}, if there is one. This prints it:
aws s3api get-bucket-policy{2} --bucket {0}
If it prints a policy, first add its Statements here, but none with Sid {1}.";

const REPLACES_RULES: &str = "Replaces all lifecycle rules of bucket {0}, if there are any. This prints them:
aws s3api get-bucket-lifecycle-configuration{2} --bucket {0}
If it prints rules, first add them here, but none with ID {1}.";

/// All but JSON.
pub(crate) fn print(format: Format, resource: &Resource<'_>) -> String {
    let is_policy = resource.kind == ResourceKind::BucketPolicy;
    match format {
        Format::AwsCli => sh::print(resource),
        Format::PowerShell => powershell::print(resource),
        Format::CloudFormation => {
            [resource.header("# ", format), fill(STACK, &[&resource.id("-")]), stack_resource(resource)].concat()
        }
        Format::Terraform => [resource.header("# ", format), terraform_resource(resource)].concat(),
        Format::Cdk => {
            let document = braces::policy(&TYPESCRIPT, resource.policy, "  ");
            let values = [resource.id("-"), resource.id(""), single_quoted(&resource.of)];
            let [stack, id, bucket] = &values;
            [resource.header("// ", format), fill(CDK, &[stack, id, bucket, &document])].concat()
        }
        _ => {
            let (id, bucket) = (resource.id("-"), single_quoted(&resource.of));
            let text = if is_policy {
                let document = braces::policy(&TYPESCRIPT, resource.policy, "  ");
                fill(PULUMI_POLICY, &[&id, &bucket, &document])
            } else {
                let [prefix, days] = resource.expiry.clone().unwrap_or_default();
                let expire = fill(PULUMI_EXPIRE, &[&single_quoted(&prefix), &days]);
                fill(PULUMI_RULES, &[&id, &bucket, if resource.expiry.is_some() { &expire } else { "" }])
            };
            [resource.header("// ", format), text].concat()
        }
    }
}

/// Among the resources of a template.
pub(super) fn stack_resource(resource: &Resource<'_>) -> String {
    let mut text = fill(STACK_RESOURCE, &[&resource.id(""), &cloudformation::scalar(&resource.of)]);
    cloudformation::value(&mut text, &resource.policy.document(), "\n        ", false);
    text.push('\n');
    text
}

/// In a configuration.
pub(super) fn terraform_resource(resource: &Resource<'_>) -> String {
    let (id, bucket) = (resource.id("_"), terraform::quote(&resource.of));
    if resource.kind == ResourceKind::BucketPolicy {
        let document = braces::policy(&terraform::HCL, resource.policy, "  ");
        return fill(TERRAFORM_POLICY, &[&id, &bucket, &document]);
    }
    let [prefix, days] = resource.expiry.clone().unwrap_or_default();
    let expire = fill(TERRAFORM_EXPIRE, &[&terraform::quote(&prefix), &days]);
    fill(TERRAFORM_RULES, &[&id, &bucket, if resource.expiry.is_some() { &expire } else { "" }])
}

const STACK: &str = "# aws cloudformation deploy --stack-name {0} --template-file {0}.yaml
AWSTemplateFormatVersion: '2010-09-09'
Resources:
";

const STACK_RESOURCE: &str = "  {0}:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: {1}
      PolicyDocument:";

const TERRAFORM_POLICY: &str = "resource \"aws_s3_bucket_policy\" \"{0}\" {
  bucket = {1}

  policy = jsonencode({2})
}
";

const TERRAFORM_RULES: &str = "resource \"aws_s3_bucket_lifecycle_configuration\" \"{0}\" {
  bucket = {1}

  rule {
    id     = \"remotion-abort-uploads\"
    status = \"Enabled\"

    filter {
      prefix = \"\"
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
{2}}
";

const TERRAFORM_EXPIRE: &str = "
  rule {
    id     = \"remotion-expire-renders\"
    status = \"Enabled\"

    filter {
      prefix = {0}
    }

    expiration {
      days = {1}
    }
  }
";

const CDK: &str = "import {App, Stack} from 'aws-cdk-lib';
import {CfnBucketPolicy} from 'aws-cdk-lib/aws-s3';

const stack = new Stack(new App(), '{0}');

new CfnBucketPolicy(stack, '{1}', {
  bucket: {2},
  policyDocument: {3},
});
";

const PULUMI_POLICY: &str = "import * as aws from '@pulumi/aws';

new aws.s3.BucketPolicy('{0}', {
  bucket: {1},
  policy: JSON.stringify({2}),
});
";

const PULUMI_RULES: &str = "import * as aws from '@pulumi/aws';

new aws.s3.BucketLifecycleConfiguration('{0}', {
  bucket: {1},
  rules: [
    {
      id: 'remotion-abort-uploads',
      status: 'Enabled',
      filter: {prefix: ''},
      abortIncompleteMultipartUpload: {daysAfterInitiation: 1},
    },
{2}  ],
});
";

const PULUMI_EXPIRE: &str = "    {
      id: 'remotion-expire-renders',
      status: 'Enabled',
      filter: {prefix: {0}},
      expiration: {days: {1}},
    },
";
