import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "vitest";
import { typedIn } from "../../inbound.ts";
import { acceptHttpResponse, ask, interact, interactionEvent } from "../../protocol/discord/people.ts";
import { createLog, startInServer } from "../discord/harness.ts";
import { createRecording, type Running, startSlack, type TransportName } from "../slack/harness.ts";

export const TEXT = "what is phishing?";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
/** As Discord's Developer Portal shows an application's public key. */
export const PUBLIC_KEY = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
export const slackLog = createRecording();
export const discordLog = createLog();

/** Uses Malinois in Slack's stand-in. */
export async function inSlack(transport: TransportName, use: (run: Running) => Promise<void>): Promise<void> {
  const run = await startSlack({ transport });
  try {
    await use(run);
  } finally {
    await run.stop();
  }
  expect(run.slack.violations).toEqual([]);
}

/** Uses Malinois in Discord's stand-in, where it is reached by the gateway and by HTTP. */
export async function inDiscord(use: (run: Awaited<ReturnType<typeof startInServer>>) => Promise<void>): Promise<void> {
  const run = await startInServer({ options: { publicKey: PUBLIC_KEY } });
  try {
    await use(run);
  } finally {
    await run.stop();
  }
  expect(run.discord.violations).toEqual([]);
}

/** Asks over Slack's transport; fails where the host does not hear of it. */
export async function askSlack({ people, deliver, slack, host }: Running): Promise<void> {
  await deliver(people.command("U1", "C1", "/ask", TEXT));
  await slack.until(() => host.questions.some((inbound) => typedIn(inbound) === TEXT));
}

/** Asks once over the gateway and once by a signed post; fails where the host does not hear of both. */
export async function askDiscord({ discord, channel, adapter, bot }: Awaited<ReturnType<typeof startInServer>>): Promise<void> {
  interact(discord, { channel, ...ask(TEXT) });
  await discord.until(() => bot.asked.length === 1, "the gateway's question is heard");
  const { event, record } = interactionEvent(discord, { channel, ...ask(TEXT) });
  const response = await adapter.routes[0]?.handle(signed(JSON.stringify(event), discord.now()));
  acceptHttpResponse(discord, record, await response?.json());
  await discord.until(() => bot.asked.length === 2, "the posted question is heard");
  expect(bot.asked.map(typedIn)).toEqual([TEXT, TEXT]);
}

/** @param at when it is signed: Discord's signatures are good for minutes */
function signed(body: string, at: number): Request {
  const timestamp = String(Math.floor(at / 1_000));
  const headers = {
    "x-signature-ed25519": sign(null, Buffer.from(timestamp + body), privateKey).toString("hex"),
    "x-signature-timestamp": timestamp,
  };
  return new Request("http://localhost/discord/interactions", { method: "POST", body, headers });
}
