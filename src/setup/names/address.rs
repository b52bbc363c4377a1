//! The many ways to write where an S3 object is.

use crate::diagnostics::{self, fill, Note};
use crate::partition::Partition;
use crate::search;
use crate::setup::fields::Text;

/// What an address names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    pub(crate) bucket: String,
    /// The region it names.
    pub region: Option<String>,
    /// From an ARN, a host of China, or the region; `None` when the address would be the same in any partition.
    pub(crate) partition: Option<Partition>,
    /// The key after the bucket, percent-decoded; `None` when there is none.
    pub(crate) key: Option<String>,
}

impl Address {
    /// The folder of the key: all up to its last `/`, or all of it where what follows has no dot, as a file would.
    fn folder(&self) -> Option<String> {
        let key = self.key.as_deref()?;
        let start = key.rfind('/').map_or(0, |end| end + 1);
        let (folder, file) = key.split_at_checked(start)?;
        if file.is_empty() || search::has(file, ".") {
            Some(folder.to_string()).filter(|folder| !folder.is_empty())
        } else {
            Some([key, "/"].concat())
        }
    }

    /// What it names besides the bucket, where the inputs do not say the same.
    pub fn notes(&self, region: Option<&str>, key_prefix: Option<&str>) -> Vec<Note> {
        let mut notes = Vec::new();
        let more = |what: &str, field: Text, value: &str| {
            diagnostics::BUCKET_ADDRESS_NAMES_MORE.note(&[&fill(what, &[value])]).mended_by(field.name(), value)
        };
        match (&self.region, region) {
            (Some(named), None) => notes.push(more("region `{0}`", Text::Region, named)),
            (Some(named), Some(chosen)) if named != chosen => notes.push(in_other_region(&self.bucket, named, chosen)),
            _ => {}
        }
        let folder = self.folder().filter(|folder| key_prefix.map(bare) != Some(bare(folder)));
        notes.extend(folder.map(|folder| more("the folder `{0}`", Text::KeyPrefix, &folder)));
        notes
    }
}

fn bare(prefix: &str) -> &str {
    prefix.trim_matches('/')
}

/// The function must be where the bucket is.
pub(super) fn in_other_region(bucket: &str, named: &str, chosen: &str) -> Note {
    diagnostics::BUCKET_OTHER_REGION.note(&[bucket, named, chosen]).mended_by(Text::Region.name(), named)
}

/// Reads `s3://bucket/key`, a bucket's or object's ARN, an S3 URL (virtual-hosted, path style, dual-stack, website,
/// accelerated, FIPS; `.com` and `.com.cn`), or a bucket's page in the S3 console. `None` when it is none of these, and
/// then it should be a bare name.
///
/// Forms: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>
pub(crate) fn read(typed: &str) -> Option<Address> {
    if let Some(rest) = after(typed, "s3://") {
        return Some(bucket_and_key(rest, None, false));
    }
    if let Some(rest) = after(typed, "arn:") {
        let (partition, resource) = search::cut(rest, ":s3:::")?;
        let address = bucket_and_key(resource.strip_suffix("*").unwrap_or(resource), None, false);
        return Some(Address { partition: Some(Partition::named(partition)?), ..address });
    }
    let url = after(typed, "https://").or_else(|| after(typed, "http://"));
    let rest = url.unwrap_or(typed);
    let (rest, _) = search::halves(rest, "#");
    let (rest, query) = search::halves(rest, "?");
    let (host, path) = search::halves(rest, "/");
    let host = host.to_ascii_lowercase();
    let (host, _) = search::halves(&host, ":");

    if host.ends_with("console.aws.amazon.com") || host.ends_with("console.amazonaws.cn") {
        let rest = path.strip_prefix("s3/buckets/").or_else(|| path.strip_prefix("s3/object/"))?;
        let region = value_of(query, "region=");
        let named = Some(search::halves(host, ".").0).filter(|label| Partition::of_region(label).is_some());
        let mut address = bucket_and_key(rest, region.or(named), true);
        let prefix = value_of(query, "prefix=");
        if let Some(prefix) = prefix.filter(|prefix| !prefix.is_empty()) {
            address.key = Some(decode(prefix));
        }
        return Some(address);
    }

    let in_china = host.strip_suffix(".amazonaws.com.cn");
    let Some(host) = in_china.or_else(|| host.strip_suffix(".amazonaws.com")) else {
        // `bucket/key` as people write it; a URL of something else is none.
        return (url.is_none() && search::has(typed, "/")).then(|| bucket_and_key(typed, None, false));
    };
    // What is left is `[bucket.]s3[-website|-accelerate|-fips|-region][.dualstack][.region]`.
    let labels = search::split(host, ".");
    let service = labels.iter().rposition(|label| *label == "s3" || label.starts_with("s3-"))?;
    let (before, tail) = labels.split_at(service);
    let mut region = None;
    for label in tail {
        for head in ["", "s3-website-", "s3-"] {
            let rest = label.strip_prefix(head).filter(|rest| Partition::of_region(rest).is_some());
            region = region.or(rest);
        }
    }
    let mut address = if before.is_empty() {
        bucket_and_key(path, region, true)
    } else {
        let address = bucket_and_key(&["/", path].concat(), region, true);
        Address { bucket: before.join("."), ..address }
    };
    if in_china.is_some() {
        address.partition = Some(Partition::AwsCn);
    }
    Some(address)
}

fn value_of<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    for pair in search::split(query, "&") {
        if let Some(value) = pair.strip_prefix(name) {
            return Some(value);
        }
    }
    None
}

