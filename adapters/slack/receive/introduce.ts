import type { Action, Question } from "../../../src/model.ts";
import type { ListenerContext } from "./context.ts";
import { personIn } from "./people.ts";
import type { Rights } from "./rights.ts";

/** Buttons with which people change what others get. */
const CHANGES: readonly (Action["kind"] | undefined)[] = ["snooze", "stop-nudges"];

const NONE: Rights = {};

/** The question with what Slack tells of its asker; of rights only where they may matter, since looking them up takes a moment. */
export async function introduce(question: Question, context: Pick<ListenerContext, "people" | "rights">): Promise<Question> {
  const { asker, place } = question;
  const [profile, { mayManage, mayPost }] = await Promise.all([
    context.people.of(asker.id),
    isAboutNudges(question) ? context.rights(asker.id, place.channel) : NONE,
  ]);
  return {
    ...question,
    asker: { ...asker, ...personIn(profile), ...(mayManage !== undefined && { mayManage }) },
    ...(mayPost !== undefined && { mayPost }),
  };
}

function isAboutNudges({ text, action, submission }: Question): boolean {
  return submission !== undefined || CHANGES.includes(action?.kind) || /^\/?(?:nudge|quiz)\b/i.test(text);
}
