import { definePlatform } from "../../src/platform.ts";
import { text } from "../../src/settings.ts";
import { createChat } from "../protocol/toy-chat.ts";
import { createToy } from "./index.ts";

/** The only chat in this process. */
export const chat = createChat();

/** A platform whose chat is in memory: the smallest one that fulfils the contract. */
export const toy = definePlatform({
  name: "toy",
  label: "Toy chat",
  secrets: [],
  variables: { TOY_TOKEN: text },
  whyOff: ({ TOY_TOKEN }) => (TOY_TOKEN === undefined ? "TOY_TOKEN is not set" : undefined),
  create: async (_, { now }) => ({ adapter: createToy(chat, now()), clock: now, hearsNewcomers: false }),
  diagnose: async () => [{ level: "ok", message: "toy: the chat is in memory" }],
  commands: [],
});
