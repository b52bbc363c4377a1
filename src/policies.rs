//! The policies: their statements, which [`crate::remotion`] knows, and what to note beside each.

mod bucket;
mod extras;
mod key;
mod lifecycle;
mod trust;

use crate::diagnostics::{self, Note};
use crate::partition::Partition;
use crate::policy::{Policy, Statement};
use crate::published;
use crate::remotion::{self, FRAMES_SINCE, STREAM_SINCE, WRITE_ONLY_SINCE};
use crate::setup::calls::{BUCKET_CALL, DEPLOY_FUNCTION, SITES_CLI};
use crate::setup::names::FUNCTION_PREFIX;
use crate::setup::{Inputs, Kind, Ownership, Privacy, Text};
use crate::{RESOURCES, SETUPS};

pub(crate) use bucket::public_files;
pub(crate) use lifecycle::expiry;
pub(crate) use trust::source_of_tasks;

/// A policy before it is printed.
pub(crate) struct Draft {
    pub(crate) statements: Vec<Statement>,
    pub(crate) notes: Vec<Note>,
    /// What is printed in place of the statements.
    pub(crate) text: Option<String>,
}

/// The statements for checked inputs. `None` for the render call, which is no policy.
pub(crate) fn draft(inputs: &Inputs) -> Option<Draft> {
    let mut notes = Vec::new();
    let mut text = inputs.published.clone();
    let statements = match inputs.kind {
        Kind::RenderCall => return None,
        Kind::Trust => trust::statements(inputs, &mut notes),
        kind if RESOURCES && kind.is_of_resource() => of_resource(inputs, &mut notes, &mut text),
        _ => {
            let setup = remotion::Setup::of_text(inputs);
            if SETUPS {
                text = text.map(|text| published::beside(text, remotion::own_statements(&setup)));
            }
            remotion::statements(&setup)
        }
    };
    match inputs.kind {
        Kind::User | Kind::Role => {
            prefix_notes(inputs, &mut notes);
            extras::region_notes(inputs, &mut notes);
            extras::notes(inputs, &mut notes);
        }
        Kind::Caller => {
            notes.push(diagnostics::ONLY_CALLS.note(&[]));
            if inputs.partition == Partition::AwsCn && inputs.calls & DEPLOY_FUNCTION != 0 {
                notes.push(diagnostics::CHINA_LAYERS.note(&["The policy `user` with the extra `layers` has"]));
            }
            if inputs.calls & (SITES_CLI | BUCKET_CALL) == SITES_CLI && inputs.bucket.is_none() {
                notes.push(diagnostics::SITES_NEED_BUCKET.note(&[]));
            }
            prefix_notes(inputs, &mut notes);
        }
        Kind::Destination => destination_notes(inputs, &mut notes),
        Kind::DestinationCaller => {
            inputs.bucket_notes(&mut notes);
            if inputs.download {
                notes.push(diagnostics::DOWNLOAD_ALSO.note(&[]));
                if inputs.key_prefix.is_some() {
                    notes.push(diagnostics::ARTIFACTS_PREFIX.note(&[]));
                }
            }
            if inputs.delete {
                notes.push(diagnostics::DELETE_ALSO_REMOTION.note(&[]));
            }
        }
        _ => {}
    }
    newer_notes(inputs, &mut notes);
    Some(Draft { statements, notes, text })
}

/// What Remotion's docs say of versions whose code was not read.
fn newer_notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    let (since, note) = match inputs.kind {
        Kind::Role | Kind::Destination => (FRAMES_SINCE, &diagnostics::RENDER_FRAMES),
        Kind::User | Kind::Caller => (STREAM_SINCE, &diagnostics::RENDER_AND_STREAM),
        _ => return,
    };
    if inputs.version >= since {
        notes.push(note.note(&[]));
    }
}

/// What belongs to a bucket or a key: the statements, and the text of what is no policy.
fn of_resource(inputs: &Inputs, notes: &mut Vec<Note>, text: &mut Option<String>) -> Vec<Statement> {
    match inputs.kind {
        Kind::BucketPolicy => {
            bucket::notes(inputs, notes);
            bucket::statements(inputs)
        }
        Kind::KeyPolicy => {
            notes.push(diagnostics::KEY_STATEMENTS.note(&[]));
            for account in key::other_accounts(inputs) {
                notes.push(diagnostics::KEY_FOR_OTHER_ACCOUNT.note(&[account]));
            }
            let statements = key::statements(inputs);
            // Printing into memory has no way to fail.
            *text = Some(serde_json::to_string_pretty(&statements).unwrap_or_default());
            statements
        }
        _ => {
            lifecycle::notes(inputs, notes);
            *text = Some(lifecycle::rules(inputs));
            Vec::new()
        }
    }
}

