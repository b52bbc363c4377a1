// What crosses between JavaScript and the modules. A test compares these shapes with the Rust ones.

import type { FindingCode, NoteCode, ProblemCode } from './codes.js';

export type * from './codes.js';

/**
 * What to build: one text. A field that does not exist, or that the policy does not take, throws an `Error`. `undefined`
 * and `null` count as left out.
 */
export type BuildCall =
  | PermissionsCall
  | TrustCall
  | RenderCallCall
  | BucketPolicyCall
  | KeyPolicyCall
  | LifecycleCall
  | SetupCall;

/** A policy that grants permissions. You can also compare and check it. */
export type PermissionsCall = UserCall | RoleCall | CallerCall | DestinationCall | DestinationCallerCall;

/** The fields that every policy that grants permissions takes. */
export interface PermissionsFields {
  /** Default: `json`. */
  format?: PolicyFormat;
  /** Version of `@remotion/lambda`. Default: the newest one known, see `releases()`. */
  version?: string;
  /** AWS region. Decides the partition. */
  region?: string;
  /** Your own AWS account, twelve digits. */
  accountId?: string;
}

/** A field that only Remotion's own policies take. */
export interface PublishedFields {
  /**
   * The policy that your page states for `version`, in JSON. If `version` is newer than the newest known version, and the
   * text is a policy of the partition, the answer uses it, byte for byte. Otherwise it changes nothing.
   */
  publishedPolicy?: string;
}

/** Fields of `destination`, `destination-caller` and `render-call` about your output bucket. */
export interface BucketFields {
  /** Output bucket: a name, or an `s3://` URL, bucket ARN or S3 URL that names it. */
  bucket?: string;
  /** Folder inside the output bucket. Default: the whole bucket. */
  keyPrefix?: string;
  /** ARN of the customer managed key that encrypts the output bucket. */
  kmsKeyArn?: string;
}

/** More output buckets of `destination` and `destination-caller`. */
export interface BucketsFields {
  /** More output buckets, each as in `bucket`. What the other fields say of the bucket holds for all. */
  buckets?: string[];
}

/** How `destination` and `render-call` write to your output bucket. */
export interface UploadFields {
  /** As in `renderMediaOnLambda()`. Default: `public`. */
  privacy?: Privacy;
  /** Object Ownership setting of the output bucket. Default: `unknown`. */
  objectOwnership?: ObjectOwnership;
}

/**
 * A case for which Remotion's own policies lack a permission: `layers` for `customLayerArns`, which China needs; `insights`
 * for Lambda Insights in af-south-1, ap-east-1, ap-northeast-3 and eu-south-1; `vpc` for a function in a VPC;
 * `quota-increase` for the first `quotas increase` of an account.
 */
export type Extra = 'layers' | 'insights' | 'vpc' | 'quota-increase';

/** What adds Statements to Remotion's own policies. Without these fields, their texts are Remotion's. */
export interface ExtraFields {
  /** Default: none. For `role`, only `vpc` adds something. */
  extras?: Extra[];
  /** A render function with a name of your own, or how such names begin and a `*`. */
  functionName?: string;
  /** Your own bucket instead of Remotion's, which you always pass as `forceBucketName`. */
  remotionBucket?: string;
  /** ARN of the customer managed key that encrypts Remotion's bucket. */
  kmsKeyArn?: string;
}

/** For the deployer, who can also start renders: Remotion's own user policy. */
export interface UserCall extends PermissionsFields, PublishedFields, ExtraFields {
  policy: 'user';
  /**
   * The render function's role, a name or ARN. Another one than `remotion-lambda-role` adds a Statement that lets you pass
   * it as `customRoleArn`.
   */
  functionRole?: string;
  /** The user or role that gets the policy: `user/NAME`, `role/NAME` or an ARN. Default: `user/remotion-user`. */
  attachTo?: string;
}

