import type { Sealer } from "../../../src/common/sealing.ts";
import type { Instant } from "../../../src/model.ts";
import type { Installation, InstallationStore } from "../../../src/ports.ts";
import { PLATFORM } from "../receive/parse.ts";
import type { Identity } from "../send/sign-in.ts";

/** The tokens of an installation, and who the bot is there. */
export interface Grant {
  readonly token: string;
  /** The refresh token, and when `token` expires; absent where tokens do not rotate. */
  readonly renewal?: { readonly token: string; readonly expires: Instant };
  readonly identity: Identity;
}

/** An installation with its secrets. */
export interface Installed extends Omit<Installation, "sealed"> {
  readonly grant: Grant;
}

/** An installation as it is stored; without a grant if its token was revoked. */
export type Kept = Omit<Installed, "grant"> & Partial<Pick<Installed, "grant">>;

type Version = Pick<Installed, "id" | "version">;

/** The stored installations, with their grants decrypted. Every method may reject with a `MalinoisError`. */
export interface Vault extends Pick<InstallationStore, "serve" | "unserve" | "servedBy" | "remove" | "count" | "lease"> {
  byId(id: string): Promise<Kept | undefined>;
  /** The same, but without a grant if that cannot be decrypted: removing an installation does not need it. */
  peek(id: string): Promise<Kept | undefined>;
  ofWorkspace(workspace: string): Promise<Kept | undefined>;
  /** Saves a grant, replacing an earlier one, and records the workspace that it serves, unless it is for an organisation. */
  install(id: string, grant: Grant, now: Instant): Promise<void>;
  /** Replaces a grant (undefined: revoked). Returns false if the version has changed meanwhile. */
  replace(version: Version, grant: Grant | undefined): Promise<boolean>;
  /** Re-encrypts with the first key whatever was encrypted with another; `onFailure` is called for grants that cannot be decrypted. */
  changeKeys(onFailure: (id: string, error: unknown) => void): Promise<void>;
}

const PAGE = 200;

/** Makes the vault. Each grant is bound to its installation. */
export function createVault(store: InstallationStore, sealer: Sealer): Vault {
  const ownerOf = (id: string) => `${PLATFORM}:${id}`;
  const seal = (id: string, grant: Grant) => sealer.seal(JSON.stringify(grant), ownerOf(id));

  function open(found: Installation | undefined): Kept | undefined {
    if (found === undefined) return undefined;
    const { sealed, ...rest } = found;
    if (sealed === undefined) return rest;
    const grant: Grant = JSON.parse(sealer.open(sealed, ownerOf(found.id)));
    return { ...rest, grant };
  }

  const replace: Vault["replace"] = (version, grant) => store.reseal(version, grant && seal(version.id, grant));

  return {
    serve: store.serve,
    unserve: store.unserve,
    servedBy: store.servedBy,
    remove: store.remove,
    count: store.count,
    lease: store.lease,
    byId: async (id) => open(await store.byId(id)),
    async peek(id) {
      const found = await store.byId(id);
      try {
        return open(found);
      } catch {
        return open(found && { ...found, sealed: undefined });
      }
    },
    ofWorkspace: async (workspace) => open(await store.ofWorkspace(workspace)),
    install: (id, grant, installedAt) => store.put({ id, sealed: seal(id, grant), installedAt }, grant.identity.workspace),
    replace,
    async changeKeys(onFailure) {
      for (let after: string | undefined = ""; after !== undefined; ) {
        const page: readonly Installation[] = await store.list(after, PAGE);
        for (const found of page) {
          if (found.sealed === undefined || sealer.isCurrent(found.sealed)) continue;
          try {
            const opened = open(found);
            if (opened?.grant !== undefined) await replace(opened, opened.grant);
          } catch (error) {
            onFailure(found.id, error);
          }
        }
        after = page.at(-1)?.id;
      }
    },
  };
}