fn bucket_and_key(text: &str, region: Option<&str>, encoded: bool) -> Address {
    let (bucket, key) = search::halves(text, "/");
    let key = if encoded { decode(key) } else { key.to_string() };
    Address {
        bucket: bucket.to_string(),
        region: region.map(str::to_string),
        partition: region.and_then(Partition::of_region),
        key: Some(key).filter(|key| !key.is_empty()),
    }
}

fn after<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    let start = text.get(..head.len())?;
    start.eq_ignore_ascii_case(head).then(|| text.get(head.len()..)).flatten()
}

/// Percent-decoding; what does not decode stays as it is, so that a later check can show it.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let hex = rest.get(1..3).filter(|_| character == '%').filter(|hex| !hex.starts_with(['+', '-']));
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = rest.get(3..).unwrap_or_default();
        } else {
            let mut buffer = [0; 4];
            bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_place_in_s3() {
        for (typed, bucket, region, key) in [
            ("s3://b-1", "b-1", None, None),
            ("S3://b-1/", "b-1", None, None),
            ("s3://b-1/a/b c.mp4", "b-1", None, Some("a/b c.mp4")),
            ("arn:aws:s3:::b-1", "b-1", None, None),
            ("arn:aws-cn:s3:::b-1/*", "b-1", None, None),
            ("arn:aws:s3:::b-1/videos/*", "b-1", None, Some("videos/")),
            ("https://b-1.s3.amazonaws.com/", "b-1", None, None),
            (
                "https://b-1.s3.eu-west-1.amazonaws.com/a%20b/c.mp4?X-Amz-Date=1",
                "b-1",
                Some("eu-west-1"),
                Some("a b/c.mp4"),
            ),
            ("https://my.b.s3.eu-west-1.amazonaws.com", "my.b", Some("eu-west-1"), None),
            ("http://s3.us-west-2.amazonaws.com/b-1/k", "b-1", Some("us-west-2"), Some("k")),
            ("https://s3-us-west-2.amazonaws.com/b-1", "b-1", Some("us-west-2"), None),
            ("https://s3.amazonaws.com/b-1/k#top", "b-1", None, Some("k")),
            ("https://b-1.s3.dualstack.ap-south-1.amazonaws.com/k", "b-1", Some("ap-south-1"), Some("k")),
            ("https://s3.dualstack.ap-south-1.amazonaws.com/b-1", "b-1", Some("ap-south-1"), None),
            ("http://b-1.s3-website-us-east-1.amazonaws.com", "b-1", Some("us-east-1"), None),
            ("http://b-1.s3-website.eu-central-1.amazonaws.com/x", "b-1", Some("eu-central-1"), Some("x")),
            ("https://b-1.s3-accelerate.amazonaws.com", "b-1", None, None),
            ("https://b-1.s3-fips.us-east-2.amazonaws.com", "b-1", Some("us-east-2"), None),
            ("https://b-1.s3.cn-north-1.amazonaws.com.cn/k", "b-1", Some("cn-north-1"), Some("k")),
            ("b-1.s3.eu-west-1.amazonaws.com/k", "b-1", Some("eu-west-1"), Some("k")),
            ("https://B-1.S3.EU-WEST-1.AMAZONAWS.COM:443/K", "b-1", Some("eu-west-1"), Some("K")),
            (
                "https://eu-west-1.console.aws.amazon.com/s3/buckets/b-1?region=eu-west-1&tab=objects",
                "b-1",
                Some("eu-west-1"),
                None,
            ),
            (
                "https://eu-west-1.console.aws.amazon.com/s3/buckets/b-1?prefix=videos/",
                "b-1",
                Some("eu-west-1"),
                Some("videos/"),
            ),
            ("https://console.amazonaws.cn/s3/buckets/b-1/?region=cn-north-1", "b-1", Some("cn-north-1"), None),
            ("https://s3.amazonaws.com/", "", None, None),
            ("b-1/", "b-1", None, None),
            ("b-1/videos/a b.mp4", "b-1", None, Some("videos/a b.mp4")),
        ] {
            let address = read(typed).unwrap();
            assert_eq!(address.bucket, bucket, "{typed}");
            assert_eq!(address.region.as_deref(), region, "{typed}");
            assert_eq!(address.key.as_deref(), key, "{typed}");
        }
    }

    #[test]
    fn an_address_tells_the_partition_when_it_can() {
        for (typed, partition) in [
            ("s3://b-1/k", None),
            ("https://b-1.s3.amazonaws.com", None),
            ("arn:aws:s3:::b-1", Some(Partition::Aws)),
            ("arn:aws-cn:s3:::b-1", Some(Partition::AwsCn)),
            ("arn:aws-us-gov:s3:::b-1", Some(Partition::AwsUsGov)),
            ("https://b-1.s3.eu-west-1.amazonaws.com", Some(Partition::Aws)),
            ("https://b-1.s3.us-gov-west-1.amazonaws.com", Some(Partition::AwsUsGov)),
            ("https://b-1.s3.cn-north-1.amazonaws.com.cn", Some(Partition::AwsCn)),
            ("https://s3.amazonaws.com.cn/b-1", Some(Partition::AwsCn)),
        ] {
            assert_eq!(read(typed).unwrap().partition, partition, "{typed}");
        }
    }

    #[test]
    fn anything_else_is_no_address() {
        for typed in [
            "my-bucket",
            "my.bucket.name",
            "https://example.com/x",
            "arn:aws:iam::123456789012:role/x",
            "arn:nonsense:s3:::b-1",
            "",
            "https://",
            "%",
            "é",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_does_not_decode_stays() {
        for (text, want) in
            [("%", "%"), ("%2", "%2"), ("%zz", "%zz"), ("%+1", "%+1"), ("é%C3%A9", "éé"), ("%ff", "%ff")]
        {
            assert_eq!(decode(text), want);
        }
    }
}
