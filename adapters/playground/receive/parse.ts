import type { Action, FormSubmission, Question } from "../../../src/model.ts";
import type { Turn } from "../protocol.ts";

/** Makes a question of a form that the page sent in. */
export function toSubmission(turn: Turn, handle: string, { form, values }: Omit<FormSubmission, "language">): Question {
  return { ...toQuestion(turn, handle, ""), submission: { form, language: turn.language, values } };
}

/**
 * Makes a question of what the page sent.
 * @param handle names the request, so that the replies find their way back to it.
 */
export function toQuestion(turn: Turn, handle: string, text: string, action?: Action): Question {
  return {
    id: turn.message,
    place: { platform: "playground", workspace: "", channel: "page", thread: turn.thread, private: true, handle },
    // Whoever opens the page tries everything.
    asker: {
      id: turn.person,
      language: turn.language,
      ...(turn.zone === undefined ? {} : { zone: turn.zone }),
      mayManage: "workspace",
    },
    text,
    ...(action === undefined ? {} : { action }),
    addressed: true,
  };
}
