import { describe, expect, it } from "vitest";
import { askModal, failedModal, reasonModal, shareModal, workingModal } from "../../../adapters/slack/render/views.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import { viewViolations } from "../../protocol/slack/block-kit.ts";

describe.each(UI_LANGUAGES)("the adapter's own views in %s", (language) => {
  const response = `https://hooks.slack.com/commands/${"x".repeat(400)}`;
  const origin = { channel: "C1", thread: "1.000001", response, private: true };
  const action = { kind: "feedback", entry: "x".repeat(64), language, helpful: false } as const;

  it.each([
    ["to ask in", askModal(language, origin)],
    ["while it works", workingModal(language, origin)],
    ["when it fails", failedModal(language, origin)],
    ["for a reason", reasonModal(language, origin, action)],
    ["to share", shareModal(language, origin, { kind: "share", entry: "x", language })],
  ])("keep Slack's limits: the one %s", (_, view) => {
    expect(viewViolations({ ...view })).toEqual([]);
  });
});