/** For the render function's role: Remotion's own role policy. */
export interface RoleCall extends PermissionsFields, PublishedFields, ExtraFields {
  policy: 'role';
  /** The render function's role, which gets this policy: a name or ARN. Default: `remotion-lambda-role`. */
  functionRole?: string;
  /** How the names of the render functions begin. Default: `remotion-render-`. */
  functionPrefix?: string;
}

/**
 * A function of Remotion Lambda, or a command after `npx remotion lambda`. `skipLambdaInvocation` is an option of
 * `getRenderProgress()`. `largeInputProps`: input props over about 194 KB (stills: 5 MB).
 */
export type RemotionCall =
  | 'renderMediaOnLambda'
  | 'renderStillOnLambda'
  | 'getCompositionsOnLambda'
  | 'getRenderProgress'
  | 'downloadMedia'
  | 'presignUrl'
  | 'largeInputProps'
  | 'cancelRenderOnLambda'
  | 'deleteRender'
  | 'skipLambdaInvocation'
  | 'render'
  | 'still'
  | 'compositions'
  | 'getOrCreateBucket'
  | 'deploySite'
  | 'deploySiteFromBundle'
  | 'deleteSite'
  | 'getSites'
  | 'sites ls'
  | 'sites create'
  | 'sites rm'
  | 'sites rmall'
  | 'deployFunction'
  | 'functions deploy'
  | 'deleteFunction'
  | 'getFunctions'
  | 'functions ls'
  | 'getFunctionInfo'
  | 'functions rm'
  | 'functions rmall'
  | 'quotas'
  | 'quotas increase'
  | 'simulatePermissions'
  | 'policies validate';

/** For code and commands that call Remotion: exactly what these calls need. */
export interface CallerCall extends PermissionsFields {
  policy: 'caller';
  /** All that the code or the commands call. Default: starting renders and stills, compositions and progress. */
  calls?: RemotionCall[];
  /** The user or role that gets the policy: `role/NAME`, `user/NAME` or an ARN. Default: `role/remotion-executionrole`. */
  attachTo?: string;
  /** The render function's name, or how it begins and a `*`. Default: `remotion-render-*`. */
  functionName?: string;
  /** The bucket that is always passed as `forceBucketName`. Default: any bucket of Remotion. */
  remotionBucket?: string;
  /** For `deployFunction`: the role that the function gets, a name or ARN. Default: `remotion-lambda-role`. */
  functionRole?: string;
}

/** For the render function's role: your own output bucket. */
export interface DestinationCall extends PermissionsFields, BucketFields, BucketsFields, UploadFields {
  policy: 'destination';
  /** The render function may write to the output bucket but not read from it. */
  writeOnly?: boolean;
  /** The render function's role, which gets this policy: a name or ARN. Default: `remotion-lambda-role`. */
  functionRole?: string;
}

/** For the caller: fetching from your own output bucket. */
export interface DestinationCallerCall extends PermissionsFields, BucketFields, BucketsFields {
  policy: 'destination-caller';
  /** The caller uses `downloadMedia()` or `presignUrl()`. */
  download?: boolean;
  /** The caller uses `deleteRender()`. */
  delete?: boolean;
  /** The user or role that gets the policy: `role/NAME`, `user/NAME` or an ARN. Default: `role/remotion-executionrole`. */
  attachTo?: string;
}

