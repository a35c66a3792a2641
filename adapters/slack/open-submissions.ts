import type { FormProblem } from "../../src/forms.ts";

/** Acknowledges a modal that was sent in: with what is wrong at a field, or else that it is being worked on. */
type Acknowledge = (problem: FormProblem | undefined) => Promise<unknown>;

/**
 * Modals that were sent in and are not acknowledged yet. The acknowledgement alone can show an error at its field, so it waits a moment for the answer.
 * https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export interface OpenSubmissions {
  /** Acknowledges a submission when it is closed, or after a moment. */
  open(id: string, acknowledge: Acknowledge): void;
  /** Acknowledges a submission; false where it has been acknowledged before, or is not one of this process. */
  close(id: string, problem?: FormProblem): Promise<boolean>;
}

/** Slack allows 3,000 milliseconds, of which two thirds may be gone; what is wrong is known within a few. */
const PATIENCE = 700;

export function createOpenSubmissions(): OpenSubmissions {
  const open = new Map<string, { readonly acknowledge: Acknowledge; readonly timer: NodeJS.Timeout }>();
  /** Acknowledgements on their way. */
  const closing = new Map<string, Promise<unknown>>();

  async function close(id: string, problem?: FormProblem): Promise<boolean> {
    const submission = open.get(id);
    if (submission === undefined) {
      // What is shown next must not be overtaken by it.
      await closing.get(id);
      return false;
    }
    open.delete(id);
    clearTimeout(submission.timer);
    const acknowledging = submission.acknowledge(problem).catch(() => undefined);
    closing.set(id, acknowledging);
    await acknowledging;
    closing.delete(id);
    return true;
  }

  return {
    open(id, acknowledge) {
      open.set(id, { acknowledge, timer: setTimeout(() => void close(id), PATIENCE) });
    },
    close,
  };
}
