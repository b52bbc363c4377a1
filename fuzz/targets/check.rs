//! Any pasted text: no panic, no hang, and every place it points at lies in the text.
//!
//! The first byte chooses what is asked for; after it come the pasted texts, and after a form feed a boundary.
#![no_main]

use libfuzzer_sys::fuzz_target;
use remotion_policy_builder::{check, evaluate, BuildCall, CheckAnswer, CheckCall, EvaluateCall, Flag, Text, Verdict};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let pasted = String::from_utf8_lossy(rest);
    let (text, boundary) = match pasted.split_once('\u{c}') {
        Some((text, boundary)) => (text, vec![boundary.to_string()]),
        None => (pasted.as_ref(), Vec::new()),
    };
    let policy = ["user", "role", "caller", "destination", "destination-caller"][usize::from(choice % 5)];
    let region = ["", "us-east-1", "cn-north-1"][usize::from(choice / 5 % 3)];
    let requirement = BuildCall::new(policy).with(Text::Bucket, "my-videos").with(Text::Region, region);
    let requirement = requirement.with_flag(Flag::Download);
    let requirements = vec![requirement];
    let texts = vec![text.to_string()];
    let call = CheckCall {
        texts: texts.clone(),
        boundary: boundary.clone(),
        requirements,
        merge: true,
        ..CheckCall::default()
    };
    let CheckAnswer::Checked(checked) = check(&call) else { panic!("the requirement is valid") };
    let lengths: Vec<usize> = texts.iter().chain(&boundary).map(|text| text.encode_utf16().count()).collect();
    for finding in &checked.findings {
        assert!(finding.range.start <= finding.range.end && finding.range.end <= lengths[finding.text_index]);
        assert!(!finding.message.is_empty());
    }
    for row in &checked.permissions {
        // A row is never called allowed with a resource that is not.
        assert_eq!(row.example.is_some(), matches!(row.status.name(), "missing" | "partly" | "denied"), "{row:?}");
        for statement in &row.statements {
            let of = &checked.documents[statement.document_index];
            assert!(statement.statement_index < of.statements && statement.range.end <= lengths[of.text_index]);
        }
    }
    if let Some(row) = checked.permissions.first() {
        let resource = row.example.clone().unwrap_or_else(|| row.resource.clone());
        let action = row.action.to_string();
        let access = evaluate(&EvaluateCall { texts, boundary, action, resource, ..EvaluateCall::default() });
        assert!(row.example.is_none() || access != "allowed", "{row:?}");
    }
    if let Some(merged) = checked.merged {
        let call = CheckCall { texts: vec![merged.text], ..call };
        let CheckAnswer::Checked(again) = check(&call) else { panic!("the requirement is valid") };
        assert!(again.verdict != Verdict::Invalid, "what is merged into a valid text is valid");
        assert_eq!(again.addition, None, "what was added is enough");
    }
});
