/** The time at which messages are written. */
export const WRITTEN = "2026-11-24T09:00:00.000Z";

export interface MessageObject {
  readonly id: string;
  readonly channel_id: string;
  readonly [property: string]: unknown;
}

/** Returns a message in Discord's form. Everything that is not given is empty. */
export function messageObject(given: MessageObject) {
  return {
    type: 0,
    content: "",
    timestamp: WRITTEN,
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    components: [],
    ...given,
  };
}

/** Returns a person in the form of Discord's messages and interactions. */
export function userObject(id: string, username = "someone") {
  return { id, username, discriminator: "0000", global_name: null, avatar: null };
}
