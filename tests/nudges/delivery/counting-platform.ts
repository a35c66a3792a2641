import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong, as shares of all requests (0–1). */
export interface Incidents {
  /** The message is taken, and the answer lost. */
  readonly lostAnswers: number;
  /** The request is lost before anything is done. */
  readonly lostRequests: number;
  /** Nobody can be asked. */
  readonly failedQuestions: number;
}

/** A platform over HTTP that takes every message as often as it is sent, as one without idempotency keys does, and can be asked. */
export interface CountingPlatform {
  readonly url: string;
  /** How often each message was taken, by its key. */
  readonly counts: ReadonlyMap<string, number>;
  readonly seen: { lostAnswers: number; lostRequests: number; questions: number };
  stop(): Promise<void>;
}

export async function startCountingPlatform(incidents: Incidents, random: () => number): Promise<CountingPlatform> {
  const counts = new Map<string, number>();
  const seen = { lostAnswers: 0, lostRequests: 0, questions: 0 };

  function take(key: string, response: ServerResponse): void {
    if (random() < incidents.lostRequests) {
      seen.lostRequests += 1;
      response.destroy();
      return;
    }
    // Taken whether or not the sender still lives by then.
    setTimeout(() => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (random() >= incidents.lostAnswers) response.end("taken");
      else {
        seen.lostAnswers += 1;
        response.destroy();
      }
    }, random() * 10);
  }

  function tell(key: string, response: ServerResponse): void {
    seen.questions += 1;
    response.statusCode = random() < incidents.failedQuestions ? 503 : 200;
    response.end(counts.has(key) ? "sent" : "absent");
  }

  const server = createServer((request: IncomingMessage, response) => {
    const key = new URL(request.url ?? "", "http://localhost").searchParams.get("key") ?? "";
    request.resume();
    if (request.method === "POST") take(key, response);
    else tell(key, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, counts, seen },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
