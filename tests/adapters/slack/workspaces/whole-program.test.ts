import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SCOPES } from "../../../../adapters/slack/commands/scopes.ts";
import { encodeAction, encodeForm } from "../../../../src/actions.ts";
import { type Database, openDatabase } from "../../../../src/store/database.ts";
import type { Schema } from "../../../../src/store/schema.ts";
import { allRows, TABLES } from "../../../privacy/rows.ts";
import { prepareProgram, type Run, type WholeProgram } from "../../../privacy/running-program.ts";
import { buttonIn, type Changes, filledIn, openView } from "../../../protocol/slack/filling.ts";
import { createPeople, type Delivery, type People } from "../../../protocol/slack/payloads.ts";
import { type SlackServer, startSlackServer } from "../../../protocol/slack/server.ts";
import { deliverByHttp } from "../../../protocol/slack/signed-http.ts";
import type { Json, Message, Workspace } from "../../../protocol/slack/workspace.ts";
import { beginInstall, endInstall, makeKey } from "./harness.ts";

// Two workspaces in one process of the compiled program. Everything that people can do is done in both, and no data of one ever appears in the other.

const ENTRY = `---
id: canteen
title: The canteen
questions: [ "when does the canteen open", "canteen hours", "is the canteen open" ]
sources: [ { title: "The notice board", url: "https://example.org/board", asOf: "2026" } ]
tips: [ "Come before noon." ]
quiz: [ { question: "When does it open?", options: [ "11:30", "14:00" ], answer: 0, why: "It says so at the door." } ]
---
From 11:30 to 14:00.
`;

/** A workspace whose name, people, channels and words do not occur in the other. */
interface Space {
  readonly mark: RegExp;
  readonly word: string;
  readonly team: string;
  readonly bot: string;
  readonly channel: string;
  readonly help: string;
  readonly asker: string;
  readonly manager: string;
}

const makeSpace = (letters: string, word: string): Space => ({
  ...{ mark: new RegExp(`${letters}|${word}`), word, team: `T${letters}1`, bot: `UBOT${letters}1` },
  ...{ channel: `C${letters}1`, help: `C${letters}2`, asker: `U${letters}1`, manager: `U${letters}2` },
});
const [ZEBRA, GIRAFFE] = [makeSpace("AAA", "zebra"), makeSpace("BBB", "giraffe")];
const BOTH = [ZEBRA, GIRAFFE];

let program: WholeProgram;
let slack: SlackServer;
let run: Run;
let origin = "";
let tables: Database;
const people = new Map<Space, People>();

beforeAll(async () => {
  [program, slack] = await Promise.all([prepareProgram(), startSlackServer({ scopes: Object.keys(SCOPES) })]);
  await writeFile(join(program.contentDirectory, "en", "all", "canteen.md"), ENTRY);
  run = program.run(["start"], {
    SLACK_CLIENT_ID: slack.distribution.clientId,
    SLACK_CLIENT_SECRET: slack.distribution.clientSecret,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    TOKEN_KEYS: makeKey("k1"),
    ...{ ADMIN: "on", ADMIN_URL: "https://malinois.example.org" },
  });
  origin = await run.said("Malinois listens at ");
  await vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).status).toBe(200), { timeout: 60_000, interval: 100 });
  tables = await openDatabase({ dataDirectory: program.dataDirectory });
  for (const space of BOTH) {
    const workspace = slack.distribution.addTeam(space.team);
    for (const channel of [space.channel, space.help]) workspace.joined.add(channel);
    workspace.profiles.set(space.manager, { is_admin: true, name: `Manager of ${space.word}s` });
    workspace.profiles.set(space.asker, { name: `Friend of ${space.word}s` });
    people.set(space, createPeople(workspace, slack.responseAddress));
    const { location, cookie } = await beginInstall(origin);
    expect((await endInstall(origin, slack.distribution.allow(location, { team: space.team }), cookie)).status).toBe(200);
  }
}, 180_000);

afterAll(async () => {
  await tables?.close();
  await run?.stop();
  await program.remove();
  await slack.close();
});

