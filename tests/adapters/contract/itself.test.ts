import { describe, expect, it } from "vitest";
import { makeToyStage } from "../toy/stage.ts";
import { DELIVERY } from "./broken/delivery.ts";
import { DRAWING } from "./broken/drawing.ts";
import { LIFECYCLE } from "./broken/lifecycle.ts";
import { RECEIVING } from "./broken/receiving.ts";
import { contractChecks, runCheck } from "./suite.ts";

/** In milliseconds. The toy chat delivers at once, so there is nothing to wait for. */
const PATIENCE = 50;

describe("the contract of adapters fails if", () => {
  it.each([...DELIVERY, ...DRAWING, ...LIFECYCLE, ...RECEIVING])("$what", async ({ breakIt, noticed }) => {
    const failed: string[] = [];
    for (const check of contractChecks()) {
      const makeStage = () => makeToyStage((sound) => ({ ...sound, ...breakIt(sound) }));
      await runCheck(check, makeStage, {}, PATIENCE).catch(() => failed.push(check.name));
    }
    expect(failed).toContainEqual(expect.stringMatching(new RegExp(`^${noticed}`)));
    // Only one promise is broken, not the whole adapter.
    expect(failed.length).toBeLessThan(contractChecks().length / 2);
  });

  it("an adapter accepts messages from bots, or posts messages that are too long for the platform", async () => {
    const failed: string[] = [];
    for (const check of contractChecks()) {
      const makeStage = () =>
        makeToyStage((sound, chat) => {
          const { tell, post } = chat;
          chat.tell = ({ isBot: _, ...event }) => tell(event);
          chat.post = (message) => post({ ...message, text: message.text + " ".repeat(message.text.length > 900 ? 200 : 0) });
          return sound;
        });
      await runCheck(check, makeStage, {}, PATIENCE).catch(() => failed.push(check.name));
    }
    expect(failed).toEqual([
      "does not listen to other bots",
      "shows all of a very long reply, in order, with nothing cut off",
      "gives all of a file that comes with a private reply to the asker alone, wherever it was asked for",
    ]);
  });

  it("an adapter is declared to lack something that it has", async () => {
    const check = contractChecks({ bots: "none" }).find(({ name }) => name.startsWith("does not listen to other bots"));
    if (check === undefined) throw new Error("there is no such check");
    await expect(runCheck(check, makeToyStage, { bots: "none" }, PATIENCE)).rejects.toThrow();
  });
});
