//! Notes that come with any use of the reader's own bucket and key.

use super::Inputs;
use crate::diagnostics::{self, Note};
use crate::setup::fields::Text;
use crate::setup::kind::Kind;
use crate::RESOURCES;

impl Inputs {
    /// Who uses the key of the bucket, as far as that is known.
    fn key_user(&self) -> &str {
        match &self.attach_to {
            _ if !matches!(self.kind, Kind::User | Kind::DestinationCaller) => self.function_role_name(),
            Some(to) => &to.name.name,
            None if self.kind == Kind::User => "the deployer",
            None => "the caller",
        }
    }

    /// Notes that come with any use of the reader's own bucket and key.
    pub(crate) fn bucket_notes(&self, notes: &mut Vec<Note>) {
        let region = self.region.as_ref().map(|region| region.name.as_str());
        let account = self.account();
        let key_prefix = self.key_prefix.as_ref().map(|prefix| prefix.key.as_str());
        let (buckets, is_remotions) = (self.output_buckets(), self.is_remotions_bucket());
        let mut may_be_of_others = false;
        for bucket in &buckets {
            if is_remotions && self.kind == Kind::Destination {
                notes.push(diagnostics::BUCKET_ALREADY_COVERED.note(&[&bucket.name]));
            }
            may_be_of_others |= bucket.account_region.is_none() || account.is_none();
            let mut more = bucket.notes(region, account, key_prefix);
            if buckets.len() > 1 {
                // The region and the folder are those of all buckets.
                more.iter_mut().for_each(|note| note.mend.0 = "");
            }
            notes.append(&mut more);
        }
        // By the policies of a bucket, and Remotion's own, nothing is rendered into an output bucket.
        if may_be_of_others
            && !(RESOURCES && self.kind.is_of_resource() || matches!(self.kind, Kind::User | Kind::Role))
        {
            notes.push(diagnostics::BUCKET_SAME_ACCOUNT.note(&[]));
        }
        if self.key_prefix.as_ref().is_some_and(|prefix| prefix.had_slash) {
            notes.push(diagnostics::KEY_PREFIX_SLASH.note(&[]));
        }
        if let Some(key) = &self.kms_key {
            let mut of_bucket = None;
            for bucket in &buckets {
                // One that is elsewhere, if there is one.
                if of_bucket.is_none_or(|region| region == key.region) {
                    of_bucket = bucket.named_region().or(of_bucket);
                }
            }
            if let Some(region) = region.or(of_bucket).filter(|region| *region != key.region) {
                let note = diagnostics::KMS_OTHER_REGION.note(&[&key.region, region]);
                // A bucket that is elsewhere has another key.
                let can_mend = of_bucket.is_none_or(|region| region == key.region);
                notes.push(if can_mend { note.mended_by(Text::Region.name(), &key.region) } else { note });
            }
            match account.filter(|account| *account != key.account) {
                Some(_) => notes.push(diagnostics::KMS_OTHER_ACCOUNT.note(&[&key.account])),
                None => notes.push(diagnostics::KMS_KEY_POLICY.note(&[self.key_user()])),
            }
        }
    }
}
