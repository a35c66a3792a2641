import type { Host } from "../../../src/ports.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import { addServer, ask, interact, press, write } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import { describeAdapterContract, type Stage } from "../contract.ts";
import { makeAdapter } from "./harness.ts";
import "./patience.ts";

async function makeStage(host: Host): Promise<Stage> {
  const discord = await startDiscordServer();
  const { channel } = addServer(discord);
  const { adapter } = makeAdapter(discord);
  let received = 0;
  const answers: Promise<unknown>[] = [];
  await adapter.start({
    ...host,
    receive(question) {
      received += 1;
      const answer = host.receive(question);
      answers.push(answer);
      return answer;
    },
  });
  const { posted } = discord.state;

  async function asked(deliver: () => unknown): Promise<void> {
    const before = received;
    deliver();
    await discord.until(() => received > before, "the host is asked");
  }

  return {
    adapter,
    async ask(text) {
      const id = discord.ids.next();
      const deliver = () => write(discord, { id, channel, text: `@Malinois ${text}` });
      await asked(deliver);
      return { again: () => asked(deliver) };
    },
    askPrivately: (text) => asked(() => interact(discord, { channel, ...ask(text) })),
    async press(label) {
      const shown = posted.filter(({ isEphemeral }) => !isEphemeral).flatMap(({ body }) => componentsOf(body));
      const customId = shown.findLast((component) => component.label === label)?.custom_id ?? "";
      await asked(() => interact(discord, { channel, ...press(customId) }));
    },
    async botWrites(text) {
      write(discord, { channel, text: `@Malinois ${text}`, isBot: true });
      // A person who comes after the bot and only types shows that the bot's message has been seen.
      const typing = interact(discord, { channel, type: 4, data: { name: "ask", type: 1, options: [] } });
      await discord.until(() => typing.response !== undefined, "what came after the bot is answered");
    },
    async seen() {
      await Promise.all(answers);
      const read = (alone: boolean) =>
        posted
          .filter(({ isEphemeral }) => isEphemeral === alone)
          .map(({ body }) => textOf(body))
          .join("\n");
      return { all: read(false), alone: read(true) };
    },
    close: discord.stop,
  };
}

describeAdapterContract("discord", makeStage);
