import { encodeAction } from "../../../src/actions.ts";
import type { Button, Decision, Reply, Section, Source, Suggestion } from "../../../src/model.ts";
import type { DecisionFacts, PageButton, PageCandidate, PageReply, PageSource, PageSuggestion } from "../protocol.ts";
import { say } from "../texts.ts";

/** What the page draws for a reply. The page sets every text as text, never as markup. */
export function renderReply(reply: Reply): PageReply {
  const { kind, language, title, body, points, steps, footnote } = reply;
  return {
    kind,
    language,
    ...(title === undefined ? {} : { title }),
    ...(reply.urgent ? { urgent: say(language, "urgent") } : {}),
    body,
    ...(points === undefined ? {} : { points }),
    ...(steps === undefined ? {} : { steps }),
    ...(reply.sources === undefined ? {} : { sources: renderSources(reply.sources) }),
    choices: reply.choices.map(renderButton),
    actions: reply.actions.map(renderButton),
    ...(reply.form === undefined ? {} : { form: reply.form }),
    ...(footnote === undefined ? {} : { footnote }),
  };
}

function renderSources(sources: Section<Source>): Section<PageSource> {
  return {
    heading: sources.heading,
    items: sources.items.map(({ url, ...rest }) => (isWebAddress(url) ? { ...rest, url } : rest)),
  };
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

function renderButton({ label, action }: Button): PageButton {
  const button = { label, action: encodeAction(action), kind: action.kind };
  return action.kind === "feedback" ? { ...button, helpful: action.helpful } : button;
}

/** The facts of a decision for the side panel; what was decided stands before what was only considered. */
export function renderDecision(decision: Decision, milliseconds: number): DecisionFacts {
  const { outcome, language, action } = decision;
  return {
    outcome,
    language,
    ...(action === undefined ? {} : { action }),
    candidates: renderCandidates(decision),
    matched: decision.context?.matched ?? [],
    milliseconds,
  };
}

function renderCandidates({ entries, considered }: Decision): PageCandidate[] {
  const decided = new Set(entries.map((entry) => entry.id));
  const others = considered.filter((candidate) => !decided.has(candidate.id));
  return [
    ...entries.map((entry) => ({ ...entry, chosen: true })),
    ...others.map((candidate) => ({ ...candidate, chosen: false })),
  ];
}

export function renderSuggestion({ entry, language, title, text }: Suggestion): PageSuggestion {
  return { text, title, language, action: encodeAction({ kind: "show", entry, language }) };
}
