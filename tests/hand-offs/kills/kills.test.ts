import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { encodeAction, encodeForm } from "../../../src/actions.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { createPeople, type Delivery } from "../../protocol/slack/payloads.ts";
import { startSlackServer } from "../../protocol/slack/server.ts";
import { DATABASE_FORMS, type DatabaseForm, type RunningForm } from "../../store/database-forms.ts";
import { type CompiledProgram, compileProgram } from "../../store/store-process.ts";
import type { Point, ProgramOptions } from "./program-options.ts";

const HELP = "CHELP";
const STALE = 1_500;
const LONGEST = 30_000;

let program: CompiledProgram;
beforeAll(async () => {
  program = await compileProgram("tests/hand-offs/kills/hand-off-program.ts");
}, 120_000);
afterAll(() => program.remove());

const [sqlite, postgresql] = DATABASE_FORMS;
/** Each point is tested only once, because each needs four processes. */
const RUNS: readonly { readonly form: DatabaseForm | undefined; readonly name: string; readonly points: readonly Point[] }[] = [
  { form: sqlite, name: "SQLite", points: ["kept", "decided", "sent"] },
  { form: postgresql, name: "PostgreSQL", points: ["taken", "recorded"] },
];

describe.each(RUNS)(
  "a question for a person, kept on $name, while processes are killed",
  { timeout: 180_000 },
  ({ form, points }) => {
    let running: RunningForm | undefined;
    beforeAll(async () => {
      running = await form?.start();
    }, 60_000);
    afterAll(() => running?.stop());

    test.each(points)("is asked and answered once if a process dies when it is %s", async (point) => {
      const slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
      for (const channel of ["C1", HELP]) slack.workspace.joined.add(channel);
      const people = createPeople(slack.workspace, slack.responseAddress);
      const store = (await running?.empty()) ?? fail("There is no such form of the store.");
      const { apiUrl, botToken, appToken } = slack;
      const options: ProgramOptions = { store, slack: { apiUrl, botToken, appToken }, helpChannel: HELP, staleAfter: STALE };

      async function start(death?: Point): Promise<ChildProcessWithoutNullStreams> {
        const given = { ...options, ...(death === undefined ? {} : { death }) };
        const child = spawn(process.execPath, [program.file, JSON.stringify(given)]);
        child.stderr.pipe(process.stderr);
        const failed = once(child, "exit").then(() => {
          throw new Error("the process did not start");
        });
        failed.catch(() => undefined);
        await Promise.race([once(createInterface(child.stdout), "line"), failed]);
        return child;
      }

      async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }

      /** Delivers something to a process that dies of it. If it was not acknowledged, it is delivered again to the next process, which lives. */
      async function bring(delivery: Delivery): Promise<ChildProcessWithoutNullStreams> {
        const dying = await start(point);
        const died = once(dying, "exit");
        const isTaken = await slack.sockets.deliver(delivery.kind, delivery.payload).then(
          () => true,
          () => false,
        );
        await died;
        const next = await start();
        if (!isTaken) await slack.sockets.deliver(delivery.kind, delivery.payload, { number: 1, reason: "timeout" });
        return next;
      }

      const texts = (channel: string, words: string) =>
        slack.workspace.answers(channel).filter(({ text }) => text.includes(words));
      async function settled(): Promise<void> {
        const database = await openDatabase(store);
        const left = async () => {
          const deliveries = database.queries.selectFrom("deliveries").select("key").where("state", "in", ["pending", "sending"]);
          const inbox = database.queries.selectFrom("inbox").select("id");
          return (await deliveries.execute()).length + (await inbox.execute()).length;
        };
        for (let waited = 0; waited < LONGEST && (await left()) > 0; waited += 100) await wait(100);
        expect(await left()).toBe(0);
        await database.close();
      }

      const ask = encodeForm({ name: "ask-person", language: "en" });
      const filled = {
        question: { question: { type: "plain_text_input", value: "who waters the plants" } },
        name: { name: { type: "static_select", selected_option: { value: "shown" } } },
      };
      const metadata = JSON.stringify({ channel: "U1", private: true, form: ask });
      const view = { id: "V1", callback_id: "form", hash: "1", private_metadata: metadata };
      slack.workspace.views.set("V1", { id: "V1", user: "U1", view: { type: "modal" }, hash: "1", previous: undefined });

      const second = await bring(people.submits("U1", view, filled));
      await slack.until(() => texts(HELP, "who waters the plants").length > 0, "the question in the channel");
      await settled();
      expect(texts(HELP, "who waters the plants")).toHaveLength(1);

      const [question] = texts(HELP, "who waters the plants");
      const [id = ""] = /[0-9a-f]{20}/.exec(JSON.stringify(question?.blocks)) ?? [];
      const claim = {
        type: "button",
        action_id: "action-0",
        value: encodeAction({ kind: "claim", handOff: id, language: "en" }),
      };
      const pressed = people.press("U2", HELP, { ...question }, claim);
      await slack.sockets.deliver(pressed.kind, pressed.payload);
      await slack.until(() => texts(HELP, "has taken it.").length > 0, "the claim");
      await settled();
      await end(second);

      const said = people.speak({ user: "U2", channel: HELP, text: "Zoë does.", thread: String(question?.ts) });
      const fourth = await bring(said.message);
      await slack.until(() => texts("DU1", "Zoë does.").length > 0, "the answer");
      await settled();
      expect(texts("DU1", "Zoë does.")).toHaveLength(1);
      expect(texts(HELP, "has taken it.")).toHaveLength(1);
      await end(fourth);
      await slack.close();
    });
  },
);

function fail(why: string): never {
  throw new Error(why);
}
