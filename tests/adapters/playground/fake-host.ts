import type { Action } from "../../../src/actions.ts";
import type { Button, Candidate, Decision, Inbound, Outcome, Reply } from "../../../src/model.ts";
import type { Adapter, Host, Suggestion } from "../../../src/ports.ts";
import { actionIn, typedIn } from "../../inbound.ts";

const CLICKED = "i-clicked-a-phishing-link";
const RANSOMWARE = "ransomware-first-steps";
const CALL = "suspicious-sms-call-or-qr";

const TITLES: Readonly<Record<string, string>> = {
  [CLICKED]: "I clicked a phishing link",
  [RANSOMWARE]: "Ransomware, what are the first steps?",
  "recognise-phishing": "How do I recognise phishing?",
  [CALL]: "A strange text message, call or QR code",
};

const language = "en";
const plain = { language, choices: [], actions: [] } as const;

function entryButton(entry: string): Button {
  return { label: TITLES[entry] ?? entry, action: { kind: "show", entry, language } };
}

const answerTo = (entry: string): Reply => ({
  ...plain,
  kind: "answer",
  title: TITLES[entry] ?? entry,
  urgent: entry === CLICKED,
  body: [
    "Do not panic, and tell your IT or security team now: the sooner they know, the less harm is done. If you typed a password, change it everywhere you use it.",
  ],
  points: {
    heading: "Key points",
    items: ["Reporting quickly is never wrong.", "A click alone often does no harm.", "Keep the message: it helps others."],
  },
  steps: {
    heading: "What to do",
    items: [
      "Bank data or codes given? Call Card Stop first, 078 170 170, then your bank.",
      "At work, phone IT or security at once and say what you clicked, and when.",
      "Change the password that you gave, from another device if yours acts oddly.",
      "Pass the mail on to suspicious@safeonweb.be, then delete it.",
    ],
  },
  sources: {
    heading: "Sources",
    items: [
      { title: "Safeonweb, what to do when you clicked", url: "https://safeonweb.be/en/", asOf: "2026-02" },
      { title: "Card Stop", url: "https://cardstop.be/en/", asOf: "2026" },
    ],
  },
  actions: [
    { label: "More", action: { kind: "more", entry, language } },
    { label: "Why this?", action: { kind: "why", language } },
    { label: "Helpful", action: { kind: "feedback", entry, language, helpful: true } },
    { label: "Not helpful", action: { kind: "feedback", entry, language, helpful: false } },
  ],
  footnote: "Reviewed on 24 November 2026.",
});

const unknown: Reply = {
  ...plain,
  kind: "unknown",
  body: ["I do not know that. These topics come nearest:"],
  choices: ["recognise-phishing", RANSOMWARE].map(entryButton),
  actions: [{ label: "Ask a person", action: { kind: "person", language } }],
};

const unclear: Reply = {
  ...plain,
  kind: "choices",
  body: ["I found more than one answer. Which one do you mean?"],
  choices: [CLICKED, "recognise-phishing", CALL].map(entryButton),
};

const topics: Reply = {
  ...plain,
  kind: "topics",
  title: "Topics",
  body: ["Choose an area."],
  choices: ["Practical help", "Law and police", "National strategy", "Critical infrastructure", "Awareness", "Research"].map(
    (label) => ({ label, action: { kind: "topics", area: label.slice(0, 3).toLowerCase(), language } }),
  ),
};

const considered: readonly Candidate[] = [
  { id: CLICKED, confidence: 0.94 },
  { id: "recognise-phishing", confidence: 0.31 },
  { id: CALL, confidence: 0.12 },
];

interface Script {
  readonly outcome: Outcome;
  readonly reply: Reply;
  readonly entries?: readonly Candidate[];
}

function notice(text: string, spoken = language): Script {
  return { outcome: "command", reply: { ...plain, language: spoken, kind: "notice", body: [text] } };
}

function pressed(action: Action): Script {
  switch (action.kind) {
    case "show":
      return { outcome: "answer", reply: answerTo(action.entry), entries: [{ id: action.entry, confidence: 1 }] };
    case "more":
      return { ...notice("On your own device: scan it for malware, and watch your accounts."), outcome: "answer" };
    case "topics":
      return { outcome: "command", reply: topics };
    case "feedback":
      return notice(action.helpful ? "Thank you, good to hear." : "Thank you, that helps to improve it.");
    default:
      return notice(`Done: ${action.kind}.`);
  }
}

function asked(text: string): Script {
  if (/click/i.test(text)) return { outcome: "answer", reply: answerTo(CLICKED), entries: considered.slice(0, 1) };
  if (/phish/i.test(text)) return { outcome: "choices", reply: unclear, entries: considered };
  return { outcome: "unknown", reply: unknown };
}

/** A host that records the questions and the requests for suggestions. */
export interface FakeHost extends Host {
  readonly questions: readonly Inbound[];
  readonly suggested: readonly (readonly [text: string, language: string | undefined, limit: number])[];
}

/** Makes a host that gives a few fixed answers, or those of the test. */
export function createFakeHost(adapter: Adapter, reply?: (question: Inbound) => Promise<Reply | undefined>): FakeHost {
  const questions: Inbound[] = [];
  const suggested: (readonly [string, string | undefined, number])[] = [];
  return {
    questions,
    suggested,
    form: async () => undefined,
    withdraw: async () => [],
    left: async () => undefined,
    async receive(question): Promise<Decision | undefined> {
      questions.push(question);
      const action = actionIn(question);
      const script = action === undefined ? asked(typedIn(question) ?? "") : pressed(action);
      const sent = reply === undefined ? script.reply : await reply(question);
      if (sent === undefined) return undefined;
      await adapter.send(question.place, sent);
      const { outcome, entries = [] } = script;
      const context = { language, entries: [], outcome, matched: ["clicked", "link"], confidence: 0.94 };
      return {
        outcome,
        language: sent.language,
        entries,
        replies: [sent],
        changes: [],
        considered: action === undefined ? considered : [],
        ...(outcome === "answer" ? { context } : {}),
      };
    },
    async suggest(_workspace, text, asLanguage, limit): Promise<readonly Suggestion[]> {
      suggested.push([text, asLanguage, limit]);
      return Object.entries(TITLES)
        .filter(([, title]) => title.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit)
        .map(([entry, title]) => ({ entry, language, title, text: title }));
    },
    recentPlaces: async () => [],
    takesPart: async () => false,
  };
}
