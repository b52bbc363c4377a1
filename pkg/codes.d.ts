// Written by `UPDATE_EXPECT=1 cargo test --test codes` from the sentences in the source. Above a code is what it
// says, with `…` for what depends on the case. Codes are stable; the wording is not.

/** What is wrong with an input. */
export type ProblemCode =
  // the ARN of … contains another account: …
  | 'account-contradicts-role'
  // `…` is not an account ID, which has 12 digits
  | 'account-id'
  // `…` is not a role or user
  // `…` is not a role
  // `…` does not say whether it is a role or a user
  // `role/` is missing before `…`
  | 'attach-to'
  // this is the ARN of an access point, not of a bucket
  | 'bucket-access-point'
  // a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`
  | 'bucket-account-regional'
  // a bucket name cannot have capital letters
  | 'bucket-capitals'
  // a bucket name cannot contain …
  | 'bucket-character'
  // a bucket name cannot have two dots in a row
  | 'bucket-dots'
  // a bucket name starts and ends with a letter or digit
  | 'bucket-ends'
  // this is an error message, not a bucket
  | 'bucket-is-error'
  // a bucket name cannot have a hyphen next to a dot
  | 'bucket-label'
  // a bucket name has 3 to 63 characters, but this one has …
  | 'bucket-length'
  // the address has no bucket name
  | 'bucket-no-name'
  // this address does not name an S3 bucket
  | 'bucket-not-s3'
  // `…` looks like an IP address
  | 'bucket-numbers'
  // a bucket name cannot start with `…`: AWS reserves this prefix
  | 'bucket-prefix'
  // a name that ends in `…` is …, not a bucket
  | 'bucket-suffix'
  // `…` is not a number of days
  | 'days'
  // `…` is not a CloudFront distribution
  | 'distribution'
  // `…` is not a valid external ID
  | 'external-id'
  // a function name cannot start with `…`
  | 'function-prefix'
  // `…` is not the address of an issuer
  | 'issuer'
  // an IAM policy cannot contain the character …
  | 'key-prefix-character'
  // an S3 key has at most 1,024 bytes, but this prefix has …
  | 'key-prefix-length'
  // Remotion does not accept a key that starts with …
  | 'key-prefix-start'
  // `…` is an alias, but a policy needs the key itself
  | 'kms-alias'
  // `…` is not the ARN of a KMS key
  | 'kms-not-an-arn'
  // this needs the larger module, which is not loaded yet
  | 'needs-setups'
  // this bucket policy would say nothing
  | 'no-statement'
  // `…` grants a user or role nothing, so there is nothing to compare or check
  | 'not-a-permission'
  // `…` is not a …
  | 'not-one-of'
  // a caller that only renders needs no permission in this bucket
  | 'nothing-ticked'
  // one role cannot trust both `…` and `…` here: their tokens have different issuers
  | 'one-issuer'
  // a token names either a branch, a tag or an environment
  | 'one-reference'
  // `…` does not issue the tokens of `…`
  | 'other-issuer'
  // this is in partition `…`, but … in `…`
  | 'other-partition'
  // `…` does not belong to the service you chose
  | 'other-platform'
  // Remotion Lambda does not run in partition `…`
  | 'partition-unsupported'
  // `…` is not an AWS region
  | 'region-unknown'
  // `…` is not a repository
  | 'repository'
  // … is missing
  | 'required'
  // `…` is not a valid role name
  | 'role-name'
  // the caller and the render function both have role `…`, and each would replace the other's trust relationship
  | 'same-role'
  // this name cannot contain …
  | 'token-character'
  // a `*` here also matches …
  | 'token-wildcard'
  // `…` is not a call or command of Remotion Lambda that sends a request
  // `…` is not a call or command of Remotion Lambda
  | 'unknown-call'
  // Remotion … does not support regions in China
  | 'version-before-china'
  // `…` is not a Remotion version
  | 'version-form'
  // Remotion `…` is too old: policies are known for 3.0.0 and newer
  | 'version-too-old';

