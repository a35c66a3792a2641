/** Removes secrets from everything that the program prints, whichever code prints it. This is the only place that does so. */

/** Removes the secrets from a text. */
export type Redact = (text: string) => string;

/** Names of settings whose values are secrets. A public key is not a secret. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS|(?<!PUBLIC_)KEYS?)$/i;
/** In characters. Shorter values would match parts of ordinary words. */
const SHORTEST = 6;
const REDACTED = "[redacted]";
/** A user and a password in any address. */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/[^\s/?#:@"']*):[^\s/?#@"']+@/gi;
/** An authorization scheme with its credentials. */
const AUTHORIZATION = /\b(Bearer|Basic|Bot) [\w.~+/=-]{16,}/g;

/** The prefix of secrets that Malinois generates, so that they can be recognised in any text. */
const OWN_MARK = "mal_";
const OWN_SECRET = new RegExp(`(?<![\\w-])${OWN_MARK}[\\w-]{43}`, "g");

/**
 * Marks a secret made at run time, so that {@link createRedactor} knows it.
 * @param secret 32 bytes in base64url
 */
export function markSecret(secret: string): string {
  return OWN_MARK + secret;
}

/**
 * Makes the function that removes secrets from texts: secrets of an environment, each verbatim, JSON-escaped, percent-encoded and in base64; passwords in
 * addresses, whatever the variable's name; secrets marked with {@link markSecret}; and secrets that platforms issue at run time.
 * @param shapes patterns of the last of these, with the flag "g"
 */
export function createRedactor(
  environment: Readonly<Record<string, string | undefined>>,
  shapes: readonly RegExp[] = [],
): Redact {
  const secrets = Object.entries(environment).flatMap(([name, value = ""]) => [
    ...(SECRET_NAME.test(name) ? [value.trim(), ...listedKeys(value)] : []),
    ...passwordsIn(value),
  ]);
  const written = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(waysToWrite))]
    // Longest first, so that a secret that contains another is removed whole.
    .sort((one, other) => other.length - one.length);
  return (text) => {
    const known = written.reduce((left, secret) => left.replaceAll(secret, REDACTED), text);
    const shapeless = [OWN_SECRET, ...shapes].reduce((left, shape) => left.replace(shape, REDACTED), known);
    return shapeless.replace(CREDENTIALS, `$1:${REDACTED}@`).replace(AUTHORIZATION, `$1 ${REDACTED}`);
  };
}

/** Makes a stream redact everything that is written to it, also by a library or the console. */
export function redactStream(stream: Pick<NodeJS.WriteStream, "write">, redact: Redact): void {
  const write = stream.write.bind(stream) as (text: string, ...rest: readonly unknown[]) => boolean;
  const redacted = (chunk: string | Uint8Array, ...rest: readonly unknown[]) =>
    write(redact(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8")), ...rest);
  Object.assign(stream, { write: redacted });
}

/** Returns the passwords in an address, before its host and among its parameters, both as written and percent-decoded; empty if there is none. */
function passwordsIn(value: string): string[] {
  const address = value.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return [];
  const beforeHost = /^[^:]+:\/\/[^\s/?#:@]*:([^\s]+)@/.exec(address)?.[1] ?? [];
  const parameters = [...address.matchAll(/[?&]([\w.-]+)=([^\s&#]+)/g)];
  const secrets = parameters.flatMap(([, name = "", written = ""]) => (SECRET_NAME.test(name) ? written : []));
  return [beforeHost, secrets].flat().flatMap((password) => [password, decoded(password)]);
}

/** Returns the keys in a list of keys with ids: "id:key,id:key". */
function listedKeys(value: string): string[] {
  return value.split(/[\s,]+/).flatMap((key) => /^[\w-]+:(\S+)$/.exec(key)?.[1] ?? []);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function waysToWrite(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64, base64.replace(/=+$/, "")];
}
