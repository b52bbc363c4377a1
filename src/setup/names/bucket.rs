//! The name of the reader's bucket.
//!
//! AWS: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
//! Remotion: the regular expression in `packages/lambda-client/src/validate-bucketname.ts`, which is stricter about
//! hyphens next to dots and names of digits, and laxer about reserved prefixes and suffixes. Both must hold.

use super::address::{self, in_other_region, Address};
use super::is_account_id;
use crate::diagnostics::{self, Note, Problem};
use crate::partition::Partition;
use crate::search;
use crate::setup::fields::Text;

/// What Remotion's own buckets start with (`REMOTION_BUCKET_PREFIX`).
pub const REMOTION_PREFIX: &str = "remotionlambda-";

/// A general-purpose bucket that both AWS and Remotion accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Without what may have been around it.
    pub name: String,
    /// From a name in the account-regional namespace, `{prefix}-{account}-{region}-an`.
    pub(crate) account_region: Option<(String, String)>,
    /// Present when an address was typed instead of a name.
    pub address: Option<Address>,
}

/// A name that ends so is something else. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
const SUFFIXES: [(&str, &str, &str); 5] = [
    ("-s3alias", "an access point alias", "use the name of the bucket behind the access point"),
    ("--ol-s3", "an Object Lambda access point alias", "use the name of the bucket behind it"),
    (".mrap", "a Multi-Region Access Point alias", "use the name of one of its buckets"),
    (
        "--x-s3",
        "a directory bucket (S3 Express One Zone)",
        "it needs `s3express:` actions, which Remotion does not use: render into a general-purpose bucket",
    ),
    ("--table-s3", "an S3 Tables bucket", "render into a general-purpose bucket"),
];

impl Bucket {
    /// Reads a name, or an address or ARN of a bucket or object.
    ///
    /// # Errors
    /// Every reason why AWS or Remotion does not accept the name.
    pub fn parse(field: Text, typed: &str) -> Result<Bucket, Vec<Problem>> {
        let address = address::read(typed);
        let name = address.as_ref().map_or(typed, |address| address.bucket.as_str());
        let other = if is_error(name) {
            Some(&diagnostics::BUCKET_IS_ERROR)
        } else if address.is_some() {
            None
        } else if search::has(typed, "accesspoint/") {
            Some(&diagnostics::BUCKET_ACCESS_POINT)
        } else {
            (search::has(typed, "://") || typed.starts_with("arn:")).then_some(&diagnostics::BUCKET_NOT_S3)
        };
        if let Some(other) = other {
            return Err(vec![other.problem(field.name(), &[])]);
        }
        let mut problems = Vec::new();
        let mut refuse = |sentence: &diagnostics::ProblemMessage, values: &[&str]| {
            problems.push(sentence.problem(field.name(), values))
        };

        let small = name.to_ascii_lowercase();
        if name.is_empty() {
            refuse(&diagnostics::BUCKET_NO_NAME, &[]);
        } else if name != small {
            refuse(&diagnostics::BUCKET_CAPITALS, &["copy the name from the S3 console."]);
        }
        // The checks below ignore capitals. If the capitals are the only problem, the name without them is suggested.
        let name = small.as_str();
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        if let Some(character) = name.chars().find(|c| !allowed(*c)) {
            refuse(&diagnostics::BUCKET_CHARACTER, &[&visible(character)]);
        }
        let length = name.chars().count();
        if length != 0 && !(3..=63).contains(&length) {
            refuse(&diagnostics::BUCKET_LENGTH, &[&crate::diagnostics::digits(length)]);
        }
        for (end, character) in [("start", name.chars().next()), ("end", name.chars().next_back())] {
            if let Some(character @ ('-' | '.')) = character {
                refuse(&diagnostics::BUCKET_ENDS, &[&character.to_string(), end]);
            }
        }
        if search::has(name, "..") {
            refuse(&diagnostics::BUCKET_DOTS, &[]);
        }
        if search::has(name, "-.") || search::has(name, ".-") {
            refuse(&diagnostics::BUCKET_LABEL, &[]);
        }
        if search::has(name, ".")
            && name.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        {
            refuse(&diagnostics::BUCKET_NUMBERS, &[name]);
        }
        for prefix in ["xn--", "sthree-", "amzn-s3-demo-"] {
            if name.starts_with(prefix) {
                refuse(&diagnostics::BUCKET_PREFIX, &[prefix]);
            }
        }
        for (suffix, thing, help) in SUFFIXES {
            if name.ends_with(suffix) {
                refuse(&diagnostics::BUCKET_SUFFIX, &[suffix, thing, help]);
            }
        }
        let account_region = name.strip_suffix("-an").map(account_region);
        if account_region == Some(None) {
            refuse(&diagnostics::BUCKET_ACCOUNT_REGIONAL, &[]);
        }

        if let [only] = problems.as_mut_slice() {
            if only.code == diagnostics::BUCKET_CAPITALS.code() {
                let meant = diagnostics::fill("did you mean `{0}`?", &[name]);
                *only = diagnostics::BUCKET_CAPITALS.problem(field.name(), &[&meant]);
            }
        }
        if problems.is_empty() {
            Ok(Bucket { name: name.to_string(), account_region: account_region.flatten(), address })
        } else {
            Err(problems)
        }
    }

