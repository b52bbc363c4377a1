//! What tells one token from another: the repository, branch or service account that it is issued to, and who issues it.

use super::bucket::visible;
use super::is_account_id;
use crate::diagnostics::{self, Problem};
use crate::partition::Partition;
use crate::search::{cut, halves, has, split};
use crate::setup::{Service, Text};

/// A repository as GitHub or GitLab write it into a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repository {
    /// `owner/name` or `group/subgroup/name`; of GitHub also `owner@123456/name@456789`, or both, while its tokens change.
    pub(crate) paths: Vec<String>,
    /// Of its address.
    pub(crate) host: Option<String>,
}

impl Repository {
    /// `owner/name`, or an address of the repository, of a page in it, or to clone it. With a comma, two names of one.
    pub(crate) fn parse(service: Service, typed: &str) -> Result<Repository, Problem> {
        let Some((one, other)) = cut(typed, ",") else { return Repository::one(service, typed) };
        let (mut one, other) = (Repository::one(service, one.trim())?, Repository::one(service, other.trim())?);
        let is_elsewhere = one.host.is_some() && other.host.is_some() && one.host != other.host;
        if is_elsewhere || one.has_ids() == other.has_ids() || one.name() != other.name() {
            return Err(diagnostics::REPOSITORY.problem(Text::Repository.name(), &[typed]));
        }
        one.paths.extend(other.paths);
        one.host = one.host.or(other.host);
        Ok(one)
    }

    fn one(service: Service, typed: &str) -> Result<Repository, Problem> {
        let field = Text::Repository.name();
        let (host, path) = address(typed);
        if has(path, "*") {
            return Err(diagnostics::TOKEN_WILDCARD.problem(field, &["other people's repositories"]));
        }
        if host.as_ref().is_some_and(|host| !is_host(host)) {
            return Err(diagnostics::REPOSITORY.problem(field, &[typed]));
        }
        let (path, _) = halves(path, "/-/");
        let path = path.strip_suffix(".git").unwrap_or(path);
        let mut parts = split(path, "/");
        let on_github = service == Service::GithubActions;
        if on_github && host.is_some() {
            // What follows is a page of the repository.
            parts.truncate(2);
        }
        // GitHub's owners have no dots. A group of GitLab may be called like a host, and be a stranger's.
        let is_other_host = (on_github || host.is_none()) && parts.first().is_some_and(|first| has(first, "."));
        let is_whole = !is_other_host && if on_github { parts.len() == 2 } else { parts.len() > 1 };
        let mut ids = 0;
        for part in &parts {
            let (name, id) = halves(part, "@");
            ids += usize::from(!id.is_empty());
            let valid = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
            let has_at = name.len() < part.len();
            if name.is_empty() || !valid(name) || has_at && !(on_github && is_number(id)) {
                return Err(diagnostics::REPOSITORY.problem(field, &[typed]));
            }
        }
        if !is_whole || ids == 1 {
            return Err(diagnostics::REPOSITORY.problem(field, &[typed]));
        }
        Ok(Repository { paths: vec![parts.join("/")], host })
    }

    /// Owner and name with GitHub's numeric ids, where these are given.
    pub(crate) fn ids(&self) -> Option<&String> {
        self.paths.iter().find(|path| has(path, "@"))
    }

    /// Whether it has GitHub's numeric ids.
    pub(crate) fn has_ids(&self) -> bool {
        self.ids().is_some()
    }

