/** A button of the chat: its label, and the value that is sent when it is pressed. */
export interface ChatButton {
  readonly label: string;
  readonly value: string;
}

export interface ChatMessage {
  readonly room: string;
  readonly text: string;
  readonly buttons: readonly ChatButton[];
  /** The only person who can read it; everybody in the room if absent. */
  readonly to?: string;
  /** The chat accepts only one message with the same tag in a room. */
  readonly tag?: string;
}

/** Something that a person or a bot did. */
export interface ChatEvent {
  readonly id: string;
  readonly room: string;
  readonly author: string;
  readonly isBot?: boolean;
  readonly did:
    | { readonly kind: "write"; readonly text: string; readonly whisper?: boolean }
    | { readonly kind: "press"; readonly value: string }
    | { readonly kind: "fill"; readonly language: string; readonly values: Readonly<Record<string, readonly string[]>> };
}

/** Why the chat refuses something. "lost": it is unknown whether the message arrived. */
export type Refusal = "no such room" | "read only" | "blocked" | "too many" | "too long" | "lost" | "wrong token";

export class ChatError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** How many characters and buttons a message can have. */
export const LONGEST = 1_000;
export const MOST_BUTTONS = 5;

/** Makes an in-memory chat with one room, "lobby", and conversations with people, named after them: "@ann". */
export function createChat() {
  const messages: ChatMessage[] = [];
  const listeners = new Set<(event: ChatEvent) => void>();
  const chat = {
    messages,
    /** The reason for which the next call is refused. */
    refuseNext: undefined as Refusal | undefined,
    connect(listener: (event: ChatEvent) => void): () => void {
      chat.check();
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    post(message: ChatMessage): void {
      const isLost = chat.refuseNext === "lost";
      if (!isLost) chat.check();
      if (message.room !== "lobby" && !message.room.startsWith("@")) throw new ChatError("no such room");
      if (message.text.length > LONGEST || message.buttons.length > MOST_BUTTONS) throw new ChatError("too long");
      const isNew = message.tag === undefined || !messages.some(({ room, tag }) => room === message.room && tag === message.tag);
      if (isNew) messages.push(message);
      if (isLost) chat.check();
    },
    has(room: string, tag: string): boolean {
      chat.check();
      return messages.some((message) => message.room === room && message.tag === tag);
    },
    /** Returns whether anybody receives events. */
    isHeard: () => listeners.size > 0,
    tell(event: ChatEvent): void {
      for (const listener of listeners) listener(event);
    },
    check(): void {
      const { refuseNext } = chat;
      chat.refuseNext = undefined;
      if (refuseNext !== undefined) throw new ChatError(refuseNext);
    },
  };
  return chat;
}

export type Chat = ReturnType<typeof createChat>;
