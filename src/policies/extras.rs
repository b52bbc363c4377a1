//! What Remotion's own policies get beside their texts: the notes on it. Its Statements are rows of [`crate::remotion`].

use crate::diagnostics::{self, Note};
use crate::partition::Partition;
use crate::remotion;
use crate::setup::names::{FUNCTION_ROLE, REMOTION_PREFIX};
use crate::setup::{with_extra, Extra, Inputs, Kind, Text};
use crate::SETUPS;

/// What a region asks for, and the extra that adds it.
pub(super) fn region_notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    if inputs.kind != Kind::User {
        return;
    }
    if inputs.partition == Partition::AwsCn {
        notes.push(mended_by(diagnostics::CHINA_LAYERS.note(&["The extra `layers` adds"]), inputs, Extra::Layers));
    }
    if let Some(region) = inputs.region.as_ref().filter(|_| !remotion::insights_account(inputs).is_empty()) {
        let note = diagnostics::INSIGHTS_LAYER.note(&[&region.name]);
        if !inputs.extras().contains(&Extra::Insights) {
            notes.push(mended_by(note, inputs, Extra::Insights));
        }
    }
}

fn mended_by(note: Note, inputs: &Inputs, extra: Extra) -> Note {
    if inputs.extras().contains(&extra) {
        return note;
    }
    let mut list = String::new();
    for other in inputs.extras() {
        list = with_extra(&list, other.name(), true);
    }
    note.mended_by(Text::Extras.name(), &with_extra(&list, extra.name(), true))
}

/// What follows from what the reader has added, and what adds nothing.
pub(super) fn notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    if !SETUPS {
        return;
    }
    for extra in inputs.extras() {
        let is_elsewhere = *extra == Extra::Insights && remotion::insights_account(inputs).is_empty();
        let help = match (extra, inputs.kind) {
            (Extra::Insights, Kind::Role) => "the role policy has the log group of Lambda Insights already",
            _ if !extra.is_of(inputs.kind) => "only the policy `user` needs it",
            _ if is_elsewhere => {
                "Remotion's text has the layer of Lambda Insights, except in af-south-1, ap-east-1, ap-northeast-3 and \
                 eu-south-1. Choose your region if it is one of them"
            }
            (Extra::Vpc, Kind::Role) => {
                notes.push(diagnostics::VPC_ENDPOINTS.note(&[]));
                continue;
            }
            _ => continue,
        };
        notes.push(no_effect(&["the extra `", extra.name(), "`"].concat(), help));
    }
    if inputs.kind == Kind::User && inputs.has_own_role() {
        notes.push(diagnostics::ROLE_NEEDS_PASS_ROLE.note(&[inputs.function_role_name(), FUNCTION_ROLE]));
    }
    if let Some(function) = inputs.own_function() {
        let own = diagnostics::FUNCTION_PREFIX_OWN.note(&[]);
        if inputs.names_in_text(function) {
            notes.push(no_effect("this function name", "the policy covers every function whose name starts so"));
        } else if !notes.contains(&own) {
            notes.push(own);
        }
    }
    if let Some(bucket) = &inputs.bucket {
        if inputs.is_remotions_bucket() {
            let help = ["Remotion's text covers every bucket whose name starts with `", REMOTION_PREFIX, "`"].concat();
            notes.push(no_effect("this bucket", &help));
        } else {
            notes.push(diagnostics::OWN_REMOTION_BUCKET.note(&[&bucket.name]));
        }
    }
    inputs.bucket_notes(notes);
    if inputs.kms_key.is_some() {
        notes.push(diagnostics::KMS_WITH_SITES.note(&[]));
    }
}

fn no_effect(what: &str, why: &str) -> Note {
    diagnostics::EXTRA_WITHOUT_EFFECT.note(&[what, why])
}
