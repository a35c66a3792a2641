import { pressIn } from "../adapters/discord/walking.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { fillIn } from "../protocol/discord/nudging.ts";
import {
  addChannel,
  addServer,
  ask,
  GRANTED,
  type Interacting,
  interact,
  subcommand,
  write,
} from "../protocol/discord/people.ts";
import type { DiscordServer } from "../protocol/discord/server.ts";
import type { Channel, InteractionRecord, Posted } from "../protocol/discord/state.ts";
import { countOf, draftIn, type LoopPlace } from "./loop-place.ts";

const [ASKER, HELPER, MANAGER] = ["1200000000000000021", "1200000000000000022", "1200000000000000023"] as const;
const MANAGE_SERVER = String(1n << 5n);
const CREATE_THREADS = 1n << 35n;

/** Prepares the loop in Discord, before the bot connects: the asker asks with a command and gets the answer in direct messages. */
export function loopInDiscord(discord: DiscordServer): LoopPlace {
  const server = addServer(discord, { permissions: String(BigInt(GRANTED) | CREATE_THREADS) });
  const help = addChannel(discord, server, 0);
  const { state } = discord;
  const posted = (channel: string) => state.posted.filter((one) => one.channel === channel && one.interaction === undefined);
  const read = ({ body }: Pick<Posted, "body">) => textOf(body);
  let asked: Posted | undefined;
  let question: Posted | undefined;

  /** Uses something, and returns the answer. */
  async function use(user: string, channel: Channel, interacting: Omit<Interacting, "channel">): Promise<Posted> {
    const record = interact(discord, { channel, user, ...interacting });
    await discord.until(() => record.original !== undefined, "the answer comes");
    return there(record.original);
  }

  /** Opens the form behind a button of a message, submits it, and returns the answer. */
  async function fill(user: string, channel: Channel, message: Posted, label: string, values: Parameters<typeof fillIn>[1]) {
    const rights = user === MANAGER ? { permissions: MANAGE_SERVER } : {};
    const opened: InteractionRecord = interact(discord, { channel, user, ...rights, ...pressIn(message, label) });
    await discord.until(() => opened.response !== undefined, `the form of ${label} opens`);
    return read(await use(user, channel, { ...rights, ...fillIn(opened, values) }));
  }

  const inThread = () => state.threads.filter(({ parent_id }) => parent_id === help.id).flatMap(({ id }) => posted(id));
  return {
    name: "Discord",
    inChannel: () => [...posted(help.id), ...inThread()].map(read),
    toldAsker: () => state.directMessages.filter(({ name }) => name === ASKER).flatMap(({ id }) => posted(id).map(read)),
    look: async () => undefined,
    async chooseHelpChannel() {
      const settings = await use(MANAGER, server.channel, { permissions: MANAGE_SERVER, ...subcommand("settings") });
      const said = await fill(MANAGER, server.channel, settings, "Ask a person", { "hand-off.channel": [help.id] });
      if (!said.includes("Saved.")) throw new Error(`the channel was not chosen: ${said}`);
    },
    async ask(text) {
      asked = await use(ASKER, server.channel, ask(text));
      return JSON.stringify(asked.body);
    },
    async passOn() {
      const before = posted(help.id).length;
      await fill(ASKER, server.channel, there(asked), "Ask a person", {});
      await discord.until(() => posted(help.id).length > before, "the help channel has the question");
      question = posted(help.id).at(-1);
    },
    async claim() {
      const { id } = there(question);
      await use(HELPER, help, pressIn(there(question), "I’ll take it"));
      await discord.until(() => posted(id).length > 0, "the thread knows that somebody has taken it");
    },
    async answer(text) {
      const thread = state.threads.find(({ id }) => id === question?.id);
      write(discord, { channel: there(thread), author: HELPER, text });
      await discord.until(() => countOf(this.toldAsker(), text) > 0, "the asker has the answer");
    },
    saveAsAnswer: async (ways) => draftIn(await fill(HELPER, help, there(question), "Save as answer", { ways })),
  };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("It is not there.");
  return value;
}
