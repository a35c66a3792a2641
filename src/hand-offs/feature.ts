import type { Feature } from "../ports.ts";
import { createAsking } from "./asking.ts";
import type { HandOffOptions } from "./options.ts";
import { createTalking } from "./talking.ts";

/** Creates the feature for hand-offs: people ask a person, take a question, answer, reply, close it, and turn it into an entry. */
export function createHandOffFeature(options: HandOffOptions): Feature {
  const asking = createAsking(options);
  const talking = createTalking(options);
  return {
    complete: asking.complete,
    listensTo: talking.isThread,
    form: (wanted, asker, place) =>
      wanted.name === "ask-person" ? asking.form(wanted.language, asker, place) : talking.form(wanted, asker, place),
    async answer(inbound, language, changes) {
      switch (inbound.kind) {
        case "asked":
          return talking.overhear(inbound, language, changes);
        case "pressed":
          return listOf(await talking.press(inbound, language, changes));
        case "submitted":
          if (inbound.submission.form === "ask-person") return [await asking.ask(inbound, language)];
          return listOf(await talking.submit(inbound, language, changes));
        case "joined":
          return undefined;
      }
    },
  };
}

function listOf<Item>(item: Item | undefined): readonly Item[] | undefined {
  return item === undefined ? undefined : [item];
}
