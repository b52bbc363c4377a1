//! When a request is made: facts about a setup, and the versions at which Remotion's requests changed.

use crate::catalog::Version;

/// From here on Remotion renders into a bucket it may only write to, and checks for an existing file again when it
/// uploads (pull request 11161 of Remotion).
pub(crate) const WRITE_ONLY_SINCE: Version = Version::new(4, 0, 523);

/// The version right before.
pub(crate) const BEFORE_WRITE_ONLY: Version = Version::new(4, 0, 522);

/// From here on there is `renderFramesOnLambda()`.
pub(crate) const FRAMES_SINCE: Version = Version::new(4, 0, 535);

/// From here on there is `renderMediaOnLambdaAndStream()`.
pub(crate) const STREAM_SINCE: Version = Version::new(4, 0, 542);

/// Facts about a setup that rows ask about, one bit each.
pub(super) type Facts = u32;

pub(super) const ALWAYS: Facts = 0;
/// The caller uses `downloadMedia()` or `presignUrl()`.
pub(super) const DOWNLOAD: Facts = 1;
/// The caller uses `deleteRender()` in the reader's own bucket.
pub(super) const DELETE: Facts = 1 << 1;
/// The bucket that the calls use is looked for: none is passed as `forceBucketName`.
pub(super) const FINDS_BUCKET: Facts = 1 << 2;
/// Renders go to a folder of the bucket.
pub(super) const PREFIX: Facts = 1 << 3;
/// `privacy` is not `no-acl`.
pub(super) const ACL: Facts = 1 << 4;
/// The function may read the bucket it writes to.
pub(super) const READS: Facts = 1 << 5;
/// The bucket is encrypted with a key of the reader's.
pub(super) const KEY: Facts = 1 << 6;
/// The bucket is one that Remotion made, which Remotion's own policies reach already.
pub(super) const REMOTIONS_BUCKET: Facts = 1 << 7;
/// It is another one; or it does not matter which, because everything is asked for.
pub(super) const OTHER_BUCKET: Facts = 1 << 8;
/// Functions are deployed with layers that the reader hosts, as in China they must be.
pub(super) const HOSTED_LAYERS: Facts = 1 << 9;
/// Before [`WRITE_ONLY_SINCE`].
pub(super) const MUST_READ: Facts = 1 << 10;
/// Remotion has made buckets there since before their names held the region; not so in China.
pub(super) const OLD_BUCKETS: Facts = 1 << 11;
/// The permissions are for the calls that the reader names, so that their own requests are no rare case.
pub(super) const BY_CALLS: Facts = 1 << 12;
/// One of them creates Remotion's bucket.
pub(super) const CREATES: Facts = 1 << 13;
/// One of them is `sites rm`, which removes the lifecycle rules of the bucket that it finds.
pub(super) const REMOVES_SITES: Facts = 1 << 14;
/// The policy is Remotion's own, whole, and has what only older versions used.
pub(super) const WHOLE_POLICY: Facts = 1 << 15;
/// The function is in a region where the layer of Lambda Insights belongs to another account.
pub(super) const INSIGHTS: Facts = 1 << 16;
/// The function is in a VPC.
pub(super) const VPC: Facts = 1 << 17;
/// The account has never asked for a higher quota.
pub(super) const QUOTA_INCREASE: Facts = 1 << 18;
/// The function gets a role with another name than Remotion's.
pub(super) const OWN_ROLE: Facts = 1 << 19;
/// The reader has a function with another name than Remotion's.
pub(super) const OWN_FUNCTION: Facts = 1 << 20;
/// The reader has a bucket with another name in the place of Remotion's.
pub(super) const OWN_BUCKET: Facts = 1 << 21;
