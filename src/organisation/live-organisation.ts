import { existsSync, statSync } from "node:fs";
import { MalinoisError } from "../errors.ts";
import { formatDiagnostic } from "../knowledge/diagnostic.ts";
import type { Organisation } from "../model.ts";
import type { Logger } from "../ports.ts";
import { readOrganisation } from "./organisation-file.ts";

/** What the organisation's file says now. */
export interface LiveOrganisation {
  readonly current: Organisation;
  close(): void;
}

export interface OrganisationOptions {
  /** The file; what it says is followed while Malinois runs. */
  readonly path: string;
  /** Whether it must be there. */
  readonly isWanted: boolean;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** How often to look whether it has changed, in ms. */
  readonly every?: number;
}

const NONE: Organisation = { contacts: [] };

/**
 * Reads the organisation's file once; nothing is known of the organisation where there is none.
 * @throws MalinoisError (configuration) with each thing that is wrong with it, a line each
 */
export async function readOrganisationFile({
  path,
  isWanted,
}: Pick<OrganisationOptions, "path" | "isWanted">): Promise<Organisation> {
  if (!isWanted && !existsSync(path)) return NONE;
  const read = await readOrganisation(path);
  if (read.ok) return read.value;
  throw new MalinoisError(
    "configuration",
    `The organisation's file cannot be used:\n${read.diagnostics.map(formatDiagnostic).join("\n")}`,
    "Fix these lines; docs/content.md shows the file's form",
  );
}

/** Reads the organisation's file and follows its changes; one that is broken then leaves what was read before in use. Rejects as {@link readOrganisationFile}. */
export async function serveOrganisation(options: OrganisationOptions): Promise<LiveOrganisation> {
  const { path, logger, every = 5_000 } = options;
  let seen = fingerprint(path);
  let current = await readOrganisationFile(options);
  const look = async () => {
    const now = fingerprint(path);
    if (now === seen) return;
    seen = now;
    try {
      current = await readOrganisationFile(options);
      logger.info({}, "what the organisation's file says now is in use");
    } catch (error) {
      logger.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "the organisation's file is not usable; what it said before stays in use",
      );
    }
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  return {
    get current() {
      return current;
    },
    close: () => clearInterval(timer),
  };
}

function fingerprint(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.mtimeMs} ${found.size} ${found.ino}`;
}
