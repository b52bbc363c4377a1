// Written by `UPDATE_EXPECT=1 cargo test --test codes` from the sentences in the source. Above a code is what it
// says, with `…` for what depends on the case. Codes are stable; the wording is not.

/** What is wrong with an input. */
export type ProblemCode =
  // the ARN of … names account …
  | 'account-contradicts-role'
  // an account id is 12 digits, and `…` is not
  | 'account-id'
  // `…` is not a role or user
  // `…` is not a role
  // `…` can be a role or a user
  // `role/` is missing before `…`
  | 'attach-to'
  // a bucket name that ends in `-an` has the form `prefix-123456789012-us-east-1-an`
  | 'bucket-account-regional'
  // a bucket name has no capital letters
  | 'bucket-capitals'
  // a bucket name cannot hold …
  | 'bucket-character'
  // a bucket name has no two dots in a row
  | 'bucket-dots'
  // a bucket name starts and ends with a letter or digit
  | 'bucket-ends'
  // no hyphen may stand next to a dot in a bucket name
  | 'bucket-label'
  // a bucket name has 3 to 63 characters, this one has …
  | 'bucket-length'
  // the address names no bucket
  | 'bucket-no-name'
  // this address does not name an S3 bucket
  | 'bucket-not-s3'
  // `…` looks like an IP address
  | 'bucket-numbers'
  // no bucket name starts with `…`: AWS keeps this prefix for itself
  | 'bucket-prefix'
  // a name that ends in `…` is …, not a bucket
  | 'bucket-suffix'
  // `…` cannot start the name of a function
  | 'function-prefix'
  // an IAM policy cannot hold the character …
  | 'key-prefix-character'
  // S3 keys have at most 1,024 bytes, this prefix alone has …
  | 'key-prefix-length'
  // Remotion accepts no key that starts with …
  | 'key-prefix-start'
  // `…` is an alias, and a policy names the key itself
  | 'kms-alias'
  // `…` is not the ARN of a KMS key
  | 'kms-not-an-arn'
  // `…` grants nothing, so there is nothing to compare or check
  | 'not-a-permission'
  // `…` is not a …
  | 'not-one-of'
  // `…` starts with `remotionlambda-`, so the caller's Remotion policy already covers it
  | 'nothing-missing'
  // to render, the caller needs no permission in this bucket
  | 'nothing-ticked'
  // this is in partition `…`, but … in `…`
  | 'other-partition'
  // Remotion Lambda does not run in partition `…`
  | 'partition-unsupported'
  // `…` is not an AWS region
  | 'region-unknown'
  // … is missing
  | 'required'
  // `…` cannot be the name of a role
  | 'role-name'
  // Remotion … knows no regions in China
  | 'version-before-china'
  // `…` is not a Remotion version
  | 'version-form'
  // the data begins with Remotion 3.0.0, so there is no policy for `…`
  | 'version-too-old';

/** What is noted of a text that was built, or of two versions. */
export type NoteCode =
  // with ACLs disabled, S3 refuses every upload with `privacy: '…'`, and no policy changes that
  | 'acls-disabled'
  // buckets made since April 2023 have ACLs disabled, and then S3 refuses uploads with `privacy: '…'`
  | 'acls-unknown'
  // files from `<Artifact>` always go to `renders/{id}/artifacts/` in the same bucket, outside your prefix
  | 'artifacts-prefix'
  // `privacy: 'public'` also needs Block Public Access off for ACLs of this bucket
  | 'block-public-access'
  // the address you gave also names …
  | 'bucket-address-names-more'
  // `…` is already covered: Remotion's own policies reach every bucket that starts with `remotionlambda-`
  | 'bucket-already-covered'
  // `…` was taken from the address you gave
  | 'bucket-from-address'
  // `…` belongs to account …, not to yours
  | 'bucket-other-account'
  // `…` lies in `…`, but you chose `…`
  | 'bucket-other-region'
  // the bucket must belong to the account of the render function
  | 'bucket-same-account'
  // `…` has dots in its name
  | 'bucket-with-dots'
  // in China, Remotion needs Lambda layers of your own
  | 'china-layers'
  // `deleteRender()` also lists and deletes in Remotion's own bucket
  | 'delete-also-remotion-bucket'
  // `downloadMedia()` also reads the render's progress from Remotion's own bucket
  | 'download-also-remotion-bucket'
  // Remotion names its functions `remotion-render-…`
  | 'function-prefix-own'
  // as an inline policy of a user it fits as well, with … of … characters left for all other inline policies
  | 'inline-room'
  // in `…` the Lambda Insights layer belongs to an account that Remotion's policy does not name
  | 'insights-layer'
  // the `/` at the start of the key prefix was left out
  | 'key-prefix-slash'
  // the key's own policy must let IAM policies of the account, or this principal, use the key
  | 'kms-key-policy'
  // the key belongs to account …, not to yours
  | 'kms-other-account'
  // the key is in `…`, but the bucket or function in `…`
  | 'kms-other-region'
  // the text has … characters, … allows …
  | 'over-limit'
  // `privacy: 'private'` may not hide a file in Remotion's own bucket
  | 'private-in-remotion-bucket'
  // `privacy: 'public'` has no use with a KMS key: an anonymous reader cannot decrypt the file
  | 'public-with-kms'
  // Remotion … does not list `…` among its regions
  | 'region-unsupported'
  // this allows rendering, not deploying functions or sites
  | 'render-only'
  // this policy lets its principal pass `remotion-lambda-role` only, not `…`
  | 'role-needs-pass-role'
  // naming the account lets every principal in it assume the role that its own policies allow to
  | 'trust-account-wide'
  // no version between Remotion … and … was to be had, and the text may have changed on the way
  | 'version-in-gap'
  // Remotion … is newer than this page, which knows … and older
  // Remotion … is newer than this page, whose rules were checked against …
  | 'version-newer'
  // this is the text that this page states for Remotion …
  | 'version-published'
  // without read access Remotion cannot see early that the file already exists
  | 'write-only-cost'
  // Remotion … cannot render into a bucket it may only write to, so read access is included
  | 'write-only-too-old';

