import type { Place } from "../../../src/model.ts";
import type { Adapter } from "../../../src/ports.ts";
import { type Chat, type ChatEvent, createChat, type Refusal } from "../../protocol/toy-chat.ts";
import { createToy } from "../../toy-platform/index.ts";
import { FORM } from "../contract/replies.ts";
import type { Stage } from "../contract/stage.ts";

const LOBBY: Place = { platform: "toy", workspace: "", channel: "lobby", private: false };

/** Makes a stage for the contract from the toy chat, with its own adapter or one that `make` makes from it. */
export async function makeToyStage(make: (adapter: Adapter, chat: Chat) => Adapter = (adapter) => adapter): Promise<Stage> {
  const chat = createChat();
  const startedAt = Date.now() - 1;
  const adapter = make(createToy(chat, startedAt), chat);
  let events = 0;

  function act(did: ChatEvent["did"], more: Partial<ChatEvent> = {}): () => Promise<void> {
    events += 1;
    const event = { id: String(events), room: "lobby", author: "ann", did, ...more };
    return async () => chat.tell(event);
  }

  const refuse = (refusal: Refusal, place: Place) => () => {
    chat.refuseNext = refusal;
    return place;
  };

  return {
    adapter,
    channel: LOBBY,
    direct: { ...LOBBY, channel: "ann", recipient: "ann", private: true },
    async ask(text) {
      const again = act({ kind: "write", text });
      await again();
      return { again };
    },
    askPrivately: (text) => act({ kind: "write", text, whisper: true })(),
    async press(label) {
      const value = chat.messages.flatMap(({ buttons }) => buttons).findLast((button) => button.label === label)?.value ?? "";
      await act({ kind: "press", value })();
    },
    async openForm() {
      const text = chat.messages.map((message) => message.text).join("\n");
      const shown = Object.fromEntries(FORM.fields.map((field) => [field.name, field.values]));
      return {
        text,
        async sendIn(changes) {
          const changed = Object.entries(changes).map(([name, value]) => [name, [value].flat()] as const);
          await act({ kind: "fill", language: FORM.language, values: { ...shown, ...Object.fromEntries(changed) } })();
        },
      };
    },
    botWrites: (text) => act({ kind: "write", text }, { author: "robot", isBot: true })(),
    seen() {
      const read = (alone: boolean) =>
        chat.messages
          .filter(({ room, to }) => (to === "ann" || room === "@ann") === alone)
          .flatMap(({ text, buttons }) => [text, ...buttons.map(({ label }) => label)])
          .join("\n");
      return { all: read(false), alone: read(true) };
    },
    refusals: {
      undeliverable: refuse("blocked", { ...LOBBY, channel: "ann", recipient: "ann", private: true }),
      gone: () => ({ ...LOBBY, channel: "nowhere" }),
      forbidden: refuse("read only", LOBBY),
      later: refuse("too many", LOBBY),
    },
    untold: () => ({ place: LOBBY, since: startedAt - 1 }),
    loseConfirmations: refuse("lost", LOBBY),
    refuseLookups: refuse("lost", LOBBY),
    refuseSignIn: refuse("wrong token", LOBBY),
    close: async () => undefined,
  };
}
