import { hasMarks } from "../../../adapters/discord/send/history/marks.ts";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import type { Instant, Place } from "../../../src/model.ts";
import { type FaultCounts, faultsOfDiscord, faultsOfSlack, SHARE, slackKeyOf } from "../../protocol/delivery-faults.ts";
import { addChannel, addServer } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import { startSlackServer } from "../../protocol/slack/server.ts";
import { TEAM } from "../../protocol/slack/workspace.ts";
import { channel } from "../fixtures.ts";
import { startCountingPlatform } from "./counting-platform.ts";
import type { ReplicaOptions } from "./runner-program-options.ts";

/** A platform that processes send to while they are killed. Now and then it loses a request or a response, or fails a lookup. */
export interface FaultTarget {
  /** What a replica needs to reach the platform. */
  readonly platform: ReplicaOptions["platform"];
  /** Makes the place with a number. All places are made before a replica starts. */
  place(number: number): Place;
  /** Returns how often the message with a key is in its place. */
  count(key: string, place: Place): number;
  readonly seen: FaultCounts;
  stop(): Promise<void>;
}

/** Makes a target; `now` is the replicas' clock without its jumps. */
export type MakeTarget = (random: () => number, now: () => Instant) => Promise<FaultTarget>;

/** A platform that only counts messages. */
export const counting: MakeTarget = async (random) => {
  const shares = { lostAnswers: SHARE, lostRequests: SHARE, failedQuestions: SHARE };
  const { url, counts, seen, stop } = await startCountingPlatform(shares, random);
  return {
    platform: { name: "test", url },
    place: (number) => ({ ...channel, channel: `c${number}` }),
    count: (key) => counts.get(key) ?? 0,
    ...{ seen, stop },
  };
};

/** The protocol server for Slack, over Socket Mode. */
export const slack: MakeTarget = async (random, now) => {
  const server = await startSlackServer({ scopes: Object.keys(SCOPES), now });
  const seen = faultsOfSlack(server, "conversations.history", random);
  return {
    platform: { name: "slack", apiUrl: server.apiUrl, botToken: server.botToken, appToken: server.appToken },
    place(number) {
      const id = `C${number}`;
      server.workspace.joined.add(id);
      return { platform: "slack", workspace: TEAM, channel: id, private: false };
    },
    count: (key, place) => server.workspace.answers(place.channel).filter(({ metadata }) => slackKeyOf(metadata) === key).length,
    seen,
    stop: () => server.close(),
  };
};

const MESSAGES = /\/channels\/\d+\/messages/;

/** The protocol server for Discord, over the gateway. */
export const discord: MakeTarget = async (random, now) => {
  const server = await startDiscordServer({ now });
  const guild = addServer(server);
  const seen = faultsOfDiscord(server, MESSAGES, random);
  return {
    platform: { name: "discord", apiUrl: server.apiUrl, token: server.token, applicationId: server.applicationId },
    place: () => ({ platform: "discord", workspace: guild.id, channel: addChannel(server, guild, 0).id, private: false }),
    count(key, place) {
      const here = server.state.posted.filter(({ channel: id }) => id === place.channel);
      return here.filter(({ body }) => hasMarks((body.components ?? []) as Parameters<typeof hasMarks>[0], key)).length;
    },
    seen,
    stop: () => server.stop(),
  };
};
