/** How to answer one event: what travels in `Place.handle`. */
export type Handle =
  | {
      readonly kind: "interaction";
      readonly application: string;
      /** Lets anybody who has it answer the interaction for 15 minutes: never log it. */
      readonly token: string;
      /** Whether the answer is shown to the asker alone. */
      readonly ephemeral: boolean;
    }
  | {
      readonly kind: "reply";
      readonly message: string;
      /** Whether the answer goes into a thread that is opened on that message. */
      readonly opensThread: boolean;
    };

export function encodeHandle(handle: Handle): string {
  return handle.kind === "interaction"
    ? ["interaction", handle.application, handle.ephemeral ? "ephemeral" : "visible", handle.token].join(" ")
    : [handle.opensThread ? "thread" : "reply", handle.message].join(" ");
}

/** Reads what {@link encodeHandle} wrote; undefined for anything else. */
export function decodeHandle(text: string | undefined): Handle | undefined {
  const [kind, first, visibility, token] = text?.split(" ") ?? [];
  if (!first) return undefined;
  if (kind === "reply" || kind === "thread") return { kind: "reply", message: first, opensThread: kind === "thread" };
  if (kind !== "interaction" || !token) return undefined;
  return { kind, application: first, token, ephemeral: visibility === "ephemeral" };
}
