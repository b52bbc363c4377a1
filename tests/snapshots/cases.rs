//! The calls whose texts are held, for these tests and for those that read the texts back. README.md says how to add one.

use super::BuildCall;

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const CHINA_KEY: &str = "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// Folder and name of the files, and the attributes.
const CASES: &[(&str, &str)] = &[
    ("user/plain", "policy=user"),
    ("user/china", "policy=user region=cn-north-1"),
    ("user/4.0.417", "policy=user version=4.0.417"),
    ("user/3.0.0", "policy=user version=3.0.0"),
    ("user/layers", "policy=user extras=layers"),
    ("user/layers-china", "policy=user region=cn-north-1 extras=layers"),
    ("user/insights", "policy=user region=eu-south-1 extras=insights"),
    ("user/vpc", "policy=user extras=vpc"),
    ("user/quota-increase", "policy=user extras=quota-increase"),
    ("user/custom-role", "policy=user function-role=arn:aws:iam::123456789012:role/media/render"),
    ("user/custom-role-china", "policy=user region=cn-north-1 function-role=render extras=layers,quota-increase"),
    ("user/own-names", "policy=user function-name=acme-render remotion-bucket=acme-remotion kms-key-arn={key}"),
    ("user/all-extras", "policy=user region=ap-northeast-3 account-id=123456789012 attach-to=role/deployer function-role=render function-name=acme-render-* remotion-bucket=acme-remotion extras=layers,insights,vpc,quota-increase"),
    ("role/plain", "policy=role"),
    ("role/china", "policy=role region=cn-northwest-1"),
    ("role/3.0.0", "policy=role version=3.0.0"),
    ("role/vpc", "policy=role extras=vpc"),
    ("role/own-names", "policy=role function-name=acme-render remotion-bucket=acme-remotion kms-key-arn={key}"),
    ("role/all-extras", "policy=role region=cn-north-1 account-id=123456789012 function-role=render function-prefix=acme- function-name=other-* remotion-bucket=acme-remotion kms-key-arn={china} extras=vpc,insights"),
    ("caller/plain", "policy=caller"),
    ("caller/narrow", "policy=caller calls=renderMediaOnLambda,largeInputProps region=eu-central-1 account-id=123456789012 function-name=acme-render remotion-bucket=acme-remotion"),
    ("caller/delete", "policy=caller calls=renderMediaOnLambda,deleteRender,cancelRenderOnLambda function-name=acme-render-*"),
    ("caller/sites", "policy=caller calls=sites,create"),
    ("caller/functions", "policy=caller calls=deployFunction,functions,rmall function-role=render"),
    ("caller/functions-china", "policy=caller calls=deployFunction region=cn-north-1"),
    ("caller/all", "policy=caller calls=getOrCreateBucket,getSites,sites,rm,render,quotas,increase,policies,validate"),
    ("caller/china", "policy=caller region=cn-north-1"),
    ("destination/plain", "policy=destination bucket=my-videos"),
    ("destination/private", "policy=destination bucket=my-videos privacy=private object-ownership=acls-enabled"),
    ("destination/no-acl", "policy=destination bucket=my-videos privacy=no-acl object-ownership=acls-disabled"),
    ("destination/write-only", "policy=destination bucket=my-videos privacy=no-acl write-only"),
    ("destination/write-only-acl", "policy=destination bucket=my-videos write-only"),
    ("destination/write-only-old", "policy=destination bucket=my-videos write-only version=4.0.521"),
    ("destination/prefix", "policy=destination bucket=my-videos key-prefix=2026/final"),
    ("destination/prefix-awkward", "policy=destination bucket=my-videos key-prefix=a*b?c${d}'\"\\é"),
    ("destination/kms", "policy=destination bucket=my-videos privacy=no-acl region=us-east-1 kms-key-arn={key}"),
    ("destination/china", "policy=destination bucket=my-videos privacy=no-acl region=cn-north-1 kms-key-arn={china}"),
    ("destination/remotions", "policy=destination bucket=remotionlambda-useast1-abcdefghij kms-key-arn={key}"),
    ("destination/all", "policy=destination bucket=my.videos-123456789012-us-east-1-an region=us-east-1 account-id=123456789012 privacy=private key-prefix=x kms-key-arn={key}"),
    ("destination/several", "policy=destination bucket=my-videos buckets=s3://acme-films/old/,my-videos key-prefix=2026 privacy=no-acl kms-key-arn={key}"),
    ("destination/several-remotions", "policy=destination bucket=my-videos buckets=remotionlambda-useast1-abcdefghij"),
    ("destination-caller/download", "policy=destination-caller bucket=my-videos download"),
    ("destination-caller/delete", "policy=destination-caller bucket=my-videos delete"),
    ("destination-caller/both-kms", "policy=destination-caller bucket=my-videos download delete key-prefix=final kms-key-arn={key}"),
    ("destination-caller/several", "policy=destination-caller bucket=my-videos buckets=acme-films,acme-shorts download delete kms-key-arn={key}"),
    ("destination-caller/china", "policy=destination-caller bucket=my-videos download delete region=cn-north-1"),
    ("destination-caller/remotions-kms", "policy=destination-caller bucket=remotionlambda-x download kms-key-arn={key}"),
    ("trust/lambda", "policy=trust"),
    ("trust/ec2", "policy=trust service=ec2"),
    ("trust/ec2-china", "policy=trust service=ec2 region=cn-north-1"),
    ("trust/ecs-tasks-china", "policy=trust service=ecs-tasks region=cn-north-1"),
    ("trust/account", "policy=trust service=account trusted-account=123456789012"),
    ("trust/role", "policy=trust service=role trusted-account=123456789012 trusted-role=deployer"),
    ("trust/role-china", "policy=trust service=role region=cn-north-1 attach-to=role/my-function trusted-role=arn:aws-cn:iam::123456789012:role/ci/deployer"),
    ("user/to-user", "policy=user attach-to=arn:aws:iam::123456789012:user/ci/deployer"),
    ("user/to-role", "policy=user region=cn-northwest-1 attach-to=role/my-function"),
    ("caller/to-role", "policy=caller attach-to=arn:aws:iam::123456789012:role/service-role/my-function"),
    ("caller/to-user", "policy=caller region=cn-north-1 attach-to=user/-a+b=c,d@e.f"),
    ("destination/to-role", "policy=destination bucket=my-videos function-role=-a+b=c,d@e.f"),
    ("destination-caller/to-user", "policy=destination-caller bucket=my-videos delete attach-to=user/ci"),
    ("destination-caller/to-role", "policy=destination-caller bucket=my-videos download attach-to=role/my-function"),
    ("destination/prefix-special", "policy=destination bucket=my-videos key-prefix=it's/\"$HOME\"/${{a}}/$$*/%{b}/`c`/\\!d&(e)#f:/\u{ff}"),
    ("destination-caller/prefix-special", "policy=destination-caller bucket=my-videos download region=cn-north-1 key-prefix=$*?%%{b}!!'@\u{a1}\u{ff}"),
    ("render-call/plain", "policy=render-call bucket=my-videos"),
    ("render-call/full", "policy=render-call bucket=my-videos region=eu-west-1 privacy=no-acl key-prefix=it's/\\final"),
    ("trust/ecs-tasks-account", "policy=trust service=ecs-tasks region=eu-central-1 account-id=123456789012"),
    ("trust/role-external-id", "policy=trust service=role trusted-role=arn:aws:iam::123456789012:role/app external-id=acme:7/b"),
    ("trust/github-branch", "policy=trust service=github-actions account-id=123456789012 repository=https://github.com/acme/films branch=main"),
    ("trust/github-tags", "policy=trust service=github-actions account-id=123456789012 repository=acme/films tag=v*"),
    ("trust/github-both-names", "policy=trust service=github-actions account-id=111122223333 repository=acme/films,acme@123456/films@456789 branch=main"),
    ("trust/github-environment", "policy=trust service=github-actions region=cn-north-1 account-id=123456789012 repository=acme@123456/films@456789 environment=it's:\"a\"\\!%{b}#&(\u{e9}"),
    ("trust/github-enterprise", "policy=trust service=github-actions attach-to=arn:aws:iam::123456789012:role/ci repository=git@acme.ghe.com:acme/films.git branch=refs/heads/main"),
    ("trust/github-provider", "policy=trust service=github-actions repository=acme/films branch=main issuer=arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"),
    ("trust/gitlab", "policy=trust service=gitlab account-id=123456789012 repository=acme/video/films branch=main"),
    ("trust/gitlab-china", "policy=trust service=gitlab region=cn-north-1 account-id=123456789012 repository=https://git.acme.dev/acme/films/-/tree/main tag=v1.0"),
    ("trust/vercel", "policy=trust service=vercel account-id=123456789012 team=acme project=site"),
    ("trust/vercel-global", "policy=trust service=vercel account-id=123456789012 team=acme project=* environment=preview issuer=https://oidc.vercel.com attach-to=role/my-function"),
    ("trust/eks-pod-identity", "policy=trust service=eks-pod-identity"),
    ("trust/eks-pod-identity-china", "policy=trust service=eks-pod-identity region=cn-north-1 namespace=video service-account=site"),
    ("trust/eks-irsa", "policy=trust service=eks-irsa account-id=123456789012 namespace=video service-account=site issuer=https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"),
    ("trust/two-services", "policy=trust service=ec2,lambda region=cn-north-1 attach-to=role/my-app"),
    ("trust/several", "policy=trust service=lambda,ec2,ecs-tasks,role,github-actions,eks-pod-identity region=eu-central-1 account-id=123456789012 trusted-role=arn:aws:iam::111122223333:role/app external-id=acme:7/b repository=acme/films branch=main namespace=video service-account=site"),
    ("trust/eks-irsa-china", "policy=trust service=eks-irsa account-id=123456789012 namespace=video service-account=site issuer=https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D4633E53DE1B71EXAMPLE"),
    ("bucket-policy/all", "policy=bucket-policy bucket=my-videos public-read=all"),
    ("bucket-policy/prefix", "policy=bucket-policy bucket=my-videos public-read=prefix key-prefix=final tls-only"),
    ("bucket-policy/prefix-special", "policy=bucket-policy bucket=my-videos public-read=prefix key-prefix=it's/\"$HOME\"/${{a}}/$$*/%{b}/`c`/\\!d&(e)#f:/\u{ff}"),
    ("bucket-policy/sites", "policy=bucket-policy bucket=remotionlambda-useast1-abcdefghij public-read=sites"),
    ("bucket-policy/cloudfront", "policy=bucket-policy bucket=my-videos distribution=EDFDVBD632BHDS5 account-id=123456789012"),
    ("bucket-policy/tls-only", "policy=bucket-policy bucket=my-videos tls-only"),
    ("bucket-policy/china", "policy=bucket-policy bucket=my-videos region=cn-north-1 public-read=all tls-only distribution=arn:aws-cn:cloudfront::123456789012:distribution/EDFDVBD632BHDS5"),
    ("key-policy/plain", "policy=key-policy kms-key-arn={key}"),
    ("key-policy/all", "policy=key-policy kms-key-arn={key} function-role=ci-role reader=user/ci distribution=EDFDVBD632BHDS5"),
    ("key-policy/china", "policy=key-policy kms-key-arn={china} reader=arn:aws-cn:iam::210987654321:role/ci/deployer"),
    ("setup/plain", "policy=setup bucket=my-videos"),
    ("setup/ec2-china", "policy=setup service=ec2 bucket=my-videos privacy=no-acl region=cn-north-1 function-role=render attach-to=role/site"),
    ("setup/ecs-tasks", "policy=setup service=ecs-tasks account-id=123456789012 region=eu-central-1 bucket=my-videos calls=renderMediaOnLambda,downloadMedia,deleteRender"),
    ("setup/account", "policy=setup service=account trusted-account=123456789012 external-id=acme:7/b bucket=my-videos"),
    ("setup/role", "policy=setup service=role trusted-role=arn:aws:iam::123456789012:role/app bucket=remotionlambda-useast1-abcdefghij public-read=sites"),
    ("setup/github", "policy=setup service=github-actions account-id=123456789012 repository=acme@123456/films@456789 environment=it's:\"a\"\\!%{b}#&(\u{e9} calls=renderMediaOnLambda,presignUrl bucket=my-videos key-prefix=it's/\"$HOME\"/${{a}}/$$*/%{b}/`c`/\\!d&(e)#f:/\u{ff} privacy=no-acl object-ownership=acls-disabled kms-key-arn={key} region=us-east-1 public-read=prefix tls-only distribution=EDFDVBD632BHDS5 function-name=acme-render remotion-bucket=acme-remotion version=4.0.500"),
    ("setup/gitlab", "policy=setup service=gitlab account-id=123456789012 repository=acme/video/films branch=main bucket=my-videos"),
    ("setup/vercel", "policy=setup service=vercel account-id=123456789012 team=acme project=site bucket=my-videos"),
    ("setup/eks-pod-identity", "policy=setup service=eks-pod-identity bucket=my-videos"),
    ("setup/eks-irsa", "policy=setup service=eks-irsa account-id=123456789012 namespace=video service-account=site issuer=https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE region=eu-central-1 bucket=my-videos"),
    ("setup/user", "policy=setup attach-to=user/remotion-user bucket=my-videos calls=renderMediaOnLambda,downloadMedia kms-key-arn={key}"),
    ("setup/all-there", "policy=setup service=github-actions repository=acme/films branch=main issuer=arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com attach-to=arn:aws:iam::123456789012:role/ci/films function-role=arn:aws:iam::123456789012:role/render bucket=my-videos"),
    ("setup/remotions-bucket", "policy=setup region=eu-central-1"),
    ("setup/several", "policy=setup service=lambda,ec2,github-actions region=eu-central-1 account-id=123456789012 repository=acme/films branch=main"),
    ("setup/provider", "policy=setup service=github-actions repository=acme/films branch=main issuer=arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com bucket=my-videos"),
    ("lifecycle/plain", "policy=lifecycle bucket=remotionlambda-useast1-abcdefghij"),
    ("lifecycle/expire", "policy=lifecycle bucket=my-videos key-prefix=it's/\"$HOME\"/${{a}}/\\!d&(e)#f:/\u{ff} expire-after-days=30"),
];

/// A call by name.
pub(crate) struct Case {
    /// The policy, and what the case is about.
    pub(crate) policy: &'static str,
    pub(crate) name: &'static str,
    /// The attributes of an element.
    pub(crate) attributes: String,
}

impl Case {
    pub(crate) fn call(&self) -> BuildCall {
        let mut call = BuildCall::default();
        for word in self.attributes.split(' ') {
            let (field, value) = word.split_once('=').unwrap_or((word, ""));
            assert!(call.set_attribute(field, Some(value)), "no attribute {field}");
        }
        call
    }
}

pub(crate) fn all() -> impl Iterator<Item = Case> {
    CASES.iter().map(|(path, line)| {
        let (policy, name) = path.split_once('/').unwrap_or((path, ""));
        let attributes = line.replace("{key}", KEY).replace("{china}", CHINA_KEY);
        Case { policy, name, attributes }
    })
}
