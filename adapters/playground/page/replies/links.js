import { element } from "../elements.js";

// Finds telephone numbers and addresses in a text and makes links of them. Such a link can only start a call or a mail, or open an https page.

const MAIL = String.raw`(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`;
const WEB = String.raw`(?<web>https:\/\/[^\s<>"]*[^\s<>".,:;!?'’»)\]])`;
/** A number with its country code, a number in groups of digits, or the European emergency number. */
const PHONES = [
  String.raw`\+\d{1,3}(?:[\s./-]?\(0\))?(?:[\s./-]?\d){6,13}`,
  String.raw`0\d{1,3}(?:[\s./-]\d{2,4}){2,4}`,
  String.raw`112(?!\s?(?:%|€|euro))`,
];
const PHONE = String.raw`(?<phone>(?<![\p{L}\d+.,/§-])(?:${PHONES.join("|")})(?![\p{L}\d/-]|[.,]\d))`;
const WAYS = new RegExp([WEB, MAIL, PHONE].join("|"), "gu");

const FEWEST_DIGITS = 9;
/** The format of Belgian company numbers: "0308.357.159". */
const COMPANY_NUMBER = /^0\d{3}\.\d{3}\.\d{3}$/;

/**
 * Returns the text, with links for its telephone numbers, its mail addresses and, if wanted, its https addresses. An address that a text only gives as an
 * example, such as that of a fake page, must not be opened by mistake.
 * @param {string} text
 * @param {{ web: boolean }} wanted
 * @returns {(Node | string)[]}
 */
export function linked(text, { web }) {
  const drawn = [];
  let end = 0;
  for (const found of text.matchAll(WAYS)) {
    const [shown] = found;
    const href = hrefOf(found.groups ?? {}, web);
    if (href === undefined) continue;
    drawn.push(text.slice(end, found.index), linkTo(href, shown));
    end = found.index + shown.length;
  }
  return [...drawn, text.slice(end)].filter((part) => part !== "");
}

/**
 * @param {Readonly<Record<string, string | undefined>>} found
 * @param {boolean} web
 */
function hrefOf({ mail, web: address, phone }, web) {
  if (mail !== undefined) return `mailto:${mail}`;
  if (address !== undefined) return web && URL.canParse(address) ? address : undefined;
  if (phone === undefined || COMPANY_NUMBER.test(phone)) return undefined;
  // "+32 (0)2 …": the zero is only for calls within the country.
  const number = phone.replace("(0)", "").replace(/[^\d+]/g, "");
  return number === "112" || number.length >= FEWEST_DIGITS ? `tel:${number}` : undefined;
}

/**
 * Returns a link; only its text if the address is not one for a call, a mail or a web page.
 * @param {string} href
 * @param {string} shown
 * @returns {Node | string}
 */
export function linkTo(href, shown) {
  if (!URL.canParse(href) || !/^(?:tel|mailto|https?):$/.test(new URL(href).protocol)) return shown;
  const outside = /^https?:/.test(href) ? { target: "_blank" } : {};
  return element("a", { href, rel: "noopener noreferrer", ...outside }, shown);
}
