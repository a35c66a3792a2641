import { recordFromJson, text } from "../kit/payload.ts";

/** How one question is answered; travels as `Place.handle`. */
export interface Handle {
  /** The question's id: written into what is posted, so that a lost answer can be looked for. */
  readonly question?: string;
  /** Who asked: gets what cannot be shown where it was asked. */
  readonly asker?: string;
  /** Slack's response address of a command, a shortcut or a button: good for five messages in 30 minutes. */
  readonly response?: string;
  /** Slack's trigger of a command: opens one modal within three seconds. */
  readonly trigger?: string;
  /** The message under which an answer for everybody would open a thread; one for the asker alone goes beside it, since Slack shows none there. */
  readonly opens?: string;
  /** Malinois's message that was pressed, or whose button opened the modal. */
  readonly message?: string;
  /** Set where others see what was pressed. */
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
