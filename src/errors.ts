/** The kind of failure; stable, for logs and exit codes. */
export type ErrorCode = "usage" | "pack" | "configuration" | "platform" | "store";

/**
 * Why a message was not sent. "undeliverable": the person accepts no direct messages; "gone": the place no longer exists; "forbidden": the place does not
 * allow posting. These last until somebody changes them. "later": a passing failure, such as a rate limit or a lost connection, after which to try again.
 */
export type DeliveryFailure = "undeliverable" | "gone" | "forbidden" | "later";

/** An error that names its cause and its fix. Its message never holds a secret or a user's words. */
export class MalinoisError extends Error {
  readonly code: ErrorCode;
  /** What the reader can do about it. */
  readonly fix: string;

  constructor(code: ErrorCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MalinoisError";
    this.code = code;
    this.fix = fix;
  }
}

/** Thrown if a message was certainly not sent. */
export class DeliveryError extends MalinoisError {
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, message: string, fix: string, options?: ErrorOptions) {
    super("platform", message, fix, options);
    this.name = "DeliveryError";
    this.failure = failure;
  }
}
