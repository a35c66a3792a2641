import type { Instant } from "../model.ts";
import type { Feature } from "../ports.ts";
import { myDataReply } from "./my-data.ts";
import type { PrivacyStore } from "./ports.ts";

/** Returns the feature that shows people the data about them. Other privacy questions, and erasing a person's data, are handled by the conversation. */
export function createPrivacyFeature(store: Pick<PrivacyStore, "dataOf">, now: () => Instant): Feature {
  return {
    answer: async () => undefined,
    form: async () => undefined,
    async answerIntent({ place, asker }, action, language) {
      if (action !== "my-data") return undefined;
      const person = { platform: place.platform, workspace: place.workspace, person: asker.id };
      return [myDataReply(await store.dataOf(person), person, language, now())];
    },
  };
}
