// The policy that is checked: what Remotion's user needs and other Statements, as long as policies people have.

/** Bytes. */
const LENGTH = 6000;

export const pasted = (build) => {
  const policy = JSON.parse(build({ policy: 'user' }).text);
  const print = () => JSON.stringify(policy, null, 2);
  for (let at = 0; print().length < LENGTH; at += 1) {
    policy.Statement.push({
      Sid: `Other${at}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: [`arn:aws:s3:::team-${at}-*/*`],
    });
  }
  return print();
};
