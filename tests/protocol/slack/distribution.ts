import { createWorkspace, type Json, type TeamIdentity, type Workspace } from "./workspace.ts";

/** Where an app is installed: in one workspace, or in an organisation and so in all of its workspaces. */
export type Target = { readonly team: string } | { readonly enterprise: string };

/** What Slack knows about a token. */
interface Token {
  readonly target: string;
  readonly isOrganisations: boolean;
  readonly workspaces: readonly Workspace[];
  /** When it expires, by the server's clock. */
  readonly expires: number;
  revoked?: "token_revoked" | "account_inactive";
}

/** An app that many workspaces install by OAuth v2. https://docs.slack.dev/authentication/installing-with-oauth */
export interface Distribution {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Makes a workspace, which belongs to an organisation if one is named. */
  addTeam(team: string, enterprise?: string): Workspace;
  team(team: string): Workspace;
  /** Presses "Allow" on the page at an address. Returns the query with which Slack redirects back. Throws if Slack shows an error instead. */
  allow(address: string, target: Target): string;
  /** Makes the tokens of a target invalid without telling the app. */
  revoke(target: Target, why: NonNullable<Token["revoked"]>): void;
  /** Turns on the rotation of tokens that are issued from now on. */
  rotate(): void;
  /** Returns the currently valid tokens of a target. */
  tokensOf(target: Target): readonly string[];
  /** Returns the workspace that a call with a token is about, or Slack's error; undefined if the token is unknown. */
  resolve(token: string, parameters: Json): Workspace | { readonly error: string } | undefined;
  access(parameters: Json): Json;
  /** Returns what "auth.test" returns for an organisation's token. */
  organisation(token: string): Json | undefined;
}

/** In seconds. https://docs.slack.dev/authentication/using-token-rotation */
const TOKEN_LIFE = 43_200;
const AUTHORIZE = "/oauth/v2/authorize";

export function createDistribution(now: () => number, scopes: readonly string[]): Distribution {
  const [clientId, clientSecret] = ["4711.0815", "client-secret-of-the-app"];
  const teams = new Map<string, Workspace>();
  const codes = new Map<string, Target | undefined>();
  const tokens = new Map<string, Token>();
  const renewals = new Map<string, Target | undefined>();
  let count = 0;
  let rotates = false;

  const next = (prefix: string) => {
    count += 1;
    return `${prefix}${String(count).padStart(6, "0")}`;
  };
  const idOf = (target: Target) => ("team" in target ? target.team : target.enterprise);
  const isGood = ({ revoked, expires }: Token) => revoked === undefined && expires > now();

  function workspacesOf(target: Target): readonly Workspace[] {
    return [...teams.values()].filter(({ identity }) =>
      "team" in target ? identity.team === target.team : identity.enterprise === target.enterprise,
    );
  }

  function give(target: Target): Json {
    const workspaces = workspacesOf(target);
    const [first] = workspaces;
    if (first === undefined) return { ok: false, error: "invalid_team" };
    const isOrganisations = "enterprise" in target;
    const token = next(rotates ? "xoxe.xoxb-1-secret-" : "xoxb-secret-");
    const expires = rotates ? now() + TOKEN_LIFE * 1_000 : Number.POSITIVE_INFINITY;
    tokens.set(token, { target: idOf(target), isOrganisations, workspaces, expires });
    const renewal = rotates ? next("xoxe-1-secret-") : undefined;
    if (renewal !== undefined) renewals.set(renewal, target);
    const { team, name, botUser, enterprise } = first.identity;
    return {
      ok: true,
      access_token: token,
      token_type: "bot",
      scope: scopes.join(","),
      bot_user_id: botUser,
      app_id: "A0MALINOIS",
      team: isOrganisations ? null : { id: team, name },
      enterprise: enterprise === undefined ? null : { id: enterprise, name: "Organisation" },
      is_enterprise_install: isOrganisations,
      authed_user: { id: "U0INSTALLER" },
      ...(renewal !== undefined && { refresh_token: renewal, expires_in: TOKEN_LIFE }),
    };
  }

  return {
    clientId,
    clientSecret,
    addTeam(team, enterprise) {
      const number = team.slice(1);
      const identity: TeamIdentity = {
        ...{ team, name: `Team ${number}`, botUser: `UBOT${number}`, botId: `BBOT${number}` },
        ...(enterprise !== undefined && { enterprise }),
      };
      const workspace = createWorkspace(now, identity);
      teams.set(team, workspace);
      return workspace;
    },
    team(team) {
      const workspace = teams.get(team);
      if (workspace === undefined) throw new Error(`there is no team ${team}`);
      return workspace;
    },
    allow(address, target) {
      const { pathname, searchParams } = new URL(address);
      if (pathname !== AUTHORIZE) throw new Error(`${pathname} is not Slack's page`);
      if (searchParams.get("client_id") !== clientId) throw new Error("invalid_client_id");
      const unknown = (searchParams.get("scope") ?? "").split(",").filter((scope) => !scopes.includes(scope));
      if (unknown.length > 0) throw new Error(`invalid_scope ${unknown.join()}`);
      const code = next("code-");
      codes.set(code, target);
      return new URLSearchParams({ code, state: searchParams.get("state") ?? "" }).toString();
    },
    revoke(target, why) {
      for (const token of tokens.values()) if (token.target === idOf(target)) token.revoked ??= why;
    },
    rotate() {
      rotates = true;
    },
    tokensOf: (target) => [...tokens].flatMap(([name, token]) => (token.target === idOf(target) && isGood(token) ? [name] : [])),
    resolve(name, { channel, user, users, user_id: person, team_id: team }) {
      const token = tokens.get(name);
      if (token === undefined) return undefined;
      if (token.revoked !== undefined) return { error: token.revoked };
      if (token.expires <= now()) return { error: "token_expired" };
      // An organisation's token is valid in each of its workspaces. The ids in the call show which one is meant.
      const ids = [channel, user, users, person].map((id) => String(id).replace(/^DU/, "U"));
      const about = (workspace: Workspace) => ids.some((id) => workspace.joined.has(id) || workspace.profiles.has(id));
      const named = token.workspaces.find(({ identity }) => identity.team === team);
      return named ?? token.workspaces.find(about) ?? token.workspaces[0];
    },
    organisation(name) {
      const token = tokens.get(name);
      const [first] = token?.workspaces ?? [];
      if (first === undefined || token?.isOrganisations !== true) return undefined;
      return { team_id: token.target, team: "Organisation", enterprise_id: token.target, is_enterprise_install: true };
    },
    access({ client_id: id, client_secret: secret, code, grant_type: kind, refresh_token: renewal }) {
      if (id !== clientId) return { ok: false, error: "invalid_client_id" };
      if (secret !== clientSecret) return { ok: false, error: "bad_client_secret" };
      const [known, given] = kind === "refresh_token" ? [renewals, String(renewal)] : [codes, String(code)];
      const used = kind === "refresh_token" ? "invalid_refresh_token" : "code_already_used";
      if (!known.has(given)) return { ok: false, error: kind === "refresh_token" ? used : "invalid_code" };
      const target = known.get(given);
      if (target === undefined) return { ok: false, error: used };
      // Codes and refresh tokens are valid only once.
      known.set(given, undefined);
      return give(target);
    },
  };
}
