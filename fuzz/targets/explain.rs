//! Any text as an error: no panic, no hang, every place lies in the text, and every policy offered can be built.
#![no_main]

use libfuzzer_sys::fuzz_target;
use remotion_policy_builder::{build, explain, BuildAnswer, BuildCall, ExplainAnswer, ExplainCall, Text};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest).into_owned();
    let bucket = ["", "my-videos"][usize::from(choice % 2)];
    let role = ["", "my-render-role"][usize::from(choice / 2 % 2)];
    let setup = BuildCall::default().with(Text::Bucket, bucket).with(Text::FunctionRole, role);
    let length = text.encode_utf16().count();
    let ExplainAnswer::Explained { denials, unread } = explain(&ExplainCall { text, setup }) else {
        panic!("the setup is valid")
    };
    for range in denials.iter().map(|denial| denial.range).chain(unread) {
        assert!(range.start <= range.end && range.end <= length);
    }
    for denial in denials {
        assert!(!denial.message.is_empty() && !denial.help.is_empty());
        assert!(!denial.explicit || denial.policies.is_empty() && denial.addition.is_none(), "a Deny stays");
        for policy in &denial.policies {
            assert!(matches!(build(policy), BuildAnswer::Built(_)), "{policy:?}");
        }
    }
});
