import { statSync } from "node:fs";
import { MalinoisError } from "../errors.ts";
import { formatDiagnostic } from "../knowledge/diagnostic.ts";
import type { Organisation } from "../model.ts";
import type { Logger } from "../ports.ts";
import { readOrganisation } from "./organisation-file.ts";

/** The current contents of the organisation's file. */
export interface LiveOrganisation {
  readonly current: Organisation;
  close(): void;
}

export interface OrganisationOptions {
  /** The file, which is reloaded when it changes while Malinois runs. */
  readonly path: string;
  /** Whether it is an error if the file is missing. */
  readonly isWanted: boolean;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** How often to check whether it has changed, in ms. */
  readonly every?: number;
}

const NONE: Organisation = { contacts: [] };

/** The fingerprint of a file that is not there. */
const ABSENT = "";

/**
 * Reads the organisation's file once. Returns an organisation without details if there is no file and none is wanted.
 * @throws MalinoisError (configuration) with all problems of the file, one per line
 */
export async function readOrganisationFile({
  path,
  isWanted,
}: Pick<OrganisationOptions, "path" | "isWanted">): Promise<Organisation> {
  if (!isWanted && fingerprint(path) === ABSENT) return NONE;
  const read = await readOrganisation(path);
  if (read.ok) return read.value;
  throw new MalinoisError(
    "configuration",
    `The organisation's file cannot be used:\n${read.diagnostics.map(formatDiagnostic).join("\n")}`,
    "Fix these lines; docs/content.md shows the file's format",
  );
}

/**
 * Reads the organisation's file and reloads it when it changes. If it then has errors, the last valid version stays in use.
 * Rejects as {@link readOrganisationFile}.
 */
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
      logger.info({}, "the organisation's file was reloaded");
    } catch (error) {
      logger.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "the organisation's file has errors; the last valid version stays in use",
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

/** Returns a text that differs once the file has changed. If the file's status cannot be read, returns the error: reading the file then reports the cause. */
function fingerprint(path: string): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? ABSENT : `${found.mtimeMs} ${found.size} ${found.ino}`;
  } catch (error) {
    return String(error);
  }
}
