import { expect } from "vitest";
import type { Place } from "../../../src/model.ts";
import { apiError, rateLimit } from "../../protocol/discord/faults.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import type { SentModal } from "../../protocol/discord/modal-rules.ts";
import { fillIn } from "../../protocol/discord/nudging.ts";
import { addServer, ask, interact, press, SOMEONE, write } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { Stage } from "../contract/stage.ts";
import { describeAdapterContract } from "../contract/suite.ts";
import { makeAdapter } from "./harness.ts";
import "./patience.ts";

const VIEW_AND_SEND = String((1n << 10n) | (1n << 11n));
const MANY = 100;

async function makeStage(): Promise<Stage> {
  const discord = await startDiscordServer();
  const server = addServer(discord);
  const { channel } = server;
  const withoutHistory = addServer(discord, { permissions: VIEW_AND_SEND });
  const { adapter } = makeAdapter(discord);
  const { posted, directMessages } = discord.state;
  const placeIn = ({ id, channel: { id: where } }: typeof server): Place => ({
    platform: "discord",
    workspace: id,
    channel: where,
    private: false,
  });
  const everybodys = placeIn(server);
  const direct: Place = { platform: "discord", workspace: "", channel: SOMEONE, recipient: SOMEONE, private: true };
  const buttons = () => posted.flatMap(({ body }) => componentsOf(body));
  const postsTo = /^\/channels\/\d+\/messages$/;

  return {
    adapter,
    channel: everybodys,
    direct,
    async ask(text) {
      const id = discord.ids.next();
      const deliver = async () => void write(discord, { id, channel, text: `@Malinois ${text}` });
      await deliver();
      return { again: deliver };
    },
    askPrivately: async (text) => void interact(discord, { channel, ...ask(text) }),
    async press(label) {
      const customId = buttons().findLast((component) => component.label === label)?.custom_id ?? "";
      interact(discord, { channel, ...press(customId) });
    },
    async openForm() {
      const customId = buttons().findLast(({ custom_id: id }) => id?.includes(":form:"))?.custom_id ?? "";
      const opening = interact(discord, { channel, ...press(customId) });
      await discord.until(() => opening.response !== undefined, "the form opens");
      return {
        text: modalText(opening.response?.data ?? {}),
        sendIn: async (changes) => void interact(discord, { channel, ...fillIn(opening, changes) }),
      };
    },
    async botWrites(text) {
      write(discord, { channel, text: `@Malinois ${text}`, isBot: true });
      // Events arrive in order: once a person's typing is answered, the adapter has seen the bot's message.
      const typing = interact(discord, { channel, type: 4, data: { name: "ask", type: 1, options: [] } });
      await discord.until(() => typing.response !== undefined, "what came after the bot is answered");
    },
    seen() {
      const isPrivate = (message: (typeof posted)[number]) =>
        message.isEphemeral || directMessages.some(({ id }) => id === message.channel);
      const read = (alone: boolean) =>
        posted
          .filter((message) => isPrivate(message) === alone)
          .map(({ body }) => textOf(body))
          .join("\n");
      return { all: read(false), alone: read(true) };
    },
    refusals: {
      undeliverable() {
        discord.state.closedTo.add(SOMEONE);
        return direct;
      },
      gone: () => ({ ...everybodys, channel: discord.ids.next() }),
      forbidden() {
        discord.faults.add({ method: "POST", path: postsTo, how: apiError(403, 50_013) });
        return everybodys;
      },
      later() {
        discord.faults.add({ method: "POST", path: postsTo, how: rateLimit(3_600) });
        return everybodys;
      },
    },
    untold: () => ({ place: placeIn(withoutHistory), since: discord.now() }),
    loseConfirmations: () => discord.faults.add({ path: postsTo, times: MANY, how: { kind: "lose-response" } }),
    refuseLookups: () =>
      discord.faults.add({ method: "GET", path: /messages/, times: MANY, how: { kind: "fail-response", status: 500 } }),
    refuseSignIn: () => discord.changeToken("another token"),
    async close() {
      await discord.stop();
      expect(discord.violations).toEqual([]);
    },
  };
}

/** Returns the text that a person reads in a form. */
function modalText({ title, components = [] }: SentModal): string {
  const fields = components.flatMap(({ content, label, description, component }) => [
    content,
    label,
    description,
    ...(component?.options ?? []).map((option) => option.label),
  ]);
  return [title, ...fields].filter(Boolean).join("\n");
}

describeAdapterContract("discord", makeStage);
