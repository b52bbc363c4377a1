//! Calls of Remotion and its commands: the values of the field `calls`, and a column of the catalogue.

use super::fields::Text;
use super::names::closest;
use crate::diagnostics::{self, Problem};
use crate::search;

/// A set of calls, one bit each, in the order of [`names`].
pub type Calls = u32;

pub(crate) const RENDER: Calls = 1;
pub(crate) const STILL: Calls = 1 << 1;
pub(crate) const COMPOSITIONS: Calls = 1 << 2;
pub(crate) const PROGRESS: Calls = 1 << 3;
pub(crate) const DOWNLOAD_MEDIA: Calls = 1 << 4;
pub(crate) const PRESIGN: Calls = 1 << 5;
pub(crate) const LARGE_PROPS: Calls = 1 << 6;
pub(crate) const CANCEL: Calls = 1 << 7;
pub(crate) const DELETE_RENDER: Calls = 1 << 8;
pub(crate) const SKIP: Calls = 1 << 9;
pub(crate) const RENDER_CLI: Calls = 1 << 10;
pub(crate) const STILL_CLI: Calls = 1 << 11;
pub(crate) const BUCKET_CALL: Calls = 1 << 12;
pub(crate) const DEPLOY_SITE: Calls = 1 << 13;
pub(crate) const DELETE_SITE: Calls = 1 << 14;
pub(crate) const SITES: Calls = 1 << 15;
pub(crate) const SITES_CLI: Calls = 1 << 16;
pub(crate) const SITES_RM: Calls = 1 << 17;
pub(crate) const DEPLOY_FUNCTION: Calls = 1 << 18;
pub(crate) const DELETE_FUNCTION: Calls = 1 << 19;
pub(crate) const FUNCTIONS_CALL: Calls = 1 << 20;
pub(crate) const FUNCTION_INFO: Calls = 1 << 21;
pub(crate) const FUNCTIONS_RM: Calls = 1 << 22;
pub(crate) const FUNCTIONS_RMALL: Calls = 1 << 23;
pub(crate) const QUOTAS: Calls = 1 << 24;
pub(crate) const INCREASE: Calls = 1 << 25;
pub(crate) const VALIDATE: Calls = 1 << 26;

/// A line for each bit. Calls that send the same requests are one, with a bar between the names. `skipLambdaInvocation` is
/// an option of `getRenderProgress()`, and `largeInputProps` what makes any of the first three upload its props.
const NAMES: &str = "\
renderMediaOnLambda()
renderStillOnLambda()
getCompositionsOnLambda()
getRenderProgress()
downloadMedia()
presignUrl()
largeInputProps
cancelRenderOnLambda()
deleteRender()
skipLambdaInvocation
render
still|compositions
getOrCreateBucket()
deploySite()|deploySiteFromBundle()
deleteSite()
getSites()|sites ls
sites create
sites rm|sites rmall
deployFunction()|functions deploy
deleteFunction()
getFunctions()|functions ls
getFunctionInfo()
functions rm
functions rmall
quotas
quotas increase
simulatePermissions()|policies validate";

/// The calls of most code that starts renders. They are the default.
const RENDERING: Calls = RENDER | STILL | COMPOSITIONS | PROGRESS;

/// All calls that code which starts renders can make, during a render and afterwards.
pub(crate) const OF_RENDERERS: Calls = RENDER_CLI - 1;

/// Sets that go together: render, render and clean up, deploy sites, deploy functions.
pub const PRESETS: [Calls; 4] = [RENDERING, RENDERING | DELETE_RENDER, SITES_CLI, DEPLOY_FUNCTION];

/// The names of all calls, by bit, with a bar between those of one. Those of functions end in `()`.
pub fn names() -> Vec<&'static str> {
    search::split(NAMES, "\n")
}

/// A name in a field.
fn bare(name: &'static str) -> &'static str {
    search::halves(name, "(").0
}

fn bit(name: &str) -> Calls {
    let mut bit = 1;
    for line in names() {
        for known in search::split(line, "|") {
            if bare(known).eq_ignore_ascii_case(name) {
                return bit;
            }
        }
        bit <<= 1;
    }
    0
}

/// The calls that a text names, and the words in it that are none. Commands may be whole: `npx remotion lambda sites ls`.
fn read(typed: &str) -> (Calls, Vec<String>) {
    let (mut calls, mut unknown) = (0, Vec::new());
    let spaced = |character: char| if character.is_ascii_punctuation() { ' ' } else { character };
    let text: String = typed.chars().map(spaced).collect();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (word, after) = search::halves(rest, " ");
        let after = after.trim();
        let (next, last) = search::halves(after, " ");
        let pair = [word, " ", next].concat();
        let mut call = bit(&pair);
        rest = last.trim();
        if call == 0 && !matches!(word, "sites" | "functions" | "policies") {
            (call, rest) = (bit(word), after);
        }
        calls |= call;
        if call == 0 && !matches!(word, "npx" | "remotion" | "lambda") {
            unknown.push(if rest.len() == after.len() { word.to_string() } else { pair });
        }
    }
    (calls, unknown)
}

/// The calls that a field names; the default where it was left out.
pub fn known(typed: Option<&str>) -> Calls {
    typed.map_or(RENDERING, |typed| read(typed).0)
}

/// The same, with every word in it that is no call.
pub(super) fn parse(typed: Option<&str>) -> Result<Calls, Vec<Problem>> {
    let Some(typed) = typed else { return Ok(RENDERING) };
    let field = Text::Calls.name();
    let (calls, unknown) = read(typed);
    if calls == 0 && unknown.is_empty() {
        return Err(vec![diagnostics::REQUIRED.problem(field, &["a call", "choose at least one"])]);
    }
    let mut problems = Vec::new();
    for word in &unknown {
        let all = names().into_iter().flat_map(|line| search::split(line, "|")).map(bare);
        problems.push(match closest(word, &mut { all }) {
            Some(near) => diagnostics::CALL_DID_YOU_MEAN.problem(field, &[word, near]),
            None => diagnostics::CALL_UNKNOWN.problem(field, &[word]),
        });
    }
    if problems.is_empty() {
        Ok(calls)
    } else {
        Err(problems)
    }
}

/// The names of a set, as a field has them.
pub fn list(calls: Calls) -> Vec<&'static str> {
    let mut list = Vec::new();
    for (at, line) in names().into_iter().enumerate() {
        if calls & 1 << at != 0 {
            list.push(bare(search::halves(line, "|").0));
        }
    }
    list
}

/// A name as a reader writes it: `deploySite()`, `npx remotion lambda render`.
pub(crate) fn written(name: &str) -> String {
    match name {
        "skipLambdaInvocation" | "largeInputProps" => name.to_string(),
        _ if name.ends_with(')') => name.to_string(),
        _ => ["npx remotion lambda ", name].concat(),
    }
}

/// The names of a set as a reader writes them, one for each.
pub(crate) fn written_list(calls: Calls) -> Vec<String> {
    let is_in = |(at, _): &(usize, &str)| calls & 1 << at != 0;
    let lines = names().into_iter().enumerate().filter(is_in);
    lines.map(|(_, line)| written(search::halves(line, "|").0)).collect()
}
