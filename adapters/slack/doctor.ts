import { createSealer } from "../../src/common/sealing.ts";
import { MalinoisError } from "../../src/errors.ts";
import type { DoctorResult } from "../../src/ports.ts";
import { problem, problemOf } from "../kit/doctor-results.ts";
import { NO_RETRIES } from "../kit/retry.ts";
import { groupsIn, isNeeded, SCOPES, type Scope } from "./commands/scopes.ts";
import { type CommonOptions, type DistributedOptions, type SlackOptions, timingsOf } from "./options.ts";
import { type Call, createTokenCall, persist } from "./send/api.ts";
import { SlackRefusal } from "./send/errors.ts";
import { missingScope, signIn } from "./send/sign-in.ts";

/** Checks the configuration, also against Slack. Returns what is right, and what is wrong together with the fix. */
export async function diagnose(options: SlackOptions): Promise<DoctorResult[]> {
  return [...(await bot(options)), await transport(options)];
}

/** Does the same for an app that many workspaces install: checks its credentials with Slack. */
export async function diagnoseDistributed(options: Omit<DistributedOptions, "installations">): Promise<DoctorResult[]> {
  return [await credentials(options), signedHttp(options.signingSecret), keys(options.tokenKeys)];
}

function keys(tokenKeys: readonly string[]): DoctorResult {
  try {
    createSealer(tokenKeys);
    return {
      level: "ok",
      message: `tokens are encrypted with the first key in TOKEN_KEYS; keys that can decrypt: ${tokenKeys.length}`,
    };
  } catch (error) {
    return fromError(error);
  }
}

/** Asks for a token with an invalid code. Slack checks the credentials first, so "invalid_code" means that they are right. */
async function credentials({
  clientId,
  clientSecret,
  ...options
}: Omit<DistributedOptions, "installations">): Promise<DoctorResult> {
  const call = createTokenCall(undefined, options, timingsOf(options).callTimeout);
  const parameters = { client_id: clientId, client_secret: clientSecret, code: "doctor" };
  try {
    await persist("oauth.v2.access", NO_RETRIES, () => call("oauth.v2.access", parameters));
  } catch (error) {
    if (!(error instanceof SlackRefusal) || error.error !== "invalid_code") return fromError(error);
  }
  return { level: "ok", message: "Slack accepts the app's credentials: workspaces install it at /slack/install" };
}

async function bot(options: SlackOptions): Promise<DoctorResult[]> {
  if (!options.botToken.startsWith("xoxb-")) {
    const fix = "copy the Bot User OAuth Token from OAuth & Permissions";
    return [problem("SLACK_BOT_TOKEN does not begin with xoxb-: it is not a bot's token", fix)];
  }
  try {
    const call = caller(options.botToken, options);
    const identity = await signIn(call, NO_RETRIES);
    const ok: DoctorResult = {
      level: "ok",
      message: `Slack knows the bot token: workspace ${identity.team}, bot ${identity.userId}`,
    };
    return [ok, ...scopes(identity.missing, options), ...(await groups(call, options))];
  } catch (error) {
    return [fromError(error)];
  }
}

function scopes(missing: readonly Scope[], { managers = [] }: SlackOptions): readonly DoctorResult[] {
  const lacks = missing.filter((scope) => isNeeded(scope, managers)).map((scope) => fromError(missingScope(scope)));
  const all: DoctorResult = { level: "ok", message: "the app has all the scopes that Malinois uses" };
  const spare = missing
    .filter((scope) => !isNeeded(scope, managers))
    .map((scope): DoctorResult => ({ level: "off", message: `the scope ${scope}: only needed to ${SCOPES[scope]}` }));
  return [...(lacks.length > 0 ? lacks : [all]), ...spare];
}

/** Returns a problem for each user group in SLACK_MANAGERS whose members Slack does not list. */
async function groups(call: Call, { managers = [] }: SlackOptions): Promise<DoctorResult[]> {
  const results: DoctorResult[] = [];
  for (const group of groupsIn(managers)) {
    try {
      await persist("usergroups.users.list", NO_RETRIES, () => call("usergroups.users.list", { usergroup: group }));
    } catch (error) {
      const fix = "copy the group's id from its page in Slack (⋮ → Copy group ID), and give the app the scope usergroups:read";
      const refused = problem(`Slack does not tell who is in the group ${group} of SLACK_MANAGERS`, fix);
      results.push(error instanceof SlackRefusal ? refused : fromError(error));
    }
  }
  return results;
}

async function transport({ appToken, signingSecret, ...options }: SlackOptions): Promise<DoctorResult> {
  if (appToken) return socketMode(appToken, options);
  if (!signingSecret) {
    const fix = "set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP";
    return problem("neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: Slack cannot reach Malinois", fix);
  }
  return signedHttp(signingSecret);
}

function signedHttp(signingSecret: string): DoctorResult {
  if (!/^[0-9a-f]{32}$/.test(signingSecret)) {
    const fix = "copy the Signing Secret from Basic Information → App Credentials";
    return problem("SLACK_SIGNING_SECRET does not look like a signing secret (32 hexadecimal digits)", fix);
  }
  return { level: "ok", message: "signed HTTP: Slack's requests are taken at POST /slack/events" };
}

async function socketMode(appToken: string, options: CommonOptions): Promise<DoctorResult> {
  if (!appToken.startsWith("xapp-")) {
    const fix = "make one under Basic Information → App-Level Tokens with the scope connections:write";
    return problem("SLACK_APP_TOKEN does not begin with xapp-: it is not an app-level token", fix);
  }
  try {
    const call = caller(appToken, options);
    await persist("apps.connections.open", NO_RETRIES, () => call("apps.connections.open", {}));
    return { level: "ok", message: "Socket Mode: Slack accepts the app token" };
  } catch (error) {
    return fromError(error);
  }
}

function caller(token: string, options: CommonOptions): Call {
  return createTokenCall(token, options, timingsOf(options).callTimeout);
}

function fromError(error: unknown): DoctorResult {
  return error instanceof MalinoisError ? problemOf(error) : problem("Slack could not be asked", "see the log");
}
