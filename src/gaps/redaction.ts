/** Reduces a question to what may be kept: its known words, or its text without anything that names a person, a place, an account or a secret. */
import { plainWord, readUtterance } from "../text/utterance.ts";
import { isKnown, type KnownWords } from "./known-words.ts";

/** Only this many characters are read: in a pasted mail, the question is in the first lines. */
const LONGEST = 500;
/** Replaces words that are left out. */
const LEFT_OUT = "…";

/**
 * The placeholders for each kind of redacted content. While a text is processed, each kind has a character of Unicode's private use area as its placeholder,
 * which people do not type.
 */
const MARKS = {
  name: { sign: "\uE000", shown: "[name]" },
  address: { sign: "\uE001", shown: "[address]" },
  number: { sign: "\uE002", shown: "[number]" },
  token: { sign: "\uE003", shown: "[token]" },
  mail: { sign: "\uE004", shown: "[mail]" },
  link: { sign: "\uE005", shown: "[link]" },
} as const;
const ANY_MARK = /[\uE000-\uE005]/gu;
const SHOWN = new Map<string, string>(Object.values(MARKS).map(({ sign, shown }) => [sign, shown]));

const SECRET_NAMES =
  "pass ?words?|pass ?phrases?|pass ?codes?|pwd|pw|pass|logins?|user ?names?|user ?ids?|pins?|pin ?codes?|codes?|tokens?|api ?keys?|keys?|secrets?|" +
  "wachtwoord(?:en)?|paswoord(?:en)?|gebruikersnaam|toegangscode|sleutel|geheim|mots? de passe|mdp|identifiants?|clés?|secrets?|" +
  "passw(?:ort|örter)|kennw(?:ort|örter)|benutzername|schlüssel|zugangscode|geheimnis";
const IS = "is|was|it['’]s|est|était|c['’]est|c['’]était|ist|war|lautete?|luidt|luidde";
const SAYS = `(?:\\s+(?:${IS}|are|sont|to|in|naar|nach|auf))?\\s*[:=]?\\s*`;
const INTRODUCTIONS =
  "my name is|my name's|i am called|call me|mijn naam is|ik heet|ik noem|noem me|mon nom est|je m['’]appelle|je me nomme|mein name ist|ich hei(?:ß|ss)e|" +
  "name|naam|nom|regards|groeten|groet|cordialement|salutations|grüße|gruß|mvg|mfg|dear|beste|cher|chère|liebe[rs]?|hallo|mr|mrs|ms|mister|dr|herr|frau|monsieur|madame|meneer|mevrouw|dhr|mevr";