/** What people do in a workspace. Each function waits for the result. */
function actionsIn(space: Space) {
  const { channel, asker, manager, bot, word, help } = space;
  const workspace: Workspace = slack.distribution.team(space.team);
  const of = people.get(space) as People;
  const receiver = { url: `${origin}/slack/events`, secret: slack.signingSecret, now: Date.now };
  const deliver = (delivery: Delivery) => deliverByHttp(receiver, delivery);
  const seen = () => JSON.stringify([workspace.ephemerals, [...workspace.channels.values()], [...workspace.views.values()]]);

  async function doing(act: () => Promise<unknown>): Promise<void> {
    const before = seen();
    await act();
    await slack.until(() => seen() !== before, `what ${space.team} is answered`);
  }
  const command = (user: string, name: string, text: string) => doing(() => deliver(of.command(user, channel, name, text)));
  const pressValue = (user: string, value: string) =>
    doing(() => deliver(of.press(user, channel, {}, { type: "button", action_id: "action-0", value }, true)));
  const press = (user: string, message: Message | Json, label: string, alone = false) =>
    doing(() => deliver(of.press(user, channel, { ...message }, buttonIn(message, label), alone)));
  async function submit(user: string, changes: Changes = {}): Promise<void> {
    const view = openView(workspace) as Json;
    await doing(() => deliver(of.submits(user, view, filledIn(view, changes))));
  }
  const mention = (text: string) => doing(() => deliver(of.speak({ user: asker, channel, text: `<@${bot}> ${text}` }).mention));
  const last = () => workspace.answers(channel).at(-1) as Message;
  async function decide(subject: string, changes: Changes): Promise<void> {
    await pressValue(manager, encodeForm({ name: "settings", subject, language: "en" }));
    await submit(manager, changes);
  }

  return {
    async everything() {
      await decide("hand-off", { "hand-off.channel": [help] });
      await decide("learning", { gaps: ["text"] });
      await decide("organisation", { "organisation.name": `The ${word}s` });
      await mention("when does the canteen open");
      await pressValue(asker, encodeAction({ kind: "feedback", entry: "canteen", language: "en", helpful: true }));
      await mention(`who feeds the ${word} on the roof`);
      await press(asker, last(), "Ask a person");
      await submit(asker);
      await slack.until(() => workspace.answers(help).length > 0, "the question in the channel for people");
      await command(asker, "/malinois", "from now on answer in English");
      await command(manager, "/nudge", "add");
      await slack.until(() => JSON.stringify(openView(workspace)).includes("New nudges"), "the form for nudges");
      await submit(manager, { content: ["quiz"] });
      await command(manager, "/quiz", "here");
      await slack.until(() => last().text.includes("When does it open?"), "the quiz");
      await press(asker, last(), "14:00");
      await command(manager, "/malinois", "admin");
      await deliver(of.opens(asker, "home"));
      await slack.until(() => workspace.homes.size > 0, "the Home tab");
    },
    uninstall: async () => {
      slack.distribution.revoke({ team: space.team }, "account_inactive");
      await deliver(of.event({ type: "app_uninstalled" }));
    },
    ask: (text: string) => deliver(of.command(asker, channel, "/ask", text)),
  };
}

const rowsOf = async ({ mark }: Space) => {
  const rows = await allRows(tables);
  const own = TABLES.map((table) => [table, rows[table].filter((row) => mark.test(row))] as const);
  return Object.fromEntries(own.filter(([, found]) => found.length > 0)) as Partial<Record<keyof Schema, readonly string[]>>;
};

describe("two workspaces on one process", { timeout: 120_000 }, () => {
  test("share no row, message or call", async () => {
    for (const space of BOTH) await actionsIn(space).everything();
    const [zebras, giraffes] = [await rowsOf(ZEBRA), await rowsOf(GIRAFFE)];
    const tried = [
      ...["contexts", "person_settings", "workspace_settings", "feedback", "gaps", "subscriptions", "deliveries", "quizzes"],
      ...[
        "quiz_answers",
        "reviews",
        "audit",
        "question_counts",
        "admin_links",
        "hand_offs",
        "installations",
        "installed_workspaces",
      ],
    ];
    expect(Object.keys(zebras).sort()).toEqual(expect.arrayContaining(tried.sort()));
    expect(Object.keys(giraffes).sort()).toEqual(Object.keys(zebras).sort());
    const crossing = Object.values(zebras)
      .flat()
      .filter((row) => GIRAFFE.mark.test(row));
    expect(crossing).toEqual([]);

    for (const [space, other] of [BOTH, BOTH.toReversed()] as [Space, Space][]) {
      const workspace = slack.distribution.team(space.team);
      const shown = JSON.stringify([
        ...[workspace.ephemerals, [...workspace.channels], [...workspace.views], [...workspace.homes], workspace.statuses],
      ]);
      expect(shown).toMatch(space.mark);
      expect(shown).not.toMatch(other.mark);
      const tokens = slack.distribution.tokensOf({ team: space.team });
      const calls = slack.calls.filter(({ token }) => tokens.includes(token));
      expect(calls.length).toBeGreaterThan(10);
      expect(JSON.stringify(calls)).not.toMatch(other.mark);
    }
    expect(slack.violations).toEqual([]);
  });

  test("are deleted independently: if one uninstalls the app, its data is deleted and the other's is not", async () => {
    await vi.waitFor(async () => expect((await allRows(tables)).inbox).toEqual([]), 20_000);
    const countsOf = async (space: Space) =>
      Object.fromEntries(Object.entries(await rowsOf(space)).map(([table, rows]) => [table, rows.length]));
    const before = await countsOf(GIRAFFE);
    await actionsIn(ZEBRA).uninstall();
    await vi.waitFor(async () => expect(await countsOf(ZEBRA)).toEqual({}), 20_000);
    expect(await countsOf(GIRAFFE)).toEqual(before);
    await expect(actionsIn(ZEBRA).ask("canteen hours")).rejects.toThrow(/403/);
    const health = await (await fetch(`${origin}/healthz`)).json();
    expect(health.adapters.slack.detail).toContain("1 installation");
  });

  test("leave no secret in the output, and no token in the database's files", async () => {
    const names = (await readdir(program.dataDirectory)).filter((name) => name.includes("sqlite"));
    for (const name of names) expect(await readFile(join(program.dataDirectory, name), "latin1")).not.toContain("xoxb-secret");
    const printed = run.printed();
    expect(printed).toContain("the app was installed");
    for (const secret of ["xoxb-secret", slack.distribution.clientSecret, slack.signingSecret, "code-0"])
      expect(printed).not.toContain(secret);
  });
});