/** What is noted of a text that was built, or of two versions. */
export type NoteCode =
  // with ACLs disabled, S3 refuses every upload with `privacy: '…'`, and a policy cannot fix this
  | 'acls-disabled'
  // buckets created since April 2023 have ACLs disabled by default, and S3 then refuses uploads with `privacy: '…'`
  | 'acls-unknown'
  // files from `<Artifact>` always go to `renders/{id}/artifacts/` in the same bucket, outside your prefix
  | 'artifacts-prefix'
  // the other side also needs `sts:AssumeRole` on role `…` if it is in another account
  | 'assuming-side'
  // `privacy: 'public'` works only if Block Public Access for ACLs is off for this bucket
  | 'block-public-access'
  // the address you gave also contains …
  | 'bucket-address-names-more'
  // Remotion's own policies already cover `…` and every other bucket whose name starts with `remotionlambda-`
  | 'bucket-already-covered'
  // `…` was taken from the address you gave
  | 'bucket-from-address'
  // `…` belongs to account …, not to yours
  | 'bucket-other-account'
  // `…` is in `…`, but you chose `…`
  | 'bucket-other-region'
  // the bucket must belong to the account of the render function
  | 'bucket-same-account'
  // `…` has dots in its name
  | 'bucket-with-dots'
  // the render call needs the whole name of your function, but only its beginning is known: `…`
  | 'call-function-name'
  // in China, Remotion needs Lambda layers of your own
  | 'china-layers'
  // AWS does not say whether roles in China take tokens of this service
  | 'china-untried'
  // the distribution needs an origin access control (OAC) for this bucket
  | 'cloudfront-access-control'
  // the job gets its credentials from `aws-actions/configure-aws-credentials`, and Remotion finds them
  | 'credentials-github'
  // the job must exchange its token for credentials before it calls Remotion
  | 'credentials-gitlab'
  // on …, Remotion finds the role's credentials only if `REMOTION_SKIP_AWS_CREDENTIALS_CHECK` is set
  | 'credentials-skip-check'
  // on Vercel, Remotion uses the platform's own keys, which have no permissions, unless you set three variables before each call
  | 'credentials-vercel'
  // the render function has role `…` only if it is deployed with it
  | 'custom-role'
  // `deleteRender()` also lists and deletes in Remotion's own bucket
  | 'delete-also-remotion-bucket'
  // `downloadMedia()` also reads the render's progress from Remotion's own bucket
  | 'download-also-remotion-bucket'
  // jobs of every branch can use the environment `…` and assume the role, unless its settings on GitHub limit the branches
  | 'environment-branches'
  // S3 deletes every file under the key prefix … days after its upload, also those that are there now
  | 'expiry-deletes'
  // … adds nothing to this policy
  | 'extra-without-effect'
  // Remotion names its functions `remotion-render-…`
  | 'function-prefix-own'
  // GitHub adds numeric IDs to the tokens of repositories created, renamed or transferred since 15 July 2026, and of those that opted in
  | 'github-without-ids'
  // your account needs an identity provider for `…` with audience `…`
  | 'identity-provider'
  // it is too long for an inline policy of a user: IAM allows … characters for all of them together
  | 'inline-full'
  // it also fits as an inline policy of a user, with … of … characters left for other inline policies
  | 'inline-room'
  // in `…` the Lambda Insights layer belongs to an account that Remotion's policy does not name
  | 'insights-layer'
  // the key is not in account …, whose role or user is to use it
  | 'key-for-other-account'
  // the `/` at the start of the key prefix was removed
  | 'key-prefix-slash'
  // these are Statements to add to the key's policy, and no policy of their own
  | 'key-statements'
  // the key policy must allow …, or the IAM policies of the account, to use the key
  | 'kms-key-policy'
  // the key belongs to account …, not to yours
  | 'kms-other-account'
  // the key is in `…`, but the bucket or function is in `…`
  | 'kms-other-region'
  // anonymous readers cannot decrypt files, so sites and public videos in this bucket do not load
  | 'kms-with-sites'
  // Remotion deletes all lifecycle rules of its bucket when you run `npx remotion lambda sites rm` or `rmall`
  | 'lifecycle-erased'
  // without an output bucket, … has no effect
  | 'needs-bucket'
  // a bucket has one policy, and in JSON, Terraform and Pulumi this takes its place
  | 'one-bucket-policy'
  // a bucket has one list of lifecycle rules, and in JSON, Terraform and Pulumi this takes its place
  | 'one-lifecycle'
  // this policy allows the chosen calls and nothing else
  | 'only-these-calls'
  // the policy has … characters, but the limit of … is …
  | 'over-limit'
  // Remotion finds and creates only buckets whose names start with `remotionlambda-`
  | 'own-remotion-bucket'
  // `privacy: 'private'` may not hide a file in Remotion's own bucket
  | 'private-in-remotion-bucket'
  // S3 refuses this policy while `BlockPublicPolicy` is on, and refuses anonymous readers while `RestrictPublicBuckets` is on
  | 'public-access-switches'
  // anyone on the internet can read …, without signing in
  | 'public-files'
  // `privacy: 'public'` does not work with a KMS key: anonymous readers cannot decrypt the file
  | 'public-with-kms'
  // Remotion … does not list `…` among its regions
  | 'region-unsupported'
  // since 4.0.418 Remotion gives a new bucket a policy whose Statement `PublicReadGetObject` lets anyone read every file
  | 'remotion-bucket-policy'
  // `renderMediaOnLambdaAndStream()` takes the options of `renderMediaOnLambda()`
  | 'render-and-stream'
  // `renderFramesOnLambda()` writes its files under `renders/{id}/frames/`, or where `outputPrefix` says
  | 'render-frames'
  // upper and lower case matter in `…`
  | 'repository-case'
  // a deployed function gets `…` only if you pass the ARN of that role as `customRoleArn`
  | 'role-needs-pass-role'
  // `sites create` can use Remotion's bucket, but not create it
  | 'sites-need-bucket'
  // `…` stands for more than one branch, tag, environment or project
  | 'token-pattern'
  // every principal of the account whose own policies allow `sts:AssumeRole` can assume the role
  | 'trust-account-wide'
  // role `…` exists, so this does not change who may assume it
  | 'trust-stays'
  // no version between Remotion … and … is available, and the policy may have changed between them
  | 'version-in-gap'
  // Remotion … is newer than the data here, which has policies for … and older
  // Remotion … is newer than the data here, whose rules were checked against …
  | 'version-newer'
  // this policy for Remotion … comes from the page itself
  | 'version-published'
  // in a VPC, the function also needs a network connection to S3 and Lambda
  | 'vpc-endpoints'
  // without read access, Remotion cannot check before the render whether the file already exists
  | 'write-only-cost'
  // Remotion … cannot render into a bucket that it cannot read, so the policy includes read access
  | 'write-only-too-old';

