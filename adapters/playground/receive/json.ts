import type { z } from "zod";
import { readBody } from "../../../src/web/body.ts";
import { parseJson } from "../../kit/payload.ts";
import type { Refusal } from "../protocol.ts";

/** Room for a question of 10,000 characters in any script, escaped. */
const MAX_BODY_BYTES = 128 * 1024;

const STATUS: Readonly<Record<Refusal, number>> = { forbidden: 403, invalid: 400, "too-large": 413, stopped: 503 };

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

export function refuse(refusal: Refusal): Response {
  return json({ refusal }, STATUS[refusal]);
}

/**
 * Reads a JSON body of a known shape, at most 128 KiB.
 * Any other type than `application/json` is invalid, so that the requests that other sites can send without a CORS preflight (forms, plain text) are refused.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ readonly body: z.output<Schema> } | { readonly refusal: Refusal }> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) return { refusal: "invalid" };
  const text = (await readBody(request, MAX_BODY_BYTES))?.toString("utf8");
  if (text === undefined) return { refusal: "too-large" };
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? { body: parsed.data } : { refusal: "invalid" };
}
