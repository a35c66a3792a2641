/** What kind of thing went wrong; stable, for logs and exit codes. */
export type ErrorCode = "usage" | "pack" | "configuration" | "platform" | "store";

/** A failure that names its cause and its mend. Its message never holds a secret or a user's words. */
export class MalinoisError extends Error {
  readonly code: ErrorCode;
  /** What the reader can do about it. */
  readonly mend: string;

  constructor(code: ErrorCode, message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MalinoisError";
    this.code = code;
    this.mend = mend;
  }
}
