// For bucket remotionlambda-useast1-abcdefghij.
// Replaces all lifecycle rules of bucket remotionlambda-useast1-abcdefghij, if there are any. This prints them:
// aws s3api get-bucket-lifecycle-configuration --bucket remotionlambda-useast1-abcdefghij
// If it prints rules, first add them here, but none with ID remotion-abort-uploads, remotion-expire-renders.

import * as aws from '@pulumi/aws';

new aws.s3.BucketLifecycleConfiguration('remotion-lifecycle-remotionlambda-useast1-abcdefghij', {
  bucket: 'remotionlambda-useast1-abcdefghij',
  rules: [
    {
      id: 'remotion-abort-uploads',
      status: 'Enabled',
      filter: {prefix: ''},
      abortIncompleteMultipartUpload: {daysAfterInitiation: 1},
    },
  ],
});