/** Fields of `trust` and `setup` about who may assume a role. */
export interface TrustFields {
  /** AWS region. Decides the partition. */
  region?: string;
  /**
   * Who may assume the role, also several: a Statement for each. No two of `github-actions`, `gitlab`, `vercel` and
   * `eks-irsa`, whose tokens come from different issuers. Default: `lambda`.
   */
  service?: Service | Service[];
  /** For service `account`, the account that may assume the role; for `role`, the account of `trustedRole`. */
  trustedAccount?: string;
  /** For service `role`: the role that may assume the role. An ARN, or a name, which needs `trustedAccount`. */
  trustedRole?: string;
  /** For `account` and `role`: the external ID that the other side must send. */
  externalId?: string;
  /** Your own account, 12 digits, in which the identity provider is. `ecs-tasks` is limited to it. */
  accountId?: string;
  /**
   * For `github-actions` and `gitlab`: `owner/name`, or any address of the repository. Where GitHub's tokens have numeric
   * IDs, `owner@123456/name@456789`; or both, separated by a comma.
   */
  repository?: string;
  /** For `github-actions` and `gitlab`, one of branch, tag and environment. In each, `*` stands for any text. */
  branch?: string;
  /** Likewise. */
  tag?: string;
  /** Likewise, for `github-actions`. For `vercel`, the environment of the project. Default there: `production`. */
  environment?: string;
  /** For `vercel`: the team, as in `vercel.com/my-team`. */
  team?: string;
  /** For `vercel`: the project, by its name. `*` stands for every project of the team. */
  project?: string;
  /**
   * Who issues the tokens: its URL, or the ARN of its identity provider if there is one, which then is not created.
   * Required for `eks-irsa`. Default: GitHub's, GitLab's or that of the Vercel team.
   */
  issuer?: string;
  /** For `eks-irsa`, and to narrow `eks-pod-identity`: the Kubernetes namespace of the pods. */
  namespace?: string;
  /** Likewise their service account. */
  serviceAccount?: string;
}

/** The trust relationship of a role: who may assume it. */
export interface TrustCall extends TrustFields {
  policy: 'trust';
  /** Default: `json`. */
  format?: PolicyFormat;
  /**
   * The role that gets the trust relationship: `role/NAME` or an ARN. Default: `role/remotion-lambda-role` for service
   * `lambda` alone, else `role/remotion-executionrole`.
   */
  attachTo?: string;
}

/** The `renderMediaOnLambda()` call that renders into your own output bucket. It is not a policy. */
export interface RenderCallCall extends BucketFields, UploadFields {
  policy: 'render-call';
  /** The only format. */
  format?: 'typescript';
  /** AWS region of the render function. */
  region?: string;
}

/**
 * The policy of a bucket: who may read its files, and that requests need TLS. A bucket has one policy. At least one of
 * `publicRead`, `distribution` and `tlsOnly` is needed.
 */
export interface BucketPolicyCall {
  policy: 'bucket-policy';
  format?: PolicyFormat;
  /** AWS region. Decides the partition. */
  region?: string;
  /** The bucket: a name, or an `s3://` URL, bucket ARN or S3 URL that names it. */
  bucket?: string;
  /** Which files anyone on the internet can read. Default: `none`. */
  publicRead?: PublicRead;
  /** With `publicRead: 'prefix'`: the folder that anyone can read. */
  keyPrefix?: string;
  /** The CloudFront distribution that reads the bucket by origin access control: an ARN, or an ID, which needs `accountId`. */
  distribution?: string;
  /** Your own AWS account, twelve digits. */
  accountId?: string;
  /** Deny requests without TLS. */
  tlsOnly?: boolean;
}

/** Statements to add to the policy of a KMS key, as a JSON array. It is not a policy. */
export interface KeyPolicyCall {
  policy: 'key-policy';
  /** The other formats would take a whole policy. */
  format?: 'json' | 'aws-cli' | 'aws-cli-powershell';
  /** ARN of the customer managed key that encrypts the bucket. */
  kmsKeyArn?: string;
  /** The render function's role: a name or ARN. Default: `remotion-lambda-role`. */
  functionRole?: string;
  /** The role or user that downloads files or makes links with `presignUrl()`: `role/NAME`, `user/NAME` or an ARN. */
  reader?: string;
  /** The CloudFront distribution that reads the bucket: an ARN or an ID. */
  distribution?: string;
  /** The account of the roles, users and distribution, twelve digits. Default: the key's. */
  accountId?: string;
}

