import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { createSlack } from "../../../adapters/slack/index.ts";

it("the Slack adapter does not load Slack's packages before it starts", async () => {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  createSlack({ botToken: "xoxb-1", appToken: "xapp-1", now: Date.now, logger });
  const loaded = (): readonly string[] =>
    Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes("@slack"));
  expect(loaded()).toEqual([]);
  await import("@slack/bolt");
  expect(loaded()).not.toEqual([]);
});
