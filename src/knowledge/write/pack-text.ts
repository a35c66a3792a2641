import { stringify } from "yaml";
import type { Area, Language, Translated } from "../../model.ts";

/** The content of pack.yaml of a new pack. */
export interface NewPackFile {
  readonly id: string;
  readonly name: Translated;
  readonly languages: readonly Language[];
  readonly areas: readonly Area[];
}

const CONTACTS = `# The people to turn to when Malinois does not know; the first one counts most.
# contacts:
#   - title: Service desk
#     when: Working days, 8 to 18
#     phone: "+32 2 555 00 00"
#     email: servicedesk@example.org
`;

/** Returns the text of pack.yaml, with examples of what is still missing. */
export function packText({ id, name, languages, areas }: NewPackFile): string {
  const listed = areas.map((area) => ({ id: area.id, title: short(area.title) }));
  return `${stringify({ id, name: short(name), languages, areas: listed }, { lineWidth: 0 })}${CONTACTS}`;
}

/** Returns a single text if it is the same in every language. */
function short(texts: Translated): string | Translated {
  const [first, ...others] = Object.values(texts);
  return first !== undefined && others.every((text) => text === first) ? first : texts;
}
