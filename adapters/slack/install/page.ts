import { html } from "hono/html";
import type { Language } from "../../../src/model.ts";

/** A page for the person who installs the app: what it says, and where its link leads. */
export interface InstallPage {
  readonly language: Language;
  readonly text: string;
  readonly link: { readonly text: string; readonly address: string };
}

/** The page's address contains Slack's code, so it is never sent as a referrer or cached, and the page can be neither framed nor scripted. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Renders the page as a response with an HTTP status. */
export async function installPage({ language, text, link }: InstallPage, status: number): Promise<Response> {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>Malinois</title>
      </head>
      <body>
        <h1>Malinois</h1>
        <p>${text}</p>
        <p><a href="${link.address}">${link.text}</a></p>
      </body>
    </html>`;
  return new Response(String(await page), { status, headers: HEADERS });
}
