import { isLoopback } from "../platform.ts";

/**
 * Whether a request was sent by a page of this server's own, or by hand.
 * Behind a loopback address only local names are taken in the `Host` header: another site's name that was made to point here
 * (DNS rebinding) is refused, and so is what a proxy passed on, which makes anybody's request look like this machine's. A post must not come from another site: `Sec-Fetch-Site` and `Origin`, where the browser sends them, say so.
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

/** Whether a post came from a page of a host ("name:port"), as far as the browser tells. */
export function isFromHost(headers: Headers, host: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
