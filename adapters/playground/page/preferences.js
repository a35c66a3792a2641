// What the browser stores about its user between visits; if storage is not allowed, it is kept until the page is closed.

/** @type {Map<string, string>} */
const untilLeft = new Map();

/** The storage for what each tab remembers separately. */
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
    // The browser's settings do not allow storage.
  }
}

/** Returns a random id. Browsers do not offer `crypto.randomUUID` to pages served over plain http from another machine. */
export function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the id of this browser's user, which is created on the first visit. */
export function personId() {
  const known = remembered("person");
  if (known !== undefined) return known;
  const made = randomId();
  remember("person", made);
  return made;
}
