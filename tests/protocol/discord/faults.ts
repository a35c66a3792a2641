import type { IncomingMessage, ServerResponse } from "node:http";

/** A way for the server to fail, for calls whose method and path match. */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** How many calls fail in this way; 1 by default. */
  readonly times?: number;
  readonly how:
    | {
        readonly kind: "status";
        readonly status: number;
        readonly body?: object;
        readonly headers?: Readonly<Record<string, string>>;
      }
    /** The connection ends before the call is carried out. */
    | { readonly kind: "lose-request" }
    /** The call is carried out, but the connection ends before the response. */
    | { readonly kind: "lose-response" }
    /** The call is carried out, but the response says that it failed. */
    | { readonly kind: "fail-response"; readonly status: number }
    /** The call is carried out, but no response comes. */
    | { readonly kind: "stay-silent" };
}

/** A rate limit as Discord reports it. */
export function rateLimit(seconds: number, global = false): Fault["how"] {
  return {
    kind: "status",
    status: 429,
    body: { message: "You are being rate limited.", retry_after: seconds, global },
    headers: { "retry-after": String(seconds), ...(global ? { "x-ratelimit-global": "true" } : { "x-ratelimit-scope": "user" }) },
  };
}

export function apiError(status: number, code: number, message = "Refused"): Fault["how"] {
  return { kind: "status", status, body: { code, message } };
}

export interface Faults {
  add(fault: Fault): void;
  /** Returns the fault for this call, if there is one, and counts it as used. */
  take(method: string, path: string): Fault["how"] | undefined;
}

export function createFaults(): Faults {
  const pending: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    take(method, path) {
      const met = pending.find(({ fault, left }) => left > 0 && (fault.method ?? method) === method && fault.path.test(path));
      if (met === undefined) return undefined;
      met.left -= 1;
      return met.fault.how;
    },
  };
}

export function respond(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, body === undefined ? headers : { "content-type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** A file that was sent with a body. */
export interface SentFile {
  readonly name: string;
  readonly text: string;
}

/** Reads the body of a request: JSON, or a form with JSON and files. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: unknown; readonly files: readonly SentFile[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    return { body: bytes.length === 0 ? undefined : JSON.parse(bytes.toString("utf8")), files: [] };
  }
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const files = [...form.values()].filter((value) => value instanceof File);
  return {
    body: JSON.parse(String(form.get("payload_json"))),
    files: await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))),
  };
}
