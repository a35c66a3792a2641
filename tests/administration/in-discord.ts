import { expect } from "vitest";
import { createLog, makeAdapter } from "../adapters/discord/harness.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { fillIn } from "../protocol/discord/nudging.ts";
import {
  addChannel,
  addServer,
  ask,
  type Interacting,
  interact,
  press,
  subcommand,
  submitForm,
  write,
} from "../protocol/discord/people.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import type { InteractionRecord } from "../protocol/discord/state.ts";
import { createMalinois } from "./malinois.ts";
import type { Heard, OpenWorkplace } from "./workplace.ts";

const MANAGER = "1200000000000000011";
const GUEST = "1200000000000000013";
const MANAGE_SERVER = String(1n << 5n);
const IS_GUEST = 16;
const EPHEMERAL = 64;

/** Opens a Discord server with Malinois in it, which may read all messages there. */
export const inDiscord: OpenWorkplace = async (options) => {
  const malinois = await createMalinois(options);
  const now = () => malinois.clock.now;
  const discord = await startDiscordServer({ now });
  const server = addServer(discord);
  const other = addChannel(discord, server, 0);
  const log = createLog();
  const { adapter } = makeAdapter(discord, { now, log, messageContent: true });
  await adapter.start(malinois.host(adapter, log));
  const channelOf = (id: string | undefined) => (id === other.id ? other : server.channel);

  const records: InteractionRecord[] = [];
  const answersTo = () =>
    records.flatMap(({ original, followUps }) => [...(original === undefined ? [] : [original]), ...followUps]);
  const isDirect = (channel: string) => discord.state.directMessages.some(({ id }) => id === channel);
  const shown = () => {
    const posted = discord.state.posted.filter(({ interaction }) => interaction === undefined);
    const answers = answersTo();
    return {
      all: [...posted.filter(({ channel }) => !isDirect(channel)), ...answers.filter(({ isEphemeral }) => !isEphemeral)],
      alone: [...posted.filter(({ channel }) => isDirect(channel)), ...answers.filter(({ isEphemeral }) => isEphemeral)],
    };
  };

  async function heard(act: () => InteractionRecord | undefined): Promise<Heard> {
    const [before, done] = [shown(), malinois.dealtWith()];
    const record = act();
    if (record !== undefined) records.push(record);
    await discord.until(() => malinois.dealtWith() > done && !malinois.isBusy(), "it is dealt with");
    if (record !== undefined) {
      const isAnswered = () => record.original !== undefined || record.isWithdrawn || [4, 9].includes(record.response?.type ?? 0);
      await discord.until(isAnswered, "the interaction is answered");
    }
    const after = shown();
    const instant = record?.response?.type === 4 ? JSON.stringify(record.response.data) : "";
    const fresh = (name: "all" | "alone") =>
      after[name].filter((one) => !before[name].includes(one)).map(({ body }) => `${textOf(body)}\n${JSON.stringify(body)}`);
    return { all: fresh("all").join("\n"), alone: [...fresh("alone"), instant].join("\n").trim() };
  }

  const rightsOf = (person: string): Partial<Interacting> => ({
    ...(person === MANAGER ? { permissions: MANAGE_SERVER } : {}),
    ...(person === GUEST ? { memberFlags: IS_GUEST } : {}),
  });
  const use = (person: string, interacting: Omit<Interacting, "channel">) =>
    interact(discord, { channel: server.channel, user: person, ...rightsOf(person), ...interacting });

  async function opened(person: string, value: string): Promise<InteractionRecord | undefined> {
    let record: InteractionRecord | undefined;
    await heard(() => {
      record = use(person, press(value, EPHEMERAL));
      return record;
    });
    return record?.response?.type === 9 ? record : undefined;
  }

  return {
    malinois,
    key: { platform: "discord", workspace: server.id },
    people: { manager: MANAGER, member: "1200000000000000012", guest: GUEST },
    channels: [server.channel.id, other.id],
    writes: (person, text, { channel, mentions = true } = {}) =>
      heard(() => {
        const memberFlags = person === GUEST ? { memberFlags: IS_GUEST } : {};
        write(discord, {
          channel: channelOf(channel),
          author: person,
          text: mentions ? `@Malinois ${text}` : text,
          ...memberFlags,
        });
        return undefined;
      }),
    asks: (person, text) => heard(() => use(person, ask(text))),
    opensSettings: (person) => heard(() => use(person, subcommand("settings"))),
    presses: (person, value) => heard(() => use(person, press(value, EPHEMERAL))),
    async fillsIn(person, value, changes) {
      const form = await opened(person, value);
      if (form === undefined) throw new Error("no form is open");
      return heard(() => use(person, fillIn(form, changes)));
    },
    forges: (person, value, values) => heard(() => use(person, submitForm(value, values))),
    async form(person, value) {
      const form = await opened(person, value);
      return form && JSON.stringify(form.response?.data);
    },
    async stop() {
      await adapter.stop();
      await malinois.store.close();
      await discord.stop();
      expect(discord.violations).toEqual([]);
    },
  };
};
