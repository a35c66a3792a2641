import { isLoopback } from "../platform.ts";

/**
 * Returns whether a request was sent by one of this server's own pages, or by hand.
 * On a loopback address, the `Host` header must be a local name. This refuses the name of another site that was made to point here (DNS rebinding), and
 * requests passed on by a proxy, which makes anybody's request look as if it came from this machine. A POST must not come from another site, as far as the
 * browser says so with `Sec-Fetch-Site` and `Origin`.
 */
export function isOwnRequest(request: Request, behindLoopback: boolean): boolean {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  if (!URL.canParse(`http://${host}`)) return false;
  if (behindLoopback && (isForwarded(request.headers) || !isLoopback(new URL(`http://${host}`).hostname))) return false;
  return request.method === "GET" || isFromHost(request.headers, host);
}

function isForwarded(headers: Headers): boolean {
  return [...headers.keys()].some((name) => name === "forwarded" || name.startsWith("x-forwarded-"));
}

/** Returns whether a POST came from a page of a host ("name:port"), as far as the browser says. */
export function isFromHost(headers: Headers, host: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
