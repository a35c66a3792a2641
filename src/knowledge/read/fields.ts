import { z } from "zod";
import type { Language, Translated } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";

/** Ids of entries, areas and packs: short enough to fit in a button. */
export const NAME = new RegExp(`^[a-z0-9-]{1,${REPLY_LIMITS.id}}$`);
const LANGUAGE = /^[a-z]{2}$/;
const MONTH_OR_YEAR = /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/;

/** A text of one line; line breaks and double spaces become one space. */
export const text = z
  .string()
  .transform((written) => written.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, { error: "is empty" }));

export const name = z.string().regex(NAME, { error: `may hold a-z, 0-9 and hyphens, at most ${REPLY_LIMITS.id} of them` });

export const languageCode = z.string().regex(LANGUAGE, { error: "is not a language code of two small letters" });

export const webAddress = z.string().refine(isWebAddress, { error: "is not a web address" });

export const day = z.iso.date({ error: "is not a day of the calendar" });

/** ISO 8601, as precise as the source is. */
export const dayMonthOrYear = z.string().refine((written) => MONTH_OR_YEAR.test(written) || day.safeParse(written).success, {
  error: "is not a day, a month or a year",
});

export const trueOrFalse = z
  .string()
  .regex(/^(?:true|false)$/i, { error: "is neither true nor false" })
  .transform((written) => written.toLowerCase() === "true");

export const position = z
  .string()
  .regex(/^\d{1,3}$/, { error: "is not a position", abort: true })
  .transform(Number);

const phoneNumber = z.string().regex(/^[+\d][\d ()./-]{1,30}$/, { error: "is not a telephone number" });

const mailAddress = z.email({ error: "is not a mail address" });

const hasSome = (texts: object) => Object.keys(texts).length > 0;

const NO_TEXTS = { error: "is neither a text nor a text per language" } as const;

/** One text for every language, or a text for each of some. */
export const perLanguage = z.union([text, z.record(languageCode, text).refine(hasSome, NO_TEXTS)], NO_TEXTS);

/** One value of a kind for every language, or one for each of some. */
function forEachLanguage<Value extends z.ZodType<string, string>>(value: Value) {
  return z.union([z.record(languageCode, value).refine(hasSome, { error: "is empty" }), value]);
}

/** A person or service to turn to. */
export const contactFields = z.strictObject({
  title: perLanguage,
  when: perLanguage.exactOptional(),
  phone: forEachLanguage(phoneNumber).exactOptional(),
  email: forEachLanguage(mailAddress).exactOptional(),
  url: forEachLanguage(webAddress).exactOptional(),
});

/** Returns the texts by language. A single text is used for each of the pack's languages. */
export function translated(written: z.output<typeof perLanguage>, languages: readonly Language[]): Translated {
  if (typeof written !== "string") return written;
  return Object.fromEntries(languages.map((language) => [language, written]));
}

function isWebAddress(written: string): boolean {
  return /^https?:\/\/[^\s<>"]+$/i.test(written) && URL.canParse(written);
}
