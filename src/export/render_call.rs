//! The `renderMediaOnLambda()` call that fits the policies: TypeScript.
//!
//! `outName` must be an object to leave Remotion's bucket; a string is only a key in it (`getExpectedOutName` in
//! `packages/serverless-client/src`). The function's name is computed, so that the example needs no deployed one.

use super::braces::single_quoted;
use crate::diagnostics::fill;
use crate::mark::mark;
use crate::setup::{Inputs, Privacy};

/// With gaps for region, bucket, key and privacy.
const CALL: &str = "import {\n  renderMediaOnLambda,\n  speculateFunctionName,\n} from '@remotion/lambda/client';\n\
         \n\
         const {renderId, bucketName} = await renderMediaOnLambda({\n  \
           // Where your function is deployed\n  \
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

/// Ends in a line feed, as a source file does.
pub(crate) fn print(inputs: &Inputs) -> String {
    let region = match &inputs.region {
        Some(region) => string(&region.name, true),
        // Remotion's default region.
        None => string("us-east-1", false),
    };
    let bucket = inputs.bucket.as_ref().map(|bucket| string(&bucket.name, true)).unwrap_or_default();
    let folder = inputs.key_prefix.as_ref().map(|prefix| mark(&prefix.key)).unwrap_or_default();
    let key = single_quoted(&[&folder, "video.mp4"].concat());
    // The default is not the reader's choice, or need not be.
    let privacy = string(inputs.privacy.name(), inputs.privacy != Privacy::Public);
    fill(CALL, &[&region, &bucket, &key, &privacy])
}

/// A string literal; `typed` when the reader gave it.
fn string(text: &str, typed: bool) -> String {
    if typed {
        single_quoted(&mark(text))
    } else {
        single_quoted(text)
    }
}
