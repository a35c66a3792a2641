import { describeError } from "../../../src/common/describe-error.ts";
import { DeliveryError } from "../../../src/errors.ts";
import type { Instant } from "../../../src/model.ts";
import type { Logger } from "../../../src/ports.ts";
import type { SlackTimings } from "../options.ts";
import type { Exchange } from "./exchange.ts";
import type { Installed, Vault } from "./vault.ts";

/** The token of one installation. It is renewed before it expires, by one process on behalf of all. */
export interface TokenSource {
  /** Returns a valid token. Rejects with a `MalinoisError`. */
  current(): Promise<string>;
  /** Returns a token other than the one that Slack has refused; undefined if there is none. */
  instead(refused: string): Promise<string | undefined>;
  /** Takes over what another process has changed. */
  adopt(installed: Installed): void;
}

export interface TokenOptions {
  readonly vault: Pick<Vault, "byId" | "lease" | "replace">;
  readonly exchange: Pick<Exchange, "renew">;
  readonly timings: Pick<SlackTimings, "renewBefore" | "renewWithin" | "renewAgain">;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Instant;
  readonly logger: Logger;
}

/** How often to check whether another process has renewed a token, in milliseconds. */
const GLANCE = 200;

/** Makes the source. Slack accepts a refresh token only once, so the process with the lease uses it and the others wait for the result. */
export function createTokenSource(first: Installed, options: TokenOptions): TokenSource {
  const { vault, exchange, timings, sleep, now, logger } = options;
  let installed = first;
  let renewing: Promise<void> | undefined;
  /** When a failed renewal may be tried again, so that not every call tries it. */
  let nextTry = 0;
  /** Set while Slack has renewed the token and it is not saved yet: `installed` then holds the only copy. */
  let isUnsaved = false;

  const expires = () => installed.grant.renewal?.expires ?? Number.POSITIVE_INFINITY;

  async function look(): Promise<void> {
    const kept = await vault.byId(installed.id);
    if (kept?.grant === undefined) throw gone();
    if (kept.version !== installed.version) installed = { ...kept, grant: kept.grant };
  }

  async function save(): Promise<void> {
    const { id, version, grant } = installed;
    isUnsaved = true;
    const isSaved = await vault.replace({ id, version }, grant);
    isUnsaved = false;
    if (isSaved) installed = { ...installed, version: version + 1 };
    else await look();
  }

  async function renew(): Promise<void> {
    const { grant, version } = installed;
    if (grant.renewal === undefined) return;
    if (!(await vault.lease(installed, now(), now() + timings.renewWithin))) return waitForOther(version);
    try {
      const secrets = await exchange.renew(grant.renewal.token);
      installed = { ...installed, grant: { ...grant, ...secrets } };
    } catch (error) {
      await look();
      if (installed.version === version) throw error;
      return;
    }
    await save();
  }

  /** Another process is renewing the token. Waits for its result only if the old token has expired. */
  async function waitForOther(version: number): Promise<void> {
    const until = now() + timings.renewWithin;
    for (await look(); installed.version === version && expires() <= now(); await look()) {
      if (now() > until)
        throw new DeliveryError("later", "a Slack token was not renewed in time", "nothing to do: it will be tried again");
      await sleep(GLANCE);
    }
  }

  function renewOnce(): Promise<void> {
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function tryToSave(): Promise<void> {
    await save().catch((error: unknown) =>
      logger.error(
        { installation: installed.id, ...describeError(error) },
        "a renewed token could not be saved; it will be tried again",
      ),
    );
  }

  return {
    async current() {
      if (isUnsaved && renewing === undefined) await tryToSave();
      const left = expires() - now();
      if (left > timings.renewBefore || (left > 0 && now() < nextTry)) return installed.grant.token;
      try {
        await renewOnce();
      } catch (error) {
        if (expires() <= now()) throw error;
        nextTry = now() + timings.renewAgain;
        logger.warn({ installation: installed.id, ...describeError(error) }, "a token could not be renewed; the old one is used");
      }
      return installed.grant.token;
    },
    async instead(refused) {
      await look();
      if (installed.grant.token !== refused) return installed.grant.token;
      if (installed.grant.renewal === undefined || now() < nextTry) return undefined;
      nextTry = now() + timings.renewAgain;
      await renewOnce();
      return installed.grant.token === refused ? undefined : installed.grant.token;
    },
    adopt(changed) {
      if (!isUnsaved && changed.version !== installed.version) installed = changed;
    },
  };
}

function gone(): DeliveryError {
  return new DeliveryError(
    "later",
    "the app was removed from the workspace, or its token was revoked",
    "install it again at /slack/install",
  );
}
