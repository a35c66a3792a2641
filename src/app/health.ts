import type { Adapter, Health, HttpRoute } from "../ports.ts";
import { VERSION } from "../version.ts";

/** What `/healthz` and `/readyz` report on. */
export interface HealthSources {
  readonly adapters: readonly Pick<Adapter, "name" | "health">[];
  readonly store: () => Health;
  readonly pack: () => Health;
  readonly training: () => Health;
  readonly nudges: () => Health;
  readonly handOffs: () => Health;
}

/**
 * Makes the health endpoints, for people and for monitoring.
 * - `/livez`: 200 as long as the process answers at all.
 * - `/readyz`: 200 when questions are answered: the content is learned and a platform is connected. An unreachable store does not matter here, since questions
 *   that need no memory are answered without it.
 * - `/healthz`: 200 when all is well. Each part reports its health in any case.
 */
export function healthRoutes(sources: HealthSources): readonly HttpRoute[] {
  const parts = () => ({
    adapters: Object.fromEntries(sources.adapters.map((adapter) => [adapter.name, adapter.health()])),
    ...{ store: sources.store(), pack: sources.pack(), training: sources.training(), nudges: sources.nudges() },
    handOffs: sources.handOffs(),
  });
  const answer = (ok: boolean, body: object = {}) =>
    Response.json({ ok, version: VERSION, ...body }, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
  const get = (path: string, handle: () => Response): HttpRoute => ({ method: "GET", path, handle: async () => handle() });
  return [
    get("/livez", () => answer(true)),
    get("/readyz", () => {
      const all = parts();
      return answer(all.training.ok && Object.values(all.adapters).some(({ ok }) => ok), all);
    }),
    get("/healthz", () => {
      const { adapters, ...others } = parts();
      const ok = [...Object.values(adapters), ...Object.values(others)].every((part) => part.ok);
      return answer(ok, { adapters, ...others });
    }),
  ];
}
