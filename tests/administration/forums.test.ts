import { expect, test } from "vitest";
import { createLog, makeAdapter } from "../adapters/discord/harness.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { addChannel, addServer, write } from "../protocol/discord/people.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import { createMalinois } from "./malinois.ts";

test("new posts in a forum are answered if the workspace wants that and Malinois is sure; later messages are not", async () => {
  const malinois = await createMalinois();
  const now = () => malinois.clock.now;
  const discord = await startDiscordServer({ now });
  const server = addServer(discord);
  const forum = addChannel(discord, server, 15);
  const posts = Array.from({ length: 4 }, () => addChannel(discord, server, 11, forum));
  const log = createLog();
  const { adapter } = makeAdapter(discord, { now, log, messageContent: true });
  await adapter.start(malinois.host(adapter, log));
  const key = { platform: "discord", workspace: server.id };

  async function says(place: number, text: string, id?: string): Promise<string[]> {
    const channel = posts[place];
    if (channel === undefined) throw new Error("no such post");
    const [before, done] = [discord.state.posted.length, malinois.dealtWith()];
    write(discord, { channel, text, ...(id === undefined ? {} : { id }) });
    await discord.until(() => malinois.dealtWith() > done && !malinois.isBusy(), "it is dealt with");
    return discord.state.posted.slice(before).map(({ body }) => textOf(body));
  }
  const begins = (place: number, text: string) => says(place, text, posts[place]?.id);

  expect(await begins(0, "what is phishing")).toEqual([]);
  await malinois.settings.change(key, "channels.forums", [forum.id], "U0");
  // A post is answered even if it only names a topic and asks nothing.
  expect(await begins(1, "phishing mail")).toEqual([expect.stringContaining("Phishing is bait.")]);
  expect(await begins(2, "who brings cake on friday")).toEqual([]);
  expect(await says(2, "what is phishing")).toEqual([]);
  // Follow-ups are answered where Malinois takes part.
  expect(await says(1, "sources?")).toHaveLength(1);
  await malinois.settings.change(key, "channels.off", [forum.id], "U0");
  expect(await begins(3, "phishing mail")).toEqual([]);

  await adapter.stop();
  await malinois.store.close();
  await discord.stop();
  expect(discord.violations).toEqual([]);
});
