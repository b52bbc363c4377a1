//! Any inputs: what is built can be read back, and is enough for what it was built for.
//!
//! Two bytes of switches, then the texts of a call in their order, apart by NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use remotion_policy_builder::{
    build, check, BuildAnswer, BuildCall, CheckAnswer, CheckCall, Kind, Text, Verdict, FLAGS, TEXTS,
};

fuzz_target!(|data: &[u8]| {
    let [kind, flags, rest @ ..] = data else { return };
    let kind = Kind::ALL[usize::from(*kind) % Kind::ALL.len()];
    let mut call = BuildCall::new(kind.name());
    let typed = String::from_utf8_lossy(rest);
    for (field, text) in TEXTS.iter().skip(1).zip(typed.split('\0')) {
        call = call.with(*field, text);
    }
    for (at, flag) in FLAGS.iter().enumerate() {
        if flags >> at & 1 == 1 {
            call = call.with_flag(*flag);
        }
    }
    match build(&call) {
        BuildAnswer::Built(built) => assert!(!built.marked.text.is_empty()),
        BuildAnswer::Refused(problems) => return assert!(!problems.is_empty()),
    }
    // The check is about policies of users and roles only.
    if !kind.grants() {
        return;
    }
    // Only the JSON form is what the checker reads; the same inputs cannot be refused in it.
    call = call.with(Text::Format, "json");
    let BuildAnswer::Built(built) = build(&call) else { panic!("refused as JSON only: {call:?}") };
    let size = built.size.expect("a policy has a size");
    assert!(size.characters <= size.limit);
    // Remotion's text lacks what layers need in China, unless the reader adds it.
    let may_lack = kind == Kind::User && built.marked.text.contains("arn:aws-cn:");
    let call = CheckCall { texts: vec![built.marked.text], requirements: vec![call], ..CheckCall::default() };
    let CheckAnswer::Checked(checked) = check(&call) else { panic!("what builds can be asked for") };
    if may_lack {
        return assert!(matches!(checked.verdict, Verdict::Sufficient | Verdict::Insufficient), "{call:?}");
    }
    assert_eq!(checked.verdict, Verdict::Sufficient, "{call:?} {checked:?}");
    assert!(checked.permissions.iter().all(|row| row.status.name() == "allowed"), "{call:?} {checked:?}");
});
