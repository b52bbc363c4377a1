//! Any text for the readers of other languages: no panic, no hang; every place lies in the text, on character boundaries;
//! what crosses to the checker comes out as it went in; and with a part unread the verdict is never `sufficient`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use remotion_policy_builder::{check, BuildCall, CheckAnswer, CheckCall, Verdict};
use remotion_policy_languages::{pack, read, unpack, Node, Span, Value, DEEPEST};

fn lies_in(text: &str, span: &Span) {
    assert!(text.get(span.clone()).is_some(), "{span:?}");
}

fn walk(text: &str, node: &Node, depth: usize) {
    assert!(depth <= DEEPEST);
    lies_in(text, &node.span);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| walk(text, item, depth + 1)),
        Value::Object(members) => {
            for member in members {
                lies_in(text, &member.key_span);
                walk(text, &member.value, depth + 1);
            }
        }
        _ => {}
    }
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    let parts = read(&text);
    for part in &parts {
        lies_in(&text, &part.span);
        part.reading.values.iter().for_each(|node| walk(&text, node, 0));
        part.reading.unread.iter().for_each(|span| lies_in(&text, span));
    }
    let packed = pack(&parts);
    assert_eq!(unpack(&packed).as_ref(), Some(&parts));
    let mut call =
        CheckCall { texts: vec![text.clone()], requirements: vec![BuildCall::new("role")], ..CheckCall::default() };
    call.readings.push((text.clone(), packed));
    let CheckAnswer::Checked(checked) = check(&call) else { panic!("the requirement is valid") };
    assert!(checked.unread.is_empty() || checked.verdict != Verdict::Sufficient);
    let length = text.encode_utf16().count();
    for finding in &checked.findings {
        assert!(finding.range.start <= finding.range.end && finding.range.end <= length);
    }
});
