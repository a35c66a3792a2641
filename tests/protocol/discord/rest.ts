import type { IncomingMessage, ServerResponse } from "node:http";
import type { CheckBody } from "./description.ts";
import { type Faults, readBody, respond, type SentFile } from "./faults.ts";
import { applicationRoutes } from "./rest-applications.ts";
import { interactionRoutes } from "./rest-interactions.ts";
import { messageRoutes } from "./rest-messages.ts";
import { type Answer, type RestContext, refusal } from "./rest-route.ts";

/** A call that reached the server. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly files: readonly SentFile[];
}

/** The REST side of Discord, under `/api/v10`. */
export function createRest(
  context: RestContext,
  { token, faults, checkBody, calls, violations, onChange }: RestOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const routes = [...messageRoutes(context), ...interactionRoutes(context), ...applicationRoutes(context)];

  function answer(call: ReceivedCall, url: URL): Answer {
    const route = routes.find(({ method, pattern }) => method === call.method && pattern.test(call.path));
    if (route === undefined) {
      violations.push(`${call.method} ${call.path} is not known`);
      return refusal(404, 0, "404: Not Found");
    }
    if (route.needsToken && call.authorization !== `Bot ${token()}`) return refusal(401, 0, "401: Unauthorized");
    if (!route.needsToken && call.authorization !== undefined) violations.push(`${call.path} was sent the bot's token`);
    const fault = call.body === undefined ? undefined : checkBody(call.method, call.path, call.body);
    if (fault !== undefined) {
      violations.push(`${call.method} ${call.path.replace(/\/webhooks\/.*/, "/webhooks/…")}: ${fault}`);
      return refusal(400, 50035, "Invalid Form Body");
    }
    const sent = call.files.length > 0 ? { ...(call.body as object), files: call.files } : call.body;
    return route.answer(route.pattern.exec(call.path)?.slice(1) ?? [], sent, url);
  }

  return async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.replace(/^\/api\/v10/, "");
    const method = request.method ?? "GET";
    const { body, files } = await readBody(request);
    const call: ReceivedCall = { method, path, body, files, authorization: request.headers.authorization };
    calls.push(call);
    const fault = faults.take(method, path);
    if (fault?.kind === "lose-request") request.socket.destroy();
    else if (fault?.kind === "status") respond(response, fault.status, fault.body ?? {}, fault.headers);
    else {
      const result = answer(call, url);
      if (fault?.kind === "lose-response") request.socket.destroy();
      else if (fault?.kind === "fail-response") respond(response, fault.status, {});
      else if (fault?.kind !== "stay-silent") {
        const wait = result.status === 429 ? { "retry-after": String((result.body as { retry_after: number }).retry_after) } : {};
        respond(response, result.status, result.body, { ...result.headers, ...wait });
      }
    }
    onChange();
  };
}

interface RestOptions {
  token(): string;
  readonly faults: Faults;
  readonly checkBody: CheckBody;
  readonly calls: ReceivedCall[];
  readonly violations: string[];
  onChange(): void;
}
