import type { UiLanguage } from "../../languages/catalogue.ts";
import { de } from "../../languages/de/phrases.ts";
import { en } from "../../languages/en/phrases.ts";
import { fr } from "../../languages/fr/phrases.ts";
import { nl } from "../../languages/nl/phrases.ts";
import type { PhraseTable } from "./table.ts";

export const TABLES: Readonly<Record<UiLanguage, PhraseTable>> = { en, nl, fr, de };
