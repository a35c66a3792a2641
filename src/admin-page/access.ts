import { isLoopback } from "../platform.ts";
import { isFromHost, isOwnRequest } from "../web/own-request.ts";

/** How the admin page can be reached. */
export interface AdminAccess {
  /** Where links lead: "https://malinois.example.org". */
  readonly origin: string;
  /** Whether people elsewhere can use links, so that managers get them in chat. */
  readonly isShared: boolean;
  /** Whether this machine needs no link. */
  readonly isOpenLocally: boolean;
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
 * Without a link it opens on this machine alone, and only where nothing lets others in: no platform calls the server, and no address for others is set.
 */
export function adminAccess({
  wanted,
  url,
  host,
  port,
  isPublic,
}: AdminAccessSettings): AdminAccess | { readonly whyOff: string } {
  if (wanted === "off") return { whyOff: "ADMIN is off" };
  const isOpenLocally = !isPublic && (url === undefined || isLoopback(new URL(url).hostname));
  if (wanted === undefined) {
    if (!isOpenLocally) return { whyOff: "others can reach this server; ADMIN=on with ADMIN_URL turns it on" };
    return { origin: url ?? addressOf(host, port), isShared: false, isOpenLocally };
  }
  if (url === undefined && !isLoopback(host))
    return { whyOff: "ADMIN_URL is not set: set it to the https address where people reach it" };
  return { origin: url ?? addressOf(host, port), isShared: true, isOpenLocally };
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Whether a request comes from this machine, where that is enough. */
export function isLocal(request: Request, { isOpenLocally }: AdminAccess): boolean {
  return isOpenLocally && isOwnRequest(request, true);
}

/** Whether a post comes from one of the page's own forms, as far as the browser tells. */
export function isOwnPost(request: Request, access: AdminAccess): boolean {
  return isLocal(request, access) || isFromHost(request.headers, new URL(access.origin).host);
}
