import { element } from "../elements.js";

// Finds what can be tapped in a text. Whatever a text says, a link leads to a call, a new mail or an https page, and nowhere else.

const MAIL = String.raw`(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`;
const WEB = String.raw`(?<web>https:\/\/[^\s<>"]*[^\s<>".,:;!?'’»)\]])`;
/** With its country code; in groups as people write them; or the European emergency number. */
const PHONES = [
  String.raw`\+\d{1,3}(?:[\s./-]?\(0\))?(?:[\s./-]?\d){6,13}`,
  String.raw`0\d{1,3}(?:[\s./-]\d{2,4}){2,4}`,
  String.raw`112(?!\s?(?:%|€|euro))`,
];
const PHONE = String.raw`(?<phone>(?<![\p{L}\d+.,/§-])(?:${PHONES.join("|")})(?![\p{L}\d/-]|[.,]\d))`;
const WAYS = new RegExp([WEB, MAIL, PHONE].join("|"), "gu");

const FEWEST_DIGITS = 9;
/** "0308.357.159" is a company in Belgium's register. */
const COMPANY_NUMBER = /^0\d{3}\.\d{3}\.\d{3}$/;

/**
 * The text, with links for its telephone numbers, mail addresses and, where wanted, https addresses. What a text gives as an example of an address,
 * such as that of a fake page, must not be opened by mistake.
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
  // "+32 (0)2 …": the zero is for calls within the country.
  const number = phone.replace("(0)", "").replace(/[^\d+]/g, "");
  return number === "112" || number.length >= FEWEST_DIGITS ? `tel:${number}` : undefined;
}

/**
 * A link, or its words alone where it would lead anywhere else than to a call, a mail or a page.
 * @param {string} href
 * @param {string} shown
 * @returns {Node | string}
 */
export function linkTo(href, shown) {
  if (!URL.canParse(href) || !/^(?:tel|mailto|https?):$/.test(new URL(href).protocol)) return shown;
  const outside = /^https?:/.test(href) ? { target: "_blank" } : {};
  return element("a", { href, rel: "noopener noreferrer", ...outside }, shown);
}
