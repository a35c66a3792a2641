import type { AdminAccess } from "./access.ts";
import type { Markup } from "./layout.ts";

/** Only scripts and styles from this server are used, no site can frame a page, and its forms are sent only to this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // A link's token is in its address, which other sites must not get. "no-referrer" would also hide the origin of POST requests.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export function secured(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

export async function markup(content: Markup | Promise<Markup>, status = 200): Promise<Response> {
  return new Response(String(await content), { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** Returns a redirect after a form was handled; the browser follows it with GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

/** Returns a file that the browser saves. */
export function download(text: string, type: string, name: string): Response {
  return new Response(text, { headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` } });
}

/** Returns the name of the session's cookie. With the prefix "__Host-", browsers accept the cookie only over https, and only from this exact host. */
function cookieName({ origin }: AdminAccess): string {
  return origin.startsWith("https:") ? "__Host-malinois-admin" : "malinois-admin";
}

function cookie(access: AdminAccess, value: string, seconds: number): string {
  const secure = access.origin.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(access)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

export function withSession(response: Response, access: AdminAccess, token: string, seconds: number): Response {
  response.headers.set("set-cookie", cookie(access, token, seconds));
  return response;
}

/** Returns the token in the session's cookie; undefined if there is none. */
export function sessionTokenIn(request: Request, access: AdminAccess): string | undefined {
  const name = `${cookieName(access)}=`;
  const found = (request.headers.get("cookie") ?? "").split(/;\s*/).find((one) => one.startsWith(name));
  return found?.slice(name.length) || undefined;
}
