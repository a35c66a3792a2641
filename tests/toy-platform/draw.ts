import { encodeAction } from "../../src/actions.ts";
import type { Reply, Section } from "../../src/model.ts";
import { type ChatMessage, LONGEST, MOST_BUTTONS } from "../protocol/toy-chat.ts";

type Drawn = Pick<ChatMessage, "text" | "buttons">;

/** Draws a reply as messages of lines and buttons, all of it, each within the chat's limits. */
export function draw(reply: Reply): readonly Drawn[] {
  const { title, body, points, steps, sources, form, footnote } = reply;
  const cited = sources && {
    heading: sources.heading,
    items: sources.items.map(({ title: name, url, asOf }) => [name, url, asOf].filter(Boolean).join(" ")),
  };
  const main = reply.urgent ? [...list(steps), ...body, ...list(points)] : [...body, ...list(points), ...list(steps)];
  const fields = form?.fields.flatMap((field) => [
    `${field.label}: ${"options" in field ? field.options.map(({ label }) => label).join(", ") : ""} ${field.hint ?? ""}`,
  ]);
  const lines = [title ?? "", ...main, ...list(cited), form?.title ?? "", ...(fields ?? []), footnote ?? ""];
  const buttons = [...reply.choices, ...reply.actions].map(({ label, action }) => ({ label, value: encodeAction(action) }));
  const rows = Array.from({ length: Math.ceil(buttons.length / MOST_BUTTONS) }, (_, row) =>
    buttons.slice(row * MOST_BUTTONS, (row + 1) * MOST_BUTTONS),
  );
  return [...pages(lines).map((text) => ({ text, buttons: [] })), ...rows.map((row) => ({ text: "", buttons: row }))];
}

function list(section: Section<string> | undefined): readonly string[] {
  return section === undefined ? [] : [section.heading, ...section.items.map((item) => `- ${item}`)];
}

/** Lines in as few messages as there is room in; one that is too long is cut between words. */
function pages(lines: readonly string[]): readonly string[] {
  const done: string[] = [];
  let page = "";
  for (const word of lines
    .filter(Boolean)
    .join("\n")
    .split(/(?=\s)/)) {
    if (page.length + word.length > LONGEST) {
      done.push(page);
      page = "";
    }
    page += word;
  }
  return [...done, page];
}
