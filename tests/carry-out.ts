import type { CommandedChange, Inbox } from "../src/answers/ports.ts";
import type { Inbound } from "../src/model.ts";
import type { ChangeList } from "../src/ports.ts";

/** For features of which a test wants only the replies. */
export const UNSAVED: ChangeList = { add: () => undefined };

/** Carries out a command as the bot does: its changes are saved in one transaction, and it is carried out anew if that is not possible any more. */
export async function carryOut<Result>(
  inbox: Inbox,
  inbound: Inbound,
  command: (changes: ChangeList) => Promise<Result>,
): Promise<Result> {
  const { id, place, asker } = inbound;
  for (;;) {
    const commanded: CommandedChange[] = [];
    const result = await command({ add: (change, onSaved) => void commanded.push({ change, onSaved }) });
    if (commanded.length === 0) return result;
    // Its record expires at once, so that a test can have the same message handled again.
    await inbox.takeIn(inbound, 0, 0, "test");
    const remembering = { asker: { ...place, person: asker.id }, changes: [], commanded, contexts: [] };
    const isKept = await inbox.decide(id, "test", { place, language: "en", replies: [], sent: 0 }, remembering, 0);
    await inbox.finish(id, "test");
    if (isKept === "outdated") continue;
    for (const { onSaved } of commanded) onSaved?.();
    return result;
  }
}
