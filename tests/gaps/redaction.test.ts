import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownWordsOf, redact } from "../../src/gaps/redaction.ts";
import type { Language } from "../../src/model.ts";
import { toyEntry, toyPack } from "../matching/toy-pack.ts";
import { knownWords } from "./known.ts";

const pack = toyPack([
  { ...toyEntry("nis2", "NIS2 in short", ["does NIS2 apply to us"]), keywords: ["NIS2", "2FA", "Jan De Blauwe", "OneDrive"] },
]);
const kept = (text: string, language: Language = "en") => redact(text, knownWords(language, pack));
const words = (text: string, language: Language = "en") => knownWordsOf(text, knownWords(language, pack));

describe("the redacted text", () => {
  it.each<[Language, string, string]>([
    ["en", "How do I lock my laptop?", "How do I lock my laptop?"],
    ["en", "Jan Peeters from HR lost his laptop", "[name] from [name] lost his laptop"],
    ["en", "john smith cannot log in", "[name] cannot log in"],
    ["en", "mail me at jan.peeters@example.be or call +32 2 555 00 00", "mail me at [mail] or call [number]"],
    ["en", "jan (at) example (dot) be wrote", "[mail] wrote"],
    ["en", "I opened https://evil.example/login?user=jan#x and www.evil.example", "I opened [link] and [link]"],
    ["en", "is the shop fake-bank.example.com/pay real", "is the shop [link] real"],
    ["en", "my password is hunter2, is that safe?", "my password is [token] is that safe?"],
    ["en", "my password is sunshine", "my password is [token]"],
    ["en", "PIN: 1234", "pin: [token]"],
    ["en", "the key ghp_AbCdEf1234567890abcdef leaked", "the key [token] leaked"],
    ["en", "pay to BE68 5390 0754 7034 today", "pay to [number] today"],
    ["en", "our server 10.0.12.7 is down", "our server [address] is down"],
    ["en", "I saved it in C:\\Users\\jan\\salary.xlsx", "I saved it in [link]"],
    ["en", "I live at 10 Downing Street", "I live at [address]"],
    ["en", "<@U012ABC> lost a badge in <#C09|general> with @jan", "[name] lost a badge in [name] with [name]"],
    ["en", "does NIS2 ask for 2FA and OneDrive?", "does NIS2 ask for 2FA and OneDrive?"],
    ["en", "ticket INC-48213 of Acme", "ticket [number] of [name]"],
    ["nl", "Ik woon in de Kerkstraat 12, 9000 Gent", "Ik woon in de [address]"],
    ["nl", "mijn wachtwoord is Welkom01! groeten Sofie", "mijn wachtwoord is [token] groeten [name]"],
    ["nl", "Marie van den Berghe heeft mijn badge", "[name] heeft mijn badge"],
    ["fr", "j'habite rue de la Loi 16 et je m'appelle Benoît", "j'habite [address] et je m'appelle [name]"],
    ["fr", "mon mot de passe est soleil", "mon mot de passe est [token]"],
    ["fr", "mon mot de passe c'est soleil", "mon mot de passe c'est [token]"],
    ["fr", "mon mdp c’était « le soleil brille »", "mon mdp c’était [token]"],
    ["fr", "la clé « soleil brille » est perdue", "la clé [token] est perdue"],
    ["fr", "élan-bank.be est fermé", "[link] est fermé"],
    ["en", "my password isn't working", "my password isn't working"],
    ["de", "mein Passwort lautete sonne", "mein Passwort lautete [token]"],
    ["nl", "mijn wachtwoord luidde zonnetje", "mijn wachtwoord luidde [token]"],
    ["de", "Herr Müller hat die Rechnung von Schmidt", "Herr [name] hat die Rechnung von [name]"],
    ["de", "Mein Passwort lautet Sommer", "Mein Passwort lautet [token]"],
  ])("%s: %s", (language, typed, expected) => {
    expect(kept(typed, language)).toBe(expected);
  });

  it("is absent if nothing is left after redaction", () => {
    expect(kept("jan.peeters@example.be")).toBeUndefined();
    expect(kept("Jan Peeters")).toBeUndefined();
    expect(kept("+32 2 555 00 00")).toBeUndefined();
    expect(kept("")).toBeUndefined();
  });

  it("has at most 500 characters and ends with a complete word", () => {
    const text = kept(`printer ${"jammed again ".repeat(60)}secret`) ?? "";
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text).toMatch(/(?:jammed|again)$/);
  });
});

