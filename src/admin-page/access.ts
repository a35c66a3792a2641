import { isLoopback } from "../platform.ts";
import { isFromHost, isOwnRequest } from "../web/own-request.ts";

/** How the admin page can be reached. */
export interface AdminAccess {
  /** Where links lead: "https://malinois.example.org". */
  readonly origin: string;
  /** Whether people elsewhere can use links, so that managers get them in chat. */
  readonly isShared: boolean;
  /** Whether the page can be reached only from this machine, by any of the machine's names. */
  readonly isLocal: boolean;
}

export interface AdminAccessSettings {
  readonly wanted: "on" | "off" | undefined;
  /** What ADMIN_URL says. */
  readonly url: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Others than this machine can reach the server, as far as the settings tell. */
  readonly isPublic: boolean;
}

/**
 * How the admin page can be reached; where it cannot, why.
 *
 * Nobody gets in without a link: requests forwarded by a proxy on this machine may look as if the machine itself had sent them.
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

/** Whether a post comes from one of the page's own forms, as far as the browser tells. */
export function isOwnPost(request: Request, access: AdminAccess): boolean {
  return (access.isLocal && isOwnRequest(request, true)) || isFromHost(request.headers, new URL(access.origin).host);
}
