import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { REAL_TIME } from "../../src/delivery/options.ts";
import { createDraftFolder } from "../../src/drafts/draft-folder.ts";
import { createDraftWriter } from "../../src/drafts/drafts.ts";
import type { Gap } from "../../src/gaps/types.ts";
import type { Adapter, Logger } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { createUpkeepRunner } from "../../src/upkeep/runner.ts";
import { createLog, makeAdapter } from "../adapters/discord/harness.ts";
import { createHandOffStage, type HandOffStage } from "../adapters/hand-off-stage.ts";
import { startSlack } from "../adapters/slack/harness.ts";
import { CANTEEN } from "../matching/toy-pack.ts";
import { holidayOn } from "../nudges/fixtures.ts";
import { textOf } from "../protocol/discord/message-rules.ts";
import { addServer } from "../protocol/discord/people.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import { TEAM } from "../protocol/slack/workspace.ts";

// The owner's reminder and the weekly digest, as people read them on both platforms, while the test moves the clock.

/** Sunday the 22nd of November 2026, noon in Brussels. */
const SUNDAY = Date.UTC(2026, 10, 22, 11);
const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

interface Place {
  readonly store: OpenStore;
  readonly stage: HandOffStage;
  readonly clock: { now: number };
  readonly workspace: { readonly platform: string; readonly workspace: string };
  readonly channel: string;
  readonly owner: string;
  /** Returns the messages in the channel. */
  inChannel(): readonly string[];
  /** Returns the messages that the owner was sent. */
  toOwner(): readonly string[];
  stop(): Promise<void>;
}

async function inSlack(): Promise<Place> {
  const clock = { now: SUNDAY };
  const store = await openStore({ dataDirectory: ":memory:" });
  let stage: HandOffStage | undefined;
  const run = await startSlack({
    now: () => clock.now,
    async makeHost(adapter: Adapter, logger: Logger) {
      stage = await createHandOffStage({ store, adapter, clock, logger });
      return stage.host;
    },
  });
  if (stage === undefined) throw new Error("Slack has no host");
  run.slack.workspace.joined.add("C1");
  const texts = (channel: string) =>
    run.slack.workspace.answers(channel).map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
  return {
    ...{ store, stage, clock, workspace: { platform: "slack", workspace: TEAM }, channel: "C1", owner: "U1" },
    inChannel: () => texts("C1"),
    toOwner: () => texts("DU1"),
    async stop() {
      await run.stop();
      await store.close();
      expect(run.slack.violations).toEqual([]);
    },
  };
}

async function inDiscord(): Promise<Place> {
  const clock = { now: SUNDAY };
  const discord = await startDiscordServer({ now: () => clock.now });
  const server = addServer(discord);
  const store = await openStore({ dataDirectory: ":memory:" });
  const logger = createLog();
  const { adapter } = makeAdapter(discord, { log: logger, now: () => clock.now });
  const stage = await createHandOffStage({ store, adapter, clock, logger });
  await adapter.start(stage.host);
  const owner = "1200000000000000021";
  const read = (id: string) => discord.state.posted.filter(({ channel }) => channel === id).map(({ body }) => textOf(body));
  return {
    ...{ store, stage, clock, workspace: { platform: "discord", workspace: server.id }, channel: server.channel.id, owner },
    inChannel: () => read(server.channel.id),
    toOwner: () => discord.state.directMessages.filter(({ name }) => name === owner).flatMap(({ id }) => read(id)),
    async stop() {
      await adapter.stop();
      await store.close();
      await discord.stop();
      expect(discord.violations).toEqual([]);
    },
  };
}

describe.each([
  ["Slack", inSlack],
  ["Discord", inDiscord],
] as const)("a week in %s", (_, open) => {
  let place: Place;
  let folder = "";
  afterEach(async () => {
    await place.stop();
    await rm(folder, { recursive: true });
  });

  it.each([
    ["en", "Is this still right?", "Your week with Malinois", "closest answer"],
    ["nl", "Klopt dit nog?", "Je week met Malinois", "komt het dichtst in de buurt"],
    ["fr", "Est-ce toujours exact", "Votre semaine avec Malinois", "réponse la plus proche"],
    ["de", "Stimmt das noch?", "Ihre Woche mit Malinois", "am nächsten kommt"],
  ])("brings the owner one reminder and the channel one digest, in %s", async (language, asked, week, nearest) => {
    place = await open();
    const { store, stage, clock, workspace, channel, owner } = place;
    folder = await mkdtemp(join(tmpdir(), "malinois-week-"));
    const now = () => clock.now;
    const settings = createWorkspaceSettings(store.administration, now);
    await settings.change(workspace, "digest.channel", channel, "test");
    await settings.change(workspace, "languages", [language], "test");
    await store.setPersonLanguage({ ...workspace, person: owner }, language);
    const entries = CANTEEN.entries.map((entry, at) =>
      at === 0
        ? { ...entry, owner: `${workspace.platform}:${owner}`, reviewed: "2025-01-31" }
        : { ...entry, reviewed: "2026-11-01" },
    );
    const pack = { ...CANTEEN, entries };
    for (const person of ["a", "b", "c"]) await noteGap(person);
    const runner = createUpkeepRunner({
      ...{ gaps: store.gaps, ledger: store.nudges, settings, pack: () => pack, packOf: async () => pack, now },
      drafts: createDraftWriter({ folder: createDraftFolder(folder), source: { directories: [] }, now }),
      ...{ platforms: [workspace.platform], zone: "Europe/Brussels", reviewDays: 365, isStopWord: MATCHER_OPTIONS.isStopWord },
      ...{ logger: { info: () => {}, warn: () => {}, error: () => {} }, after: REAL_TIME.after, holidayOn },
    });
    // From Sunday noon to the next Sunday, an hour at a time.
    for (let at = SUNDAY; at <= SUNDAY + 7 * DAY; at += HOUR) {
      clock.now = at;
      await runner.tick();
      await stage.tick();
    }
    expect(place.toOwner()).toEqual([expect.stringContaining(asked)]);
    expect(place.inChannel()).toEqual([expect.stringContaining(week)]);
    expect(place.inChannel()[0]).toContain(nearest);
    expect(place.inChannel()[0]).toContain("bike parking badge");

    async function noteGap(person: string): Promise<void> {
      const at = { ...workspace, channel: "C", private: false };
      const id = `gap ${person}`;
      await store.inbox.takeIn(
        { kind: "asked", id, place: at, asker: { id: person }, text: "", addressed: true },
        SUNDAY,
        SUNDAY + 1,
        "me",
      );
      const gap: Gap = {
        ...{ reason: "unknown", language, text: "bike parking badge", keeping: "text" },
        nearest: { entry: "opening-hours", confidence: 0.4 },
      };
      const remembering = { asker: { ...workspace, person }, changes: [], contexts: [], gaps: [gap] };
      await store.inbox.decide(id, "me", { place: at, language, replies: [], sent: 0 }, remembering, SUNDAY);
    }
  });
});
