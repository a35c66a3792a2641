import { afterEach, describe, expect, test } from "vitest";
import { inviteUrl } from "../../../adapters/discord/commands/permissions.ts";
import { diagnose } from "../../../adapters/discord/doctor.ts";
import { apiError } from "../../protocol/discord/faults.ts";
import { addServer, GRANTED } from "../../protocol/discord/people.ts";
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from "../../protocol/discord/server.ts";
import { createLog, QUICK, startDiscord } from "./harness.ts";
import "./patience.ts";

let discord: DiscordServer | undefined;
afterEach(async () => {
  const { violations } = discord ?? {};
  await discord?.stop();
  discord = undefined;
  expect(violations ?? []).toEqual([]);
});

const KEY = "0".repeat(64);

/** Diagnoses a server that is in order except for what the test changes. The options that the test returns override the usual ones. */
async function examine(change: (discord: DiscordServer) => unknown, server: DiscordServerOptions = {}) {
  discord = await startDiscordServer(server);
  addServer(discord);
  for (const name of ["ask", "malinois", "nudge", "quiz", "Ask Malinois about this"]) {
    discord.state.commands.push({ id: discord.ids.next(), name, type: name.includes(" ") ? 3 : 1 });
  }
  const { applicationId, token, apiUrl } = discord;
  const options = { applicationId, token, apiUrl, now: Date.now, log: createLog(), delays: QUICK };
  const changed = change(discord);
  return diagnose({ ...options, ...(typeof changed === "object" ? changed : {}) });
}

const problems = (results: Awaited<ReturnType<typeof diagnose>>) => results.filter(({ level }) => level !== "ok");

test("the doctor for Discord reports what is correct", async () => {
  const results = await examine(() => {});
  expect(results).toEqual([
    { level: "ok", message: "Discord accepts the bot's token." },
    { level: "ok", message: "Malinois has its permissions in its Discord server." },
    { level: "ok", message: "Discord's gateway can be reached (1 shard advised)." },
    { level: "ok", message: "Discord has Malinois' commands." },
  ]);
});

test("the doctor for Discord reports the shards of this process and the number that Discord advises", async () => {
  const told = async (ids: readonly number[]) => {
    const results = await examine(() => ({ shards: { ids, total: 8 } }));
    return results.find(({ message }) => message.includes("gateway"))?.message;
  };
  expect(await told([4, 5, 6])).toBe("Discord's gateway can be reached (1 shard advised; of 8, this process runs 4 to 6).");
  expect(await told([7])).toBe("Discord's gateway can be reached (1 shard advised; of 8, this process runs 7).");
});

describe("the doctor for Discord, without a call to Discord,", () => {
  const log = createLog();

  test("reports that Discord is off if nothing is set", async () => {
    expect(await diagnose({ now: Date.now, log, applicationId: "" })).toMatchObject([
      { level: "off", fix: expect.stringContaining("docs/discord.md") },
    ]);
  });

  test.each([
    [{ token: "a-token" }, "DISCORD_APPLICATION_ID is not set."],
    [{ token: "a-token", applicationId: "malinois" }, "DISCORD_APPLICATION_ID is not a number of 17 to 20 digits."],
    [{ applicationId: "1300000000000000001" }, "DISCORD_TOKEN is not set, nor is DISCORD_PUBLIC_KEY."],
    [{ applicationId: "1300000000000000001", publicKey: "short" }, "DISCORD_PUBLIC_KEY is not 64 hexadecimal digits."],
    [
      { applicationId: "1300000000000000001", token: "a-token", apiUrl: "discord" },
      "DISCORD_API_URL is not an http or https address.",
    ],
    [
      { applicationId: "1300000000000000001", token: "a-token", shards: 0 },
      "The Discord shards are neither a number of shards nor ids below a total.",
    ],
  ])("reports for %j: %s", async (options, message) => {
    expect(await diagnose({ now: Date.now, log, ...options })).toMatchObject([
      { level: "problem", message, fix: expect.any(String) },
    ]);
  });

  test("does not require a token for interactions over HTTP", async () => {
    expect(await diagnose({ now: Date.now, log, applicationId: "1300000000000000001", publicKey: KEY })).toMatchObject([
      { level: "ok" },
    ]);
  });
});

