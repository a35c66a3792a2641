/** All the scopes that the app requests, each with what it is for, in words that complete the warning "Malinois cannot …". */
export const SCOPES = {
  "app_mentions:read": "hear mentions",
  "assistant:write": "suggest first questions in its Messages tab",
  "channels:history": "follow threads in public channels, and look for a message whose sending was in doubt",
  "channels:read": "know who made a public channel, and whether Malinois is in it",
  "chat:write": "answer",
  commands: "offer /ask, /malinois, /nudge, /quiz and the shortcuts",
  "files:write": "send people what is kept about them as a file; without it they get it as text",
  "groups:history": "follow threads in private channels, and look for a message whose sending was in doubt",
  "groups:read": "know who made a private channel, and whether Malinois is in it",
  "im:history": "hear direct messages",
  "im:write": "look for a direct message whose sending was in doubt",
  "mpim:history": "follow threads in group messages",
  "mpim:read": "know whether Malinois is in a group message",
  "usergroups:read": "know who is in a user group of SLACK_MANAGERS",
  "users:read": "know the language and time zone that a person set in Slack, who is an administrator and who joins",
} as const;

export type Scope = keyof typeof SCOPES;

/** The scopes of an app for many workspaces. It has no setting that names user groups, so it does not need to read them. */
export const DISTRIBUTED_SCOPES = (Object.keys(SCOPES) as readonly Scope[]).filter((scope) => scope !== "usergroups:read");

/** Events that the app subscribes to; `listeners.ts` listens to these and no others. */
export const EVENTS = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "message.channels",
  "message.groups",
  "message.im",
  "message.mpim",
  "team_join",
  "tokens_revoked",
] as const;

/** The event by which an organisation of several workspaces reports that some of them no longer have the app. */
export const ORGANISATION_EVENT = "team_access_revoked";

/** Returns the ids of user groups among those in `SLACK_MANAGERS`; the others are ids of people. */
export function groupsIn(managers: readonly string[]): readonly string[] {
  return managers.filter((id) => id.startsWith("S"));
}

/**
 * Returns whether Malinois needs a scope with these managers. Without "files:write" it sends text instead of a file, and it needs "usergroups:read" only if
 * the managers include user groups.
 */
export function isNeeded(scope: Scope, managers: readonly string[]): boolean {
  return scope !== "files:write" && (scope !== "usergroups:read" || groupsIn(managers).length > 0);
}

/** Returns the scopes that a token with the granted ones lacks. */
export function missingScopes(granted: readonly string[]): readonly Scope[] {
  return (Object.keys(SCOPES) as Scope[]).filter((scope) => !granted.includes(scope));
}
