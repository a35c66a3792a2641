import { describe, expect, it } from "vitest";
import { askModal, failedModal, reasonModal, shareModal, workingModal } from "../../../adapters/slack/render/views.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import { viewViolations } from "../../protocol/slack/block-kit.ts";

describe.each(UI_LANGUAGES)("the adapter's own views in %s", (language) => {
  const response = `https://hooks.slack.com/commands/${"x".repeat(400)}`;
  const origin = { channel: "C1", thread: "1.000001", response, private: true };
  const action = { kind: "feedback", entry: "x".repeat(64), language, helpful: false } as const;

  it.each([
    ["the modal to ask in", askModal(language, origin)],
    ["the modal during work", workingModal(language, origin)],
    ["the modal after a failure", failedModal(language, origin)],
    ["the modal for a reason", reasonModal(language, origin, action)],
    ["the modal to share", shareModal(language, origin, { kind: "share", entry: "x", language })],
  ])("include %s, within Slack's limits", (_, view) => {
    expect(viewViolations({ ...view })).toEqual([]);
  });
});
