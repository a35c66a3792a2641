import { describeError } from "../../../src/common/describe-error.ts";
import type { HttpRoute } from "../../../src/ports.ts";
import { preferredLanguage } from "../../../src/web/preferred-language.ts";
import { DISTRIBUTED_SCOPES, isNeeded } from "../commands/scopes.ts";
import type { AppCredentials, CommonOptions } from "../options.ts";
import { SlackRefusal } from "../send/errors.ts";
import { rebase } from "../send/respond.ts";
import { say } from "../texts.ts";
import type { Exchange, NewInstallation } from "../workspaces/exchange.ts";
import { installPage } from "./page.ts";
import { createInstallState, STATE_SECONDS } from "./state.ts";

export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";
const SLACKS_HOST = "slack.com";
/** The prefix binds the cookie to this host and to https. It is "SameSite=Lax", not "Strict", since Slack redirects back here. */
const COOKIE = "__Host-malinois-slack-install";

export interface InstallOptions extends Pick<CommonOptions, "apiUrl" | "now" | "logger">, AppCredentials {
  readonly exchange: Pick<Exchange, "install">;
  readonly isRunning: () => boolean;
  /** Saves the installation. Rejects when the store fails. */
  readonly onInstalled: (installation: NewInstallation) => Promise<void>;
}

/**
 * Makes the two routes of an installation: one redirects to Slack, where somebody approves the app, and Slack redirects back to the other. Neither sends a
 * `redirect_uri`, so Slack uses the one configured for the app. https://docs.slack.dev/authentication/installing-with-oauth
 */
export function createInstallRoutes(options: InstallOptions): readonly HttpRoute[] {
  const { clientId, clientSecret, apiUrl, exchange, isRunning, onInstalled, now, logger } = options;
  const installState = createInstallState(clientSecret, now);

  async function begin(request: Request): Promise<Response> {
    if (!isRunning()) return tell(request, "installLater", 503);
    const { state, browser } = installState.begin();
    const address = new URL(rebase(`https://${SLACKS_HOST}/oauth/v2/authorize`, SLACKS_HOST, apiUrl));
    address.search = new URLSearchParams({ client_id: clientId, scope: DISTRIBUTED_SCOPES.join(","), state }).toString();
    const headers = { location: address.href, "cache-control": "no-store", "set-cookie": cookie(browser, STATE_SECONDS) };
    return new Response(null, { status: 302, headers });
  }

  async function finish(request: Request): Promise<Response> {
    if (!isRunning()) return tell(request, "installLater", 503);
    const { searchParams } = new URL(request.url);
    const isOurs = installState.isGood(searchParams.get("state") ?? undefined, cookieOf(request));
    const page = isOurs ? await exchangeCode(request, searchParams) : await tell(request, "installExpired", 400);
    page.headers.set("set-cookie", cookie("", 0));
    return page;
  }

  async function exchangeCode(request: Request, parameters: URLSearchParams): Promise<Response> {
    const code = parameters.get("code");
    if (code === null) return tell(request, "installCancelled", 200);
    try {
      const installation = await exchange.install(code);
      const { id, grant } = installation;
      await onInstalled(installation);
      const missing = grant.identity.missing.filter((scope) => isNeeded(scope, []));
      logger.info({ installation: id, missing }, "the app was installed");
      return welcome(request, installation);
    } catch (error) {
      logger.warn(describeError(error), "the app could not be installed");
      return error instanceof SlackRefusal ? tell(request, "installFailed", 400) : tell(request, "installLater", 502);
    }
  }

  return [
    { method: "GET", path: INSTALL_PATH, handle: begin },
    { method: "GET", path: REDIRECT_PATH, handle: finish },
  ];
}

function languageOf(request: Request) {
  return preferredLanguage(request.headers.get("accept-language") ?? "");
}

type Problem = "installCancelled" | "installExpired" | "installFailed" | "installLater";

function tell(request: Request, problem: Problem, status: number): Promise<Response> {
  const language = languageOf(request);
  const link = { text: say(language, "installAgain"), address: INSTALL_PATH };
  return installPage({ language, text: say(language, problem), link }, status);
}

/** Returns the page after a successful installation. It links to a page of Slack that opens the app: https://docs.slack.dev/interactivity/deep-linking */
function welcome(request: Request, { app, grant: { identity } }: NewInstallation): Promise<Response> {
  const language = languageOf(request);
  const address = new URL(`https://${SLACKS_HOST}/app_redirect`);
  if (app !== undefined) address.searchParams.set("app", app);
  if (identity.workspace !== undefined) address.searchParams.set("team", identity.workspace);
  const text = say(language, "installDone", { team: identity.team });
  return installPage({ language, text, link: { text: say(language, "installOpen"), address: address.href } }, 200);
}

function cookie(value: string, seconds: number): string {
  return `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
}

function cookieOf(request: Request): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/);
  return cookies.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}
