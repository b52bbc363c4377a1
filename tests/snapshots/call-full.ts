import {renderMediaOnLambda, speculateFunctionName} from '@remotion/lambda/client';

const {renderId, bucketName} = await renderMediaOnLambda({
  region: 'eu-west-1',
  // The settings your function was deployed with
  functionName: speculateFunctionName({memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120}),
  serveUrl: 'my-site', // A site name, or the URL that deploySite() gave
  composition: 'MyVideo',
  codec: 'h264',
  // An object: a plain string would only name a key in Remotion's own bucket
  outName: {
    bucketName: 'my-videos',
    key: 'it\'s/\\final/video.mp4',
  },
  privacy: 'no-acl',
});
