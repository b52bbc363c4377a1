//! Reads requests from standard input, one JSON object a line, and prints a line for each: `allowed`, `implicitDeny`,
//! `explicitDeny`, or `error` and why the crate gives no answer.
//!
//! A permissions boundary is asked about apart, as the crate knows none: what is allowed must be allowed by both.

use iam_rs::{Arn, Context, ContextValue, Decision, IAMPolicy, IAMRequest, PolicyEvaluator, Principal, PrincipalId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{stdin, BufRead};

#[derive(Deserialize)]
struct Line {
    texts: Vec<String>,
    boundary: Vec<String>,
    action: String,
    resource: String,
    context: BTreeMap<String, ContextValue>,
}

fn main() {
    for line in stdin().lock().lines().map_while(Result::ok) {
        println!(
            "{}",
            decide(&line).map_or_else(|problem| format!("error {}", problem.replace('\n', " ")), str::to_string)
        );
    }
}

fn decide(line: &str) -> Result<&'static str, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let allowed = ask(&line, &line.texts)?;
    let bounded = if line.boundary.is_empty() { Decision::Allow } else { ask(&line, &line.boundary)? };
    Ok(match (allowed, bounded) {
        (Decision::Deny, _) | (_, Decision::Deny) => "explicitDeny",
        (Decision::Allow, Decision::Allow) => "allowed",
        _ => "implicitDeny",
    })
}

fn ask(line: &Line, texts: &[String]) -> Result<Decision, String> {
    let read = |text: &String| IAMPolicy::from_json(text).map_err(|error| error.to_string());
    let policies = texts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut context = Context::new();
    for (key, value) in &line.context {
        context.insert(key.clone(), value.clone());
    }
    let principal = Principal::Aws(PrincipalId::String("arn:aws:iam::123456789012:user/ann".into()));
    let resource = Arn::parse(&line.resource).map_err(|error| error.to_string())?;
    let request = IAMRequest::new_with_context(principal, line.action.as_str(), resource, context);
    let answer = PolicyEvaluator::with_policies(policies).evaluate(&request).map_err(|error| error.to_string())?;
    Ok(answer.decision)
}