/** Rules by which a bucket deletes parts of failed uploads, and old renders. A bucket has one list of rules. */
export interface LifecycleCall {
  policy: 'lifecycle';
  /** A stack has no rules but those of a bucket that it creates. */
  format?: 'json' | 'aws-cli' | 'aws-cli-powershell' | 'terraform' | 'pulumi';
  /** AWS region. Decides the partition. */
  region?: string;
  /** The bucket: a name, or an `s3://` URL, bucket ARN or S3 URL that names it. */
  bucket?: string;
  /** The folder whose files are deleted. Needed with `expireAfterDays`. */
  keyPrefix?: string;
  /** After how many days renders are deleted, such as `30`. Default: never. */
  expireAfterDays?: string;
}

/**
 * All that a caller and its render function need, part by part: identity provider, roles, policies, bucket policy, the
 * render call and credentials. A role or identity provider that is named by its ARN exists already, and is not created.
 */
export interface SetupCall
  extends TrustFields,
    BucketFields,
    UploadFields,
    Pick<PermissionsFields, 'version'>,
    Pick<CallerCall, 'calls' | 'functionName' | 'remotionBucket'>,
    Pick<BucketPolicyCall, 'publicRead' | 'distribution' | 'tlsOnly'> {
  policy: 'setup';
  /** `json` is all parts as one Markdown text. */
  format?: 'json' | 'aws-cli' | 'cloudformation' | 'terraform';
  /**
   * The caller's role: `role/NAME` for one to create, an ARN for one that exists. Without `service` also a user, whose
   * keys the code has: `user/NAME` or an ARN. Default: `role/remotion-executionrole`.
   */
  attachTo?: string;
  /** The render function's role: a name for one to create, an ARN for one that exists. Default: `remotion-lambda-role`. */
  functionRole?: string;
}

/** Whom a policy is for, or `render-call`. */
export type Policy = BuildCall['policy'];

/** The formats of a policy. */
export type PolicyFormat =
  | 'json'
  | 'aws-cli'
  | 'aws-cli-powershell'
  | 'cloudformation'
  | 'terraform'
  | 'cdk'
  | 'pulumi';

/** All formats. */
export type Format = PolicyFormat | 'typescript';

export type Privacy = 'public' | 'private' | 'no-acl';

export type ObjectOwnership = 'acls-disabled' | 'acls-enabled' | 'unknown';

export type Service =
  | 'lambda'
  | 'ec2'
  | 'ecs-tasks'
  | 'account'
  | 'role'
  | 'github-actions'
  | 'gitlab'
  | 'vercel'
  | 'eks-pod-identity'
  | 'eks-irsa';

export type PublicRead = 'none' | 'prefix' | 'sites' | 'all';

export type BuildAnswer =
  | {
      ok: true;
      text: string;
      language: string;
      fileName: string;
      /** Who gets the policy, in words. */
      principal: string;
      /** As IAM counts: without white space. `null` where no limit applies. */
      size: { characters: number; limit: number; place: string } | null;
      notes: Note[];
      /** Version of `@remotion/lambda` the text is for. */
      version: string;
      /** Why each permission is there, in the order of the text. Empty for `render-call`. */
      reasons: Reason[];
      /** Of `setup` only: what it consists of, in the order to create it. */
      parts?: Part[];
    }
  | {
      ok: false;
      /** Everything that is wrong, in the order of the fields. */
      problems: Problem[];
    };

/** One thing of a setup that goes to one place. Its text is the same whatever the format of the setup. */
export interface Part {
  /** From 1. */
  number: number;
  /** The policy that gives this text by itself. `null`: an identity provider, an instance profile or credentials. */
  policy: Exclude<Policy, SetupCall['policy']> | null;
  /** A heading. */
  title: string;
  /** What it is attached to or belongs to. Backticks are code. */
  goesTo: string;
  /** One sentence: what it is for, and what to do with it. Backticks are code. */
  what: string;
  text: string;
  language: string;
  fileName: string;
  /** As that of the answer. */
  size: { characters: number; limit: number; place: string } | null;
}

export interface Reason {
  /** Sid of its Statement. */
  sid: string;
  action: string;
  /** What Remotion does with it. `null` when a release of Remotion added it and this data does not say why. */
  reason: string | null;
}