/** What is found in a text that was pasted. */
export type FindingCode =
  // `…` has a dot where the colon should be
  // `…` does not say whose action it is
  // the action `…` holds a character that no action has
  | 'action-form'
  // `…` with `Allow` allows everything that is not listed
  | 'allows-all-but'
  // the ARN `…` has too few parts
  | 'arn-fields'
  // `…` is attached, but what it says is not in this text
  | 'attached-not-pasted'
  // `…` is no escape that JSON knows
  | 'bad-escape'
  // this is URL-encoded, but not as UTF-8
  | 'bad-percent-encoding'
  // a boundary limits this, but what it says is not in this text: `…`
  | 'boundary-not-pasted'
  // `…` applies to the bucket, not to the objects in it
  | 'bucket-action'
  // the text begins with an invisible byte order mark
  | 'byte-order-mark'
  // `…` is the name of an API call, not of an action
  | 'call-as-action'
  // `…` is a character that IAM does not take in a policy
  | 'character-refused'
  // this holds policies of several users and roles, which do not add up: …
  | 'choose-principal'
  // JSON has no comments
  | 'comment'
  // `…` is no condition key
  | 'condition-key-form'
  // `…` is …, not …
  | 'condition-shape'
  // a control character stands in a string
  | 'control-character'
  // the quotes are curly, as a word processor or a chat sets them: `…`
  | 'curly-quotes'
  // `…` stands here a second time
  | 'duplicate-key'
  // `…` is no Effect
  | 'effect-wrong'
  // `…` is not written as AWS writes it
  | 'element-case'
  // the Statement has no `…`
  | 'element-missing'
  // `…` is no element of a …
  | 'element-unknown'
  // a Statement cannot have both `…` and `…`
  | 'elements-exclude'
  // `…` holds no condition, and AWS does not say whether it is then met
  | 'empty-condition'
  // `…` is an empty list
  | 'empty-list'
  // this is an error message of AWS, not a policy
  | 'error-message'
  // a comma stands where nothing is
  | 'extra-comma'
  // `…` is not the ARN of a Lambda function
  | 'function-left-out'
  // the user is in the group `…`, whose policies are not in this text
  | 'group-not-pasted'
  // a policy of a user, group or role has no `Id`
  | 'id-not-allowed'
  // there is an inline policy `…`, but what it says is not in this text
  | 'inline-not-pasted'
  // the policy `…` comes to be when this is carried out, and its text is not here
  | 'made-later'
  // a comma is missing before this
  | 'missing-comma'
  // there is more to say than is said here
  | 'more-findings'
  // brackets are nested more than … deep
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
  // this looks like …, and what reads that has not loaded
  | 'not-json'
  // this looks like a policy, or code that makes one, and could not be read: `…`
  | 'not-read'
  // no bucket that Remotion makes matches `…`
  | 'not-remotions-bucket'
  // `…` applies to the objects in a bucket, not to the bucket
  | 'object-action'
  // there are spaces that JSON does not know, such as non-breaking ones
  | 'odd-space'
  // what this bracket opens could not be read
  | 'open-bracket'
  // `…` is no condition operator
  | 'operator-unknown'
  // these are policies of the … `…`, but the … `…` is asked about
  | 'other-principal'
  // `…` is no partition of AWS
  | 'partition-unknown'
  // `…` looks like a placeholder that nobody filled in
  | 'placeholder-left'
  // a policy of a user, group or role has no `…`
  | 'principal-not-allowed'
  // `…` is neither an ARN nor `*`
  | 'resource-form'
  // the Sid `…` holds more than letters and digits
  | 'sid-characters'
  // the Sid `…` is used by an earlier Statement
  | 'sid-duplicate'
  // JSON takes no single quotes around strings
  | 'single-quotes'
  // `…` is not JSON and was skipped
  | 'skipped-text'
  // this is a Statement without a policy document around it
  | 'statement-alone'
  // the document has no `Statement`
  | 'statement-missing'
  // `…` closes nothing
  | 'stray-bracket'
  // `…` takes no resource, so that this does not allow it
  | 'takes-no-resource'
  // `…` is filled in when the template is deployed
  | 'template-function'
  // a comma stands before the closing bracket
  | 'trailing-comma'
  // `…` stands where … should
  | 'unexpected-character'
  // the text ends where … should stand
  | 'unexpected-end'
  // the name `…` has no quotes
  | 'unquoted-key'
  // this string has no closing quote on its line
  | 'unterminated-string'
  // `…` is plain text here, because `Version` is not `2012-10-17`
  | 'variable-is-text'
  // `Version` is missing, so the language of 2008 holds and `${…}` is plain text
  | 'version-missing'
  // `2008-10-17` is the old language, in which `${…}` is plain text
  | 'version-old'
  // `…` is no version of the policy language
  | 'version-wrong'
  // this allows every action on every resource of the account
  | 'wide-everything'
  // `NotAction` allows every action there is but those named, and those AWS will add
  | 'wide-not-action'
  // `NotResource` allows the actions on every resource but those named
  | 'wide-not-resource'
  // whoever has this can hand any role of the account to any service, also one with more rights
  | 'wide-pass-role'
  // this allows every action of a service on all its resources
  | 'wide-service'
  // the service in `…` is a wildcard, which AWS does not take
  | 'wildcard-service'
  // `…` holds …, not …
  | 'wrong-type';