test.each<[string, Parameters<typeof examine>[0], string, string]>([
  ["a wrong token", (at) => at.changeToken("another"), "Discord refuses the bot's token.", "Reset it in the Developer Portal"],
  [
    "another application's id",
    () => ({ applicationId: "1300000000000000001" }),
    "DISCORD_APPLICATION_ID is not that of the token's application.",
    "Set it to",
  ],
  [
    "another application's key",
    () => ({ publicKey: "1".repeat(64) }),
    "DISCORD_PUBLIC_KEY is not that of the token's application: signed interactions will be refused.",
    "General Information",
  ],
  [
    "a missing intent",
    () => ({ messageContent: true }),
    "The Message Content Intent is off in Discord, which will not let the bot in.",
    "DISCORD_MESSAGE_CONTENT",
  ],
  [
    "a missing intent for newcomers",
    () => ({ members: true }),
    "The Server Members Intent is off in Discord, which will not let the bot in.",
    "DISCORD_MEMBERS",
  ],
  [
    "no server",
    (at) => void at.state.servers.splice(0),
    "Malinois is in no Discord server yet.",
    "https://discord.com/oauth2/authorize",
  ],
  [
    "missing permissions",
    (at) => void Object.assign(at.state.servers[0] ?? {}, { permissions: String(1n << 10n) }),
    'In the Discord server "A server" Malinois lacks Send Messages, Read Message History, Send Messages in Threads.',
    "malinois discord invite",
  ],
  [
    "an interactions endpoint that keeps commands from the gateway",
    (at) => void Object.assign(at.state.application, { interactions_endpoint_url: "https://elsewhere.example" }),
    "Discord posts commands and buttons to an interactions endpoint, so they never reach the gateway.",
    "DISCORD_PUBLIC_KEY",
  ],
  [
    "commands that are registered twice",
    (at) =>
      void at.state.serverCommands.set(at.state.servers[0]?.id ?? "", [{ id: "1400000000000000501", name: "ask", type: 1 }]),
    'The Discord server "A server" has its own copy of the commands and shows them twice.',
    "Start Malinois: it removes them.",
  ],
  [
    "an unreachable Discord",
    () => ({ apiUrl: "http://127.0.0.1:9" }),
    "Discord could not be reached (ECONNREFUSED).",
    "DISCORD_API_URL",
  ],
  [
    "an answer that is not Discord's",
    (at) => at.faults.add({ path: /@me$/, how: { kind: "status", status: 200, body: { id: 1 } } }),
    "Discord answered in a form that Malinois does not know.",
    "DISCORD_API_URL",
  ],
  [
    "a refusal",
    (at) => at.faults.add({ path: /@me$/, how: apiError(403, 1) }),
    "Discord refused a call with status 403, error 1.",
    "malinois doctor",
  ],
])("the doctor for Discord reports %s as a problem, with the fix", async (_, change, message, fix) => {
  const found = problems(await examine(change));
  expect(found[0]).toMatchObject({ level: "problem", message, fix: expect.stringContaining(fix) });
});

test("the doctor for Discord reports its results even if a later call fails", async () => {
  const found = problems(
    await examine((at) => {
      at.faults.add({ path: /\/applications\/\d+\/commands/, how: apiError(403, 20012), times: 10 });
      return { applicationId: "1300000000000000999" };
    }),
  );
  expect(found.map(({ message }) => message)).toEqual([
    "DISCORD_APPLICATION_ID is not that of the token's application.",
    "Discord refused a call with status 403, error 20012.",
  ]);
});

test("the doctor for Discord goes on after a server that does not let Malinois see its commands", async () => {
  const found = problems(
    await examine((at) => {
      const hidden = addServer(at, { name: "A hidden server" });
      const copied = addServer(at, { name: "A third server" });
      at.faults.add({ path: new RegExp(`/guilds/${hidden.id}/commands$`), how: apiError(403, 50001) });
      at.state.serverCommands.set(copied.id, [{ id: "1400000000000000501", name: "ask", type: 1 }]);
    }),
  );
  expect(found.map(({ level, message }) => [level, message])).toEqual([
    ["problem", 'The Discord server "A hidden server" does not let Malinois see its commands there.'],
    ["problem", 'The Discord server "A third server" has its own copy of the commands and shows them twice.'],
  ]);
});

