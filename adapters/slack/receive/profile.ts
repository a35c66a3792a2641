import { languageOfLocale } from "../../../src/languages/languages.ts";
import type { Person } from "../../../src/model.ts";
import { type Payload, record, text } from "../../kit/payload.ts";

/** What Slack tells of a person. */
export interface Profile extends Pick<Person, "language" | "name" | "zone"> {
  /** Administrator or owner of the workspace. */
  readonly isAdmin: boolean;
}

/** Reads a person as Slack describes people. https://docs.slack.dev/reference/objects/user-object */
export function profileOf(user: Payload): Profile {
  const language = languageOfLocale(text(user, "locale"));
  const zone = text(user, "tz");
  const name = text(record(user, "profile"), "display_name") ?? text(user, "real_name");
  return {
    isAdmin: ["is_admin", "is_owner", "is_primary_owner"].some((right) => user[right] === true),
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
    ...(name !== undefined && { name }),
  };
}

/** What a profile says of a person that the house wants to know. */
export function personIn({ isAdmin: _, ...person }: Profile): Omit<Person, "id"> {
  return person;
}