/** Something wrong with an input. */
export interface Problem {
  code: ProblemCode;
  /** Name of the field in `BuildCall`. */
  field: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
}

/**
 * How much a note or a finding matters, as in IAM Access Analyzer. `error`: AWS refuses it. `security-warning`: it grants
 * or trusts more than Remotion needs. `warning`: something fails, or is not as it was meant. `suggestion`: good to know.
 */
export type Severity = 'error' | 'security-warning' | 'warning' | 'suggestion';

/** Something to know about a text that was built. */
export interface Note {
  code: NoteCode;
  severity: Severity;
  message: string;
  help: string;
  link?: string;
}

export interface ReleasesAnswer {
  /** Newest version of `@remotion/lambda` that the module knows. */
  newest: string;
  /** When that version was published. */
  published: string;
  /** Neighbouring versions with the same texts. `user` and `role` number the distinct texts. */
  ranges: { from: string; to: string; user: number; role: number; gap: boolean }[];
  /** `console` is the host of the AWS console of the region's partition. */
  regions: { name: string; partition: string; console: string; default: boolean }[];
}

/** What to check. It never leaves the page. */
export interface CheckCall {
  /** Policies as they were pasted: documents, what `aws iam get-role-policy` and its like print, URL-encoded, several. */
  text?: string;
  /** Instead of `text`: several such texts. */
  texts?: string[];
  /** The permissions boundary of the same user or role, likewise. */
  boundary?: string | string[];
  /**
   * Whose policies to judge when the texts hold those of several: one of the answer's `principals`, or an ARN. Default: the
   * one the first requirement names.
   */
  principal?: string;
  /** The policies whose permissions are needed, with their inputs; `trust` asks the role's trust policy. */
  requirements: (PermissionsCall | TrustCall)[];
  /** Whether to write the addition into the pasted text as well. Default: `false`. */
  merge?: boolean;
}

export type CheckAnswer =
  | {
      ok: true;
      verdict: 'sufficient' | 'conditional' | 'insufficient' | 'invalid' | 'empty';
      /** The verdict in a sentence. */
      summary: string;
      /**
       * Where it is sufficient, when no region or account was named and the policies are narrowed to some; `null` stands
       * for any. Empty when the verdict holds wherever it was asked about.
       */
      sufficientIn: { region: string | null; accountId: string | null }[];
      /** Whose policies were judged: `role/NAME`, `user/NAME` or `group/NAME`. `null` when the texts name nobody. */
      principal: string | null;
      /** All principals whose policies the texts contain. */
      principals: { principal: string; textIndex: number; range: TextRange }[];
      /** The documents that were found, in the order of the texts. */
      documents: PastedDocument[];
      /** Policies and groups that are attached but only named, so that their contents are not known. */
      attachedByName: AttachedByName[];
      /** Parts that look like policies and could not be read. */
      unread: { textIndex: number; range: TextRange }[];
      /** What Remotion needs, worst first. */
      permissions: RequiredPermission[];
      /** What is wrong with the texts, worst first. */
      findings: Finding[];
      /** What to add, when adding helps: the smallest document. `null` otherwise. */
      addition: Addition | null;
      /** One of the texts with the addition in it, when it was asked for and can be done. */
      merged: { textIndex: number; text: string } | null;
    }
  | { ok: false; problems: Problem[] };

/** What a document is. Only an identity policy allows by itself. */
export type DocumentKind = 'identity-policy' | 'permissions-boundary' | 'session-policy' | 'trust-policy' | 'bucket-policy' | 'key-policy' | 'resource-policy' | 'service-control-policy' | 'resource-control-policy';

/** A document in the pasted texts. */
export interface PastedDocument {
  textIndex: number;
  range: TextRange;
  /** Its name in the text around it. */
  name: string | null;
  kind: DocumentKind;
  /** Whose it is: `role/NAME`, `user/NAME` or `group/NAME`. `null` when the text does not say. */
  principal: string | null;
  /** Whether it is in force: not an old version, not deleted, not replaced by a plan. */
  inForce: boolean;
  /** Why it is not in force, in a sentence. */
  why: string | null;
  /** Whether it counts for whom the verdict is about. */
  used: boolean;
  boundary: boolean;
  statements: number;
}

