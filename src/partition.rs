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

/// What a region's name begins with, and the partition it is of.
const AREAS: &str = "\
us	aws
eu	aws
ap	aws
sa	aws
ca	aws
me	aws
af	aws
il	aws
mx	aws
cn	aws-cn
us-gov	aws-us-gov
eusc-de	aws-eusc
us-iso	aws-iso
us-isob	aws-iso-b
eu-isoe	aws-iso-e
us-isof	aws-iso-f
";

fn digits_only(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

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
        const NAMES: &[&str] =
            &["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];
        NAMES.get(self as usize).copied().unwrap_or_default()
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
        let parts = crate::search::split(region, "-");
        let [area @ .., direction, n] = parts.as_slice() else { return None };
        if !DIRECTIONS.contains(direction) || !digits_only(n) {
            return None;
        }
        Self::named(crate::search::line(AREAS, &area.join("-")))
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
