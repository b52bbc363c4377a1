/** Calls and commands of every kind: rendering, cleaning up, sites, functions and quotas. */
export const CALLS = [
  'renderMediaOnLambda', 'renderStillOnLambda', 'getCompositionsOnLambda', 'getRenderProgress', 'downloadMedia', 'presignUrl',
  'largeInputProps', 'cancelRenderOnLambda', 'deleteRender', 'getOrCreateBucket', 'deploySite', 'getSites', 'deleteSite',
  'sites rmall', 'deployFunction', 'deleteFunction', 'getFunctions', 'getFunctionInfo', 'functions rmall', 'quotas',
  'quotas increase', 'simulatePermissions', 'policies validate',
];
