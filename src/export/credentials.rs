//! How code that has the caller's role gets its credentials to Remotion. Remotion reads the variables in the order of
//! `get-credentials.ts` in `packages/lambda-client/src`, and wants to see one of them before it asks the AWS SDK
//! (`check-credentials.ts`), unless `REMOTION_SKIP_AWS_CREDENTIALS_CHECK` is set.

use super::aws_cli;
use super::braces::single_quoted;
use crate::diagnostics::fill;
use crate::mark::{mark, stand_in, ACCOUNT};
use crate::partition::Partition;
use crate::setup::names::{marked, CALLER_ROLE};
use crate::setup::{Inputs, Kind, Service, Text, Token};

/// What the part is called: one for each service, so that no two parts of a setup have the same name.
pub(crate) fn title(inputs: &Inputs) -> &'static str {
    match inputs.service {
        _ if inputs.kind != Kind::Trust => "Credentials",
        Service::Lambda => "Credentials (Lambda)",
        Service::Ec2 => "Credentials (EC2)",
        Service::EcsTasks => "Credentials (ECS)",
        Service::Account => "Credentials (another account)",
        Service::Role => "Credentials (another role)",
        Service::GithubActions => "Credentials (GitHub Actions)",
        Service::Gitlab => "Credentials (GitLab)",
        Service::Vercel => "Credentials (Vercel)",
        Service::EksPodIdentity => "Credentials (EKS Pod Identity)",
        Service::EksIrsa => "Credentials (EKS IRSA)",
    }
}

/// Where they are set.
pub(crate) fn place(inputs: &Inputs) -> &'static str {
    match inputs.service {
        _ if inputs.kind != Kind::Trust => "where your code runs",
        Service::Lambda => "your Lambda function",
        Service::Ec2 => "your EC2 instance",
        Service::EcsTasks => "your task definition",
        Service::Account | Service::Role => "where your code runs",
        Service::GithubActions => "your workflow",
        Service::Gitlab => "your `.gitlab-ci.yml`",
        Service::Vercel => "your Vercel function",
        Service::EksPodIdentity | Service::EksIrsa => "your cluster",
    }
}

/// What to do with the text, without a stop.
pub(crate) fn sentence(inputs: &Inputs) -> &'static str {
    match inputs.service {
        _ if inputs.kind != Kind::Trust => "Creates an access key for the user. Set these two variables where the code runs",
        Service::Lambda => "Replaces the role of your function, so the function loses what its old role allows, such as writing logs. To keep that role, give its ARN as the caller. Remotion finds the credentials",
        Service::Ec2 => "Gives the role to your instance, and tells Remotion to look for its credentials. Set the variable where the code runs",
        Service::EcsTasks => "Gives the role to your task, and tells Remotion to look for its credentials. Add this to the task definition",
        Service::Account | Service::Role => "Lets the code assume the role with the credentials that it has. Add the profile to `~/.aws/config` where the code runs, and set `REMOTION_AWS_PROFILE` to `remotion`",
        Service::GithubActions => "Lets the job assume the role before it calls Remotion. Add this to the job",
        Service::Gitlab => "Lets the job assume the role when it calls Remotion. Add this to the job",
        Service::Vercel => "Assumes the role. Run it before each call of Remotion, in the request that makes the call: the platform's own keys have no permissions",
        Service::EksPodIdentity => "Gives the role to pods of the service account, and tells Remotion to look for its credentials",
        Service::EksIrsa => "Gives the role to pods of the service account, and tells Remotion to look for its credentials. Restart pods that are already running",
    }
}

