import { encodeAction } from "../../../src/actions.ts";
import type { Button, Decision, Reply } from "../../../src/model.ts";
import type { Suggestion } from "../../../src/ports.ts";
import { type CitedSource, partsOf, type ReplyPart } from "../../kit/reply-parts.ts";
import type { DecisionFacts, PageButton, PageCandidate, PagePart, PageReply, PageSource, PageSuggestion } from "../protocol.ts";
import { say } from "../texts.ts";

/** Returns a reply in the form that the page draws. The page sets every text as text, never as markup. */
export function renderReply(reply: Reply): PageReply {
  const { kind, language, moments, form } = reply;
  const entry = entryOf(reply);
  return {
    kind,
    language,
    ...(reply.urgent ? { urgent: say(language, "urgent") } : {}),
    ...(moments === undefined ? {} : { moments }),
    parts: [...partsOf(reply)].flatMap(renderPart),
    ...(form === undefined ? {} : { form }),
    ...(entry === undefined ? {} : { entry }),
  };
}

/** Returns the entry that an answer comes from, read from its feedback buttons. */
function entryOf({ kind, actions }: Reply): string | undefined {
  if (kind !== "answer") return undefined;
  return actions.flatMap(({ action }) => (action.kind === "feedback" ? [action.entry] : []))[0];
}

function renderPart(part: ReplyPart): readonly PagePart[] {
  switch (part.kind) {
    case "sources":
      return [{ ...part, items: part.items.map(renderSource) }];
    case "choices":
    case "actions":
      return [{ kind: part.kind, buttons: part.buttons.map(renderButton) }];
    case "form":
      // The page puts it below everything else.
      return [];
    default:
      return [part];
  }
}

function renderSource({ name, address, isLink, asOf }: CitedSource): PageSource {
  return { title: name, ...(isLink ? { url: address } : {}), ...(asOf === undefined ? {} : { asOf }) };
}

function renderButton({ label, action }: Button): PageButton {
  const button = { label, action: encodeAction(action), kind: action.kind };
  return action.kind === "feedback" ? { ...button, helpful: action.helpful } : button;
}

/** Returns the facts of a decision for the side panel; chosen entries come before those only considered. */
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
