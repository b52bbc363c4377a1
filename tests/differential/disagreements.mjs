// Where an engine and ours differ, with AWS's documentation as the judge. Every entry must occur in a run, or it fails.

const says = ({ texts, boundary }, part) => [...texts, ...boundary].some((text) => text.includes(part));
const inAnotherCase = /"(aws:[a-z]+|s3:x-amz-acl)":/;

/** {engine, what, link, covers: ({one, mine, theirs}) => whether it explains the difference} */
export const disagreements = [
  {
    engine: 'iam-simulate',
    what: 'what is asked for on "*" is taken to be allowed by a Statement about any ARN; AWS: "*" or an ARN valid for the action',
    link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    // Never the other way round: ours is the stricter one.
    covers: ({ one, mine }) => one.resource === '*' && mine !== 'allowed',
  },
  ...['iam-simulate', 'iam-rs'].map((engine) => ({
    engine,
    what: '${*} and ${?} are not read as the plain characters',
    link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars',
    covers: ({ one }) => /[*?]./.test(one.resource) && says(one, '${*}'),
  })),
  {
    engine: 'iam-rs',
    what: 'a * or ? in the name that is asked for is not a plain character; S3 allows both in object keys',
    link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
    covers: ({ one }) => /[*?]./.test(one.resource) && !says(one, '${*}'),
  },
  {
    engine: 'iam-rs',
    what: 'names of condition keys are compared in their case',
    link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html',
    covers: ({ one }) => [...one.texts, ...one.boundary].some((text) => inAnotherCase.test(text)),
  },
  {
    engine: 'iam-rs',
    what: 'wildcards of ArnEquals are plain characters; AWS: it is the same as ArnLike',
    link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN',
    covers: ({ one }) => says(one, '"ArnEquals"'),
  },
  ...['iam-simulate', 'iam-rs'].flatMap((engine) => [
    {
      engine,
      what: 'how far a wildcard reaches across colons: a * ending a segment "can", AWS leaves the rest open; check() allows the least',
      link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      covers: ({ one, mine }) => mine === 'denied' && (says(one, '"arn:*:') || says(one, '?*')),
    },
    {
      engine,
      what: 'the ARN of a log group with and without :* at its end is the same log group',
      link: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
      covers: ({ one }) => /^logs:(CreateLogGroup|PutRetentionPolicy)$/i.test(one.action) && says(one, ':*"'),
    },
  ]),
];
