/** What kind of thing went wrong; stable, for logs and exit codes. */
export type ErrorCode = "usage" | "pack" | "configuration" | "platform" | "store";

/**
 * Why a message was not sent: the person takes no direct messages, the place does not exist any more, or does not allow posting: for good, until
 * somebody changes it; "later": not this time (a rate limit, no connection), and it may be tried again.
 */
export type DeliveryFailure = "undeliverable" | "gone" | "forbidden" | "later";

/** A failure that names its cause and its fix. Its message never holds a secret or a user's words. */
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

/** A message that was certainly not sent. */
export class DeliveryError extends MalinoisError {
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, message: string, fix: string, options?: ErrorOptions) {
    super("platform", message, fix, options);
    this.name = "DeliveryError";
    this.failure = failure;
  }
}
