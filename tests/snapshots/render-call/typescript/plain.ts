import {
  renderMediaOnLambda,
  speculateFunctionName,
} from '@remotion/lambda/client';

const {renderId, bucketName} = await renderMediaOnLambda({
  // An example: use the region where your function is deployed
  region: 'us-east-1',
  // The settings your function was deployed with
  functionName: speculateFunctionName({
    memorySizeInMb: 2048,
    diskSizeInMb: 2048,
    timeoutInSeconds: 120,
  }),
  // The name of a site, or the URL that deploySite() gave
  serveUrl: 'my-site',
  composition: 'MyVideo',
  codec: 'h264',
  // A plain string would stay in Remotion's own bucket
  outName: {
    bucketName: 'my-videos',
    key: 'video.mp4',
  },
  privacy: 'public',
});
