import type { OrganisationContact } from "./settings.ts";

/** Numbers copied from web pages have other spaces and hyphens than those that people type. */
const PHONE = /^[+\d][\d\s()./\-\u2010\u2011]{1,30}$/;
const MAIL = /^[^\s@]+@[^\s@]+$/;
const ADDRESS = /^https?:\/\/\S+$/i;
/** A web address at the end, where {@link contactText} writes it, may contain the separators itself. */
const LAST_ADDRESS = /(?:^|[,;]\s*)(https?:\/\/\S+?)[\s,;]*$/i;

/** Returns a contact as one line: "IT helpdesk, 02 555 00 00, helpdesk@example.org". */
export function contactText({ title, phone, email, url }: OrganisationContact): string {
  return [title, phone, email, url].filter((part) => part !== undefined).join(", ");
}

/**
 * Reads the format of {@link contactText}. Parts that are not a telephone number, a mail address or a web address form the name.
 * Returns undefined for an empty line.
 */
export function readContactText(text: string): Partial<OrganisationContact> | undefined {
  const last = LAST_ADDRESS.exec(text);
  const parts = [...text.slice(0, last?.index).split(/[,;]\s*/), last?.[1] ?? ""]
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return undefined;
  const [phone, email, url] = [PHONE, MAIL, ADDRESS].map((form) => parts.find((part) => form.test(part)));
  const title = parts.filter((part) => part !== phone && part !== email && part !== url).join(", ");
  return {
    ...(title === "" ? {} : { title }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(url === undefined ? {} : { url }),
  };
}