/** Something attached that the texts only name. */
export interface AttachedByName {
  /** `unknown`: a policy that comes to be when a plan is carried out. */
  kind: 'managed' | 'inline' | 'group' | 'boundary' | 'unknown';
  /** Its name or ARN. */
  name: string;
  principal: string | null;
  textIndex: number;
  range: TextRange;
}

/** A permission that Remotion needs, and whether the policies allow it. */
export interface RequiredPermission {
  action: string;
  /** An ARN, which may hold wildcards, or `*`. */
  resource: string;
  /**
   * `must`: what the policy is for fails without it. `case`: needed only for what `neededFor` says, and without weight in
   * the verdict. `unused`: in Remotion's own text, and nothing in Remotion uses it.
   */
  level: 'must' | 'case' | 'unused';
  /** The one case that needs it, in words; `null` unless the level is `case`. */
  neededFor: string | null;
  status: 'allowed' | 'missing' | 'partly' | 'denied' | 'conditional';
  /** What Remotion does with it. `null` when a release of Remotion added it and this data does not say why. */
  reason: string | null;
  /** The Statements that decide. */
  statements: { documentIndex: number; statementIndex: number; sid: string | null; range: TextRange }[];
  /** A resource that is not allowed. */
  example?: string;
  /** Condition keys and policy variables that it depends on. */
  conditionKeys: string[];
  /** Conditions that were decided, because Remotion's requests always or never meet them. */
  decidedConditions: { key: string; met: boolean; why: string }[];
  /** The policies allow it, and the permissions boundary does not. */
  blockedByBoundary: boolean;
}

/** Something wrong with a text that was pasted. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** `Statement[2].Action[0]`; empty when it is about the text as a whole. */
  path: string;
  /** Which of the texts, boundaries counted after the others. */
  textIndex: number;
  /** Which of `documents`. */
  documentIndex: number | null;
  range: TextRange;
  message: string;
  help: string;
  link?: string;
}

/** A part of a text. */
export interface TextRange {
  /** In UTF-16 units from the start of the text, as `setSelectionRange()` takes it. */
  start: number;
  end: number;
  /** Of `start`, from 1. */
  line: number;
  /** Of `start`, from 1, in UTF-16 units. */
  column: number;
}

/** A policy to add beside what is there. */
export interface Addition {
  policy: PolicyDocument;
  /** The same as text, in the `format` of the first requirement or of the comparison. Default: JSON. */
  text: string;
  /** As one more inline policy. */
  size: { characters: number; limit: number; place: string };
}

/** A policy that allows. */
export interface PolicyDocument {
  Version: string;
  Statement: { Sid: string; Effect: string; Action: string[]; Resource: string[] }[];
}

/** One request. */
export interface EvaluateCall {
  texts: string | string[];
  boundary?: string | string[];
  /** As in `CheckCall`. */
  principal?: string;
  /** `service:Name`, in any case. */
  action: string;
  /** An ARN, or `*` where the action takes no resource. */
  resource: string;
  /**
   * Condition keys of the request; `null` for one it does not have. A condition on any other key stays open, and so does
   * one with an operator for numbers, dates, addresses or binary values.
   */
  context?: Record<string, string | string[] | boolean | null>;
}

export type Evaluation = 'allowed' | 'implicitDeny' | 'explicitDeny' | 'conditional';

/** An error, and the known setup: the fields of a build call except `policy`. It never leaves the page. */
export interface ExplainCall extends PermissionsFields, BucketFields, BucketsFields, UploadFields {
  /** As it was pasted: a message, a stack, a log, a CloudTrail event, `progress.json`. */
  text: string;
  /** The render function's role: a name or ARN. Default: `remotion-lambda-role`. */
  functionRole?: string;
  /** How the names of the render functions begin. Default: `remotion-render-`. */
  functionPrefix?: string;
  /** Whom a policy is attached to, where the text does not say: `role/NAME`, `user/NAME` or an ARN. */
  attachTo?: string;
  writeOnly?: boolean;
  download?: boolean;
  delete?: boolean;
  calls?: RemotionCall[];
  functionName?: string;
  remotionBucket?: string;
  extras?: Extra[];
  service?: Service | Service[];
  trustedAccount?: string;
  trustedRole?: string;
}

