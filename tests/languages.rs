//! What a lost letter or a cut does to texts in other languages: it never makes them sufficient.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use remotion_policy_builder::{BuildCall, CheckCall, Verdict};
use support::check_call;

mod support;

/// Whether a text allows what code that starts renders must have.
fn is_sufficient(text: &str) -> bool {
    let readings = vec![(text.into(), remotion_policy_languages::pack(&remotion_policy_languages::read(text)))];
    let mut requirement = BuildCall::new("caller");
    requirement.set_attribute("version", Some("4.0.527"));
    let call =
        CheckCall { texts: vec![text.into()], requirements: vec![requirement], readings, ..CheckCall::default() };
    check_call(&call).verdict == Verdict::Sufficient
}

/// Our own forms, and how each writes a Statement that denies everything, before what.
const FORMS: [(&str, &str, &str); 5] = [
    ("terraform/plain.tf", "      { Effect = \"Deny\", Action = \"*\", Resource = \"*\" },\n", "    ]\n  })"),
    ("cdk/plain.cdk.ts", "      {Effect: 'Deny', Action: '*', Resource: '*'},\n", "    ],\n  },\n});"),
    ("pulumi/plain.pulumi.ts", "      {Effect: 'Deny', Action: '*', Resource: '*'},\n", "    ],\n  }),\n});"),
    ("aws-cli/plain.sh", ",{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}", "\n  ]\n}"),
    ("aws-cli-powershell/plain.ps1", ",{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}", "\n  ]\n}"),
];

/// Others, with `DENY` where nothing or a Statement that denies everything stands.
const OTHERS: [(&str, &str); 3] = [
    (
        r#"data "aws_iam_policy_document" "render" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:*:*:function:remotion-render-*"]
  }
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
DENY}
resource "aws_iam_role_policy" "render" {
  role   = aws_iam_role.render.id
  policy = data.aws_iam_policy_document.render.json
}
resource "aws_iam_role" "render" {
  name = "remotion-executionrole"
}
"#,
        "  statement {\n    effect    = \"Deny\"\n    actions   = [\"*\"]\n    resources = [\"*\"]\n  }\n",
    ),
    (
        r#"const role = iam.Role.fromRoleName(this, 'Role', 'remotion-executionrole');
DENYrole.addToPolicy(new iam.PolicyStatement({
  actions: ['lambda:InvokeFunction'],
  resources: [`arn:aws:lambda:*:${this.account}:function:remotion-render-*`],
}));
role.addToPolicy(new iam.PolicyStatement({actions: ['s3:*'], resources: ['*']}));
"#,
        "role.addToPolicy(new iam.PolicyStatement({effect: iam.Effect.DENY, actions: ['*'], resources: ['*']}));\n",
    ),
    (
        r#"cat > render.json <<'EOF'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["lambda:InvokeFunction", "s3:*"], "Resource": "*"}DENY]}
EOF
aws iam put-role-policy --role-name remotion-executionrole --policy-name render --policy-document file://render.json
"#,
        ", {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}",
    ),
];

/// Texts that are sufficient, each with how it is when something is denied or missing.
fn texts() -> Vec<(String, Vec<String>)> {
    let mut texts = Vec::new();
    for (form, deny, before) in FORMS {
        let path = format!("{}/tests/snapshots/caller/{form}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a form");
        let at = text.rfind(before).expect("an end of the Statements");
        let denied = [&text[..at], deny, &text[at..]].concat();
        texts.push((text.clone(), vec![denied, text.replace("lambda:Invoke", "sqs:Invoke")]));
    }
    for (text, deny) in OTHERS {
        let plain = text.replace("DENY", "");
        texts.push((plain.clone(), vec![text.replace("DENY", deny), plain.replace("lambda:Invoke", "sqs:Invoke")]));
    }
    texts
}

/// With no divisor of its own in the indents and lengths of lines.
const STEP: usize = 13;

#[test]
fn only_json_without_a_slip_needs_no_reader() {
    const JSON: &str =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a/*"}]}"#;
    let has_more = |text: &str| {
        let requirements = vec![BuildCall::new("caller")];
        check_call(&CheckCall { texts: vec![text.into()], requirements, ..CheckCall::default() }).has_more
    };
    for text in [JSON, &[JSON, "\n---\n", JSON].concat(), &["{\"PolicyDocument\":", JSON, "}"].concat()] {
        assert!(!has_more(text), "{text}");
    }
    for text in [
        &["const policy = ", JSON, ";"].concat(),
        &[JSON, "\naws iam delete-role-policy --role-name a"].concat(),
        &JSON.replace("}]", "},]"),
        &JSON.replace("\"Effect\"", "Effect"),
        &["{\"a\":\"Statement: \\n- Effect: Allow\\n  Action: s3:*\",\"b\":", JSON, "}"].concat(),
        "Statement:\n- Effect: Allow\n  Action: s3:*\n  Resource: '*'\n",
    ] {
        assert!(has_more(text), "{text}");
    }
    for (text, _) in OTHERS {
        assert!(has_more(&text.replace("DENY", "")), "{text}");
    }
}

#[test]
fn what_is_lost_or_cut_off_makes_nothing_sufficient() {
    for (text, others) in texts() {
        assert!(is_sufficient(&text), "{text}");
        for other in others {
            let not = |text: String| assert!(!is_sufficient(&text), "{text}");
            not(other.clone());
            // Comments above the policy hold no more than prose.
            let from = other.find("\n\n").filter(|at| *at < 400).unwrap_or_default();
            // Every one of them takes minutes: `LOST=1`.
            let step = std::env::var("LOST").map_or(STEP, |step| step.parse().unwrap());
            for (at, c) in other.char_indices().filter(|(at, _)| *at >= from).step_by(step) {
                not([&other[..at], &other[at + c.len_utf8()..]].concat());
                not(other[..at].to_string());
            }
        }
    }
}

#[test]
fn what_may_be_anybodys_is_left_open() {
    let (text, _) = OTHERS[0];
    let text = text.replace("DENY", "");
    let other = |role: &str| {
        let deny = "policy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Deny\", Action = \"*\", Resource = \"*\" }] })";
        format!("{text}\nresource \"aws_iam_role_policy\" \"other\" {{\n  role = {role}\n  {deny}\n}}\n")
    };
    assert!(is_sufficient(&other("\"somebody-else\"")));
    assert!(!is_sufficient(&other("var.role")));
    assert!(!is_sufficient(&other("aws_iam_role.render.name")));
}
