import { MalinoisError } from "../../../src/errors.ts";
import type { Host, Logger } from "../../../src/ports.ts";
import { type Payload, record, text, texts } from "../../kit/payload.ts";
import { ORGANISATION_EVENT } from "../commands/scopes.ts";
import { PLATFORM } from "../receive/parse.ts";
import { type ClientSettings, createTokenCall } from "../send/api.ts";
import { failureOf, refusesToken } from "../send/errors.ts";
import { installationsNamed } from "./naming.ts";
import type { Sessions } from "./sessions.ts";
import type { Installed, Kept, Vault } from "./vault.ts";

/** Slack's events that remove an installation, its token, or one of its workspaces. */
const REMOVALS: readonly (string | undefined)[] = ["app_uninstalled", "tokens_revoked", ORGANISATION_EVENT];

/** Returns whether a payload is an event that removes an installation, its token, or one of its workspaces. */
export function isRemoval(body: Payload): boolean {
  return REMOVALS.includes(text(record(body, "event"), "type"));
}

export interface RemovalOptions extends ClientSettings {
  readonly vault: Vault;
  readonly sessions: Pick<Sessions, "forget">;
  readonly host: Pick<Host, "left">;
  /** Milliseconds for one call. */
  readonly timeout: number;
  readonly logger: Logger;
}

/** Makes the function that handles such an event; handling one twice is harmless. It rejects if Slack should deliver the event again. */
export function createRemoval({
  vault,
  sessions,
  host,
  timeout,
  logger,
  ...client
}: RemovalOptions): (body: Payload) => Promise<void> {
  /** Whether Slack still accepts the token. Rejects if Slack cannot be asked. */
  async function isAccepted({ grant }: Installed): Promise<boolean> {
    try {
      await createTokenCall(grant.token, { ...client, logger }, timeout)("auth.test", {});
      return true;
    } catch (error) {
      if (refusesToken(error)) return false;
      if (failureOf(error).kind === "refused") return true;
      throw error;
    }
  }

  /** Deletes the token. Returns false if it has just been replaced. */
  async function revoke(kept: Kept): Promise<boolean> {
    const isDeleted = await vault.replace(kept, undefined);
    sessions.forget(kept.id);
    if (isDeleted) logger.info({ installation: kept.id }, "Slack revoked a token; it has been deleted");
    return isDeleted;
  }

  async function leave(workspaces: readonly string[]): Promise<void> {
    for (const workspace of workspaces) await host.left({ platform: PLATFORM, workspace });
  }

  /**
   * Deletes the token, then schedules the erasure of its workspaces' data, and only then forgets the installation, so that the event can be handled again
   * after a failure in between.
   */
  async function uninstall(kept: Kept): Promise<void> {
    await revoke(kept);
    await leave(await vault.servedBy(kept.id));
    await vault.remove(kept.id);
  }

  /** An old event that is delivered again must not remove a newer installation. */
  async function isOutdated(kept: Kept, body: Payload): Promise<boolean> {
    const isOlder = typeof body.event_time === "number" && body.event_time * 1_000 < kept.installedAt;
    return isOlder && kept.grant !== undefined && isAccepted({ ...kept, grant: kept.grant });
  }

  async function carryOut(kept: Kept, body: Payload): Promise<void> {
    const event = record(body, "event");
    switch (event.type) {
      case "app_uninstalled":
        if (!(await isOutdated(kept, body))) await uninstall(kept);
        return;
      case "tokens_revoked":
        // Only bot tokens are ours. Slack also revokes a token that was replaced, so the stored one may still be valid.
        if (texts(record(event, "tokens"), "bot").length === 0 || kept.grant === undefined) return;
        if ((await isAccepted({ ...kept, grant: kept.grant })) || (await revoke(kept))) return;
        throw new MalinoisError(
          "platform",
          "a token that Slack revoked has just been replaced",
          "nothing to do: it will be checked again",
        );
      case ORGANISATION_EVENT: {
        const served = await vault.servedBy(kept.id);
        const left = texts(event, "team_ids").filter((team) => served.includes(team));
        for (const workspace of left) await vault.unserve(workspace);
        await leave(left);
      }
    }
  }

  return async (body) => {
    for (const id of installationsNamed(body)) {
      const kept = await vault.peek(id);
      if (kept !== undefined) await carryOut(kept, body);
    }
  };
}