export type ExplainAnswer =
  | {
      ok: true;
      /** In the order of the text; what a log repeats stands once. */
      denials: Denial[];
      /** Parts that speak of an error in words that are not known. */
      unread: TextRange[];
    }
  | { ok: false; problems: Problem[] };

/** A request that AWS did not carry out, and what to do about it. */
export interface Denial {
  /** Where the text says it. */
  range: TextRange;
  /** Whose request it was, where the text says. */
  principal: DeniedPrincipal | null;
  /** What that is in a Remotion setup. */
  who: 'render-function' | 'caller' | 'deployer' | 'other' | 'unknown';
  /** The IAM action, also where the text names a request. */
  action: string | null;
  /** As AWS names it, without quotes and entities. */
  resource: string | null;
  /** What denied. `unknown` where the text does not say. */
  cause:
    | 'identity-policy'
    | 'permissions-boundary'
    | 'session-policy'
    | 'service-control-policy'
    | 'resource-control-policy'
    | 'resource-policy'
    | 'vpc-endpoint-policy'
    | 'trust-policy'
    | 'key-policy'
    | 'block-public-access'
    | 'acls-disabled'
    | 'bucket-owner'
    | 'credentials'
    | 'quota'
    | 'not-permissions'
    | 'unknown';
  /** Something denies, rather than nothing allows. */
  explicit: boolean;
  /** The policy that denies, where AWS names it. */
  policyArn: string | null;
  /**
   * What policies pasted in the same text make of the request, as `evaluate()` answers. `range` is where to look: the
   * Statement that denies, or what nearly allows it. `null` without policies, or where the request is not known.
   */
  pasted: { decision: Evaluation; range: TextRange | null } | null;
  /** The calls of Remotion that make this request. */
  calls: string[];
  /** The policies that grant it to `who`, ready for `build()`, at most one for each who. Empty where none helps. */
  policies: BuildCall[];
  /** The smallest policy that grants it, where adding helps. */
  addition: Addition | null;
  /** Who was denied what, and why. */
  message: string;
  /** The one thing to do. */
  help: string;
  /** How, or what to look at, the most likely first. */
  steps: string[];
  link?: string;
}

/** The principal that AWS names. */
export interface DeniedPrincipal {
  /** As the text has it. */
  arn: string | null;
  kind: 'user' | 'role' | 'assumed-role' | 'federated-user' | 'root' | 'service' | 'unknown';
  /** Of the user or role. */
  name: string | null;
  /** Twelve digits, unless they are masked. */
  account: string | null;
}

/** Two versions of a policy: its fields, with `from` and `to` in place of `version`. */
export type CompareCall = WithoutVersion<PermissionsCall> & {
  /** Version upgraded from. */
  from: string;
  /** Version upgraded to. Default: the newest one known. */
  to?: string;
};

/** Of each call of a union. */
type WithoutVersion<Call> = Call extends unknown ? Omit<Call, 'version'> : never;

export type CompareAnswer =
  | {
      ok: true;
      from: string;
      to: string;
      added: Change[];
      /** Keeping them does no harm. */
      removed: Change[];
      /** What was added, to paste beside the old policy. */
      addition: Addition | null;
      /** What is uncertain about the two versions. */
      notes: Note[];
    }
  | { ok: false; problems: Problem[] };

export interface Change {
  action: string;
  resource: string;
  /** What Remotion does with it, or did. `null` when this data does not say. */
  reason: string | null;
  /** The first version known to have the change. */
  since: string;
  /** The last version known not to have it. */
  after: string;
}
