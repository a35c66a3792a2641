import { inThisTab, remember, remembered } from "../preferences.js";

// Links to single answers: the page's address with "#entry=<id>&lang=<language>".

/** @import { PageReply } from "../../protocol.ts" */

/** The name under which the tab stores the last link that it followed or copied, so that a reload does not follow it again. */
const FOLLOWED = "followed";

/**
 * Returns the fragment of the address that links to an answer; undefined if the reply is not an answer from an entry.
 * @param {PageReply} reply
 */
export function permalinkOf({ entry, language }) {
  return entry === undefined ? undefined : `#${new URLSearchParams({ entry, lang: language })}`;
}

/** Puts a link into the address bar, without following it. @param {string} link */
export function putInAddressBar(link) {
  remember(FOLLOWED, link, inThisTab);
  history.replaceState(null, "", link);
}

/** Removes the link from the address bar. */
export function clearAddressBar() {
  remember(FOLLOWED, "", inThisTab);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
}

/**
 * Follows the link that the page was opened with, and every link that is entered in the address bar later.
 * @param {(entry: string, language: string) => void} show
 * @returns {boolean} whether there was one to follow at once
 */
export function followPermalinks(show) {
  const follow = () => {
    const { hash } = location;
    const wanted = new URLSearchParams(hash.slice(1));
    const [entry, language] = [wanted.get("entry") ?? "", wanted.get("lang") ?? ""];
    if (!/^[a-z0-9-]{1,64}$/.test(entry) || !/^[a-z]{2,3}$/.test(language)) return false;
    if (remembered(FOLLOWED, inThisTab) === hash) return false;
    remember(FOLLOWED, hash, inThisTab);
    show(entry, language);
    return true;
  };
  addEventListener("hashchange", follow);
  return follow();
}
