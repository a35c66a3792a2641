import { MalinoisError } from "../../../src/errors.ts";
import { isApplicationId } from "../options.ts";
import { neededPermissions, permissionBits } from "./permissions.ts";

export interface InviteOptions {
  readonly applicationId: string;
  /** Whether Malinois reads threads without a mention, as in the adapter's options: it then opens threads too. */
  readonly messageContent?: boolean;
  /** A link to add Malinois to a server (default), or to one's own account, for use anywhere. */
  readonly install?: "server" | "user";
}

/**
 * The link that installs Malinois, asking for exactly the permissions that it uses.
 * @throws MalinoisError when the application's id is malformed.
 */
export function inviteUrl({ applicationId, messageContent = false, install = "server" }: InviteOptions): string {
  if (!isApplicationId(applicationId)) {
    throw new MalinoisError(
      "configuration",
      "DISCORD_APPLICATION_ID is not a number of 17 to 20 digits.",
      'Copy it from https://discord.com/developers/applications: your application, page "General Information".',
    );
  }
  const url = new URL("https://discord.com/oauth2/authorize");
  url.searchParams.set("client_id", applicationId);
  if (install === "server") {
    url.searchParams.set("integration_type", "0");
    url.searchParams.set("scope", "bot applications.commands");
    url.searchParams.set("permissions", permissionBits(neededPermissions(messageContent)));
  } else {
    url.searchParams.set("integration_type", "1");
    url.searchParams.set("scope", "applications.commands");
  }
  return url.href;
}
