//! The token that a job, function or pod shows to assume a role, as far as its claims are known from checked inputs.

use super::choices::Service;
use super::fields::Text;
use super::inputs::Inputs;
use super::names;
use crate::diagnostics::fill;
use crate::mark::mark;
use crate::partition::Partition;
use crate::search;

/// Who issued it, for whom, and to whom.
pub(crate) struct Token {
    /// Without `https://`.
    pub(crate) issuer: String,
    /// Its `aud`, or what that may be.
    pub(crate) audiences: Vec<String>,
    /// Its `sub`, or what that may be, with the marks of what the reader typed.
    pub(crate) subjects: Vec<String>,
}

impl Token {
    /// The token of a trust relationship; `None` where the role is assumed without one.
    ///
    /// GitHub: <https://docs.github.com/en/actions/reference/security/oidc>, and for China the README of
    /// `aws-actions/configure-aws-credentials`. GitLab: <https://docs.gitlab.com/ci/cloud_services/aws/>. Vercel:
    /// <https://vercel.com/docs/oidc/aws>. EKS: <https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html>.
    pub(crate) fn of(inputs: &Inputs) -> Option<Token> {
        if !crate::SETUPS {
            return None;
        }
        let marked = |field| inputs.claim(field).map(mark).unwrap_or_default();
        let is_given = |field| inputs.claim(field).is_some();
        let host = inputs.repository().and_then(|repository| repository.host.as_deref());
        let paths = inputs.repository().map(|repository| repository.paths.as_slice()).unwrap_or_default();
        let of_each = |subject: &str, values: [&str; 2]| -> Vec<String> {
            paths.iter().map(|path| fill(subject, &[&mark(path), values[0], values[1]])).collect()
        };
        let team = inputs.claim(Text::Team).unwrap_or_default();
        let sts = if inputs.partition == Partition::AwsCn { "sts.amazonaws.com.cn" } else { "sts.amazonaws.com" };
        let mut audiences = vec![sts.to_string()];
        let (issuer, subjects) = match inputs.service {
            Service::GithubActions => {
                // The environment of a job takes the place of its branch, and has its colons written so.
                let (subject, name) = if let Some(name) = inputs.claim(Text::Environment) {
                    ("repo:{0}:environment:{1}", mark(&search::split(name, ":").join("%3A")))
                } else if is_given(Text::Tag) {
                    ("repo:{0}:ref:refs/tags/{1}", marked(Text::Tag))
                } else {
                    ("repo:{0}:ref:refs/heads/{1}", marked(Text::Branch))
                };
                (names::github_issuer(host), of_each(subject, [&name, ""]))
            }
            Service::Gitlab => {
                audiences.clear();
                let (kind, field) = if is_given(Text::Tag) { ("tag", Text::Tag) } else { ("branch", Text::Branch) };
                let subjects = of_each("project_path:{0}:ref_type:{1}:ref:{2}", [kind, &marked(field)]);
                (host.unwrap_or("gitlab.com").to_string(), subjects)
            }
            Service::Vercel => {
                audiences = vec![fill("https://vercel.com/{0}", &[team])];
                let field = Text::Environment;
                let environment = if is_given(field) { marked(field) } else { "production".to_string() };
                let values = [&*marked(Text::Team), &marked(Text::Project), &environment];
                (fill("oidc.vercel.com/{0}", &[team]), vec![fill("owner:{0}:project:{1}:environment:{2}", &values)])
            }
            Service::EksIrsa => {
                if inputs.partition == Partition::AwsCn {
                    // Clusters in China ask for either, as their webhook is set.
                    audiences.push("sts.amazonaws.com".to_string());
                }
                let values = [&*marked(Text::Namespace), &marked(Text::ServiceAccount)];
                (String::new(), vec![fill("system:serviceaccount:{0}:{1}", &values)])
            }
            _ => return None,
        };
        let issuer = inputs.issuer().map_or(issuer, |issuer| issuer.url.clone());
        let mut token = Token { issuer, audiences, subjects };
        if token.audiences.is_empty() {
            // What GitLab's documentation asks for in `id_tokens`.
            token.audiences.push(token.url());
        }
        Some(token)
    }

    /// The address of the issuer.
    pub(crate) fn url(&self) -> String {
        ["https://", &self.issuer].concat()
    }

    /// Whether the reader names more than one subject: a `*` stands for any text.
    pub(crate) fn is_pattern(&self) -> bool {
        self.subjects.iter().any(|subject| search::has(subject, "*"))
    }

    /// The identity provider that stands for the issuer in the reader's account.
    pub(crate) fn provider(&self, inputs: &Inputs) -> String {
        let account = mark(inputs.account().unwrap_or_default());
        fill("arn:{0}:iam::{1}:oidc-provider/{2}", &[inputs.partition.name(), &account, &self.issuer])
    }
}
