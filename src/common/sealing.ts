/** Encrypts secrets at rest: AES-256-GCM, with keys that can be rotated. "Sealed" means encrypted and bound to an owner. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { MalinoisError } from "../errors.ts";

/** Encrypts texts and binds each to its owner: a text sealed for one owner cannot be opened as another's. */
export interface Sealer {
  seal(text: string, owner: string): string;
  /** Throws a `MalinoisError`: "configuration" where the key is missing, "store" where the text was changed or belongs to somebody else. */
  open(sealed: string, owner: string): string;
  /** Whether a text was sealed with the current key, the first one. */
  isCurrent(sealed: string): boolean;
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
/** NIST SP 800-38D: 96 random bits, safe for 2³² texts per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The format of a key: an id, a colon, 32 bytes in base64. */
export const SEALING_KEY = /^[\w-]{1,32}:[A-Za-z0-9+/]{43}=?$/;

/**
 * Makes the sealer from keys that match {@link SEALING_KEY}: the first one encrypts, all of them can decrypt.
 * @throws MalinoisError (configuration) without a key, or where two keys have the same id
 */
export function createSealer(keys: readonly string[]): Sealer {
  const pairs = keys.map((key) => {
    const [id = "", secret = ""] = key.split(":");
    return [id, Buffer.from(secret, "base64")] as const;
  });
  const byId = new Map(pairs);
  const [current] = byId.keys();
  if (current === undefined || byId.size < keys.length || pairs.some(([, secret]) => secret.length !== KEY_BYTES))
    throw new MalinoisError(
      "configuration",
      "the encryption keys are not valid",
      "give each key a unique id and 32 bytes in base64",
    );

  function keyNamed(id: string): Buffer {
    const key = byId.get(id);
    if (key !== undefined) return key;
    throw new MalinoisError(
      "configuration",
      `the encryption key "${id}" is missing, and something is encrypted with it`,
      "put it back, after the others",
    );
  }

  return {
    seal(text, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyNamed(current), nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${current}:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
    },
    open(sealed, owner) {
      const [id = "", written = ""] = sealed.split(":");
      const bytes = Buffer.from(written, "base64url");
      const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
      const key = keyNamed(id);
      try {
        const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner));
        decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
        return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch (cause) {
        const message =
          "an encrypted value was altered, belongs to another workspace, or was encrypted with a different key of the same id";
        throw new MalinoisError("store", message, "install the app in that workspace again", { cause });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${current}:`),
  };
}
