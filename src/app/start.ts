import { join } from "node:path";
import { formatSelfTest, progressLine } from "../cli/self-test-report.ts";
import type { Terminal } from "../cli/terminal.ts";
import { describe, REAL_TIME } from "../delivery/options.ts";
import { DRAFTS_IN_THREAD } from "../drafts/draft-thread.ts";
import { packInShort } from "../knowledge/packs/in-short.ts";
import { createMetrics } from "../metrics/index.ts";
import { observeStore } from "../metrics/observe-store.ts";
import type { Instant, Pack } from "../model.ts";
import { type ConfiguredPlatform, exposureOf, type NudgePlace, type PlatformInstance, type Preview } from "../platform.ts";
import type { Health, Logger, Store } from "../ports.ts";
import { createPrivacyFeature } from "../privacy/feature.ts";
import { createLeaving } from "../privacy/leaving.ts";
import { openStore } from "../store/store.ts";
import { createBot } from "./bot.ts";
import type { Config } from "./config.ts";
import { connectAll } from "./connecting.ts";
import { healthRoutes } from "./health.ts";
import { type LiveKnowledge, serveKnowledge } from "./knowledge/live-knowledge.ts";
import { createOwnContents } from "./knowledge/own-contents.ts";
import { rememberTraining, trainInProcesses } from "./knowledge/training.ts";
import { createWorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";
import { prepareAdminPage } from "./prepare-admin-page.ts";
import { prepareAdministration } from "./prepare-administration.ts";
import { prepareHandOffs } from "./prepare-hand-offs.ts";
import { prepareNudges } from "./prepare-nudges.ts";
import { prepareUpkeep } from "./prepare-upkeep.ts";
import { type HttpServer, startServer } from "./server.ts";

export interface StartOptions {
  readonly config: Config;
  /** The packs' folders. */
  readonly directories: readonly string[];
  /** The folder of entries that are laid over the packs. */
  readonly overlay: string;
  /** The folder of drafts. */
  readonly drafts: string;
  /** The folder that contains the folders of workspaces' own content. */
  readonly workspaces: string;
  readonly platforms: readonly ConfiguredPlatform[];
  /** How each platform draws a reply. */
  readonly previews: readonly Preview[];
  readonly logger: Logger;
  readonly now: () => Instant;
  /** Shows a secret in the terminal; absent: the output is not a terminal. */
  readonly reveal?: (text: string) => void;
}

/** A running Malinois. */
export interface Running {
  readonly server: HttpServer;
  /** Rejects when every platform has refused for good: nobody can reach Malinois any more. */
  readonly refused: Promise<never>;
  /**
   * Accepts no new work, lets work in progress finish, and closes the store. Takes at most {@link STOP_LIMIT}, even if something hangs; the next process
   * resumes what was not finished. Harmless when repeated.
   */
  stop(): Promise<void>;
}

/** The time between two deletions of expired records, in ms. */
const SWEEP_EVERY = 3_600_000;
/** The longest time that stopping takes, in ms: orchestrators kill a process after ten seconds or more. */
const STOP_LIMIT = 9_500;

/**
 * Runs `malinois start`: starts every platform that is configured or, if none is, only the playground.
 * @throws MalinoisError when the pack or the store is broken, a setting is wrong, the port is taken or every platform refuses; nothing is left running
 */
export async function start(
  { config, directories, overlay, drafts: draftsFolder, workspaces, platforms, previews, logger, now, reveal }: StartOptions,
  { write }: Terminal,
): Promise<Running> {
  /** Functions that stop what accepts or does work. They are called at the same time, since each waits for its own work. */
  const workers: (() => Promise<void> | void)[] = [];
  /** Functions that close what the workers need. They are called in reverse order. */
  const needs: (() => Promise<void> | void)[] = [];
  const stopAll = async () => {
    await Promise.all(workers.splice(0).map((stopOne) => stopOne()));
    for (let close = needs.pop(); close !== undefined; close = needs.pop()) await close();
  };
  const stop = async () => {
    let cancel = () => {};
    const late = new Promise<"late">((resolve) => {
      cancel = REAL_TIME.after(STOP_LIMIT, () => resolve("late"));
    });
    const ended = await Promise.race([stopAll(), late]);
    // The pending timer would keep the process alive after a failed start.
    cancel();
    if (ended === "late") logger.warn({ ms: STOP_LIMIT }, "stopped before all work was done");
  };
  try {
    // The store is opened first, so that an unusable database is reported at once, not after training.
    const opened = await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR, logger });
    const exposure = exposureOf(config.HOST, platforms);
    const metrics = createMetrics(config.METRICS ?? (exposure.isPublic ? "off" : "local"));
    const store = observeStore(opened, metrics.observer);
    needs.push(() => store.close());
    needs.push(sweepRegularly(store, now, logger));
    const workspaceKind = (platform: string) =>
      running.find(({ adapter }) => adapter.name === platform)?.workspaceKind ?? "workspace";
    const administration = await prepareAdministration({
      ...{ config, store, pack: () => knowledge.pack, workspaceKind, logger, now },
    });
    needs.push(administration.close);
    const packFollowers: (() => void)[] = [];
    const onPack = () => {
      for (const follow of packFollowers) follow();
    };
    const { knowledge, training, learned } = await learn({ config, directories, overlay, logger, onPack }, write);
    needs.push(knowledge.close);
    const contents = createWorkspaceKnowledge({
      ...{ knowledge, settings: administration.settings, after: REAL_TIME.after },
      own: createOwnContents({ directory: workspaces, logger, now }),
    });

    const server = { host: config.HOST, port: config.PORT };
    const connections = platforms.flatMap(({ connection }) =>
      connection === undefined ? [] : [{ ...connection, find: () => connection.find(knowledge.pack.languages) }],
    );
    const running: PlatformInstance[] = [];
    const claim = (key: string, lifetime: number) => store.claim(key, now(), now() + lifetime);
    const offered = { pack: () => knowledge.pack, learned, claim, nextNudge: (place: NudgePlace) => nudges.nextAt(place) };
    for (const { name, whyOff, isBegun, create } of platforms) {
      const reason = whyOff(exposure);
      if (reason !== undefined && isBegun) logger.warn({ platform: name, reason }, "a platform is set up in part and stays off");
      write(reason === undefined ? `${name}: on\n` : `${name}: off (${reason})\n`);
      if (reason !== undefined) continue;
      const installations = store.installations(name);
      running.push(await create({ ...offered, server, installations, previews, connections, logger, now }));
    }
    const adapters = running.map(({ adapter }) => adapter);
    const { policies, limit, feature: settings } = administration;
    const shared = { config, knowledge, contents, store, platforms: running, policies, logger, now };
    const source = { directories, overlay };
    const { noteGaps, ...upkeep } = prepareUpkeep({
      ...{ config, knowledge, contents, store, settings: administration.settings, source, logger, now },
      ...{ draftsFolder, platforms: adapters.map(({ name }) => name) },
    });
    const handOffs = await prepareHandOffs({
      ...shared,
      settings: administration.settings,
      drafts: upkeep.drafts,
      wake: () => nudges.wake(),
    });
    packFollowers.push(() => void handOffs.onPack());
    const nudges = await prepareNudges({ ...shared, onHandOffRefused: handOffs.onRefused });
    const adminPage = await prepareAdminPage({
      ...{ ...shared, exposure, settings: administration.settings, source, learning: upkeep, draftChecks: DRAFTS_IN_THREAD },
    });
    write(`${adminPage.status}\n`);
    const leaving = createLeaving({ store: store.privacy, now, logger, after: REAL_TIME.after });
    const privacy = createPrivacyFeature(store.privacy, now);
    const features = [settings, handOffs.feature, upkeep.feature, ...adminPage.features, privacy];
    const bot = createBot({
      ...{ store, knowledge: contents, adapters, now, logger, policies, limit, features, nudges: nudges.commands },
      ...{ zone: config.TZ_DEFAULT, workspaceKind, observer: metrics.observer, noteGaps, left: leaving.left },
    });
    const connecting = connectAll({ adapters, host: bot, logger, after: REAL_TIME.after });
    const services = [connecting, bot, nudges, handOffs, upkeep, leaving, ...adapters];
    workers.push(...services.map((service) => () => service.stop()));
    const connected = adapters.map((adapter) => ({ name: adapter.name, health: () => connecting.health(adapter) }));
    const routes = [
      ...adapters.flatMap((adapter) => adapter.routes),
      ...healthRoutes({
        ...{ adapters: connected, store: bot.storeHealth, pack: () => packHealth(knowledge.pack), training },
        ...{ nudges: nudges.health, handOffs: handOffs.health },
      }),
      ...metrics.routes({ platforms: connected, training, queues: () => store.stats.queueSizes() }),
      ...adminPage.routes,
    ];
    const http = await startServer(routes, { ...server, logger });
    workers.push(http.stop);
    await connecting.settled;
    bot.start();
    nudges.start();
    handOffs.start();
    upkeep.start();
    void leaving.resume();
    const { pack } = knowledge;
    write(`The content: ${packInShort(pack)}\n`);
    write(`Malinois listens at ${http.address}\n`);
    const link = reveal && (await adminPage.link?.(http.address));
    if (link !== undefined) reveal?.(`Sign in to the admin page, once and within ten minutes: ${link}\n`);
    return { server: http, refused: connecting.refused, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Serves the pack, and reports the progress of its training. */
async function learn(
  {
    config,
    directories,
    overlay,
    logger,
    onPack,
  }: Pick<StartOptions, "config" | "directories" | "overlay" | "logger"> & { readonly onPack: () => void },
  write: Terminal["write"],
): Promise<{ readonly knowledge: LiveKnowledge; readonly training: () => Health; readonly learned: () => number | undefined }> {
  let health: Health = { ok: false, detail: "learning" };
  let learned: number | undefined = 0;
  const showProgress = progressLine(write);
  const knowledge = await serveKnowledge({
    directories,
    overlay,
    train: rememberTraining(join(config.DATA_DIR, "models"), trainInProcesses),
    onProgress(share) {
      if (learned !== undefined) learned = share;
      if (!health.ok) health = { ok: false, detail: `learning, ${Math.floor(share * 100)} %` };
      showProgress(share);
    },
    onPack(pack) {
      logger.info({ pack: pack.id, entries: pack.entries.length }, "changed content is in use");
      onPack();
    },
    onUnlearned: (error) =>
      logger.error(
        { error: describe(error) },
        "changed content could not be learned; what is new in it is found word for word only",
      ),
    onRefused: (reasons) => logger.warn({ reasons }, "changed content is not usable; the content before it stays in use"),
  });
  // When training ends, every question can be answered and the result of the self-test is known.
  knowledge.trained().then(
    ({ pack, selfTest }) => {
      health = { ok: true, detail: "done" };
      learned = undefined;
      if (selfTest !== undefined) write(`${pack.id}: ${formatSelfTest(selfTest, [])}\n`);
    },
    (error: unknown) => {
      if (error instanceof Error && error.name === "AbortError") return;
      health = { ok: false, detail: "failed" };
      learned = undefined;
      logger.error({ error: String(error) }, "the content could not be learned");
    },
  );
  return { knowledge, training: () => health, learned: () => learned };
}

function packHealth(pack: Pack): Health {
  return { ok: true, detail: packInShort(pack) };
}

/** Deletes what has expired, at once and then every hour. Returns a function that stops it. */
function sweepRegularly(store: Store, now: () => Instant, logger: Logger): () => void {
  let isStopped = false;
  const sweep = () =>
    store.sweep(now()).catch((error: unknown) => {
      // The store is closed while a sweep may still be running. The next process continues it.
      if (!isStopped) logger.warn({ error: String(error) }, "expired records could not be deleted");
    });
  void sweep();
  const timer = setInterval(sweep, SWEEP_EVERY);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
