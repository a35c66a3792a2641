import { MalinoisError } from "../../errors.ts";

interface Explanation {
  readonly cause: string;
  readonly fix: string;
}

const SPACE: Explanation = { cause: "the disk is full", fix: "Free some space; nothing that was stored is lost." };
const ACCESS: Explanation = {
  cause: "it cannot be written",
  fix: "Give the user that runs Malinois write access to the directory and its files, or set DATA_DIR to another one.",
};
const DAMAGE: Explanation = {
  cause: "it is damaged or not a SQLite database",
  fix: "Move the file away and restore a backup, or start without it.",
};
const BUSY: Explanation = {
  cause: "another process kept it locked for too long",
  fix: "Look for another program that has the file open; for several replicas set DATABASE_URL.",
};
const DISK: Explanation = {
  cause: "the disk refused to read or write; it may be full or failing",
  fix: "Check its free space and health; DATA_DIR must be a local disk, not a network share.",
};

const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** The explanations by primary result code: https://www.sqlite.org/rescode.html */
const EXPLANATIONS: Readonly<Record<number, Explanation>> = {
  3: ACCESS,
  [SQLITE_BUSY]: BUSY,
  6: BUSY,
  8: ACCESS,
  10: DISK,
  [SQLITE_CORRUPT]: DAMAGE,
  13: SPACE,
  14: ACCESS,
  [SQLITE_NOTADB]: DAMAGE,
};

/** Returns a `MalinoisError` for what SQLite reported about a file; any other error unchanged. */
export function explainSqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof MalinoisError) return error;
  if (error.message === "The database connection is not open") {
    return new MalinoisError("store", "The store has been closed.", "Stop using it before closing it.");
  }
  const code = resultCode(error);
  if (code === undefined) return error;
  const explanation = EXPLANATIONS[code & 0xff];
  if (explanation === undefined) {
    return new MalinoisError("store", `SQLite refused a statement: ${error.message}.`, "Please report this as a defect.");
  }
  return new MalinoisError("store", `SQLite cannot use ${file}: ${explanation.cause} (result code ${code}).`, explanation.fix);
}

export function isBusy(error: unknown): boolean {
  return error instanceof Error && resultCode(error) === SQLITE_BUSY;
}

/** Returns whether an error means that SQLite cannot read the file at all. */
export function isDamaged(error: unknown): boolean {
  const code = error instanceof Error ? resultCode(error) : undefined;
  return code !== undefined && [SQLITE_CORRUPT, SQLITE_NOTADB].includes(code & 0xff);
}

/** Returns SQLite's extended result code. libsql has it in a property or, if a file could not be opened, at the end of the message. */
function resultCode(error: Error): number | undefined {
  if ("rawCode" in error && typeof error.rawCode === "number") return error.rawCode;
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(error.message);
  return opening === null ? undefined : Number(opening[1]);
}

const DIRECTORY_CAUSES: Readonly<Record<string, string>> = {
  EACCES: "the user that runs Malinois may not write there",
  EPERM: "the user that runs Malinois may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EEXIST: "a file with that name is in its place",
  ENOTDIR: "a part of the path is a file",
};

/** Returns a `MalinoisError` for a data directory that cannot be created or written. */
export function explainDirectoryError(error: unknown, directory: string): MalinoisError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return new MalinoisError(
    "store",
    `SQLite cannot use the data directory ${directory}: ${DIRECTORY_CAUSES[code] ?? code}.`,
    "Make it and its files writable for the user that runs Malinois, or set DATA_DIR to another directory.",
  );
}
