import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "vitest";
import { typedIn } from "../../inbound.ts";
import { acceptHttpResponse, ask, interact, interactionEvent } from "../../protocol/discord/people.ts";
import { createLog, startInServer } from "../discord/harness.ts";
import { createRecording, type Running, startSlack, type TransportName } from "../slack/harness.ts";

export const TEXT = "what is phishing?";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
/** An application's public key in the form that Discord's Developer Portal shows. */
export const PUBLIC_KEY = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
export const slackLog = createRecording();
export const discordLog = createLog();

/** Uses Malinois in the stand-in for Slack. */
export async function inSlack(transport: TransportName, use: (run: Running) => Promise<void>): Promise<void> {
  const run = await startSlack({ transport });
  try {
    await use(run);
  } finally {
    await run.stop();
  }
  expect(run.slack.violations).toEqual([]);
}

/** Uses Malinois in the stand-in for Discord, over the gateway and over HTTP. */
export async function inDiscord(use: (run: Awaited<ReturnType<typeof startInServer>>) => Promise<void>): Promise<void> {
  const run = await startInServer({ options: { publicKey: PUBLIC_KEY } });
  try {
    await use(run);
  } finally {
    await run.stop();
  }
  expect(run.discord.violations).toEqual([]);
}

/** Asks over Slack's transport. Fails if the host does not receive the question. */
export async function askSlack({ people, deliver, slack, host }: Running): Promise<void> {
  await deliver(people.command("U1", "C1", "/ask", TEXT));
  await slack.until(() => host.questions.some((inbound) => typedIn(inbound) === TEXT));
}

/** Asks once over the gateway and once by a signed post. Fails if the host does not receive both. */
export async function askDiscord({ discord, channel, adapter, bot }: Awaited<ReturnType<typeof startInServer>>): Promise<void> {
  interact(discord, { channel, ...ask(TEXT) });
  await discord.until(() => bot.asked.length === 1, "the gateway's question is heard");
  const { event, record } = interactionEvent(discord, { channel, ...ask(TEXT) });
  const response = await adapter.routes[0]?.handle(signed(JSON.stringify(event), discord.now()));
  acceptHttpResponse(discord, record, await response?.json());
  await discord.until(() => bot.asked.length === 2, "the posted question is heard");
  expect(bot.asked.map(typedIn)).toEqual([TEXT, TEXT]);
}

/** @param at the time of the signature: Discord's signatures are valid for minutes */
function signed(body: string, at: number): Request {
  const timestamp = String(Math.floor(at / 1_000));
  const headers = {
    "x-signature-ed25519": sign(null, Buffer.from(timestamp + body), privateKey).toString("hex"),
    "x-signature-timestamp": timestamp,
  };
  return new Request("http://localhost/discord/interactions", { method: "POST", body, headers });
}
