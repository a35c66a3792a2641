import pg from "pg";
import { MalinoisError } from "../../errors.ts";

interface Explanation {
  readonly codes: RegExp;
  readonly cause: string;
  readonly fix: string;
}

const URL_FORM = "Write DATABASE_URL as postgres://user:password@host:5432/database.";
const RETRY = "Check that the server runs and can be reached; Malinois reconnects by itself at the next question.";

/**
 * The explanations by SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html), by error code of Node's network or TLS or, if
 * `pg` gives neither, by error message. The first match counts.
 */
const EXPLANATIONS: readonly Explanation[] = [
  { codes: /^(ENOTFOUND|EAI_AGAIN)$/, cause: "the host's name is not known", fix: `Check the host. ${URL_FORM}` },
  {
    codes: /^ECONNREFUSED$/,
    cause: "nothing answers there",
    fix: "Start the server, or correct host and port in DATABASE_URL.",
  },
  { codes: /^(ENOENT|EACCES)$/, cause: "its socket cannot be opened", fix: "Start the server, or correct DATABASE_URL." },
  {
    codes: /^(28...|SASL: .*)$/,
    cause: "it refused the user or the password",
    fix: "Correct user and password in DATABASE_URL; characters such as @ # / ? must be percent-encoded. If they are right, see pg_hba.conf.",
  },
  { codes: /^3D000$/, cause: "the database does not exist", fix: "Create it (createdb), or correct its name in DATABASE_URL." },
  {
    codes: /^(\w*CERT\w*|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|The server does not support SSL connections)$/,
    cause: "no trusted encrypted connection could be made",
    fix: "Set sslmode and sslrootcert in DATABASE_URL to what the server offers.",
  },
  {
    codes: /^42501$/,
    cause: "the user may not do this",
    fix: "Make the user the owner of the database, or: GRANT ALL ON SCHEMA public TO that user.",
  },
  {
    codes: /^25006$/,
    cause: "it is read-only, perhaps a standby",
    fix: "Point DATABASE_URL to the server that accepts writes.",
  },
  { codes: /^53100$/, cause: "its disk is full", fix: "Free some space on the server; nothing that was stored is lost." },
  {
    codes: /^(53300|timeout exceeded when trying to connect)$/,
    cause: "no connection was free",
    fix: "Raise max_connections, or run fewer replicas; each uses up to ten connections.",
  },
  {
    codes: /^(57014|55P03|40...)$/,
    cause: "a statement waited too long or was cancelled",
    fix: "Try again; if it persists, look for long transactions (pg_stat_activity).",
  },
  {
    codes:
      /^(08...|57...|25P03|E[A-Z]+|Connection terminated.*|Client has encountered a connection error.*|Client was closed.*|Query read timeout)$/,
    cause: "the connection was lost or not answered in time",
    fix: RETRY,
  },
  {
    codes: /^Cannot use a pool after calling end on the pool$/,
    cause: "the store has been closed",
    fix: "Stop using the store before closing it.",
  },
  { codes: /^22021$/, cause: "a text with a NUL character cannot be stored", fix: "Remove the character." },
];

/** Returns a `MalinoisError` for what `pg` reported about a server; any other error unchanged. It never repeats values from a statement. */
export function explainPostgresqlError(error: unknown, server: string): unknown {
  if (!(error instanceof Error) || error instanceof MalinoisError) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : error.message;
  const explanation = EXPLANATIONS.find(({ codes }) => codes.test(code));
  if (explanation !== undefined) {
    return new MalinoisError("store", `PostgreSQL at ${server}: ${explanation.cause} (${code}).`, explanation.fix);
  }
  if (!(error instanceof pg.DatabaseError)) return error;
  // Messages of class 42 name only parts of the schema; those of other classes may quote what people wrote.
  const detail = code.startsWith("42") ? `: ${error.message}` : "";
  return new MalinoisError(
    "store",
    `PostgreSQL at ${server} refused a statement (${code})${detail}.`,
    "Please report this as a defect.",
  );
}

/** Returns whether an error came from the server itself and left the connection usable. */
export function isServersAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === "ERROR";
}

/** Checks an address and returns "host:port/database", which holds no secret. Throws a `MalinoisError` that does not contain the address. */
export function readDatabaseUrl(databaseUrl: string): string {
  const afterScheme = /^postgres(?:ql)?:\/\/(.*)$/is.exec(databaseUrl)?.[1];
  if (afterScheme === undefined) throw badUrl("does not begin with postgres://", URL_FORM);
  // The host ends at the first of these characters. An @ after it means that the character was part of the password, and that
  // what looks like the host is part of the password too.
  const afterHost = afterScheme.slice(afterScheme.search(/[/?#]|$/));
  if (afterHost.includes("@")) throw badUrl("cannot be read", ENCODE);
  try {
    const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
    return `${host}:${port}/${database ?? ""}`;
  } catch {
    throw badUrl("cannot be read", ENCODE);
  }
}

const ENCODE = `${URL_FORM} Characters such as @ # / ? % in user or password must be percent-encoded (# is %23).`;

function badUrl(cause: string, fix: string): MalinoisError {
  return new MalinoisError("configuration", `DATABASE_URL ${cause}.`, fix);
}
