/** What a platform calls the unit that its channels and people belong to. */
export type WorkspaceKind = "workspace" | "server";

/** ISO 639-1 code of a language: "en", "nl", "fr", "de". */
export type Language = string;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A text in each of some languages. */
export type Translated = Readonly<Record<Language, string>>;

/** A file of text that comes with a reply. Its name has no path, and ends in what it is: "my-data.json". */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}