/** What is found in a text that was pasted. */
export type FindingCode =
  // `…` has a dot where the colon should be
  // `…` has no service
  // the action `…` has a character that is not valid in an action
  | 'action-form'
  // `…` with `Allow` allows everything that is not listed
  | 'allows-all-but'
  // the ARN `…` has too few parts
  | 'arn-fields'
  // `…` is attached, but its contents are not in this text
  | 'attached-not-pasted'
  // `…` is not a valid JSON escape
  | 'bad-escape'
  // this is URL-encoded, but not as UTF-8
  | 'bad-percent-encoding'
  // a permissions boundary limits this, but its contents are not in this text: `…`
  | 'boundary-not-pasted'
  // `…` applies to the bucket, not to the objects in it
  | 'bucket-action'
  // the text begins with an invisible byte order mark
  | 'byte-order-mark'
  // `…` is the name of an API call, not of an action
  | 'call-as-action'
  // IAM does not accept the character `…` in a policy
  | 'character-refused'
  // this text has policies of several users and roles, which are not combined: …
  | 'choose-principal'
  // JSON has no comments
  | 'comment'
  // `…` is not a condition key
  | 'condition-key-form'
  // `…` is …, not …
  | 'condition-shape'
  // a string contains a control character
  | 'control-character'
  // the quotes are curly, as in a word processor or a chat: `…`
  | 'curly-quotes'
  // `…` appears twice
  | 'duplicate-key'
  // `…` is not a valid Effect
  | 'effect-wrong'
  // `…` is not written as AWS writes it
  | 'element-case'
  // the Statement has no `…`
  | 'element-missing'
  // `…` is not an element of a …
  | 'element-unknown'
  // a Statement cannot have both `…` and `…`
  | 'elements-exclude'
  // `…` is empty, and AWS does not document what an empty condition means
  | 'empty-condition'
  // `…` is an empty list
  | 'empty-list'
  // this is an error message of AWS, not a policy
  | 'error-message'
  // there is a comma without a value before it
  | 'extra-comma'
  // `…` is not the ARN of a Lambda function
  | 'function-left-out'
  // the user is in the group `…`, whose policies are not in this text
  | 'group-not-pasted'
  // a policy of a user, group or role cannot have an `Id`
  | 'id-not-allowed'
  // there is an inline policy `…`, but its contents are not in this text
  | 'inline-not-pasted'
  // the policy `…` is created when this is deployed, and its contents are not in this text
  | 'made-later'
  // a comma is missing before this
  | 'missing-comma'
  // `…` looks like a misspelled action that Remotion needs
  | 'misspelt-action'
  // there are too many findings to list
  | 'more-findings'
  // brackets are nested more than … levels deep
  | 'nested-too-deep'
  // this `…` is never closed
  | 'never-closed'
  // no policy was found in this text
  | 'no-policy'
  // none of these documents is a policy of a user, group or role that is in force
  | 'no-policy-in-force'
  // none of these documents is the trust policy of the role, which says who may assume it
  | 'no-trust-policy'
  // this is a version of the policy that is not in force (`IsDefaultVersion` is false)
  | 'not-default-version'
  // this looks like …, but the module that reads it is not loaded
  | 'not-json'
  // this looks like a policy, or code that creates one, but could not be read: `…`
  | 'not-read'
  // `…` does not match any bucket that Remotion creates
  | 'not-remotions-bucket'
  // `…` applies to the objects in a bucket, not to the bucket
  | 'object-action'
  // there are spaces that JSON does not allow, such as non-breaking spaces
  | 'odd-space'
  // this looks like the policy of the deployer: the render function never needs `…`
  | 'of-deployer'
  // the text after this bracket could not be read
  | 'open-bracket'
  // `…` is not a condition operator
  | 'operator-unknown'
  // these are policies of the … `…`, not of the … `…`
  | 'other-principal'
  // `…` is not an AWS partition
  | 'partition-unknown'
  // `…` looks like a placeholder
  | 'placeholder-left'
  // a policy of a user, group or role cannot have a `…`
  | 'principal-not-allowed'
  // `…` is neither an ARN nor `*`
  | 'resource-form'
  // the Sid `…` has characters other than letters and digits
  | 'sid-characters'
  // an earlier Statement has the same Sid `…`
  | 'sid-duplicate'
  // JSON does not allow single quotes around strings
  | 'single-quotes'
  // `…` is not JSON and was skipped
  | 'skipped-text'
  // this is a Statement without a policy document around it
  | 'statement-alone'
  // the document has no `Statement`
  | 'statement-missing'
  // these Statements belong into the policy of a KMS key
  | 'statements-to-add'
  // `…` has no opening bracket
  | 'stray-bracket'
  // `…` cannot be limited to a resource, so this Statement does not allow it
  | 'takes-no-resource'
  // `…` is filled in when the template is deployed
  | 'template-function'
  // everybody who gets a token from `…` can assume the role
  | 'token-anyone'
  // no condition names the audience, so tokens for every audience of the identity provider can assume the role
  | 'token-audience'
  // `…` lets pull requests assume the role, whose code nobody has reviewed yet
  | 'token-pull-request'
  // under `…`, the `*` in `…` is a plain character, so this matches no token
  | 'token-star'
  // `…` also matches names that other people can take
  | 'token-strangers'
  // `…` stands for more than one branch, repository, project or service account
  | 'token-wide'
  // there is a comma before the closing bracket
  | 'trailing-comma'
  // `root` stands for every principal of that account whose own policies allow `sts:AssumeRole` on this role
  | 'trust-account'
  // everybody with an AWS account can assume the role
  | 'trust-anyone'
  // expected …, found `…`
  | 'unexpected-character'
  // the text ends, but … is expected
  | 'unexpected-end'
  // the name `…` has no quotes
  | 'unquoted-key'
  // this string has no closing quote on its line
  | 'unterminated-string'
  // `…` is plain text here, because `Version` is not `2012-10-17`
  | 'variable-is-text'
  // `Version` is missing, so version `2008-10-17` applies, in which `${…}` is plain text
  | 'version-missing'
  // `2008-10-17` is the old version, in which `${…}` is plain text
  | 'version-old'
  // `…` is not a version of the policy language
  | 'version-wrong'
  // this allows every action on every resource of the account
  | 'wide-everything'
  // `NotAction` allows every action except those listed, including actions that AWS adds later
  | 'wide-not-action'
  // `NotResource` allows the actions on every resource except those listed
  | 'wide-not-resource'
  // this allows passing any role of the account to any service, including roles with more permissions
  | 'wide-pass-role'
  // this allows every action of a service on all its resources
  | 'wide-service'
  // the service in `…` is a wildcard, which AWS does not accept
  | 'wildcard-service'
  // `…` is …, not …
  | 'wrong-type';
