import type { Form } from "../../../src/forms.ts";
import type { Decision, Inbound, Person, Place, Reply } from "../../../src/model.ts";
import type { Adapter, Host, Suggestion, WorkspaceKey } from "../../../src/ports.ts";
import { typedIn } from "../../inbound.ts";

/** A small stand-in for the bot. It answers each question once, remembers which threads it is in, and records what it received. */
export interface FakeHost extends Host {
  /** Everything that was received, duplicates included. */
  readonly received: Inbound[];
  /** The questions that were answered, each once. */
  readonly questions: Inbound[];
  readonly errors: unknown[];
  /** Workspaces that Malinois was removed from. */
  readonly workspacesLeft: WorkspaceKey[];
  readonly suggestions: Suggestion[];
  readonly forms: Form[];
  /** The people who opened a form. */
  readonly askers: Person[];
  /** Returns the replies to a question, or a promise of them. */
  answer: (question: Inbound) => readonly Reply[] | Promise<readonly Reply[]>;
  connect(adapter: Pick<Adapter, "send">): void;
}

export function notice(text: string, more: Partial<Reply> = {}): Reply {
  return { kind: "notice", language: "en", body: [text], choices: [], actions: [], ...more };
}

export function createFakeHost(): FakeHost {
  const claims = new Set<string>();
  const threads = new Set<string>();
  let adapter: Pick<Adapter, "send"> | undefined;
  const threadOf = ({ channel, thread }: Place): string => `${channel} ${thread}`;

  const host: FakeHost = {
    received: [],
    questions: [],
    errors: [],
    workspacesLeft: [],
    left: async (workspace) => void host.workspacesLeft.push(workspace),
    suggestions: [],
    forms: [],
    askers: [],
    answer: (question) => [notice(`answer to: ${typedIn(question)}`)],
    connect(connected) {
      adapter = connected;
    },
    async receive(question, onTaken) {
      host.received.push(question);
      if (claims.has(question.id)) return undefined;
      claims.add(question.id);
      host.questions.push(question);
      await onTaken?.();
      const replies = await host.answer(question);
      threads.add(threadOf(question.place));
      try {
        for (const reply of replies) await adapter?.send(question.place, reply);
      } catch (error) {
        host.errors.push(error);
        return undefined;
      }
      return decision(replies);
    },
    withdraw: async () => [],
    suggest: async (_workspace, text, _language, limit) =>
      host.suggestions.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())).slice(0, limit),
    form: async ({ name, language }, asker) => {
      host.askers.push(asker);
      return host.forms.find((form) => form.name === name && form.language === language);
    },
    recentPlaces: async () => [],
    takesPart: async (place) => threads.has(threadOf(place)),
  };
  return host;
}

function decision(replies: readonly Reply[]): Decision {
  return { outcome: "answer", language: "en", entries: [], replies, changes: [], considered: [] };
}
