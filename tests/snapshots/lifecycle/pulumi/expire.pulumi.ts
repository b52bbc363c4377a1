// For bucket my-videos, where it deletes every file under the key prefix after 30 days.
// Replaces all lifecycle rules of bucket my-videos, if there are any. This prints them:
// aws s3api get-bucket-lifecycle-configuration --bucket my-videos
// If it prints rules, first add them here, but none with ID remotion-abort-uploads, remotion-expire-renders.

import * as aws from '@pulumi/aws';

new aws.s3.BucketLifecycleConfiguration('remotion-lifecycle-my-videos', {
  bucket: 'my-videos',
  rules: [
    {
      id: 'remotion-abort-uploads',
      status: 'Enabled',
      filter: {prefix: ''},
      abortIncompleteMultipartUpload: {daysAfterInitiation: 1},
    },
    {
      id: 'remotion-expire-renders',
      status: 'Enabled',
      filter: {prefix: 'it\'s/"$HOME"/${{a}}/\\!d&(e)#f:/ÿ/'},
      expiration: {days: 30},
    },
  ],
});
