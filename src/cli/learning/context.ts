import { INSTALLATION, TERMINAL } from "../../administration/ports.ts";
import type { Config } from "../../app/config.ts";
import type { OverlaidSource } from "../../drafts/publishing.ts";
import { type OpenStore, openStore } from "../../store/store.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

/** What the commands for learning need from the program. */
export interface LearningContext {
  readonly terminal: Terminal;
  readonly finish: (code: ExitCode) => void;
  /** Reads the settings. Throws a `MalinoisError` that names what is wrong with them. */
  readonly settings: () => Config;
  /** The packs with their overlay. */
  readonly source: (content: readonly string[] | undefined, config: Config) => OverlaidSource;
  /** The option that names packs, with the function that collects its values. */
  readonly content: { readonly flags: string; readonly collect: (folder: string, before: string[] | undefined) => string[] };
  readonly now: () => number;
}

/** Runs something with the store, and then closes it. */
export async function withStore<Result>(
  { DATABASE_URL, DATA_DIR }: Pick<Config, "DATABASE_URL" | "DATA_DIR">,
  work: (store: OpenStore) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ databaseUrl: DATABASE_URL, dataDirectory: DATA_DIR });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The name in the audit trail for what is done on the server itself. */
export const BY_TERMINAL = { ...INSTALLATION, actor: TERMINAL } as const;
