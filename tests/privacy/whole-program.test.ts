import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import { encodeAction } from "../../src/actions.ts";
import { openDatabase } from "../../src/store/database.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { addServer, ask, interact, press, subcommand, write } from "../protocol/discord/people.ts";
import { type DiscordServer, startDiscordServer } from "../protocol/discord/server.ts";
import { createPeople, type Delivery } from "../protocol/slack/payloads.ts";
import { type SlackServer, startSlackServer } from "../protocol/slack/server.ts";
import { TEAM } from "../protocol/slack/workspace.ts";
import { allRows } from "./rows.ts";
import { prepareProgram, type Run, type WholeProgram } from "./running-program.ts";

// The whole compiled program, with both platforms' own libraries, as an operator runs it.

const SECRETS = {
  SLACK_BOT_TOKEN: "xoxb-4711-bot-secret",
  SLACK_APP_TOKEN: "xapp-4712-app-secret",
  SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99471347134f",
  DISCORD_TOKEN: "discord-4714.token.secret",
};
const PASSWORD = "p4ssw%2Frd-4715";
const FORBIDDEN = [...Object.values(SECRETS), PASSWORD, decodeURIComponent(PASSWORD), "-4715"];
/** Ids of people and a word of theirs, which occur nowhere else. */
const [SLACK_PERSON, DISCORD_PERSON, MARKER] = ["U4721", "1200000000000004722", "zyxmarker4723"];

let program: WholeProgram;
let slack: SlackServer;
let discord: DiscordServer;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  [program, slack, discord] = await Promise.all([
    prepareProgram(),
    startSlackServer({ scopes: Object.keys(SCOPES), botToken: SECRETS.SLACK_BOT_TOKEN, appToken: SECRETS.SLACK_APP_TOKEN }),
    startDiscordServer({ token: SECRETS.DISCORD_TOKEN }),
  ]);
  const addresses = { SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl };
  environment = { ...SECRETS, ...addresses, DISCORD_APPLICATION_ID: discord.applicationId };
}, 120_000);
afterAll(async () => {
  await program.remove();
  await Promise.all([slack.close(), discord.stop()]);
});

const leaks = (text: string) => FORBIDDEN.filter((secret) => text.includes(secret));
/** Returns the database files in the data directory that contain a text. */
async function filesWith(text: string): Promise<readonly string[]> {
  const names = (await readdir(program.dataDirectory)).filter((name) => name.includes("sqlite"));
  const bytes = await Promise.all(names.map((name) => readFile(join(program.dataDirectory, name), "latin1")));
  return names.filter((_, place) => bytes[place]?.includes(text));
}

describe("secrets", { timeout: 120_000 }, () => {
  const other = { ...SECRETS, SLACK_BOT_TOKEN: "xoxb-4711-bot-secret-wrong", DISCORD_TOKEN: "discord-4714.token.secret-wrong" };
  const database = `postgres://malinois:${PASSWORD}@127.0.0.1:1/malinois`;

  test.each([
    ["the doctor with correct settings", ["doctor"], {}],
    ["the doctor with secrets that the platforms refuse", ["doctor"], other],
    ["the doctor with a database that cannot be reached", ["doctor"], { DATABASE_URL: database }],
    ["a start with secrets that the platforms refuse", ["start"], other, "a platform refuses; it stays off"],
    ["a start with a database that cannot be reached", ["start"], { DATABASE_URL: database }],
    ["a start with an address that cannot be read", ["start"], { DATABASE_URL: `postgres://malinois:${PASSWORD}/@#@db` }],
    ["a start with wrong settings", ["start"], { PORT: SECRETS.SLACK_BOT_TOKEN, DISCORD_SHARDS: SECRETS.DISCORD_TOKEN }],
  ])("are not printed by %s", async (_, args, more, said = undefined) => {
    const run = program.run(args, { ...environment, ...more });
    if (said === undefined) await run.ended;
    else await run.said(said).then(run.stop);
    expect(run.printed().length).toBeGreaterThan(20);
    expect(leaks(run.printed())).toEqual([]);
  });

  test.each([
    ["a crash", "throw error", "broken with"],
    ["a rejection that nobody handles", "Promise.reject(error)", "an error that nobody handled"],
    ["the output of a library", "console.error(error); process.exit()", "broken with"],
  ])("are not printed after %s in the running program", async (name, how, said) => {
    const made = `mal_${"A1".repeat(22).slice(1)}`;
    const all = "[process.env.SLACK_BOT_TOKEN, process.env.DISCORD_TOKEN, process.env.SLACK_SIGNING_SECRET]";
    const code = `const error = new Error("broken with ${made} " + ${all}.join()); ${how};`;
    const run = program.run(["start"], environment, code);
    await run.said("Malinois listens at ");
    run.crash();
    await run.said(said);
    await run.stop();
    expect(run.printed(), name).toContain(said);
    // Only Malinois prints it then, and what a library says may quote people.
    if (said !== "broken with") expect(run.printed()).not.toContain("broken with");
    expect(leaks(run.printed())).toEqual([]);
    expect(run.printed()).not.toContain(made);
  });
});

