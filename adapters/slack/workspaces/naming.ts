import { type Payload, record, records, text } from "../../kit/payload.ts";

/**
 * Returns the ids of the installations that a payload may be for, likeliest first: that of the organisation if the app is installed for all of it, otherwise those
 * of workspaces. When somebody presses a button in a shared channel, the workspace that Malinois's message was sent from comes first.
 */
export function installationsNamed(body: Payload): readonly string[] {
  const authorizations = records(body, "authorizations");
  const named = authorizations.length > 0 ? authorizations.map(inAuthorization) : [inPayload(body)];
  return [...new Set(named.flat().filter((id) => id !== undefined))];
}

function inAuthorization(authorization: Payload): readonly (string | undefined)[] {
  return [text(authorization, authorization.is_enterprise_install === true ? "enterprise_id" : "team_id")];
}

/** Commands arrive form-encoded, so their `is_enterprise_install` is a string. */
function inPayload(body: Payload): readonly (string | undefined)[] {
  if (body.is_enterprise_install === true || body.is_enterprise_install === "true")
    return [text(body, "enterprise_id"), text(record(body, "enterprise"), "id")];
  return [
    text(record(body, "view"), "app_installed_team_id"),
    body.type === "block_actions" ? text(record(body, "message"), "team") : undefined,
    text(body, "team_id"),
    text(record(body, "team"), "id"),
    text(record(body, "user"), "team_id"),
  ];
}