    /// Owner and name without them.
    pub(crate) fn name(&self) -> String {
        let path = self.paths.first().map_or("", String::as_str);
        let parts: Vec<&str> = split(path, "/").into_iter().map(|part| halves(part, "@").0).collect();
        parts.join("/")
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether it is a host, with or without a port.
fn is_host(text: &str) -> bool {
    let (name, port) = halves(text, ":");
    let valid = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    has(name, ".") && split(name, ".").into_iter().all(valid) && (name.len() == text.len() || is_number(port))
}

/// Host and path of an address, the path alone of anything else.
fn address(typed: &str) -> (Option<String>, &str) {
    let (typed, _) = halves(typed, "?");
    let (typed, _) = halves(typed, "#");
    let typed = typed.strip_suffix('/').unwrap_or(typed);
    for (head, end) in [("https://", "/"), ("http://", "/"), ("ssh://", "/"), ("git@", ":")] {
        if let Some(rest) = typed.strip_prefix(head) {
            let (host, path) = halves(rest, end);
            // Without the name and password that an address to clone from may have.
            let host = cut(host, "@").map_or(host, |(_, host)| host).to_ascii_lowercase();
            // The port is that of SSH.
            let host = if head == "ssh://" { halves(&host, ":").0 } else { &host };
            return (Some(host.strip_prefix("www.").unwrap_or(host).to_string()), path);
        }
    }
    match cut(typed, ".com/") {
        Some((name, path)) if ["github", "gitlab", "vercel"].iter().any(|known| name.eq_ignore_ascii_case(known)) => {
            (Some([&name.to_ascii_lowercase(), ".com"].concat()), path)
        }
        _ => (None, typed),
    }
}

/// A name in a token. In that of a branch, tag, environment or project a `*` stands for any text.
pub(crate) fn claim(field: Text, typed: &str) -> Result<String, Problem> {
    if field == Text::ExternalId {
        return external_id(typed);
    }
    let is_name = !matches!(field, Text::Branch | Text::Tag | Text::Environment);
    let typed = match field {
        Text::Branch => typed.strip_prefix("refs/heads/").unwrap_or(typed),
        Text::Tag => typed.strip_prefix("refs/tags/").unwrap_or(typed),
        // `https://vercel.com/TEAM/PROJECT`
        Text::Team | Text::Project => match address(typed) {
            (Some(host), path) if host == "vercel.com" => {
                let (team, project) = halves(path, "/");
                if field == Text::Team {
                    team
                } else {
                    halves(project, "/").0
                }
            }
            _ => typed,
        },
        _ => typed,
    };
    if has(typed, "*") && is_name && field != Text::Project {
        let others = match field {
            Text::Namespace => "other namespaces of the cluster",
            Text::ServiceAccount => "other service accounts of the cluster",
            _ => "other people's teams",
        };
        return Err(diagnostics::TOKEN_WILDCARD.problem(field.name(), &[others]));
    }
    let fits = |c: char| {
        let in_name = c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '*');
        in_name || !is_name && !matches!(c, '?' | '$') && !c.is_control() && u32::from(c) <= 0xFF
    };
    match typed.chars().find(|c| !fits(*c)) {
        Some(character) => Err(diagnostics::TOKEN_CHARACTER.problem(field.name(), &[&visible(character)])),
        None if typed.is_empty() => Err(diagnostics::TOKEN_CHARACTER.problem(field.name(), &["/"])),
        None => Ok(typed.to_string()),
    }
}

/// Who issues the tokens of GitHub's jobs, for repositories of a host; without `https://`.
/// <https://docs.github.com/en/enterprise-server/actions/reference/security/oidc>
pub(crate) fn github_issuer(host: Option<&str>) -> String {
    let issuer = match host {
        None | Some("github.com") => GITHUB,
        Some(host) if host.ends_with(".ghe.com") => "token.actions.{0}",
        _ => "{0}/_services/token",
    };
    diagnostics::fill(issuer, &[host.unwrap_or_default()])
}

const GITHUB: &str = "token.actions.githubusercontent.com";

/// Hosts of platforms that are not those of repositories: of raw files, of pages, of the API.
const OTHER_HOSTS: [&str; 5] = [".github.com", ".githubusercontent.com", ".github.io", ".gitlab.com", ".gitlab.io"];

/// Whether repositories of a service can be at a host.
pub(crate) fn is_host_of(service: Service, host: &str) -> bool {
    let is_github = host == "github.com" || host.ends_with(".ghe.com");
    let is_other = host == "bitbucket.org" || OTHER_HOSTS.iter().any(|other| host.ends_with(other));
    !is_other && if service == Service::GithubActions { host != "gitlab.com" } else { !is_github }
}

/// Whether an issuer can be a service's, with the team of its project.
pub(crate) fn is_issuer_of(service: Service, issuer: &str, team: &str) -> bool {
    let has_host = |head: &str, tail: &str| {
        let host = issuer.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
        host.is_some_and(|host| !has(host, "/"))
    };
    match service {
        Service::GithubActions => {
            is_below(issuer, GITHUB) || has_host("token.actions.", ".ghe.com") || has_host("", "/_services/token")
        }
        Service::Vercel => issuer == "oidc.vercel.com" || issuer.strip_prefix("oidc.vercel.com/") == Some(team),
        _ => !is_below(issuer, GITHUB),
    }
}

/// Whether an issuer issues the tokens of jobs of repositories at a host.
pub(crate) fn issues_for(service: Service, issuer: &str, host: &str) -> bool {
    if service == Service::GithubActions {
        is_below(issuer, &github_issuer(Some(host)))
    } else {
        // An instance of one's own can publish its keys at another address.
        (issuer == "gitlab.com") == (host == "gitlab.com")
    }
}

/// Whether it is an issuer, or that of one enterprise there.
fn is_below(issuer: &str, of: &str) -> bool {
    issuer.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Who issues tokens, and the identity provider in the account that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issuer {
    /// Without `https://`, as it stands in ARNs and condition keys.
    pub(crate) url: String,
    /// From the ARN of a provider: there is one then.
    pub(crate) account: Option<String>,
    /// Likewise, or from the region in the host of a cluster.
    pub(crate) partition: Option<Partition>,
}

impl Issuer {
    pub(crate) fn parse(typed: &str) -> Result<Issuer, Problem> {
        Issuer::read(typed).ok_or_else(|| diagnostics::ISSUER.problem(Text::Issuer.name(), &[typed]))
    }

    fn read(typed: &str) -> Option<Issuer> {
        let mut account = None;
        let mut partition = None;
        let url = match typed.strip_prefix("arn:") {
            Some(arn) => {
                let (head, url) = cut(arn, ":oidc-provider/")?;
                let (name, number) = cut(head, ":iam::")?;
                partition = Some(Partition::named(name)?);
                account = Some(number.to_string()).filter(|number| is_account_id(number));
                account.as_ref()?;
                url
            }
            None => typed.strip_prefix("https://").unwrap_or(typed),
        };
        let url = url.strip_suffix('/').unwrap_or(url);
        let (host, path) = halves(url, "/");
        let valid = |text: &str, others: &[u8]| text.bytes().all(|b| b.is_ascii_alphanumeric() || others.contains(&b));
        if !is_host(host) || !valid(path, b".-_/~") {
            return None;
        }
        for label in split(host, ".") {
            partition = partition.or(Partition::of_region(label));
        }
        let mut url = url.to_string();
        if let Some(host) = url.get_mut(..host.len()) {
            host.make_ascii_lowercase();
        }
        Some(Issuer { url, account, partition })
    }
}

/// 2 to 1,224 characters.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
fn external_id(typed: &str) -> Result<String, Problem> {
    let valid = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@:/\\-".contains(&b);
    if (2..=1224).contains(&typed.len()) && typed.bytes().all(valid) {
        Ok(typed.to_string())
    } else {
        Err(diagnostics::EXTERNAL_ID.problem(Text::ExternalId.name(), &[typed]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_repository_is_read() {
        use Service::{GithubActions, Gitlab};
        for (service, typed, path, host) in [
            (GithubActions, "acme/films", "acme/films", None),
            (GithubActions, "Acme/films.js", "Acme/films.js", None),
            (GithubActions, "acme@12/films@34", "acme@12/films@34", None),
            (GithubActions, "https://github.com/acme/films", "acme/films", Some("github.com")),
            (GithubActions, "https://www.github.com/acme/films.git", "acme/films", Some("github.com")),
            (GithubActions, "https://github.com/acme/films/tree/main/x?a#b", "acme/films", Some("github.com")),
            (GithubActions, "github.com/acme/films/", "acme/films", Some("github.com")),
            (GithubActions, "git@github.com:acme/films.git", "acme/films", Some("github.com")),
            (GithubActions, "GitHub.com/acme/films", "acme/films", Some("github.com")),
            (GithubActions, "https://WWW.GitHub.com/acme/films", "acme/films", Some("github.com")),
            (
                GithubActions,
                "https://x-access-token:secret@github.com/acme/films.git",
                "acme/films",
                Some("github.com"),
            ),
            (GithubActions, "https://github.com@git.mallory.dev/acme/films", "acme/films", Some("git.mallory.dev")),
            (GithubActions, "ssh://git@Acme.ghe.com/acme/films.git", "acme/films", Some("acme.ghe.com")),
            (GithubActions, "ssh://git@git.acme.dev:2222/acme/films.git", "acme/films", Some("git.acme.dev")),
            (Gitlab, "acme/video/films", "acme/video/films", None),
            (Gitlab, "https://gitlab.com/acme/video/films/-/tree/main", "acme/video/films", Some("gitlab.com")),
            (Gitlab, "https://gitlab.com/acme.io/films", "acme.io/films", Some("gitlab.com")),
            (Gitlab, "https://git.acme.dev:8443/acme/films", "acme/films", Some("git.acme.dev:8443")),
            (Gitlab, "git@git.acme.dev:acme/films.git", "acme/films", Some("git.acme.dev")),
        ] {
            let expected = Repository { paths: vec![path.into()], host: host.map(str::to_string) };
            assert_eq!(Repository::parse(service, typed), Ok(expected), "{typed}");
        }
        for typed in ["acme/films, acme@1/films@2", "acme@1/films@2,https://github.com/acme/films"] {
            let Ok(both) = Repository::parse(GithubActions, typed) else { panic!("{typed}") };
            assert_eq!(
                (both.paths.len(), both.name(), both.ids().unwrap().as_str()),
                (2, "acme/films".into(), "acme@1/films@2")
            );
        }
        for (service, typed, code) in [
            (GithubActions, "acme/films, acme/films", "repository"),
            (GithubActions, "acme/films, acme@1/site@2", "repository"),
            (GithubActions, "https://github.com/acme/films, https://git.acme.dev/acme@1/films@2", "repository"),
            (GithubActions, "acme/films, acme/*", "token-wildcard"),
            (Gitlab, "acme/films, acme/site", "repository"),
            (GithubActions, "films", "repository"),
            (GithubActions, "acme/films/x", "repository"),
            (GithubActions, "acme/", "repository"),
            (GithubActions, "acme@1/films", "repository"),
            (GithubActions, "acme@x/films@1", "repository"),
            (GithubActions, "acme/my films", "repository"),
            (GithubActions, "https://github.com/acme", "repository"),
            (Gitlab, "acme@1/films@2", "repository"),
            // A stranger may have a group of that name on gitlab.com.
            (Gitlab, "git.acme.dev/acme/films", "repository"),
            (GithubActions, "git.acme.dev/films", "repository"),
            (GithubActions, "https://github.com/git.acme.dev/films", "repository"),
            (GithubActions, "https://a b/acme/films", "repository"),
            (GithubActions, "https://a'$(b).dev/acme/films", "repository"),
            (GithubActions, "https://localhost/acme/films", "repository"),
            (GithubActions, "https://github.com:x/acme/films", "repository"),
            (GithubActions, "HTTPS://github.com/acme/films", "repository"),
            (GithubActions, "git@github.com/acme/films", "repository"),
            (GithubActions, "acme/*", "token-wildcard"),
            (GithubActions, "*/films", "token-wildcard"),
            (Gitlab, "acme*/films", "token-wildcard"),
        ] {
            assert_eq!(Repository::parse(service, typed).map_err(|problem| problem.code), Err(code), "{typed}");
        }
    }

    #[test]
    fn an_issuer_is_an_address_or_the_provider_that_stands_for_it() {
        let cluster = "oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLED539D";
        for (typed, url, account, partition) in [
            ("https://gitlab.com", "gitlab.com", None, None),
            ("https://Git.Acme.dev:8443/", "git.acme.dev:8443", None, None),
            ("oidc.vercel.com/acme", "oidc.vercel.com/acme", None, None),
            (&*["https://", cluster].concat(), cluster, None, Some(Partition::AwsCn)),
            (
                "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1",
                "oidc.eks.eu-west-1.amazonaws.com/id/A1",
                Some("123456789012"),
                Some(Partition::Aws),
            ),
        ] {
            let issuer = Issuer { url: url.into(), account: account.map(str::to_string), partition };
            assert_eq!(Issuer::parse(typed), Ok(issuer), "{typed}");
        }
        for typed in [
            "http://gitlab.com",
            "gitlab",
            "https://a b.com",
            "https://a..com",
            "https://a.com:",
            "https://a.b/${x}",
            "https://a.b/*",
            "arn:aws:iam::123456789012:saml-provider/a.b",
            "arn:aws:iam::1234:oidc-provider/a.b",
            "arn:nowhere:iam::123456789012:oidc-provider/a.b",
        ] {
            assert_eq!(Issuer::parse(typed).map_err(|problem| problem.code), Err("issuer"), "{typed}");
        }
    }

    #[test]
    fn an_issuer_and_a_host_are_of_one_platform() {
        use Service::{EksIrsa, GithubActions, Gitlab, Vercel};
        for (service, issuer, fits) in [
            (GithubActions, GITHUB, true),
            (GithubActions, "token.actions.githubusercontent.com/acme", true),
            (GithubActions, "token.actions.githubusercontent.com.mallory.dev", false),
            (GithubActions, "token.actions.acme.ghe.com", true),
            (GithubActions, "token.actions.mallory.dev", false),
            (GithubActions, "token.actions.mallory.dev/acme.ghe.com", false),
            (GithubActions, "git.acme.dev/_services/token", true),
            (GithubActions, "gitlab.com", false),
            (Gitlab, GITHUB, false),
            (Gitlab, "git.acme.dev", true),
            (EksIrsa, GITHUB, false),
            (Vercel, "oidc.vercel.com", true),
            (Vercel, "oidc.vercel.com/acme", true),
            (Vercel, "oidc.vercel.com/mallory", false),
        ] {
            assert_eq!(is_issuer_of(service, issuer, "acme"), fits, "{service:?} {issuer}");
        }
        for (service, host, fits) in [
            (GithubActions, "github.com", true),
            (GithubActions, "git.acme.dev", true),
            (GithubActions, "acme.ghe.com", true),
            (GithubActions, "gitlab.com", false),
            (GithubActions, "raw.githubusercontent.com", false),
            (GithubActions, "acme.github.io", false),
            (GithubActions, "api.github.com", false),
            (Gitlab, "gitlab.com", true),
            (Gitlab, "git.acme.dev", true),
            (Gitlab, "github.com", false),
            (Gitlab, "acme.ghe.com", false),
            (Gitlab, "acme.gitlab.io", false),
            (Gitlab, "bitbucket.org", false),
        ] {
            assert_eq!(is_host_of(service, host), fits, "{service:?} {host}");
        }
        for (service, issuer, host, fits) in [
            (GithubActions, GITHUB, "github.com", true),
            (GithubActions, "token.actions.githubusercontent.com/acme", "github.com", true),
            (GithubActions, GITHUB, "git.acme.dev", false),
            (GithubActions, "git.acme.dev/_services/token", "git.acme.dev", true),
            (GithubActions, "git.mallory.dev/_services/token", "git.acme.dev", false),
            (GithubActions, "token.actions.acme.ghe.com", "acme.ghe.com", true),
            (GithubActions, "token.actions.acme.ghe.com", "github.com", false),
            (Gitlab, "gitlab.com", "gitlab.com", true),
            (Gitlab, "gitlab.com", "git.acme.dev", false),
            (Gitlab, "git.acme.dev", "gitlab.com", false),
            (Gitlab, "keys.acme.dev", "git.acme.dev", true),
        ] {
            assert_eq!(issues_for(service, issuer, host), fits, "{service:?} {issuer} {host}");
        }
    }

    #[test]
    fn a_claim_is_a_name_and_only_some_may_be_patterns() {
        for (field, typed, expected) in [
            (Text::Branch, "refs/heads/release/1.0", Ok("release/1.0")),
            (Text::Branch, "release/*", Ok("release/*")),
            (Text::Tag, "refs/tags/v1", Ok("v1")),
            (Text::Environment, "prod: eu", Ok("prod: eu")),
            (Text::Team, "https://vercel.com/acme/site/settings", Ok("acme")),
            (Text::Project, "vercel.com/acme/site/settings", Ok("site")),
            (Text::Project, "*", Ok("*")),
            (Text::Project, "https://vercel.com/acme", Err("token-character")),
            (Text::Team, "https://site.vercel.app/dashboard", Err("token-character")),
            (Text::Project, "https://mallory.dev/acme/site", Err("token-character")),
            (Text::Team, "ac/me", Err("token-character")),
            (Text::Team, "acme:project:x", Err("token-character")),
            (Text::Branch, "a?", Err("token-character")),
            (Text::Environment, "${aws:username}", Err("token-character")),
            (Text::Environment, "caf\u{e9}", Ok("caf\u{e9}")),
            (Text::Environment, "\u{4e2d}", Err("token-character")),
            (Text::Team, "*", Err("token-wildcard")),
            (Text::Namespace, "*", Err("token-wildcard")),
            (Text::ServiceAccount, "site*", Err("token-wildcard")),
        ] {
            let read = claim(field, typed).map_err(|problem| problem.code);
            assert_eq!(read, expected.map(str::to_string), "{} {typed}", field.name());
        }
    }

    #[test]
    fn an_external_id_is_what_sts_takes() {
        for (typed, fits) in [("ab", true), ("a", false), ("acme-\\:/=,.@+_1", true), ("a b", false), ("a*", false)] {
            assert_eq!(external_id(typed).is_ok(), fits, "{typed}");
        }
        assert!(external_id(&"x".repeat(1224)).is_ok() && external_id(&"x".repeat(1225)).is_err());
    }
}
