/** When messages are written. */
export const WRITTEN = "2026-11-24T09:00:00.000Z";

export interface MessageObject {
  readonly id: string;
  readonly channel_id: string;
  readonly [property: string]: unknown;
}

/** A message as Discord writes it, with everything empty that is not given. */
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

/** A person as Discord writes them in messages and interactions. */
export function userObject(id: string, username = "someone") {
  return { id, username, discriminator: "0000", global_name: null, avatar: null };
}
