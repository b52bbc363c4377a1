//! The policies that are measured: Remotion's policy of the role, then Statements about other things until a size is reached.

use remotion_policy_builder::{build, BuildAnswer, BuildCall};
use serde_json::{json, Value};

/// A call as an element makes it: kebab-case names.
#[must_use]
pub fn call(attributes: &[(&str, &str)]) -> BuildCall {
    let mut call = BuildCall::default();
    for (name, value) in attributes {
        assert!(call.set_attribute(name, Some(value)), "there is an attribute {name}");
    }
    call
}

/// The text of a call without mistakes.
#[must_use]
pub fn text(call: &BuildCall) -> String {
    match build(call) {
        BuildAnswer::Built(built) => built.marked.text,
        BuildAnswer::Refused(_) => panic!("a call that is measured has no mistakes"),
    }
}

/// A policy that is enough for the role, `bytes` long but for a part of the last Statement.
///
/// All after Remotion's own Statements are about buckets of others: as many as it takes with two resources each, or
/// exactly `statements` that share the resources among them.
#[must_use]
pub fn policy(bytes: usize, statements: Option<usize>) -> String {
    let mut policy: Value = serde_json::from_str(&text(&call(&[("policy", "role")]))).expect("a policy is JSON");
    let own = policy.to_string().len();
    let resource = |at: usize| Value::from(format!("arn:aws:s3:::team-{at:06}-*/*"));
    let statement = |at: usize, resources: Vec<Value>| {
        json!({
            "Sid": format!("Other{at}"),
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": resources,
        })
    };
    let list = policy["Statement"].as_array_mut().expect("a policy has Statements");
    let room = bytes.saturating_sub(own);
    let one = statement(100, vec![]).to_string().len() + 1;
    let each = resource(0).to_string().len() + 1;
    let count = statements.unwrap_or(room / (one + 2 * each));
    let resources = room.saturating_sub(count * one) / each;
    for at in 0..count {
        let (from, to) = (resources * at / count, resources * (at + 1) / count);
        list.push(statement(at, (from..to).map(resource).collect()));
    }
    policy.to_string()
}
