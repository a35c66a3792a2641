import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import type { AnswerResult, Inbox, PageLetter, PageReply } from "../../adapters/playground/protocol.ts";
import { draftIn, type LoopPlace } from "./loop-place.ts";

const [ASKER, HELPER] = ["person-asker", "person-helper"] as const;
/** How long something may take on a busy machine, in ms. */
const PATIENCE = { timeout: 60_000, interval: 100 };

/** Prepares the loop in the playground, with the requests that its page sends. The asker and the team are two of its users. */
export function loopInPlayground(origin: () => string): LoopPlace {
  let letters: readonly PageLetter[] = [];
  let asked: PageReply | undefined;
  let question: PageLetter | undefined;

  async function post<Result>(name: string, body: object): Promise<Result> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${origin()}/playground/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    return response.json() as Promise<Result>;
  }
  const exchange = (person: string) => ({ message: randomUUID(), thread: randomUUID(), person, language: "en" });
  const read = ({ parts }: PageReply) => JSON.stringify(parts);
  const inTeam = ({ team }: PageLetter) => team !== undefined;

  async function look(): Promise<void> {
    ({ letters } = await post<Inbox>("inbox", { person: ASKER, after: 0 }));
  }
  async function until<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    return vi.waitFor(async () => {
      await look();
      const found = find();
      if (found === undefined) throw new Error(`${what} did not come`);
      return found;
    }, PATIENCE);
  }
  /** Presses a button, and returns the first reply. */
  async function press(person: string, reply: PageReply | undefined, label: string, letter?: number): Promise<PageReply> {
    const buttons = reply?.parts.flatMap((part) => ("buttons" in part ? part.buttons : [])) ?? [];
    const button = buttons.find((one) => one.label === label);
    if (button === undefined) throw new Error(`no button ${label} in ${JSON.stringify(reply)}`);
    const at = letter === undefined ? {} : { letter };
    return first(await post<AnswerResult>("press", { ...exchange(person), ...at, action: button.action }));
  }
  /** Submits a form with its current values, except for some fields. */
  async function submit(person: string, { form }: PageReply, changes: Readonly<Record<string, string>>, letter?: number) {
    if (form === undefined) throw new Error("no form opened");
    const values = Object.fromEntries(
      form.fields.map(({ name, values: filled }) => [name, changes[name]?.split("\n") ?? filled]),
    );
    const { name, subject } = form;
    const about = { ...(subject === undefined ? {} : { subject }), ...(letter === undefined ? {} : { letter }) };
    return read(first(await post<AnswerResult>("submit", { ...exchange(person), ...about, form: name, values })));
  }

  return {
    name: "Playground",
    look,
    inChannel: () => letters.filter(inTeam).map(({ reply }) => read(reply)),
    toldAsker: () => letters.filter((letter) => !inTeam(letter)).map(({ reply }) => read(reply)),
    // The playground's channel exists from the start.
    chooseHelpChannel: async () => undefined,
    async ask(text) {
      await look();
      asked = first(await post<AnswerResult>("ask", { ...exchange(ASKER), text }));
      return JSON.stringify(asked);
    },
    async passOn() {
      const before = letters.length;
      await submit(ASKER, await press(ASKER, asked, "Ask a person"), {});
      question = await until(() => letters.slice(before).find(({ team }) => team === "channel"), "the question");
    },
    async claim() {
      const { reply, number } = there(question);
      await press(HELPER, reply, "I’ll take it", number);
      await until(() => letters.find(({ team }) => team === number), "the word that somebody has taken it");
    },
    async answer(text) {
      const { number: letter } = there(question);
      await post("ask", { ...exchange(HELPER), letter, text });
      await until(() => this.toldAsker().find((told) => told.includes(text)), "the answer");
    },
    async saveAsAnswer(ways) {
      const { reply, number } = there(question);
      return draftIn(await submit(HELPER, await press(HELPER, reply, "Save as answer", number), { ways }, number));
    },
  };
}

function first({ replies }: AnswerResult): PageReply {
  const [reply] = replies;
  if (reply === undefined) throw new Error("no reply");
  return reply;
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("It is not there.");
  return value;
}
