// What crosses between JavaScript and the module. A test compares these shapes with the Rust ones.

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
   * The render function's role, default `remotion-lambda-role`; for `runtime` and `destination-caller` the role of the
   * code that starts renders, default `remotion-executionrole`.
   */
  roleName?: string;
  /**
   * The user the policy is attached to, for `user` (default `remotion-user`), `runtime` and `destination-caller`; or a
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
  | 'runtime'
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
