import { signInLink } from "../../admin-page/feature.ts";
import { createAdminSessions } from "../../admin-page/sessions.ts";
import { TERMINAL } from "../../administration/ports.ts";
import type { Configuration } from "../../app/config.ts";
import { adminAccessOf } from "../../app/prepare-admin-page.ts";
import { MalinoisError } from "../../errors.ts";
import type { Instant } from "../../model.ts";
import { exposureOf } from "../../platform.ts";
import { openStore } from "../../store/store.ts";
import { readWorkspace } from "../workspace.ts";

/** Makes a link to the admin page, for all workspaces or one. Rejects with a `MalinoisError` if the page is off or the store cannot be opened. */
export async function makeAdminLink(
  { config, platforms }: Configuration,
  now: () => Instant,
  workspace: string | undefined,
): Promise<string> {
  const scope = workspace === undefined ? undefined : readWorkspace(workspace);
  const access = adminAccessOf(config, exposureOf(config.HOST, platforms));
  if ("whyOff" in access)
    throw new MalinoisError(
      "configuration",
      `The admin page is off: ${access.whyOff}`,
      "docs/figures.md tells how it is turned on",
    );
  const store = await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR });
  try {
    const token = await createAdminSessions(store.adminSessions, now).addLink({ scope, actor: TERMINAL });
    return `${signInLink(access, token)}\n`;
  } finally {
    await store.close();
  }
}
