import type { SpokenLanguage } from "../../messages/catalogue.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { nl } from "./nl.ts";
import type { PhraseTable } from "./table.ts";

export const TABLES: Readonly<Record<SpokenLanguage, PhraseTable>> = { en, nl, fr, de };
