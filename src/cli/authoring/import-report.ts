import { LEAST_QUESTIONS } from "../../knowledge/check/lint-entry.ts";
import type { Note } from "../../knowledge/import/draft-entry.ts";
import type { Draft, DraftedEntry } from "../../knowledge/import/draft-pack.ts";

type ToDo = Note | "few-ways" | "no-source";

/** What the report says of an entry, and what a person must do about it, the most important first. */
const TO_DO: Readonly<Record<ToDo, { readonly says: string; readonly asks: string }>> = {
  "same-text": { says: "says the same as", asks: "Keep one of the entries that say the same" },
  "same-heading": { says: "has the same heading as", asks: "Give each of the entries with the same heading a title of its own" },
  "few-ways": {
    says: "few ways of asking",
    asks: `Write more ways of asking: with fewer than ${LEAST_QUESTIONS}, many questions are not recognised`,
  },
  "no-source": { says: "no source", asks: "Name the sources" },
  "summary-cut": { says: "summary cut", asks: 'Read whether the summary says enough: its end was moved under "## More"' },
  "summary-from-list": { says: "summary made of a list", asks: "Write a summary: there was only a list" },
  "too-long": { says: "long", asks: "Divide long entries, or shorten them" },
  "title-long": { says: "long title", asks: "Shorten titles: buttons show about 75 characters" },
};
const MOST_NAMED = 5;

/** Returns the report of an import: each entry with what it lacks, then a summary of what a person must still do. */
export function formatImport({ pack, entries, leftOut }: Draft, otherFiles: readonly string[]): string {
  const listed = entries.map((drafted) => ({ drafted, toDo: toDoOf(drafted) }));
  const lines = listed.map(({ drafted, toDo }) => lineOf(drafted, toDo));
  const ways = pack.entries.reduce((sum, { questions }) => sum + questions.length, 0);
  const proposed = pack.entries.reduce((sum, entry) => sum + (entry.proposed?.length ?? 0), 0);
  const asked = (Object.keys(TO_DO) as ToDo[]).flatMap((kind) => {
    const ids = listed.filter(({ toDo }) => toDo.includes(kind)).map(({ drafted }) => drafted.entry.id);
    return ids.length === 0 ? [] : [`- ${TO_DO[kind].asks} (${named(ids, entries.length)})`];
  });
  return [
    ...lines,
    ...leftOut.map(
      ({ file, text }) =>
        `${file}: left out, as a heading without text or a short text before the first heading: "${text.slice(0, 80)}"`,
    ),
    ...(otherFiles.length === 0 ? [] : [`Left alone, files of other kinds: ${named(otherFiles)}`]),
    "",
    `${pack.id} (${pack.defaultLanguage}): ${count(entries.length, "entry", "entries")} in ${count(pack.areas.length, "area", "areas")}, ${ways} ways of asking from the source and ${proposed} proposed`,
    "What a person must still do:",
    "- Read each entry, correct it, then add the day as reviewed (all)",
    '- Move the proposed ways of asking that are good to "questions", delete the others (all)',
    ...asked,
    "- Add contacts to pack.yaml: the people to turn to when Malinois does not know",
    "",
  ].join("\n");
}

function toDoOf({ entry, notes }: DraftedEntry): readonly ToDo[] {
  return [
    ...notes,
    ...(entry.questions.length + (entry.proposed?.length ?? 0) < LEAST_QUESTIONS ? (["few-ways"] as const) : []),
    ...(entry.sources.length === 0 ? (["no-source"] as const) : []),
  ];
}

function lineOf({ entry, like }: DraftedEntry, toDo: readonly ToDo[]): string {
  const says = toDo.map((kind) =>
    kind === "same-text" || kind === "same-heading" ? `${TO_DO[kind].says} ${like ?? "another"}` : TO_DO[kind].says,
  );
  const ways = `${count(entry.questions.length, "way", "ways")} of asking, ${entry.proposed?.length ?? 0} proposed`;
  return `${entry.area}/${entry.id}: ${ways}${says.map((each) => `; ${each}`).join("")}`;
}

function named(names: readonly string[], all?: number): string {
  if (names.length === all) return "all";
  const rest = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
