/** How to answer one event; passed on as `Place.handle`. */
export type Handle =
  | {
      readonly kind: "interaction";
      readonly application: string;
      /** Lets anybody who has it answer the interaction for 15 minutes: never log it. */
      readonly token: string;
      /** Whether only the asker sees the answer. */
      readonly ephemeral: boolean;
    }
  | {
      readonly kind: "reply";
      readonly message: string;
      /** The person who wrote that message. They get, by direct message, what others must not read. */
      readonly asker: string;
      /** Whether the answer is posted in a thread that is opened on that message. */
      readonly opensThread: boolean;
    };

export function encodeHandle(handle: Handle): string {
  return handle.kind === "interaction"
    ? ["interaction", handle.application, handle.ephemeral ? "ephemeral" : "visible", handle.token].join(" ")
    : [handle.opensThread ? "thread" : "reply", handle.message, handle.asker].join(" ");
}

/** Reads what {@link encodeHandle} wrote; undefined for anything else. */
export function decodeHandle(text: string | undefined): Handle | undefined {
  const [kind, first, second, third] = text?.split(" ") ?? [];
  if (!first || !second) return undefined;
  if (kind === "reply" || kind === "thread") {
    return { kind: "reply", message: first, asker: second, opensThread: kind === "thread" };
  }
  if (kind !== "interaction" || !third) return undefined;
  return { kind, application: first, token: third, ephemeral: second === "ephemeral" };
}
