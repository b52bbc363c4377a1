//! Region to partition, and what a partition changes: the head of every ARN and the host of the AWS console.
//!
//! Source: `partitions.json` of the AWS SDK, whose region patterns are written out in [`Partition::of_region`];
//! console hosts as Remotion's `aws-region-metadata.ts` builds its links.

/// A partition: a group of regions with its own accounts and its own ARNs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Partition {
    /// The commercial regions.
    Aws,
    /// China: `cn-north-1`, `cn-northwest-1`.
    AwsCn,
    /// GovCloud (US).
    AwsUsGov,
    /// The European Sovereign Cloud.
    AwsEusc,
    /// US isolated regions.
    AwsIso,
    /// US isolated regions, secret.
    AwsIsoB,
    /// EU isolated regions.
    AwsIsoE,
    /// US isolated regions, `us-isof`.
    AwsIsoF,
}

const DIRECTIONS: [&str; 9] =
    ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "central"];

impl Partition {
    /// Every partition, commercial first.
    pub const ALL: [Partition; 8] = [
        Partition::Aws,
        Partition::AwsCn,
        Partition::AwsUsGov,
        Partition::AwsEusc,
        Partition::AwsIso,
        Partition::AwsIsoB,
        Partition::AwsIsoE,
        Partition::AwsIsoF,
    ];

    /// The name as it stands in an ARN: `arn:{name}:s3:::bucket`.
    pub fn name(self) -> &'static str {
        match self {
            Partition::Aws => "aws",
            Partition::AwsCn => "aws-cn",
            Partition::AwsUsGov => "aws-us-gov",
            Partition::AwsEusc => "aws-eusc",
            Partition::AwsIso => "aws-iso",
            Partition::AwsIsoB => "aws-iso-b",
            Partition::AwsIsoE => "aws-iso-e",
            Partition::AwsIsoF => "aws-iso-f",
        }
    }

    /// The partition called `name` in an ARN.
    pub fn named(name: &str) -> Option<Partition> {
        Self::ALL.into_iter().find(|partition| partition.name() == name)
    }

    /// The partition a region belongs to; `None` when no partition has a region of that form. AWS's patterns take any
    /// word for the direction; here it must be one that regions are named by, so that `us-est-1` is seen as a slip.
    ///
    /// The commercial pattern has one word between the dashes, so `us-gov-west-1` and `us-iso-east-1` are not of it
    /// although they begin with `us-`.
    pub fn of_region(region: &str) -> Option<Partition> {
        let parts: Vec<&str> = region.split('-').collect();
        let word = |text: &str| DIRECTIONS.contains(&text);
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match parts.as_slice() {
            [area, direction, n] if word(direction) && number(n) => match *area {
                "us" | "eu" | "ap" | "sa" | "ca" | "me" | "af" | "il" | "mx" => Some(Partition::Aws),
                "cn" => Some(Partition::AwsCn),
                _ => None,
            },
            [area, kind, direction, n] if word(direction) && number(n) => match (*area, *kind) {
                ("us", "gov") => Some(Partition::AwsUsGov),
                ("eusc", "de") => Some(Partition::AwsEusc),
                ("us", "iso") => Some(Partition::AwsIso),
                ("us", "isob") => Some(Partition::AwsIsoB),
                ("eu", "isoe") => Some(Partition::AwsIsoE),
                ("us", "isof") => Some(Partition::AwsIsoF),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether Remotion Lambda can run there: `aws`, and from 4.0.510 `aws-cn` (Remotion's `regions.ts`).
    pub fn has_remotion(self) -> bool {
        matches!(self, Partition::Aws | Partition::AwsCn)
    }

    /// Host of the AWS console. Only of partitions Remotion runs in: the others get no link.
    pub fn console(self) -> Option<&'static str> {
        match self {
            Partition::Aws => Some("console.aws.amazon.com"),
            Partition::AwsCn => Some("console.amazonaws.cn"),
            _ => None,
        }
    }
}
