import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Whether a host name or address, as in a `Host` header or a listening address, is this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const version = isIP(name);
  return version === 0 ? name === "localhost" : loopback.check(name, version === 6 ? "ipv6" : "ipv4");
}

/**
 * Whether a request was sent by a page of this server's own, or by hand.
 * Behind a loopback address only local names are taken in the `Host` header: another site's name that was made to point here
 * (DNS rebinding) is refused. A post must not come from another site: `Sec-Fetch-Site` and `Origin`, where the browser sends them, say so.
 */
export function isOwnRequest(request: Request, behindLoopback: boolean): boolean {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  if (!URL.canParse(`http://${host}`)) return false;
  if (behindLoopback && !isLoopback(new URL(`http://${host}`).hostname)) return false;
  return request.method === "GET" || isSameOrigin(request.headers, host);
}

function isSameOrigin(headers: Headers, host: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
