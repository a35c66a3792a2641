import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/actions.ts";
import type { Decision, Inbound, Reply } from "../../src/model.ts";
import type { Adapter, Host } from "../../src/ports.ts";

/** A platform's stand-in with the adapter connected to it, and a person who uses it. */
export interface Stage {
  readonly adapter: Adapter;
  /** Asks where others read; `again` has the platform deliver the same once more. Resolve when the host has been asked. */
  ask(text: string): Promise<{ again(): Promise<void> }>;
  /** Asks so that the asker alone reads the answer. */
  askPrivately(text: string): Promise<void>;
  /** Presses the button with this label in the last answer to {@link ask}. */
  press(label: string): Promise<void>;
  /** Has another bot write to Malinois; absent where the platform lacks them. */
  botWrites?(text: string): Promise<void>;
  /** All words of Malinois that everybody can read, and that the asker alone can read; waits until what is sent has arrived. */
  seen(): Promise<{ readonly all: string; readonly alone: string }>;
  /** Stops the stand-in; the adapter is stopped already. */
  close(): Promise<void>;
}

/** What a platform does not have, each with the reason. It changes what the suite expects, and stands in the names of its tests. */
export interface Lacks {
  /** People who read along: what is asked and answered stays with the asker. */
  readonly readers?: string;
  /** Other bots. */
  readonly bots?: string;
  /** Its name before a question's id; the id then has no colon, so that it is not another platform's either. */
  readonly prefix?: string;
}

const MORE: Action = { kind: "more", entry: "phishing", language: "en" };

const REPLY: Reply = {
  kind: "answer",
  language: "en",
  title: "Recognise phishing",
  body: ["Phishing is bait. @everyone <!channel> **not bold**"],
  points: { heading: "Key points", items: ["Look at the address."] },
  steps: { heading: "What to do", items: ["Report it.", "Delete it."] },
  sources: { heading: "Sources", items: [{ title: "Safeonweb", url: "https://safeonweb.be", asOf: "2026-02" }] },
  choices: [],
  actions: [{ label: "More", action: MORE }],
  footnote: "Reviewed on 2026-11-23",
};

const WORDS = ["Recognise phishing", "Phishing is bait.", "Key points", "Look at the address.", "What to do", "Report it."];

/** What every adapter must do, whatever its platform; what a platform lacks is declared, never passed over. */
export function describeAdapterContract(name: string, makeStage: (host: Host) => Promise<Stage>, lacks: Lacks = {}): void {
  describe(`the contract of adapters: ${name}`, () => {
    let questions: Inbound[];
    let received: number;
    let stage: Stage;

    beforeEach(async () => {
      questions = [];
      received = 0;
      stage = await makeStage({
        async receive(question) {
          received += 1;
          if (questions.some(({ id }) => id === question.id)) return undefined;
          questions.push(question);
          await stage.adapter.send(question.place, REPLY);
          return decision;
        },
        suggest: () => [],
        takesPart: async () => false,
        form: () => undefined,
      });
    });

    afterEach(async () => {
      await stage.adapter.stop();
      await stage.close();
    });

    it("is well once it is started, and starts once", async () => {
      expect(stage.adapter.health()).toMatchObject({ ok: true });
      expect(stage.adapter.name).toMatch(/^[a-z]+$/);
    });

    it("turns what was asked into a question that says where, by whom and what", async () => {
      await stage.ask("what is phishing?");
      expect(questions).toHaveLength(1);
      expect(questions[0]).toMatchObject({
        text: "what is phishing?",
        addressed: true,
        place: { platform: stage.adapter.name, private: lacks.readers !== undefined },
      });
      expect(questions[0]?.asker.id).not.toBe("");
      expect(JSON.parse(JSON.stringify(questions[0]))).toEqual(questions[0]);
    });

    it(`gives a question an id that no other platform gives${unless("without its name", lacks.prefix)}`, async () => {
      await stage.ask("what is phishing?");
      const ownId = lacks.prefix === undefined ? new RegExp(`^${stage.adapter.name}:.`) : /^[^:]+$/;
      expect(questions[0]?.id).toMatch(ownId);
    });

    it("gives the same question the same id however often it is delivered", async () => {
      const { again } = await stage.ask("what is phishing?");
      await again();
      expect(received).toBe(2);
      expect(questions).toHaveLength(1);
    });

    it(`shows all of a reply to everybody who could read the question${unless("the asker alone", lacks.readers)}`, async () => {
      await stage.ask("what is phishing?");
      const { all, alone } = await stage.seen();
      for (const words of WORDS) expect(lacks.readers === undefined ? all : alone).toContain(words);
    });

    it("shows a private answer to the asker alone", async () => {
      await stage.askPrivately("what is phishing?");
      expect(questions[0]?.place.private).toBe(true);
      const { all, alone } = await stage.seen();
      for (const words of WORDS) expect(alone).toContain(words);
      expect(all).not.toContain("Phishing is bait.");
    });

    it("turns a pressed button into its action", async () => {
      await stage.ask("what is phishing?");
      await stage.seen();
      await stage.press("More");
      expect(questions[1]).toMatchObject({ kind: "pressed", action: MORE, text: "" });
    });

    it(`does not listen to other bots${unless("there are none", lacks.bots)}`, async () => {
      expect(stage.botWrites === undefined).toBe(lacks.bots !== undefined);
      await stage.botWrites?.("what is phishing?");
      expect(received).toBe(0);
    });

    it("stops as often as it is told to", async () => {
      await Promise.all([stage.adapter.stop(), stage.adapter.stop()]);
      await stage.adapter.stop();
    });
  });
}

function unless(what: string, reason: string | undefined): string {
  return reason === undefined ? "" : ` (${what}: ${reason})`;
}

const decision: Decision = { outcome: "answer", language: "en", entries: [], replies: [REPLY], changes: [], considered: [] };