describe("the known words of a question", () => {
  it("are kept in order; others are left out", () => {
    expect(words("Where is Xanthippe's badge, extension 4711?")).toBe("where is … badge extension …");
    expect(words("does NIS2 apply to Acme")).toBe("does nis2 apply to …");
  });

  it("include no name, even one that is also a common word or part of a keyword", () => {
    expect(words("john lost the badge of marie and jan")).toBe("… lost the badge of … and …");
  });

  it("include no word that was written like a name, even if it is a common word", () => {
    expect(words("de fiets van Xaver Luxe", "nl")).toBe("de fiets van …");
    expect(words("WHERE IS THE BICYCLE")).toBe("where is the bicycle");
  });

  it("include no password, even if it is a common word", () => {
    expect(words("my password is sunshine")).toBe("my password is …");
  });

  it("are absent if they say nothing", () => {
    expect(words("Xyzzy qwertz")).toBeUndefined();
    expect(words("what is it")).toBeUndefined();
    expect(words("12345")).toBeUndefined();
  });
});

const digits = fc.stringMatching(/^[0-9]{2,12}$/);
const isOrdinary = (word: string) =>
  (["en", "nl", "fr", "de"] as const).some((language) => {
    const known = knownWords(language, pack);
    return known.isCommon(word) || known.isStopWord(word);
  });
const name = fc.stringMatching(/^[A-Z][a-z]{3,9}$/).filter((each) => !isOrdinary(each.toLowerCase()));
const host = fc.stringMatching(/^[a-z]{3,8}\.(?:com|be|org)$/);
const secret = fc.stringMatching(/^[A-Za-z0-9_+/=-]{12,40}$/).filter((each) => /\d/.test(each) && /[a-z]/i.test(each));
/** Texts that must be redacted, each with the parts that would identify somebody. */
const sensitive = fc.oneof(
  fc.tuple(name, name).map(([first, last]) => ({ text: `${first} ${last}`, tells: [first, last] })),
  fc.tuple(name, host).map(([who, where]) => ({ text: `${who.toLowerCase()}@${where}`, tells: [who.toLowerCase(), where] })),
  fc.tuple(host, name).map(([where, path]) => ({ text: `https://${where}/${path}?id=${path}`, tells: [where, path] })),
  digits.map((number) => ({ text: number, tells: [number] })),
  digits.map((number) => ({ text: `+32 ${number.slice(0, 2)} ${number}`, tells: [number] })),
  fc.tuple(digits, digits).map(([a, b]) => ({ text: `BE${a} ${b}`, tells: [a, b] })),
  secret.map((token) => ({ text: token, tells: [token] })),
  fc.tuple(name, digits).map(([street, number]) => ({ text: `${street}straat ${number}`, tells: [street, number] })),
  name.map((who) => ({ text: `<@${who}>`, tells: [who] })),
  fc.tuple(name, name).map(([user, file]) => ({ text: `C:\\Users\\${user}\\${file}.docx`, tells: [user, file] })),
);
const around = fc.constantFrom(
  "where is the badge of",
  "please help me with",
  "I lost",
  "who knows",
  "the printer says",
  "mijn laptop en",
  "c'est",
);

describe("any typed text", () => {
  it("loses everything sensitive, in both forms and at any position", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(around, sensitive, fc.constantFrom(" ", ", ", "; ", "! ", "\n")), { minLength: 1, maxLength: 4 }),
        fc.constantFrom<Language>("en", "nl", "fr", "de"),
        (parts, language) => {
          const typed = parts.map(([before, { text }, after]) => `${before} ${text}${after}`).join("");
          const known = knownWords(language, pack);
          for (const form of [redact(typed, known), knownWordsOf(typed, known)]) {
            for (const [, { tells }] of parts) {
              for (const tell of tells) expect((form ?? "").toLowerCase()).not.toContain(tell.toLowerCase());
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is redacted without an error, and no number is left", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (typed) => {
        const known = knownWords("en", pack);
        expect(redact(typed, known) ?? "").not.toMatch(/\d{2,}/);
        expect(knownWordsOf(typed, known) ?? "").not.toMatch(/\p{N}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is redacted within a second, even if it is long and adversarial", () => {
    for (const typed of [
      "a@".repeat(2_000),
      "1 ".repeat(2_000),
      "a.".repeat(2_000),
      ":".repeat(4_000),
      "password is ".repeat(400),
      "Aa ".repeat(1_500),
    ]) {
      const started = performance.now();
      redact(typed, knownWords("en", pack));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});