test("the doctor for Discord says how many servers it has looked at, if there may be more", async () => {
  const results = await examine((at) => {
    for (let count = 1; count < 200; count += 1) addServer(at);
    at.faults.add({ path: /\/applications\/\d+\/commands/, how: apiError(403, 20012) });
  });
  expect(results[1]?.message).toBe("Malinois has its permissions in the first 200 Discord servers; more are not looked at.");
});

test("the doctor for Discord reports a bot that has connected too often today", async () => {
  expect(problems(await examine(() => {}, { sessionsLeft: 0 }))[0]?.message).toBe(
    "The bot has connected to Discord 1000 times today; 1000 are allowed.",
  );
});

test("the doctor for Discord reports optional features as off, not as problems", async () => {
  const results = await examine((at) => {
    Object.assign(at.state.application, { integration_types_config: { 0: {} } });
    at.state.commands.length = 0;
    return { publicKey: KEY };
  });
  expect(problems(results).map(({ level, message }) => [level, message])).toEqual([
    ["off", "In Discord Malinois can be added to servers, but not to single accounts."],
    ["off", "Discord sends commands and buttons over the gateway; nothing is posted to /discord/interactions."],
    ["off", "Discord does not have Malinois' commands yet."],
  ]);
});

test("the doctor for Discord reports no missing permission of an administrator", async () => {
  expect(problems(await examine((at) => void Object.assign(at.state.servers[0] ?? {}, { permissions: "8" })))).toEqual([]);
});

test("the doctor for Discord reports that message content is on", async () => {
  const results = await examine((at) => {
    Object.assign(at.state.application, { flags: 1 << 19 });
    Object.assign(at.state.servers[0] ?? {}, { permissions: String(BigInt(GRANTED) | (1n << 35n)) });
    return { messageContent: true };
  });
  expect(problems(results)).toEqual([]);
  expect(results).toContainEqual({ level: "ok", message: "Discord gives Malinois the content of all messages, as configured." });
});

test("the doctor for Discord reports that newcomers are noticed, if they are", async () => {
  const results = await examine((at) => {
    Object.assign(at.state.application, { flags: 1 << 15 });
    return { members: true };
  });
  expect(problems(results)).toEqual([]);
  expect(results).toContainEqual({ level: "ok", message: "Discord tells Malinois who joins a server, as configured." });
});

test("missing permissions are also logged at the start", async () => {
  const { discord: at, log, stop } = await startDiscord({ prepare: (server) => void addServer(server, { permissions: "0" }) });
  const said = () => log.lines.find(({ message }) => message.startsWith("In the Discord server"));
  await at.until(() => said() !== undefined, "it is said");
  expect(said()).toMatchObject({ level: "warn", fields: { fix: expect.stringContaining("Grant that") } });
  await stop();
});

describe("the invite link for Discord", () => {
  const applicationId = "1300000000000000001";

  test("requests exactly the permissions that Malinois uses", () => {
    const url = new URL(inviteUrl({ applicationId }));
    expect(url.origin + url.pathname).toBe("https://discord.com/oauth2/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: applicationId,
      integration_type: "0",
      scope: "bot applications.commands",
      permissions: GRANTED,
    });
  });

  test("requests the permission to open threads only with message content", () => {
    const asked = BigInt(new URL(inviteUrl({ applicationId, messageContent: true })).searchParams.get("permissions") ?? "0");
    expect(asked ^ BigInt(GRANTED)).toBe(1n << 35n);
  });

  test("for a single account requests only the commands", () => {
    expect(Object.fromEntries(new URL(inviteUrl({ applicationId, install: "user" })).searchParams)).toEqual({
      client_id: applicationId,
      integration_type: "1",
      scope: "applications.commands",
    });
  });

  test("needs the application's id", () => {
    expect(() => inviteUrl({ applicationId: "malinois" })).toThrow("DISCORD_APPLICATION_ID is not a number");
  });
});
