import { isLoopback } from "../platform.ts";
import { isFromHost, isOwnRequest } from "../web/own-request.ts";

/** How the admin page can be reached. */
export interface AdminAccess {
  /** The origin of the page's links: "https://malinois.example.org". */
  readonly origin: string;
  /** Whether people on other machines can open links, so that managers get them in chat. */
  readonly isShared: boolean;
  /** Whether the page can be reached only from this machine, by any of the machine's names. */
  readonly isLocal: boolean;
}

export interface AdminAccessSettings {
  readonly wanted: "on" | "off" | undefined;
  /** The value of ADMIN_URL. */
  readonly url: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Whether other machines can reach the server, as far as the settings tell. */
  readonly isPublic: boolean;
}

/**
 * Returns how the admin page can be reached, or why it is off.
 *
 * Even on this machine nobody gets in without a link: requests that a local proxy forwards may look as if they came from the machine itself.
 */
export function adminAccess({
  wanted,
  url,
  host,
  port,
  isPublic,
}: AdminAccessSettings): AdminAccess | { readonly whyOff: string } {
  if (wanted === "off") return { whyOff: "ADMIN is off" };
  const isLocal = !isPublic && (url === undefined || isLoopback(new URL(url).hostname));
  if (wanted === undefined) {
    if (!isLocal) return { whyOff: "others can reach this server; ADMIN=on with ADMIN_URL turns it on" };
    return { origin: url ?? addressOf(host, port), isShared: false, isLocal };
  }
  if (url === undefined && !isLoopback(host))
    return { whyOff: "ADMIN_URL is not set: set it to the https address where people reach it" };
  return { origin: url ?? addressOf(host, port), isShared: true, isLocal };
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Returns whether a POST request comes from a form of this page, judged by the browser's headers. */
export function isOwnPost(request: Request, access: AdminAccess): boolean {
  return (access.isLocal && isOwnRequest(request, true)) || isFromHost(request.headers, new URL(access.origin).host);
}