/// The text and its language.
pub(crate) fn print(inputs: &Inputs) -> (String, &'static str) {
    let arn = role_arn(inputs);
    let name = inputs.attach_to.as_ref().map_or_else(|| CALLER_ROLE.to_string(), |to| marked(&to.name.name));
    let region = match (&inputs.region, inputs.partition) {
        (Some(region), _) => mark(&region.name),
        (None, Partition::AwsCn) => stand_in("cn-north-1"),
        (None, _) => stand_in("us-east-1"),
    };
    let sh = aws_cli::quote;
    let given = |field, example: &str| inputs.claim(field).map_or_else(|| stand_in(example), mark);
    let namespace = || sh(&given(Text::Namespace, "your-namespace"));
    let account = || sh(&given(Text::ServiceAccount, "your-service-account"));
    if inputs.kind != Kind::Trust {
        return (fill(USER, &[&sh(&name), aws_cli::region(inputs.partition)]), "sh");
    }
    match inputs.service {
        Service::Lambda => (fill(LAMBDA, &[&sh(&stand_in("your-function")), &sh(&arn), &region]), "sh"),
        // The profile of a role that is there has a name that is not known.
        Service::Ec2 if inputs.attach_to.as_ref().is_some_and(|to| to.name.exists()) => (fill(VARIABLE, &[]), "sh"),
        Service::Ec2 => {
            let instance = sh(&stand_in("i-1234567890abcdef0"));
            let profile = sh(&["Name=", &name].concat());
            (fill(EC2, &[&instance, &profile, &region]) + VARIABLE, "sh")
        }
        Service::EcsTasks => (fill(ECS, &[&arn]), "json"),
        Service::Account | Service::Role => {
            let id = inputs.claim(Text::ExternalId).map(|id| ["external_id = ", &mark(id), "\n"].concat());
            (fill(PROFILE, &[&arn, &id.unwrap_or_default()]), "ini")
        }
        Service::GithubActions => {
            let audience = Token::of(inputs).and_then(|token| token.audiences.first().cloned()).unwrap_or_default();
            let environment = inputs.claim(Text::Environment).map(|name| fill(ENVIRONMENT, &[&json(name)]));
            (fill(GITHUB, &[&json_text(&arn), &audience, &region, &environment.unwrap_or_default()]), "yaml")
        }
        Service::Gitlab => {
            let audience = Token::of(inputs).and_then(|token| token.audiences.first().cloned()).unwrap_or_default();
            (fill(GITLAB, &[&json_text(&arn), &audience]), "yaml")
        }
        Service::Vercel => (fill(VERCEL, &[&single_quoted(&arn)]), "typescript"),
        Service::EksPodIdentity => {
            let cluster = sh(&stand_in("your-cluster"));
            let values = [cluster, namespace(), account(), sh(&arn), region, sh(&stand_in("your-deployment"))];
            (fill(POD_IDENTITY, &values.each_ref().map(String::as_str)), "sh")
        }
        Service::EksIrsa => {
            let values = [namespace(), account(), sh(&arn), sh(&stand_in("your-deployment"))];
            (fill(IRSA, &values.each_ref().map(String::as_str)), "sh")
        }
    }
}

/// With the marks of what the reader typed.
fn role_arn(inputs: &Inputs) -> String {
    let account = inputs.account().map_or_else(|| stand_in(ACCOUNT), mark);
    let name = inputs.attach_to.as_ref().map_or_else(|| CALLER_ROLE.to_string(), |to| marked(&to.name.full_name()));
    fill("arn:{0}:iam::{1}:role/{2}", &[inputs.partition.name(), &account, &name])
}

/// A string of JSON, which YAML reads as well.
fn json(typed: &str) -> String {
    json_text(&mark(typed))
}

fn json_text(text: &str) -> String {
    // A string of JSON has no way to fail.
    serde_json::to_string_pretty(text).unwrap_or_default()
}

const VARIABLE: &str = "export REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n";

const LAMBDA: &str = "aws lambda update-function-configuration --region {2} --function-name {0} --role {1}\n";

const EC2: &str = "aws ec2 associate-iam-instance-profile --region {2} --instance-id {0} --iam-instance-profile {1}
# Where the code runs:
";

const ECS: &str = "{
  \"taskRoleArn\": \"{0}\",
  \"containerDefinitions\": [
    {
      \"environment\": [
        {
          \"name\": \"REMOTION_SKIP_AWS_CREDENTIALS_CHECK\",
          \"value\": \"1\"
        }
      ]
    }
  ]
}";

const PROFILE: &str = "# REMOTION_AWS_PROFILE=remotion
[profile remotion]
role_arn = {0}
{1}# The profile that has the credentials. In AWS, credential_source = Environment,
# EcsContainer or Ec2InstanceMetadata takes its place.
source_profile = default
";

const GITHUB: &str = "{3}permissions:
  contents: read
  id-token: write
steps:
  - uses: aws-actions/configure-aws-credentials@v6
    with:
      role-to-assume: {0}
      audience: {1}
      aws-region: {2}
";

const ENVIRONMENT: &str = "environment: {0}\n";

const GITLAB: &str = "id_tokens:
  REMOTION_TOKEN:
    aud: {1}
variables:
  AWS_ROLE_ARN: {0}
  AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/remotion-token
  REMOTION_SKIP_AWS_CREDENTIALS_CHECK: '1'
before_script:
  - printf %s \"$REMOTION_TOKEN\" > \"$AWS_WEB_IDENTITY_TOKEN_FILE\"
";

const VERCEL: &str = "import {awsCredentialsProvider} from '@vercel/oidc-aws-credentials-provider';

const credentials = await awsCredentialsProvider({roleArn: {0}})();
process.env.REMOTION_AWS_ACCESS_KEY_ID = credentials.accessKeyId;
process.env.REMOTION_AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
process.env.REMOTION_AWS_SESSION_TOKEN = credentials.sessionToken;
";

const POD_IDENTITY: &str = "aws eks create-pod-identity-association --region {4} --cluster-name {0} --namespace {1} --service-account {2} --role-arn {3}
kubectl set env deployment/{5} --namespace {1} REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1
";

const IRSA: &str = "kubectl annotate serviceaccount {1} --namespace {0} eks.amazonaws.com/role-arn={2}
kubectl set env deployment/{3} --namespace {0} REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1
";

const USER: &str = "aws iam create-access-key{1} --user-name={0}
export REMOTION_AWS_ACCESS_KEY_ID=
export REMOTION_AWS_SECRET_ACCESS_KEY=
";
