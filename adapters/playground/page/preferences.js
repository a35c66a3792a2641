// What the browser remembers of its user between visits; where it may not, until the page is left.

/** @type {Map<string, string>} */
const untilLeft = new Map();

/** For what each tab remembers by itself. */
export const inThisTab = () => sessionStorage;
const inTheBrowser = () => localStorage;

/**
 * @param {string} name
 * @param {() => Storage} [storage]
 * @returns {string | undefined}
 */
export function remembered(name, storage = inTheBrowser) {
  try {
    return storage().getItem(`malinois.${name}`) ?? untilLeft.get(name);
  } catch {
    return untilLeft.get(name);
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {() => Storage} [storage]
 */
export function remember(name, value, storage = inTheBrowser) {
  untilLeft.set(name, value);
  try {
    storage().setItem(`malinois.${name}`, value);
  } catch {
    // The browser is set to store nothing.
  }
}

/** A random id. Not `crypto.randomUUID`, which browsers withhold from pages on a plain http address of the network. */
export function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The id of this browser's user, made on the first visit. */
export function personId() {
  const known = remembered("person");
  if (known !== undefined) return known;
  const made = randomId();
  remember("person", made);
  return made;
}
