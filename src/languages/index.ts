import { readCatalogue } from "./catalogue.ts";
import type adminPage from "./en/admin-page.json";
import type administration from "./en/administration.json";
import type handOffs from "./en/hand-offs.json";
import type messages from "./en/messages.json";
import type nudges from "./en/nudges.json";
import type privacy from "./en/privacy.json";
import type upkeep from "./en/upkeep.json";
import { languageFile } from "./files.ts";

export type MessageKey = keyof typeof messages;
export type AdministrationMessageKey = keyof typeof administration;
export type PrivacyMessageKey = keyof typeof privacy;
export type NudgeMessageKey = keyof typeof nudges;
export type AdminMessageKey = keyof typeof adminPage;
/** The keys of one group of messages about nudges, without the group: "added" for "command.added". */
export type NudgeMessageIn<Group extends string, Key = NudgeMessageKey> = Key extends `${Group}.${infer Name}` ? Name : never;

export type HandOffMessageKey = keyof typeof handOffs;

/** What Malinois itself says, on every platform. */
export const { say } = readCatalogue<MessageKey>((language) => languageFile(language, "messages.json"));

/** What Malinois says about nudges, quizzes and campaigns, on every platform. */
export const { say: sayNudge } = readCatalogue<NudgeMessageKey>((language) => languageFile(language, "nudges.json"));

/** What managers read: figures, and the admin page. */
export const { say: sayAdmin } = readCatalogue<AdminMessageKey>((language) => languageFile(language, "admin-page.json"));
/** What Malinois says to those who manage a workspace, on every platform. */
export const { say: sayToManagers, keys: administrationKeys } = readCatalogue<AdministrationMessageKey>((language) =>
  languageFile(language, "administration.json"),
);
/** What Malinois says about questions that are passed to a person, on every platform. */
export const { say: sayHandOff } = readCatalogue<HandOffMessageKey>((language) => languageFile(language, "hand-offs.json"));

export type UpkeepMessageKey = keyof typeof upkeep;

/** What Malinois says to those who look after its entries, on every platform. */
export const { say: sayUpkeep } = readCatalogue<UpkeepMessageKey>((language) => languageFile(language, "upkeep.json"));
/** What Malinois says about what it keeps of people, on every platform. */
export const { say: sayPrivacy } = readCatalogue<PrivacyMessageKey>((language) => languageFile(language, "privacy.json"));
