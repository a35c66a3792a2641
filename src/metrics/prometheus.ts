import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Health } from "../ports.ts";
import { questionOutcome } from "../stats/counting.ts";
import type { QueueSizes } from "../stats/ports.ts";
import type { Observer } from "./observer.ts";

/** What each request for the metrics looks up. */
export interface MetricsSources {
  readonly platforms: readonly { readonly name: string; health(): Health }[];
  readonly training: () => Health;
  /** Rejects if the store does. */
  readonly queues: () => Promise<QueueSizes>;
}

export interface PrometheusMetrics extends Observer {
  readonly contentType: string;
  /** Returns all metrics in Prometheus' text format. */
  text(): Promise<string>;
}

/** The histogram's buckets, in seconds: from a plain answer to a wait for an unavailable platform. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Returns the metrics of this process. Their labels are platforms, languages, outcomes and states, never anything that people typed.
 * This file loads prom-client, some 12 MB, so import it only if metrics are wanted.
 */
export function createPrometheusMetrics({ platforms, training, queues }: MetricsSources): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const questions = new Counter({
    name: "malinois_questions_total",
    help: "Questions answered, by outcome: answer, choices, unknown, first-aid",
    labelNames: ["platform", "language", "outcome"],
    registers,
  });
  const latency = new Histogram({
    name: "malinois_answer_seconds",
    help: "From the arrival of a message to its answer on the platform",
    labelNames: ["platform"],
    buckets: SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: "malinois_deliveries_total",
    help: "Nudges, quizzes and other messages that nobody waits for: sent, skipped, postponed (pending), or perhaps sent (unknown)",
    labelNames: ["state"],
    registers,
  });
  const storeErrors = new Counter({
    name: "malinois_store_errors_total",
    help: "Calls of the store that failed",
    registers,
  });
  new Gauge({
    name: "malinois_platform_connected",
    help: "1: the platform is connected",
    labelNames: ["platform"],
    registers,
    collect() {
      for (const { name, health } of platforms) this.set({ platform: name }, Number(health().ok));
    },
  });
  new Gauge({
    name: "malinois_content_learned",
    help: "1: the content is learned, and questions are answered",
    registers,
    collect() {
      this.set(Number(training().ok));
    },
  });
  new Gauge({
    name: "malinois_queue_messages",
    help: "Messages that wait in the database: not answered yet (inbox), deliveries to be sent (pending) and being sent (sending)",
    labelNames: ["queue"],
    registers,
    async collect() {
      this.reset();
      // A store that cannot be reached must not hide the other metrics.
      const sizes = await queues().catch(() => undefined);
      if (sizes === undefined) return;
      for (const [queue, size] of Object.entries(sizes)) this.set({ queue }, size);
    },
  });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered({ place: { platform } }, decision, ms) {
      latency.observe({ platform }, ms / 1_000);
      const outcome = questionOutcome(decision);
      if (outcome !== undefined) questions.inc({ platform, language: decision.language, outcome });
    },
    settled: (state) => deliveries.inc({ state }),
    storeFailed: () => storeErrors.inc(),
  };
}
