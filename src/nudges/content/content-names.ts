import type { Area } from "../../model.ts";
import { textIn } from "../../text/translated.ts";
import type { ContentNames } from "../replies/describe.ts";
import type { Subscription } from "../types.ts";
import type { NudgeLibrary } from "./library.ts";

/** Returns the names that a description of a subscription needs, in its language, else in the first available one. */
export function contentNames(
  { content, language }: Pick<Subscription, "content" | "language">,
  areas: readonly Area[],
  library: Pick<NudgeLibrary, "campaign">,
): ContentNames {
  if (content.kind === "pack") {
    if (content.areas === "all") return { areas: [] };
    return { areas: content.areas.map((id) => textIn(areas.find((area) => area.id === id)?.title ?? {}, language, id)) };
  }
  const name = library.campaign(content.campaign)?.name;
  return { areas: [], ...(name === undefined ? {} : { campaign: textIn(name, language, content.campaign) }) };
}
