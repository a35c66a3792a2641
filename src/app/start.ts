import { join } from "node:path";
import { formatSelfTest, progressLine } from "../cli/self-test-report.ts";
import type { Terminal } from "../cli/terminal.ts";
import type { Instant } from "../model.ts";
import type { ConfiguredPlatform, PlatformInstance, Preview } from "../platform.ts";
import type { Logger, Store } from "../ports.ts";
import { openStore } from "../store/store.ts";
import { createBot } from "./bot.ts";
import type { Config } from "./config.ts";
import { serveKnowledge } from "./live-knowledge.ts";

import { prepareNudges } from "./prepare-nudges.ts";
import { type HttpServer, startServer } from "./server.ts";
import { rememberTraining, trainInWorker } from "./training.ts";

export interface StartOptions {
  readonly config: Config;
  /** The pack's folder. */
  readonly directory: string;
  readonly platforms: readonly ConfiguredPlatform[];
  /** How each platform draws a reply. */
  readonly previews: readonly Preview[];
  readonly logger: Logger;
  readonly now: () => Instant;
}

/** A running Malinois. */
export interface Running {
  readonly server: HttpServer;
  /** Ends in reverse: no new work, running work finishes, the store closes. Harmless when repeated. */
  stop(): Promise<void>;
}

const SWEEP_EVERY = 3_600_000;

/**
 * Runs `malinois start`: every platform whose settings are there; with none, the playground alone.
 * @throws MalinoisError when the pack is broken, a setting is wrong or the port is taken; nothing is left running
 */
export async function start(
  { config, directory, platforms, previews, logger, now }: StartOptions,
  { write }: Terminal,
): Promise<Running> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const knowledge = await serveKnowledge({
      directory,
      train: rememberTraining(join(config.DATA_DIR, "models"), trainInWorker),
      onProgress: progressLine(write),
      onPack: (pack) => logger.info({ pack: pack.id, entries: pack.entries.length }, "changed content is in use"),
      onRefused: (reasons) => logger.warn({ reasons }, "changed content is not usable; the content before it stays in use"),
    });
    undo.push(knowledge.close);
    const store = await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR, logger });
    undo.push(() => store.close());
    undo.push(sweepRegularly(store, now, logger));

    const running: PlatformInstance[] = [];
    const server = { host: config.HOST, port: config.PORT };
    for (const { name, whyOff, create } of platforms) {
      write(whyOff === undefined ? `${name}: on\n` : `${name}: off (${whyOff})\n`);
      if (whyOff === undefined) running.push(await create({ server, pack: () => knowledge.pack, previews, logger, now }));
    }
    const adapters = running.map(({ adapter }) => adapter);
    const nudges = await prepareNudges({ config, knowledge, store, platforms: running, logger, now });
    const bot = createBot({ store, knowledge, adapters, now, logger, nudges: nudges.commands });
    const http = await startServer(adapters, config.HOST, config.PORT);
    undo.push(() => http.stop());
    // Together: what the adapters can no longer send, the bot leaves to the next process.
    undo.push(async () => void (await Promise.all([bot.stop(), ...adapters.map((adapter) => adapter.stop())])));
    for (const adapter of adapters) await adapter.start(bot);
    bot.start();
    nudges.start();
    undo.push(nudges.stop);
    const { pack } = knowledge;
    write(`${pack.id}: ${pack.entries.length} entries in ${pack.languages.join(", ")}\n`);
    write(`Malinois listens at ${http.address}\n`);
    // It answers as soon as training ends; how well it does is known then.
    knowledge.current().then(
      ({ selfTest }) => selfTest && write(`${pack.id}: ${formatSelfTest(selfTest, [])}\n`),
      (error: unknown) => logger.error({ error: String(error) }, "the content could not be learned"),
    );
    return { server: http, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Deletes what has expired, at once and then every hour. Returns a function that stops it. */
function sweepRegularly(store: Store, now: () => Instant, logger: Logger): () => void {
  const sweep = () =>
    store.sweep(now()).catch((error: unknown) => logger.warn({ error: String(error) }, "expired records could not be deleted"));
  void sweep();
  const timer = setInterval(sweep, SWEEP_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
