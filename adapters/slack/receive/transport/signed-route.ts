import type { HttpRoute, Logger } from "../../../../src/ports.ts";
import { readBody } from "../../../../src/web/body.ts";
import { type Payload, recordFromJson, recordOf, text } from "../../../kit/payload.ts";
import type { Acknowledgement, Delivery } from "./delivery.ts";
import { isSigned } from "./signature.ts";

export interface SignedRouteOptions {
  readonly signingSecret: string;
  readonly now: () => number;
  readonly logger: Logger;
  /** Handles a delivery from Slack; never rejects. "not now": Slack should deliver it again; "refused": it is not for Malinois. */
  readonly receive: (delivery: Delivery) => Promise<Acknowledgement | "not now" | "refused">;
  /** Called when Slack reports that it is rate limiting events. */
  readonly onRateLimited: () => void;
}

/** In bytes; Slack's own payloads stay below a megabyte. */
const BODY_LIMIT = 1_048_576;

/**
 * Makes the route that receives Slack's requests. It answers 413 to a body that is too large, 401 to a request that Slack did not sign within the last five
 * minutes, 400 to a body that is neither JSON nor a form, 403 to a refused request, and 503 if Slack should deliver again.
 */
export function createSignedRoute({ signingSecret, now, logger, receive, onRateLimited }: SignedRouteOptions): HttpRoute {
  async function handle(request: Request): Promise<Response> {
    const body = (await readBody(request, BODY_LIMIT))?.toString("utf8");
    if (body === undefined) return answer(413, "body too large");
    const payload = parseBody(body, request.headers.get("content-type") ?? "");
    // Slack's check of the certificate is not signed, and needs no reply.
    if (payload?.ssl_check === "1") return answer(200, "");
    const signature = request.headers.get("x-slack-signature");
    const timestamp = request.headers.get("x-slack-request-timestamp");
    if (!isSigned({ signature, timestamp, body }, signingSecret, now())) {
      logger.warn({}, "refused a request to /slack/events: not signed by Slack, or not within five minutes");
      return answer(401, "not signed");
    }
    if (payload === undefined) return answer(400, "neither JSON nor a form");
    return reply(payload, request.headers);
  }

  async function reply(payload: Payload, headers: Headers): Promise<Response> {
    if (payload.type === "url_verification") return Response.json({ challenge: payload.challenge });
    if (payload.type === "app_rate_limited") {
      onRateLimited();
      return answer(200, "");
    }
    const retry = headers.get("x-slack-retry-num");
    const acknowledgement = await receive({
      body: payload,
      retryNumber: retry === null ? undefined : Number(retry),
      retryReason: headers.get("x-slack-retry-reason") ?? undefined,
    });
    if (acknowledgement === "not now") return answer(503, "not now");
    if (acknowledgement === "refused") return answer(403, "not installed");
    if (acknowledgement === undefined) return answer(500, "failed");
    const content = acknowledgement.payload;
    return typeof content === "object" && content !== null ? Response.json(content) : answer(200, String(content ?? ""));
  }

  return { method: "POST", path: "/slack/events", handle };
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

/** Events are JSON, commands are form-encoded, and interactions are JSON in the field `payload` of a form. */
function parseBody(body: string, contentType: string): Payload | undefined {
  if (contentType.startsWith("application/json")) {
    const parsed = recordFromJson(body);
    return Object.keys(parsed).length === 0 ? undefined : parsed;
  }
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return undefined;
  const form = recordOf(Object.fromEntries(new URLSearchParams(body)));
  const payload = text(form, "payload");
  return payload === undefined ? form : recordFromJson(payload);
}
