import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How often each kind of failure happens, as a share of all requests (0–1). */
export interface Incidents {
  /** The message is accepted, but the response is lost. */
  readonly lostAnswers: number;
  /** The request is lost before the message is accepted. */
  readonly lostRequests: number;
  /** The platform cannot be asked whether it has a message. */
  readonly failedQuestions: number;
}

/** A platform over HTTP without idempotency: it accepts every message as often as it is sent. It can be asked whether it has a message. */
export interface CountingPlatform {
  readonly url: string;
  /** How often each message was accepted, by its key. */
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
    // The message is accepted even if the sender is dead by then.
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
