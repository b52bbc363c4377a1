//! The `renderMediaOnLambda()` call that fits the policies: TypeScript.
//!
//! `outName` must be an object to leave Remotion's bucket; a string is only a key in it (`getExpectedOutName` in
//! `packages/serverless-client/src`). The function's name is computed, so that the example needs no deployed one.

use super::braces::single_quoted;
use crate::diagnostics::fill;
use crate::mark::{mark, stand_in};
use crate::partition::Partition;
use crate::setup::names::Bucket;
use crate::setup::{Inputs, Privacy};

/// With gaps for region, bucket, key and privacy.
const CALL: &str = "import {\n  renderMediaOnLambda,\n  speculateFunctionName,\n} from '@remotion/lambda/client';\n\
         \n\
         const {renderId, bucketName} = await renderMediaOnLambda({\n  \
           // {4}\n  \
           region: {0},\n  \
           // The settings your function was deployed with\n  \
           functionName: speculateFunctionName({\n    \
             memorySizeInMb: 2048,\n    \
             diskSizeInMb: 2048,\n    \
             timeoutInSeconds: 120,\n  \
           }),\n  \
           // The name of a site, or the URL that deploySite() gave\n  \
           serveUrl: 'my-site',\n  \
           composition: 'MyVideo',\n  \
           codec: 'h264',\n  \
           // A plain string would stay in Remotion's own bucket\n  \
           outName: {\n    \
             bucketName: {1},\n    \
             key: {2},\n  \
           },\n  \
           privacy: {3},\n\
         });\n";

const EXAMPLE: &str = "An example: use the region where your function is deployed";

/// Ends in a line feed, as a source file does.
pub(crate) fn print(inputs: &Inputs) -> String {
    // The function must be where the bucket and its key are.
    let chosen = inputs.region.as_ref().map(|region| region.name.as_str());
    let named = inputs.bucket.as_ref().and_then(Bucket::named_region);
    let known = chosen.or(named).or(inputs.kms_key.as_ref().map(|key| key.region.as_str()));
    let (region, comment) = match (known, inputs.partition) {
        (Some(region), _) => (mark(region), "Where your function is deployed"),
        (None, Partition::AwsCn) => (stand_in("cn-north-1"), EXAMPLE),
        // Remotion's default region.
        (None, _) => (stand_in("us-east-1"), EXAMPLE),
    };
    let region = single_quoted(&region);
    let bucket = inputs.bucket.as_ref().map(|bucket| string(&bucket.name, true)).unwrap_or_default();
    let folder = inputs.key_prefix.as_ref().map(|prefix| mark(&prefix.key)).unwrap_or_default();
    let key = single_quoted(&[&folder, "video.mp4"].concat());
    // The default is not the reader's choice, or need not be.
    let privacy = string(inputs.privacy.name(), inputs.privacy != Privacy::Public);
    fill(CALL, &[&region, &bucket, &key, &privacy, comment])
}

/// A string literal; `typed` when the reader gave it.
fn string(text: &str, typed: bool) -> String {
    if typed {
        single_quoted(&mark(text))
    } else {
        single_quoted(text)
    }
}
