import type { APIInteractionResponse } from "discord.js";
import type { Instant } from "../../../../src/model.ts";
import type { HttpRoute } from "../../../../src/ports.ts";
import { readBody } from "../../../../src/web/body.ts";
import { parseJson } from "../../../kit/payload.ts";
import { INTERACTION, RESPONSE } from "../../protocol.ts";
import { interactionEvent } from "../events.ts";
import { isSigned, readPublicKey } from "./signature.ts";

/** Far more than the largest interaction, on a message with all that one can hold. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * Returns the route to which Discord posts interactions, signed with Ed25519. The response to the request is the first response to the interaction.
 * @param respond returns that response and handles the interaction; undefined if Malinois is not running or is too slow, null for what it cannot read
 */
export function interactionsRoute(
  publicKey: string,
  now: () => Instant,
  respond: (payload: unknown) => Promise<APIInteractionResponse | null | undefined>,
): HttpRoute {
  const key = readPublicKey(publicKey);
  return {
    method: "POST",
    path: "/discord/interactions",
    async handle(request) {
      const body = await readBody(request, MAX_BODY_BYTES);
      if (body === undefined) return refuse(413, "The body is too large.");
      if (!isSigned(body, request.headers, key, now())) return refuse(401, "The signature is not Discord's.");
      const payload = parseJson(body.toString("utf8"));
      if (isPing(payload)) return Response.json({ type: RESPONSE.pong });
      const response = await respond(payload);
      if (response === undefined) return refuse(503, "Malinois is not running.");
      return response === null ? refuse(400, "Not an interaction.") : Response.json(response);
    },
  };
}

function isPing(payload: unknown): boolean {
  return interactionEvent.safeParse(payload).data?.type === INTERACTION.ping;
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
