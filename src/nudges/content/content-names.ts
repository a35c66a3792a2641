import type { Area } from "../../model.ts";
import type { ContentNames } from "../replies/describe.ts";
import type { Subscription } from "../types.ts";
import type { NudgeLibrary } from "./library.ts";

/** The names that a description of a subscription needs, in its language, else in the first there is. */
export function contentNames(
  { content, language }: Pick<Subscription, "content" | "language">,
  areas: readonly Area[],
  library: Pick<NudgeLibrary, "campaign">,
): ContentNames {
  const inLanguage = (names: Area["title"], id: string) => names[language] ?? Object.values(names)[0] ?? id;
  if (content.kind === "pack") {
    if (content.areas === "all") return { areas: [] };
    return { areas: content.areas.map((id) => inLanguage(areas.find((area) => area.id === id)?.title ?? {}, id)) };
  }
  const name = library.campaign(content.campaign)?.name;
  return { areas: [], ...(name === undefined ? {} : { campaign: inLanguage(name, content.campaign) }) };
}
