import { expect, test } from "vitest";
import { startTalk } from "./talk.ts";

test.each([
  ["Summer2024!", "en", "If that was a password, delete your message"],
  ["Zonnebloem77", "nl", "Was dat een wachtwoord, verwijder dan je bericht"],
  ["S0leil&mer", "fr", "Si c’était un mot de passe, supprimez votre message"],
  ["qwer#1234", "de", "Falls das ein Passwort war, löschen Sie Ihre Nachricht"],
] as const)("“%s” (%s), typed into the wrong window, gets told what to do", (text, language, said) => {
  const decision = startTalk({ locale: language }).say(text);
  expect(decision).toMatchObject({ outcome: "unknown", entries: [] });
  expect(decision.replies[0]?.lead).toContain(said);
});

test.each(["CVE-2024-3094", "kubernetes", "ISO27001?", "12345678", "LOUD", "what is Xyz2024"])(
  "“%s” does not look like a password",
  (text) => {
    expect(startTalk({ locale: "en" }).say(text).replies[0]?.lead).toBeUndefined();
  },
);