describe("a person on both platforms", { timeout: 120_000 }, () => {
  let run: Run;
  let origin = "";
  let people: ReturnType<typeof createPeople>;
  let server: ReturnType<typeof addServer>;
  const deliver = ({ kind, payload }: Delivery) => slack.sockets.deliver(kind, payload);
  const onSlack = () => JSON.stringify([slack.workspace.ephemerals, [...slack.workspace.channels.values()]]);
  const onDiscord = () => discord.state.posted.map(({ body }) => textOf(body)).join("\n");
  const discordPerson = { user: DISCORD_PERSON };
  /** Returns secrets that are made at run time: of the admin page, Slack's commands and sockets, Discord's interactions, and keys in the database. */
  async function madeAtRunTime(): Promise<readonly string[]> {
    const made = program.run(["admin-link"], {});
    await made.ended;
    const link = new URL(made.printed().trim()).searchParams.get("link") ?? "";
    const headers = { "content-type": "application/x-www-form-urlencoded", origin };
    const signIn = { method: "POST", headers, body: new URLSearchParams({ link }), redirect: "manual" } as const;
    const signedIn = await fetch(`${origin}/admin/sign-in`, signIn);
    const [cookie = ""] = (signedIn.headers.get("set-cookie") ?? "").split(";");
    const page = await (await fetch(`${origin}/admin`, { headers: { cookie } })).text();
    const [, form = ""] = /name="token" value="([^"]+)"/.exec(page) ?? [];
    // Forged, used and foreign tokens are refused. The log may say so, but must not contain them.
    await fetch(`${origin}/admin/sign-in`, signIn);
    await fetch(`${origin}/admin/settings`, { ...signIn, headers: { ...headers, cookie }, body: `token=${link}` });
    const tables = await openDatabase({ dataDirectory: program.dataDirectory });
    const rows = Object.values(await allRows(tables))
      .flat()
      .join();
    await tables.close();
    const keys = [...rows.matchAll(/(?<![\w-])[\w-]{43}(?![\w-])/g)].map(([key]) => key);
    const responses = [...slack.workspace.responses.keys()].map((address) => new URL(address).pathname);
    const interactions = [...discord.state.interactions.values()].map(({ token }) => token);
    const secrets = [link, cookie.split("=")[1] ?? "", form, ...responses, ...interactions, ...slack.sockets.tickets(), ...keys];
    expect(secrets.filter((secret) => secret.length < 8)).toEqual([]);
    return secrets;
  }
  const pressed = (kind: "erase" | "my-data") => press(encodeAction({ kind, language: "en" }));

  beforeAll(async () => {
    server = addServer(discord);
    slack.workspace.joined.add("C1");
    people = createPeople(slack.workspace, slack.responseAddress);
    run = program.run(["start"], environment);
    origin = await run.said("Malinois listens at ");
    await vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).status).toBe(200), { timeout: 60_000, interval: 100 });
  }, 120_000);
  afterAll(() => run.stop());

  test("is in the database after asking questions, giving feedback and setting a language", async () => {
    await deliver(people.command(SLACK_PERSON, "C1", "/ask", `when does the canteen open ${MARKER}`));
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", "from now on answer in English"));
    await deliver(people.command(SLACK_PERSON, "C1", "/nudge", "add"));
    interact(discord, { channel: server.channel, ...discordPerson, ...ask(`when does the canteen open ${MARKER}`) });
    write(discord, { channel: server.channel, author: DISCORD_PERSON, text: `@Malinois ${MARKER} is what I say` });
    const english = encodeAction({ kind: "set-language", choice: "en", language: "en" });
    interact(discord, { channel: server.channel, ...discordPerson, ...press(english) });
    const unhelpful = { kind: "feedback", entry: "canteen", language: "en", helpful: false } as const;
    interact(discord, { channel: server.channel, ...discordPerson, ...press(encodeAction(unhelpful)) });
    await discord.until(() => onDiscord().includes("English"), "Discord's answers");
    await vi.waitFor(async () => {
      expect(await filesWith(SLACK_PERSON)).not.toEqual([]);
      expect(await filesWith(DISCORD_PERSON)).not.toEqual([]);
    });
  });

  test("gets their data as a file that nobody else sees", async () => {
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", "my-data"));
    await slack.until(() => slack.workspace.answers(`D${SLACK_PERSON}`).some(({ files }) => files !== undefined), "the file");
    const [file] = slack.workspace.answers(`D${SLACK_PERSON}`).flatMap(({ files = [] }) => files);
    expect(JSON.parse(file?.text ?? "")).toMatchObject({
      about: { workspace: TEAM, person: SLACK_PERSON },
      conversations: { records: [expect.objectContaining({ language: "en" })] },
      settings: { records: [{ name: "language", value: "en" }] },
    });
    interact(discord, { channel: server.channel, ...discordPerson, ...subcommand("my-data") });
    await discord.until(() => onDiscord().includes("malinois-my-data.json"), "the file on Discord");
    const message = discord.state.posted.find(({ body }) => body.files !== undefined);
    expect(message?.isEphemeral).toBe(true);
    expect(message?.body.files?.[0]?.text).toContain(DISCORD_PERSON);
  });

  test("is asked to confirm, and then erased from the database's files", async () => {
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", "erase"));
    await slack.until(() => onSlack().includes("Erase your data?"), "the question");
    expect(await filesWith(SLACK_PERSON)).not.toEqual([]);
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", "yes, erase my data"));
    await slack.until(() => onSlack().includes("I have forgotten"), "Slack's confirmation");
    interact(discord, { channel: server.channel, ...discordPerson, ...pressed("erase") });
    await discord.until(() => onDiscord().includes("I have forgotten"), "Discord's confirmation");
    await vi.waitFor(
      async () => expect([await filesWith(SLACK_PERSON), await filesWith(DISCORD_PERSON)]).toEqual([[], []]),
      10_000,
    );
    expect(await filesWith(MARKER)).toEqual([]);
  });

  test("is forgotten when a workspace removes Malinois, but not during an outage", async () => {
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", "from now on answer in English"));
    const language = encodeAction({ kind: "set-language", choice: "nl", language: "en" });
    interact(discord, { channel: server.channel, ...discordPerson, ...press(language) });
    const tables = await openDatabase({ dataDirectory: program.dataDirectory });
    const languages = async () => (await allRows(tables)).person_settings;
    try {
      await vi.waitFor(async () => expect(await languages()).toHaveLength(2), 10_000);
      discord.gateway.dispatch("GUILD_DELETE", { id: server.id, unavailable: true }, server.id);
      await deliver(people.event({ type: "tokens_revoked", tokens: { bot: ["U0BOT"] } }));
      await deliver(people.event({ type: "app_uninstalled" }));
      await vi.waitFor(async () => expect(await languages()).toHaveLength(1), 10_000);
      expect((await languages())[0]).toContain(DISCORD_PERSON);
      discord.gateway.dispatch("GUILD_DELETE", { id: server.id }, server.id);
      await vi.waitFor(async () => expect(await languages()).toEqual([]), 10_000);
    } finally {
      await tables.close();
    }
    await vi.waitFor(async () => expect([await filesWith(TEAM), await filesWith(server.id)]).toEqual([[], []]), 10_000);
  });

  test("leaves neither words nor secrets in the log, whatever fails; each answer is logged with the id of its message", async () => {
    const failing = { kind: "status", status: 500 } as const;
    const secrets = await madeAtRunTime();
    for (const method of ["chat.postMessage", "users.info", "chat.postEphemeral", "respond"])
      slack.faults.order(method, failing, 3);
    discord.faults.add({ method: "POST", path: /messages$/, times: 3, how: { kind: "fail-response", status: 500 } });
    await deliver(
      people.speak({ user: SLACK_PERSON, channel: "C1", text: `<@U0BOT> when does the canteen open ${MARKER}` }).mention,
    );
    interact(discord, { channel: server.channel, ...discordPerson, ...ask(`${MARKER} when does the canteen open`) });
    const tables = await openDatabase({ dataDirectory: program.dataDirectory });
    for (const table of ["contexts", "person_settings"]) await tables.queries.schema.dropTable(table).execute();
    await tables.close();
    await deliver(
      people.speak({ user: SLACK_PERSON, channel: "C1", text: `<@U0BOT> ${MARKER}, from now on answer in English` }).mention,
    );
    await deliver(people.command(SLACK_PERSON, "C1", "/malinois", `from now on answer in English`));
    await deliver(people.command(SLACK_PERSON, "C1", "/ask", `${MARKER} my-data`));
    interact(discord, { channel: server.channel, ...discordPerson, ...pressed("my-data") });
    await run.said("could not answer");
    const paths = ["livez", "readyz", "healthz", "metrics", "admin", "admin/settings", "admin/sign-in?link=", "no-such-page"];
    const bodies = await Promise.all(paths.map(async (path) => (await fetch(`${origin}/${path}`)).text()));
    const doctor = program.run(["doctor"], environment);
    await doctor.ended;
    await run.stop();
    const lines = run.printed();
    expect(lines).toContain("answered");
    expect(lines).not.toContain(MARKER);
    const all = lines + bodies.join() + doctor.printed();
    expect(leaks(all)).toEqual([]);
    const since = [...slack.workspace.responses.keys()].map((address) => new URL(address).pathname);
    const later = [...discord.state.interactions.values()].map(({ token }) => token);
    expect([...secrets, ...since, ...later].filter((secret) => all.includes(secret))).toEqual([]);
    const answered = lines
      .split("\n")
      .filter((line) => line.includes('"msg":"answered"') || line.includes('"msg":"could not answer"'));
    expect(answered.filter((line) => JSON.parse(line).inbound === undefined)).toEqual([]);
  });
});
