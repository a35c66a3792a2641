import { MalinoisError } from "../../../src/errors.ts";
import type { Instant } from "../../../src/model.ts";
import { type Payload, record, text } from "../../kit/payload.ts";
import { NO_RETRIES, type RetryPolicy } from "../../kit/retry.ts";
import type { AppCredentials } from "../options.ts";
import { type Call, type ClientSettings, createTokenCall, persist } from "../send/api.ts";
import { signIn } from "../send/sign-in.ts";
import type { Grant } from "./vault.ts";

/** Exchanges codes and refresh tokens for tokens. Both methods reject with a `MalinoisError`, which is a `SlackRefusal` if Slack refuses. */
export interface Exchange {
  /** Exchanges the code that Slack issues when somebody approves the app. */
  install(code: string): Promise<NewInstallation>;
  /** Exchanges a refresh token, which is valid only once. */
  renew(renewal: string): Promise<Omit<Grant, "identity">>;
}

export interface NewInstallation {
  /** The id of the workspace, or of the organisation if the app is installed for all of it. */
  readonly id: string;
  /** The app's id, for the link back to Slack. */
  readonly app: string | undefined;
  readonly grant: Grant;
}

export interface ExchangeOptions extends ClientSettings, AppCredentials {
  /** Milliseconds for one call. */
  readonly timeout: number;
  /** For the question who a new token belongs to, while somebody waits for a page. */
  readonly retryPolicy: RetryPolicy;
  readonly now: () => Instant;
}

const METHOD = "oauth.v2.access";

/** Makes the exchange. https://docs.slack.dev/authentication/installing-with-oauth, https://docs.slack.dev/authentication/using-token-rotation */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clientId, clientSecret, timeout, retryPolicy, now, ...client } = options;
  const call: Call = createTokenCall(undefined, client, timeout);

  async function exchange(parameters: Payload): Promise<Payload> {
    const credentials = { client_id: clientId, client_secret: clientSecret };
    // Codes and refresh tokens are valid only once, so repeating a call whose response was lost is pointless.
    return persist(METHOD, NO_RETRIES, () => call(METHOD, { ...credentials, ...parameters }));
  }

  function secretsIn(answer: Payload): Omit<Grant, "identity"> {
    const [token, renewal, seconds] = [text(answer, "access_token"), text(answer, "refresh_token"), answer.expires_in];
    if (token === undefined || answer.token_type !== "bot")
      throw new MalinoisError("platform", "Slack gave no token for a bot", "check the bot scopes of the app: docs/slack.md");
    if (renewal === undefined || typeof seconds !== "number") return { token };
    return { token, renewal: { token: renewal, expires: now() + seconds * 1_000 } };
  }

  return {
    async install(code) {
      const answer = await exchange({ code });
      const secrets = secretsIn(answer);
      // Retried, since the token would be lost: the code cannot be exchanged again.
      const identity = await signIn(createTokenCall(secrets.token, client, timeout), retryPolicy);
      const id = text(record(answer, answer.is_enterprise_install === true ? "enterprise" : "team"), "id");
      if (id === undefined || id !== (identity.workspace ?? identity.enterprise))
        throw new MalinoisError("platform", "Slack does not say where the app was installed", "install it again");
      return { id, app: text(answer, "app_id"), grant: { ...secrets, identity } };
    },
    renew: async (renewal) => secretsIn(await exchange({ grant_type: "refresh_token", refresh_token: renewal })),
  };
}