/** Applied in this order, since an earlier match may contain a later one. A match is replaced by its mark, except for what the groups keep. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  // Mentions and links in the chat platforms' syntax.
  { pattern: /<[@#!][^>]*>/gu, replacement: MARKS.name.sign },
  { pattern: /<(?:https?|mailto|tel)[^>]*>/giu, replacement: MARKS.link.sign },
  {
    pattern:
      /\S+\s*[[({<]\s*(?:at|@|apenstaartje|arobase)\s*[\])}>]\s*\S+(?:\s*[[({<]\s*(?:dot|punt|point|punkt)\s*[\])}>]\s*\S+)*/giu,
    replacement: MARKS.mail.sign,
  },
  { pattern: /\b[a-z][a-z0-9+.-]*:\/\/\S*/giu, replacement: MARKS.link.sign },
  { pattern: /[^\s,;<>()[\]"“”«»]*[^\s,;<>()[\]"“”«»@]@[^\s,;<>()[\]"“”«»]+/gu, replacement: MARKS.mail.sign },
  { pattern: /@\S+/gu, replacement: MARKS.name.sign },
  { pattern: /\bwww\.\S*/giu, replacement: MARKS.link.sign },
  // File paths contain the names of people and servers.
  { pattern: /(?:\b[a-z]:|\\)\\\S*/giu, replacement: MARKS.link.sign },
  { pattern: /(?<![^\s("'])(?:~|\.{1,2})?\/[^\s/]+\/\S*/gu, replacement: MARKS.link.sign },
  { pattern: /(?<![\p{L}\p{N}_])(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}(?![\p{L}\p{N}_])(?:[/:?#]\S*)?/gu, replacement: MARKS.link.sign },
  {
    pattern: new RegExp(`\\b(${SECRET_NAMES})(?!\\p{L})(${SAYS})["'“«„]([^"'”»“]*)["'”»“]`, "giu"),
    replacement: `$1$2${MARKS.token.sign}`,
  },
  {
    pattern: new RegExp(`\\b(${SECRET_NAMES})(\\s+(?:${IS})(?:\\s*[:=]\\s*|\\s+)|\\s*[:=]\\s*)\\S+`, "giu"),
    replacement: `$1$2${MARKS.token.sign}`,
  },
  {
    pattern: new RegExp(`\\b(${INTRODUCTIONS})\\b([\\s.,:]+)\\p{Lu}[\\p{L}\\p{M}'’-]*`, "gu"),
    replacement: `$1$2${MARKS.name.sign}`,
  },
  {
    pattern:
      /\b(my name is|my name's|mijn naam is|ik heet|je m['’]appelle|mon nom est|ich hei(?:ß|ss)e|mein name ist)\s+[\p{L}\p{M}'’-]+/giu,
    replacement: `$1 ${MARKS.name.sign}`,
  },
  // Streets: "Kerkstraat 12, 9000 Gent", "rue de la Loi 16", "10 Downing Street".
  {
    pattern:
      /\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hauss[ée]e)\s+(?:(?:de|du|des|la|le|les)\s+|l['’]|d['’])*[\p{L}\p{M}'’-]+(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)*(?:[\s,]+\d+\p{L}?)?/gu,
    replacement: MARKS.address.sign,
  },
  {
    pattern:
      /(?:\p{Lu}[\p{L}\p{M}'’-]*\s+)*[\p{L}\p{M}'’-]{2,}(?:straat|steenweg|dreef|laan|plein|stra(?:ß|ss)e|str\.|gasse|allee|kaai)\b(?:[\s,]+\d+\p{L}?)?/gu,
    replacement: MARKS.address.sign,
  },
  {
    pattern: /\b\d+\p{L}?\s+(?:[\p{L}\p{M}'’-]+\s+){1,3}(?:street|road|avenue|lane|drive|square|court|way)\b/giu,
    replacement: MARKS.address.sign,
  },
  { pattern: /\b(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}[\p{L}\p{M}-]+/gu, replacement: MARKS.address.sign },
  { pattern: /(?:[\da-f]{0,4}:){2,}[\da-f.]{0,39}/giu, replacement: MARKS.address.sign },
  { pattern: /\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/gu, replacement: MARKS.address.sign },
];

/** A piece without spaces: a word, or something longer with digits and signs. */
const PIECE = /[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_+/=.$%&*#~^|'’-]*[\p{L}\p{M}\p{N}_=])?/gu;
/** Groups of digits with the separators that people write between them, as in telephone and account numbers. */
const DIGITS =
  /(?<![\p{L}\p{M}\p{N}])[+(]*\d[\d\s().,/+-]*\d(?![\p{L}\p{M}\p{N}])|(?<![\p{L}\p{M}\p{N}])\d(?![\p{L}\p{M}\p{N}])/gu;
/** From these lengths on, a piece counts as a token: one of letters only, and one with digits. */
const LONG_WORD = 32;
const LONG_TOKEN = 12;

/** Returns the text with marks in place of what is recognised by its form. */
function withMarks(typed: string): string {
  const { text: read } = readUtterance(typed);
  // If everything is in capitals, a capital does not suggest a name.
  const text = /\p{Ll}/u.test(read) ? read : read.toLowerCase();
  const whole = text.length <= LONGEST ? text : text.slice(0, LONGEST).replace(/\S*$/u, "");
  return PATTERNS.reduce((rest, { pattern, replacement }) => rest.replace(pattern, replacement), whole);
}

/** Returns the known words of a question, in order, with "…" for the others. Undefined if none of them is a content word. */
export function knownWordsOf(typed: string, known: KnownWords): string | undefined {
  const words = redactWords(withMarks(typed), known).match(/[\p{L}\p{M}\p{N}]+|[\uE000-\uE005]/gu) ?? [];
  const kept = words.map((word) => {
    const plain = plainWord(word);
    const isWord = /\p{L}/u.test(word) && (!/\p{N}/u.test(word) || known.isTopic(plain));
    const isLetter = plain.length === 1 && !known.isStopWord(plain);
    return isWord && !isLetter && isKnown(plain, known) ? word.toLowerCase() : LEFT_OUT;
  });
  const saysSomething = kept.some((word) => word !== LEFT_OUT && !known.isStopWord(plainWord(word)));
  const text = kept.filter((word, at) => word !== LEFT_OUT || kept[at - 1] !== LEFT_OUT).join(" ");
  return saysSomething ? text : undefined;
}

/** Returns a question with names, addresses, numbers, tokens, mail and web addresses redacted. Undefined if no content word is left. */
export function redact(typed: string, known: KnownWords): string | undefined {
  const marked = withMarks(typed);
  const text = redactWords(redactPieces(marked, known), known)
    // "Jan van de Velde" is one name.
    .replace(/\uE000(?:[\s.-]*(?:(?:van|von|de|der|den|del|di|du|la|le|el|al|ter|ten|zu|d['’])\s+)*\uE000)+/giu, MARKS.name.sign)
    .replace(/([\uE000-\uE005])(?:[\s,.;/-]*\1)+/gu, "$1");
  const words = text.replace(ANY_MARK, " ").match(/[\p{L}\p{M}]+/gu) ?? [];
  if (!words.some((word) => !known.isStopWord(plainWord(word)))) return undefined;
  return text.replace(ANY_MARK, (sign) => SHOWN.get(sign) ?? "").trim();
}

/** Redacts pieces with digits or signs inside, and pieces that are too long for a word. */
function redactPieces(text: string, known: KnownWords): string {
  const pieces = text.replace(PIECE, (piece) => {
    const parts = piece.split(/[^\p{L}\p{M}\p{N}]+/u).map(plainWord);
    const isTopic = parts.every((part) => part === "" || (known.isTopic(part) && /\p{L}/u.test(part)));
    if (isTopic) return piece;
    const hasDigits = /\p{N}/u.test(piece);
    const hasLetters = /\p{L}/u.test(piece);
    const isPlain = /^[\p{L}\p{M}]+(?:['’./-][\p{L}\p{M}]+)*$/u.test(piece);
    if (!hasDigits && isPlain && piece.length < LONG_WORD && !hasInnerCapital(piece)) return piece;
    if (!hasLetters) return piece;
    if (!hasDigits && isPlain && piece.length < LONG_WORD)
      return parts.every((part) => isKnown(part, known)) ? piece : MARKS.token.sign;
    return hasDigits && piece.length < LONG_TOKEN && /^[\p{L}\p{M}\p{N}-]+$/u.test(piece) ? MARKS.number.sign : MARKS.token.sign;
  });
  return pieces
    .replace(DIGITS, MARKS.number.sign)
    .replace(/\p{N}+/gu, (digits, at: number, whole: string) => (isInTopic(whole, at, known) ? digits : MARKS.number.sign));
}

/** Whether there is a capital right after a small letter: "aBcD", as in a pasted key. A capital after a hyphen or an apostrophe begins a word. */
function hasInnerCapital(piece: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(piece);
}

/** Whether digits belong to a word that is a topic of the pack: "NIS2". */
function isInTopic(text: string, at: number, known: KnownWords): boolean {
  const before = /[\p{L}\p{M}\p{N}-]*$/u.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[\p{L}\p{M}\p{N}-]*/u.exec(text.slice(at))?.[0] ?? "";
  const parts = `${before}${after}`.split("-").map(plainWord);
  return /\p{L}/u.test(before + after) && parts.every((part) => known.isTopic(part));
}

/** A word of letters only. Pieces with digits have been handled before. */
const WORD = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*(?![\p{L}\p{M}\p{N}])/gu;

/** Redacts people's names, and capitalised words that are in no list. */
function redactWords(text: string, known: KnownWords): string {
  let afterName = -1;
  return text.replace(WORD, (word, at: number) => {
    const before = text.slice(0, at);
    const isNextToName = /\uE000\s*$/u.test(before) || (afterName >= 0 && /^\s+$/u.test(text.slice(afterName, at)));
    if (!isNameLike(word, before, isNextToName, known)) return word;
    afterName = at + word.length;
    return MARKS.name.sign;
  });
}

function isNameLike(word: string, before: string, isNextToName: boolean, known: KnownWords): boolean {
  const parts = word.split(/['’-]/u).filter((part) => part !== "");
  const plain = parts.map(plainWord);
  if (plain.every((part) => known.isStopWord(part) || known.isTopic(part))) return false;
  if (plain.some((part) => !known.isStopWord(part) && !known.isTopic(part) && known.isName(part))) return true;
  if (plain.every((part) => known.isStopWord(part) || known.isOfPack(part))) return false;
  const isCommon = plain.every((part) => isKnown(part, known));
  const isCapital = parts.some((part) => /^\p{Lu}/u.test(part));
  if (!isCapital) return isNextToName && !isCommon;
  // At the beginning of a sentence, every word has a capital. Elsewhere, a common word with a capital may be a name.
  return !(isCommon && (isNextToName ? false : beginsSentence(before) || known.capitalisesNouns));
}

function beginsSentence(before: string): boolean {
  return /(?:^|[.!?…:;\n"“„«(])\s*$/u.test(before);
}
