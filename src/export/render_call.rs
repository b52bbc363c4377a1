//! The `renderMediaOnLambda()` call that fits the policies: TypeScript.
//!
//! `outName` must be an object to leave Remotion's bucket; a string is only a key in it (`getExpectedOutName` in
//! `packages/serverless-client/src`). The function's name is computed, so that the example needs no deployed one.

use super::braces::single_quoted;
use crate::diagnostics::fill;
use crate::mark::{mark, stand_in};
use crate::partition::Partition;
use crate::setup::names::{Bucket, FUNCTION_PREFIX};
use crate::setup::{Inputs, Privacy};
use crate::RESOURCES;

/// With gaps for an import, region, its comment, the function, the bucket of Remotion, where the video goes, and privacy.
const CALL: &str = "import {\n  renderMediaOnLambda,\n{0}} from '@remotion/lambda/client';\n\
         \n\
         const {renderId, bucketName} = await renderMediaOnLambda({\n  \
           // {2}\n  \
           region: {1},\n  \
           {3}{4}\
           // The name of a site, or the URL that deploySite() gave\n  \
           serveUrl: 'my-site',\n  \
           composition: 'MyVideo',\n  \
           codec: 'h264',\n  \
           {5}privacy: {6},\n\
         });\n";

const SPECULATE: &str = "  speculateFunctionName,\n";

const SETTINGS: &str = "// The settings your function was deployed with\n  \
           functionName: speculateFunctionName({\n    \
             memorySizeInMb: 2048,\n    \
             diskSizeInMb: 2048,\n    \
             timeoutInSeconds: 120,\n  \
           }),\n  ";

/// With a gap each for bucket and key.
const OUT: &str = "// A plain string would stay in Remotion's own bucket\n  \
           outName: {\n    \
             bucketName: {0},\n    \
             key: {1},\n  \
           },\n  ";

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
    let folder = inputs.key_prefix.as_ref().map(|prefix| mark(&prefix.key)).unwrap_or_default();
    let key = single_quoted(&[&folder, "video.mp4"].concat());
    // The default is not the reader's choice, or need not be.
    let privacy = string(inputs.privacy.name(), inputs.privacy != Privacy::Public);
    let out = match &inputs.bucket {
        Some(bucket) => fill(OUT, &[&string(&bucket.name, true), &key]),
        None => String::new(),
    };
    let (function, own_bucket) = own_names(inputs);
    let import = if function.is_none() { SPECULATE } else { "" };
    let function = function.unwrap_or_else(|| SETTINGS.to_string());
    fill(CALL, &[import, &region, comment, &function, &own_bucket, &out, &privacy])
}

/// The function that has another name than Remotion gives, and the bucket in the place of Remotion's: of a whole setup.
fn own_names(inputs: &Inputs) -> (Option<String>, String) {
    if !RESOURCES {
        return (None, String::new());
    }
    let name = |prefix: &String| match inputs.is_function_name {
        true => Some(mark(prefix)),
        false if prefix.starts_with(FUNCTION_PREFIX) => None,
        // Only how it begins is known.
        false => Some(stand_in(&[prefix, "function"].concat())),
    };
    let function = inputs.function_prefix.as_ref().and_then(name);
    let line = |field: &str, value: &str| [field, ": ", &single_quoted(value), ",\n  "].concat();
    let bucket = inputs.remotion_bucket().map(|bucket| line("forceBucketName", &mark(&bucket.name)));
    (function.map(|name| line("functionName", &name)), bucket.unwrap_or_default())
}

/// A string literal; `typed` when the reader gave it.
fn string(text: &str, typed: bool) -> String {
    if typed {
        single_quoted(&mark(text))
    } else {
        single_quoted(text)
    }
}
