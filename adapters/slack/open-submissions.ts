import type { FormProblem } from "../../src/forms.ts";

/** Acknowledges a submitted modal: with an error at a field, or otherwise with a notice that it is being processed. */
type Acknowledge = (problem: FormProblem | undefined) => Promise<unknown>;

/**
 * Submitted modals that are not acknowledged yet. Only the acknowledgement can show an error at its field, so it waits a moment until the answer is known.
 * https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export interface OpenSubmissions {
  /** Acknowledges a submission when {@link close} is called for it, at the latest after a moment. */
  open(id: string, acknowledge: Acknowledge): void;
  /** Acknowledges a submission; false if it was acknowledged before, or came to another process. */
  close(id: string, problem?: FormProblem): Promise<boolean>;
}

/** In milliseconds. Slack allows 3,000, of which two thirds may have passed already; finding an error takes only a few. */
const LONGEST_WAIT = 700;

export function createOpenSubmissions(): OpenSubmissions {
  const open = new Map<string, { readonly acknowledge: Acknowledge; readonly timer: NodeJS.Timeout }>();
  /** Acknowledgements being sent. */
  const closing = new Map<string, Promise<unknown>>();

  async function close(id: string, problem?: FormProblem): Promise<boolean> {
    const submission = open.get(id);
    if (submission === undefined) {
      // Otherwise the acknowledgement could arrive after, and replace, what is shown next.
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
      open.set(id, { acknowledge, timer: setTimeout(() => void close(id), LONGEST_WAIT) });
    },
    close,
  };
}