/// What this replaces or removes where a bucket or key has it already: the Sids, or the IDs of rules. With what it does not
/// have itself, it would be public or delete what it says it does not. Remotion's own bucket is the exception: without
/// anything public, and without CloudFront, the render function could load no site.
pub(crate) fn ours(inputs: &Inputs, policy: &Policy) -> Vec<String> {
    let mut ours: Vec<&str> = policy.statements.iter().map(|statement| statement.sid).collect();
    match inputs.kind {
        Kind::BucketPolicy => {
            let replaces = is_remotions_policy_replaced(inputs);
            let stays = inputs.is_remotions_bucket() && !replaces;
            if !stays && !ours.contains(&bucket::PUBLIC) {
                ours.push(bucket::PUBLIC);
            }
            if replaces {
                ours.push(bucket::REMOTIONS_PUBLIC);
            }
        }
        Kind::Lifecycle => ours.extend(lifecycle::IDS),
        _ => {}
    }
    ours.into_iter().map(str::to_string).collect()
}

/// Whether a bucket policy decides who may read in a bucket of Remotion's, which lets anyone read every file.
pub(crate) fn is_remotions_policy_replaced(inputs: &Inputs) -> bool {
    inputs.kind == Kind::BucketPolicy && inputs.is_remotions_bucket() && !bucket::is_as_public_as_before(inputs)
}

/// Whom the trust relationship of checked inputs lets assume the role, and why; of several, [`Inputs::service`].
pub(crate) fn trusted(inputs: &Inputs) -> Statement {
    trust::statement(inputs, inputs.service, &mut Vec::new())
}

fn prefix_notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    if inputs.function_prefix.as_deref().is_some_and(|prefix| !prefix.starts_with(FUNCTION_PREFIX)) {
        notes.push(diagnostics::FUNCTION_PREFIX_OWN.note(&[]));
    }
}

fn destination_notes(inputs: &Inputs, notes: &mut Vec<Note>) {
    inputs.bucket_notes(notes);
    inputs.upload_notes(notes);
    if inputs.is_remotions_bucket() {
        return;
    }
    if inputs.write_only && inputs.version >= WRITE_ONLY_SINCE {
        notes.push(diagnostics::WRITE_ONLY_COST.note(&[]));
    } else if inputs.write_only {
        notes.push(diagnostics::WRITE_ONLY_TOO_OLD.note(&[&inputs.version.text()]));
    }
    if inputs.key_prefix.is_some() {
        notes.push(diagnostics::ARTIFACTS_PREFIX.note(&[]));
    }
}

impl Inputs {
    /// Notes on bucket settings that decide whether an upload succeeds, whatever the policy says.
    pub(crate) fn upload_notes(&self, notes: &mut Vec<Note>) {
        if self.privacy == Privacy::Public && self.kms_key.is_some() {
            notes.push(without_acl(diagnostics::PUBLIC_WITH_KMS.note(&[])));
        }
        // Remotion turns ACLs on and Block Public Access off in its own, and its bucket policy lets anyone read.
        if self.privacy == Privacy::Private && self.output_buckets().iter().any(|bucket| bucket.is_remotions_own()) {
            notes.push(diagnostics::PRIVATE_IN_REMOTIONS_BUCKET.note(&[]));
        }
        if self.is_remotions_bucket() {
            return;
        }
        match (self.privacy, self.ownership) {
            (Privacy::NoAcl, _) => {}
            (privacy, Ownership::AclsDisabled) => {
                notes.push(without_acl(diagnostics::ACLS_DISABLED.note(&[privacy.name()])));
            }
            (privacy, Ownership::Unknown) => {
                notes.push(without_acl(diagnostics::ACLS_UNKNOWN.note(&[privacy.name()])));
            }
            (_, Ownership::AclsEnabled) => {}
        }
        if self.privacy == Privacy::Public && self.ownership != Ownership::AclsDisabled {
            notes.push(diagnostics::BLOCK_PUBLIC_ACCESS.note(&[]));
        }
    }
}

/// Mended by an upload that asks for no ACL.
fn without_acl(note: Note) -> Note {
    note.mended_by(Text::Privacy.name(), Privacy::NoAcl.name())
}

impl Draft {
    pub(crate) fn into_policy(self) -> (Policy, Vec<Note>) {
        (Policy { text: self.text, ..Policy::new(self.statements) }, self.notes)
    }
}
