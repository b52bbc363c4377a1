// What crosses between JavaScript and the modules. A test compares these shapes with the Rust ones.

/** What to build. Only `policy` is required; a field that the module does not know is a thrown `Error`. */
export interface BuildCall {
  /** Whom the policy is for, or `render-call` for the matching `renderMediaOnLambda()` call. */
  policy: Policy;
  /** Default: `json`, or `typescript` for `render-call`. */
  format?: Format;
  /** Version of `@remotion/lambda`. Default: the newest one known, see `releases()`. */
  version?: string;
  /** AWS region. Decides the partition. */
  region?: string;
  /** Output bucket: a name, or an `s3://` URL, bucket ARN or S3 URL that names it. */
  bucket?: string;
  /** Folder inside the output bucket. */
  keyPrefix?: string;
  /** As in `renderMediaOnLambda()`. Default: `public`. */
  privacy?: Privacy;
  /** Object Ownership setting of the output bucket. Default: `unknown`. */
  objectOwnership?: ObjectOwnership;
  /** ARN of the customer managed key that encrypts the output bucket. */
  kmsKeyArn?: string;
  /** The render function may write to the output bucket but not read from it. */
  writeOnly?: boolean;
  /** AWS account id, twelve digits. */
  accountId?: string;
  /**
   * The render function's role, default `remotion-lambda-role`; for `caller` and `destination-caller` the role of the
   * code that starts renders, default `remotion-executionrole`.
   */
  roleName?: string;
  /**
   * The user the policy is attached to, for `user` (default `remotion-user`), `caller` and `destination-caller`; or a
   * role, written `role/` and its name. Only formats that attach use it.
   */
  userName?: string;
  /** How the names of the render functions begin. Default: `remotion-render-`. */
  functionPrefix?: string;
  /** Which service may assume the role. */
  service?: Service;
  /** The caller uses `downloadMedia()` or `presignUrl()`. */
  download?: boolean;
  /** The caller uses `deleteRender()`. */
  delete?: boolean;
  /** The caller names Remotion's bucket itself, with the `forceBucketName` option. */
  forceBucketName?: boolean;
}

export type Policy =
  | 'user'
  | 'role'
  | 'caller'
  | 'destination'
  | 'destination-caller'
  | 'trust'
  | 'render-call';

/** `render-call` has `typescript` only, the policies have all others. */
export type Format =
  | 'json'
  | 'aws-cli'
  | 'aws-cli-powershell'
  | 'cloudformation'
  | 'terraform'
  | 'cdk'
  | 'pulumi'
  | 'typescript';

export type Privacy = 'public' | 'private' | 'no-acl';

export type ObjectOwnership = 'acls-disabled' | 'acls-enabled' | 'unknown';

export type Service = 'lambda' | 'ec2' | 'ecs-tasks' | 'account' | 'role';

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
    }
  | {
      ok: false;
      /** Everything that is wrong, in the order of the fields. */
      problems: Problem[];
    };

export interface Problem {
  code: string;
  /** Name of the field in `BuildCall`. */
  field: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
}

export interface Note {
  code: string;
  severity: 'info' | 'warning';
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
  regions: { name: string; partition: string; default: boolean }[];
}

/** What to check. Nothing of it leaves the page. */
export interface CheckCall {
  /** Policies as they were pasted: documents, what `aws iam get-role-policy` and its like print, URL-encoded, several. */
  text?: string;
  /** Instead of `text`: several such texts. */
  texts?: string[];
  /** The permissions boundary of the same user or role, likewise. */
  boundary?: string | string[];
  /** The policies whose permissions are needed, with their inputs. */
  requirements: BuildCall[];
  /** Whether to write the addition into the pasted text as well. Default: `false`. */
  merge?: boolean;
}

export type CheckAnswer =
  | {
      ok: true;
      verdict: 'sufficient' | 'conditional' | 'insufficient' | 'invalid' | 'empty';
      /** The verdict in a sentence. */
      summary: string;
      /** The documents that were found. Boundaries come last. */
      documents: { text: number; range: TextRange; name: string | null; boundary: boolean; statements: number }[];
      /** What Remotion needs, worst first. */
      requirements: Requirement[];
      /** What AWS refuses (`invalid`), what works but is better otherwise (`unwise`), what was left out (`note`). */
      findings: Finding[];
      /** What to add, when adding helps: the smallest document. `null` otherwise. */
      addition: Addition | null;
      /** The text numbered `text` with the addition in it, when it was asked for and can be done. */
      merged: { text: number; merged: string } | null;
    }
  | { ok: false; problems: Problem[] };

export interface Requirement {
  action: string;
  /** An ARN, which may hold wildcards, or `*`. */
  resource: string;
  /** Without a `should`, rendering works but something else does not. */
  level: 'must' | 'should';
  status: 'allowed' | 'missing' | 'partly' | 'denied' | 'conditional';
  reason: string;
  /** The Statements that decide. */
  statements: { document: number; index: number; sid: string | null; range: TextRange }[];
  /** A resource that is not allowed. */
  example?: string;
  /** Condition keys and policy variables that it hangs on. */
  keys: string[];
  /** Conditions that were decided, because Remotion's requests always or never meet them. */
  decided: { key: string; met: boolean; why: string }[];
  /** The permissions boundary holds back what the policies allow. */
  bounded: boolean;
}

export interface Finding {
  code: string;
  severity: 'invalid' | 'unwise' | 'note';
  /** `Statement[2].Action[0]`; empty when it is about the text as a whole. */
  path: string;
  /** Which of the texts, boundaries counted after the others. */
  text: number;
  /** Which of `documents`. */
  document: number | null;
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

/** Two versions of a policy: the fields of `BuildCall` but `version`, `from` and `to`. */
export interface CompareCall extends Omit<BuildCall, 'version'> {
  /** Version upgraded from. */
  from: string;
  /** Version upgraded to. Default: the newest one known. */
  to?: string;
}

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
      /** What is not exactly known of the two versions. */
      notes: Note[];
    }
  | { ok: false; problems: Problem[] };

export interface Change {
  action: string;
  resource: string;
  reason: string;
  /** The first version known to have the change. */
  since: string;
  /** The last version known not to have it. */
  after: string;
}
