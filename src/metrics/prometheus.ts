import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Health } from "../ports.ts";
import { questionOutcome } from "../stats/counting.ts";
import type { QueueSizes } from "../stats/ports.ts";
import type { Observer } from "./observer.ts";

/** What is looked up at each request. */
export interface MetricsSources {
  readonly platforms: readonly { readonly name: string; health(): Health }[];
  readonly training: () => Health;
  /** Rejects when the store does. */
  readonly queues: () => Promise<QueueSizes>;
}

export interface PrometheusMetrics extends Observer {
  readonly contentType: string;
  /** Returns all metrics in Prometheus' text format. */
  text(): Promise<string>;
}

/** In seconds: from a plain answer to the wait for a platform that is away. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Makes the metrics of this process. Their labels are platforms, languages, outcomes and states, and nothing that people chose.
 * Loads prom-client: some 12 MB, for those who want it.
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
    help: "Nudges, quizzes and other messages that nobody waits for: sent, skipped, put off (pending), or nobody can tell (unknown)",
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
    help: "What waits in the database: messages without their answer (inbox), deliveries to come (pending) and under way (sending)",
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
