import { recordFromJson, text } from "../kit/payload.ts";

/** How to answer one question; passed on as `Place.handle`. */
export interface Handle {
  /** The question's id. It is written into posted messages, so that an answer can be searched for if Slack's response was lost. */
  readonly question?: string;
  /** The person who asked. They get, in their own conversation, what cannot be shown where they asked. */
  readonly asker?: string;
  /** Slack's response address of a command, a shortcut or a button: valid for five messages in 30 minutes. */
  readonly response?: string;
  /** Slack's trigger of a command: opens one modal within three seconds. */
  readonly trigger?: string;
  /**
   * The message under which an answer for everybody would open a thread. An answer that only the asker sees is sent outside that thread, since Slack shows
   * no ephemeral message in a thread that has not begun.
   */
  readonly opens?: string;
  /** The message of Malinois whose button was pressed, or opened the modal. */
  readonly message?: string;
  /** Set if other people see the message that was pressed. */
  readonly others?: "seen";
  /** The modal that shows the answer. */
  readonly view?: string;
  /** The person whose App Home is drawn. */
  readonly home?: string;
}

/** Writes a handle for `Place.handle`. */
export function writeHandle(handle: Handle): string {
  return JSON.stringify(handle);
}

/** Reads what {@link writeHandle} wrote; empty for anything else. */
export function readHandle(written: string | undefined): Handle {
  const payload = recordFromJson(written);
  const keys = ["question", "asker", "response", "trigger", "opens", "message", "others", "view", "home"] as const;
  const found = keys.flatMap((key) => {
    const value = text(payload, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(found);
}
