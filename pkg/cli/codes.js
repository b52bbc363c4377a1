/** What a command ends with. */
export const CODE = {
  /** Sufficient; built; explained; an upgrade that needs no new permission. */
  YES: 0,
  /** Not sufficient; an upgrade that needs new permissions. */
  NO: 1,
  /** It could not be told. */
  UNKNOWN: 2,
  /** The command line is wrong, or a file that it names. As `EX_USAGE` of sysexits. */
  USAGE: 64,
};
