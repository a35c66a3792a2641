import { DeliveryError, type DeliveryFailure } from "../../../src/errors.ts";
import { type Payload, record, recordOf, text } from "../../kit/payload.ts";
import { type Failure, isUnsent } from "../../kit/retry.ts";

interface Meaning {
  readonly cause: string;
  readonly fix: string;
}

const REINSTALL = "reinstall the app to the workspace (api.slack.com/apps → Install App)";
const TOKEN: Meaning = {
  cause: "Slack does not accept the token",
  fix: "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions into SLACK_BOT_TOKEN, or reinstall the app for a new one",
};
/** The one method that is called with the app-level token. */
const SOCKET_METHOD = "apps.connections.open";
const APP_TOKEN: Meaning = {
  cause: "Slack does not accept the app-level token",
  fix: "copy the App-Level Token (xapp-…, with the scope connections:write) from Basic Information into SLACK_APP_TOKEN, or generate a new one",
};
const START_AGAIN: Meaning = {
  cause: "the installation took too long, or was opened twice",
  fix: "begin again at /slack/install",
};
const MEMBERSHIP: Meaning = {
  cause: "Malinois is not in that channel",
  fix: "invite it there: /invite @malinois",
};

/** https://docs.slack.dev/reference/methods: the errors that an operator can do something about. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  token_expired: TOKEN,
  token_revoked: { cause: "the token was revoked", fix: `${REINSTALL} and copy the new token into SLACK_BOT_TOKEN` },
  account_inactive: { cause: "the app was removed from the workspace", fix: `${REINSTALL} and copy the new token` },
  not_allowed_token_type: {
    cause: "this is another kind of token than the call needs",
    fix: "SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-: swap them if they are the wrong way round",
  },
  missing_scope: { cause: "the app lacks a permission", fix: `add it under OAuth & Permissions, then ${REINSTALL}` },
  not_in_channel: MEMBERSHIP,
  channel_not_found: { cause: "the channel does not exist or Malinois may not see it", fix: MEMBERSHIP.fix },
  is_archived: { cause: "the channel is archived", fix: "use another channel" },
  restricted_action: { cause: "the workspace lets only some people post there", fix: "ask an administrator to allow the app" },
  user_not_found: { cause: "the person does not exist in the workspace", fix: "nothing to do" },
  bad_client_secret: {
    cause: "Slack does not accept the app's client secret",
    fix: "copy the Client Secret from Basic Information → App Credentials into SLACK_CLIENT_SECRET",
  },
  invalid_client_id: {
    cause: "Slack knows no app with that client id",
    fix: "copy the Client ID from Basic Information → App Credentials into SLACK_CLIENT_ID",
  },
  invalid_code: START_AGAIN,
  code_already_used: START_AGAIN,
  invalid_refresh_token: {
    cause: "Slack no longer renews the token of an installation",
    fix: "install the app in that workspace again, at /slack/install",
  },
  socket_mode_disabled: { cause: "Socket Mode is off", fix: "switch it on under Socket Mode in the app's settings" },
};

/** Errors by which Slack refuses the token itself, for any call. */
const TOKEN_REFUSED: readonly string[] = [
  "invalid_auth",
  "not_authed",
  "token_expired",
  "token_revoked",
  "account_inactive",
  "not_allowed_token_type",
];
/** Errors after which signing in again is pointless until somebody fixes the cause. */
const FINAL: readonly string[] = [...TOKEN_REFUSED, "missing_scope", "socket_mode_disabled"];

/** Errors that mean that Malinois is not in a channel. */
const ABSENT: readonly string[] = ["not_in_channel", "channel_not_found"];

const UNDRAWABLE: readonly string[] = ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "block_mismatch"];