    /// Whether Remotion's default policies reach it already.
    pub(crate) fn is_remotions_own(&self) -> bool {
        self.name.starts_with(REMOTION_PREFIX)
    }

    /// The region the name or the address holds.
    pub(crate) fn named_region(&self) -> Option<&str> {
        let in_name = self.account_region.as_ref().map(|(_, region)| region.as_str());
        in_name.or(self.address.as_ref().and_then(|address| address.region.as_deref()))
    }

    /// The partition the name or the address holds.
    pub fn partition(&self) -> Option<Partition> {
        let in_address = self.address.as_ref().and_then(|address| address.partition);
        in_address.or(self.named_region().and_then(Partition::of_region))
    }

    /// What is worth knowing about the name alone, given the region and account if they are known.
    pub(crate) fn notes(&self, region: Option<&str>, account: Option<&str>, key_prefix: Option<&str>) -> Vec<Note> {
        let mut notes = Vec::new();
        if let Some(address) = &self.address {
            notes.push(diagnostics::BUCKET_FROM_ADDRESS.note(&[&self.name]));
            notes.append(&mut address.notes(region, key_prefix));
        }
        if let (Some((_, named)), Some(chosen)) = (&self.account_region, region) {
            let is_said = self.address.as_ref().is_some_and(|address| address.region.is_some());
            if named != chosen && !is_said {
                notes.push(in_other_region(&self.name, named, chosen));
            }
        }
        match (&self.account_region, account) {
            (Some((named, _)), Some(yours)) if named != yours => {
                notes.push(diagnostics::BUCKET_OTHER_ACCOUNT.note(&[&self.name, named]));
            }
            _ => {}
        }
        if search::has(&self.name, ".") {
            notes.push(diagnostics::BUCKET_WITH_DOTS.note(&[&self.name]));
        }
        notes
    }
}

/// Whether what was given as a bucket is what AWS or Remotion answered: a sentence, or the code of one.
fn is_error(name: &str) -> bool {
    let blanks = name.bytes().filter(|byte| *byte == b' ').count();
    search::has(name, "AccessDenied") || blanks > 2 || blanks > 0 && search::has(name, ":")
}

/// `{prefix}-{account}-{region}`, the part before `-an`.
fn account_region(text: &str) -> Option<(String, String)> {
    // A region has three words, so the account is the fourth from the end.
    let mut words = text.rsplitn(5, '-');
    let (number, direction, area) = (words.next()?, words.next()?, words.next()?);
    let account = words.next()?;
    let prefix = words.next()?;
    // GovCloud regions have four words; the account then stands one further to the left.
    let (region, account) = if is_account_id(account) {
        ([area, direction, number].join("-"), account)
    } else {
        ([account, area, direction, number].join("-"), prefix.rsplit('-').next()?)
    };
    (is_account_id(account) && !prefix.is_empty() && Partition::of_region(&region).is_some())
        .then(|| (account.to_string(), region))
}

/// A character as a message can show it: white space and controls by name, any other in backticks.
pub(super) fn visible(character: char) -> String {
    match character {
        ' ' => "a space".into(),
        c if c.is_control() || c.is_whitespace() => diagnostics::code_point(c),
        c => ["`", c.encode_utf8(&mut [0; 4]), "`"].concat(),
    }
}
