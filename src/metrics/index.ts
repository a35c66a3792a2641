import type { HttpRoute } from "../ports.ts";
import { isOwnRequest } from "../web/own-request.ts";
import type { Observer } from "./observer.ts";
import type { MetricsSources, PrometheusMetrics } from "./prometheus.ts";

/** "on": for everybody who can reach the server; "local": only for requests from this machine, counting from the first such request on; "off". */
export type MetricsMode = "on" | "local" | "off";

export interface Metrics {
  readonly observer: Observer;
  /** `GET /metrics`. */
  routes(sources: MetricsSources): readonly HttpRoute[];
}

/** Returns the metrics for Prometheus. The library is loaded at once if metrics are on, and at the first request from this machine if they are "local". */
export function createMetrics(mode: MetricsMode): Metrics {
  let made: PrometheusMetrics | undefined;
  let loading: Promise<PrometheusMetrics> | undefined;

  function load(sources: MetricsSources): Promise<PrometheusMetrics> {
    loading ??= import("./prometheus.ts").then(({ createPrometheusMetrics }) => {
      made = createPrometheusMetrics(sources);
      return made;
    });
    return loading;
  }

  return {
    observer: {
      answered: (...answered) => made?.answered(...answered),
      settled: (state) => made?.settled(state),
      storeFailed: () => made?.storeFailed(),
    },
    routes(sources) {
      if (mode === "off") return [];
      if (mode === "on") void load(sources);
      const handle: HttpRoute["handle"] = async (request) => {
        if (mode === "local" && !isOwnRequest(request, true)) return new Response(null, { status: 404 });
        const metrics = await load(sources);
        return new Response(await metrics.text(), {
          headers: { "content-type": metrics.contentType, "cache-control": "no-store" },
        });
      };
      return [{ method: "GET", path: "/metrics", handle }];
    },
  };
}