/** What a refusal means for a message. After any other refusal a later attempt may succeed, for instance once a token is replaced. */
const FAILURES: Readonly<Record<string, DeliveryFailure>> = {
  channel_not_found: "gone",
  is_archived: "gone",
  user_not_found: "gone",
  /** A modal that was closed meanwhile. */
  not_found: "gone",
  not_in_channel: "forbidden",
  restricted_action: "forbidden",
  restricted_action_read_only_channel: "forbidden",
  restricted_action_thread_only_channel: "forbidden",
  restricted_action_non_threadable_channel: "forbidden",
  restricted_action_thread_locked: "forbidden",
  cannot_dm_bot: "undeliverable",
  messages_tab_disabled: "undeliverable",
  user_disabled: "undeliverable",
};

/** A call that Slack refused, and so did not carry out, with cause and fix in plain words. */
export class SlackRefusal extends DeliveryError {
  /** Slack's error code, such as "not_in_channel". */
  readonly error: string;

  constructor(method: string, error: string, needed?: string) {
    const isAppToken = method === SOCKET_METHOD && (TOKEN_REFUSED.includes(error) || error === "missing_scope");
    const meaning = isAppToken ? APP_TOKEN : MEANINGS[error];
    const scope = needed === undefined ? "" : `: ${needed}`;
    const cause = meaning === undefined ? `Slack refused ${method}` : `${meaning.cause}${scope}`;
    super(FAILURES[error] ?? "later", `${cause} (${method}: ${error})`, meaning?.fix ?? "see Slack's page on that method");
    this.name = "SlackRefusal";
    this.error = error;
  }
}

/** Whether Slack's answer to signing in or opening a socket will stay the same until somebody fixes it. */
export function isFinal(error: unknown): error is SlackRefusal {
  return error instanceof SlackRefusal && FINAL.includes(error.error);
}

/** Whether Slack refuses the token itself: another token may be accepted. */
export function isTokenRefusal({ error }: SlackRefusal): boolean {
  return TOKEN_REFUSED.includes(error);
}

/** Whether Slack refuses a refresh token: then only an administrator can get a new token, by installing the app again. */
export function isRenewalRefusal(error: unknown): boolean {
  return error instanceof SlackRefusal && error.error === "invalid_refresh_token";
}

/** Whether a failed call was refused for its token, as after the app was removed. */
export function refusesToken(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === "refused" && TOKEN_REFUSED.includes(failure.error);
}

/** Whether a message was refused because Malinois is not in the channel. */
export function isAbsence(error: unknown): boolean {
  return error instanceof SlackRefusal && ABSENT.includes(error.error);
}

/** Whether a message was refused because of its blocks. */
export function isUndrawable(error: unknown): boolean {
  return error instanceof SlackRefusal && UNDRAWABLE.includes(error.error);
}

/** Why a call did not succeed, and whether Slack may have carried it out all the same. */
export type CallFailure =
  | { readonly kind: "refused"; readonly error: string; readonly needed: string | undefined }
  | Exclude<Failure, { readonly kind: "refused" }>;

/** Slack's error codes for a failure on its side; the call may have been carried out. */
const SLACKS_FAULT: readonly string[] = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];
const LIMITED: readonly string[] = ["ratelimited", "rate_limited"];
/** How long to wait after a rate limit if Slack does not say, in milliseconds. */
const USUAL_WAIT = 1_000;

/** Returns why a call failed. */
export function failureOf(error: unknown): CallFailure {
  const failure = recordOf(error);
  switch (failure.code) {
    case "slack_webapi_rate_limited_error":
      return { kind: "rateLimited", wait: Number(failure.retryAfter) * 1_000 };
    case "slack_webapi_platform_error":
      return refused(record(failure, "data"));
    case "slack_webapi_request_error":
      return { kind: isUnsent(failure.original) ? "unsent" : "unknown" };
    default:
      return { kind: "unknown" };
  }
}

function refused(data: Payload): CallFailure {
  const error = text(data, "error") ?? "";
  if (LIMITED.includes(error)) return { kind: "rateLimited", wait: USUAL_WAIT };
  // A proxy's error page does not come from Slack.
  if (SLACKS_FAULT.includes(error) || !/^[a-z0-9_]+$/.test(error)) return { kind: "unknown" };
  return { kind: "refused", error, needed: text(data, "needed") };
}
