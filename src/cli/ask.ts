import type { Knowledge } from "../app/knowledge/live-knowledge.ts";
import type { Asked, Decision, Language, Reply } from "../model.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface AskOptions {
  readonly text: string;
  readonly language?: Language | undefined;
  readonly json?: boolean;
}

/** A question typed at the command line. */
export function typedQuestion(id: string, text: string, language?: Language): Asked {
  return {
    kind: "asked",
    id,
    place: { platform: "terminal", workspace: "", channel: "terminal", private: true },
    asker: { id: "terminal", ...(language === undefined ? {} : { language }) },
    text,
    addressed: true,
  };
}

/** Runs `malinois ask`: writes the answer as text, or the whole decision as one JSON object. */
export function runAsk(knowledge: Knowledge, { text, language, json = false }: AskOptions, { write }: Terminal): ExitCode {
  const decision = knowledge.handle(typedQuestion("ask", text, language), {});
  write(json ? `${JSON.stringify(asJson(decision))}\n` : `${decision.replies.map(formatReply).join("\n\n")}\n`);
  return 0;
}

function asJson({ outcome, language, entries, action, replies }: Decision): object {
  return { outcome, language, entries, ...(action === undefined ? {} : { action }), replies };
}

/** A reply as plain text: every part of it, in reading order; buttons as a numbered list. */
function formatReply({ title, lead, body, steps, points, urgent, sources, choices, footnote }: Reply): string {
  const pointLines = points === undefined ? [] : [points.heading, ...points.items.map((item) => `  • ${item}`)];
  const stepLines = steps === undefined ? [] : [steps.heading, ...steps.items.map((item, index) => `  ${index + 1}. ${item}`)];
  const sourceLines =
    sources === undefined
      ? []
      : [sources.heading, ...sources.items.map(({ title: name, url, asOf }) => `  ${name}${asOf ? ` (${asOf})` : ""}: ${url}`)];
  const blocks = [
    title === undefined ? [] : [title],
    lead === undefined ? [] : [lead],
    ...(urgent ? [stepLines, [...body]] : [[...body], stepLines]),
    pointLines,
    sourceLines,
    choices.map(({ label }, index) => `  [${index + 1}] ${label}`),
    footnote === undefined ? [] : [footnote],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
