import { describe, expect, it } from "vitest";
import { blockViolations, optionViolations, viewViolations } from "./block-kit.ts";

const text = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const button = (id: string, label = 10) => ({ type: "button", action_id: id, text: text(label), value: "v" });
const words = (length: number) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x".repeat(length) }] }],
});
const choices = (count: number) => Array.from({ length: count }, (_, place) => ({ text: text(75), value: `v${place}` }));
const modal = { type: "modal", callback_id: "c", title: text(24), blocks: [words(1)] };

describe("the check of Block Kit's limits", () => {
  it.each([
    ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), /51 blocks/],
    ["a long header", [{ type: "header", text: text(151) }], /at most 150/],
    ["an empty header", [{ type: "header", text: text(0) }], /too short/],
    ["a mention in mrkdwn", [{ type: "section", text: { type: "mrkdwn", text: "<!here>" } }], /live markup/],
    ["26 buttons", [{ type: "actions", elements: Array.from({ length: 26 }, (_, place) => button(`b${place}`)) }], /26 elements/],
    ["an id twice", [{ type: "actions", elements: [button("a"), button("a")] }], /action_id twice/],
    ["a long label", [{ type: "actions", elements: [button("a", 76)] }], /at most 75/],
    [
      "a mention in rich text",
      [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "user", user_id: "U1" }] }] }],
      /may ping/,
    ],
    ["too much text", [words(3_000), words(3_000), words(3_000), words(3_000)], /msg_blocks_too_long/],
    [
      "a block id twice",
      [
        { type: "divider", block_id: "a" },
        { type: "divider", block_id: "a" },
      ],
      /block_id twice/,
    ],
  ])("finds %s", (_, blocks, fault) => {
    expect(blockViolations(blocks, "message").join("\n")).toMatch(fault);
  });

  it("finds what is not allowed in a view", () => {
    expect(viewViolations(modal)).toEqual([]);
    expect(viewViolations({ ...modal, title: text(25) }).join()).toMatch(/at most 24/);
    expect(viewViolations({ ...modal, private_metadata: "x".repeat(3_001) }).join()).toMatch(/at most 3000/);
    expect(viewViolations({ ...modal, blocks: [{ type: "context_actions", elements: [] }] }).join()).toMatch(
      /not possible on a modal/,
    );
    const input = { type: "input", label: text(5), element: { type: "conversations_select", action_id: "a" } };
    expect(viewViolations({ ...modal, blocks: [input] }).join()).toMatch(/inputs without submit/);
  });

  it.each([
    ["checkboxes of eleven options", { type: "checkboxes", options: choices(11) }, /11 options, at most 10/],
    ["a menu without options", { type: "static_select", options: [] }, /0 options/],
    ["a menu of 101 options", { type: "multi_static_select", options: choices(101) }, /101 options/],
    ["an option with a long text", { type: "static_select", options: [{ text: text(76), value: "v" }] }, /at most 75/],
    [
      "a choice that differs from its option",
      { type: "static_select", options: choices(2), initial_option: { text: text(3), value: "v1" } },
      /none of the options/,
    ],
    ["an empty list of choices", { type: "checkboxes", options: choices(2), initial_options: [] }, /initial_options without any/],
    ["a time that is none", { type: "timepicker", initial_time: "9:30" }, /no time/],
  ])("finds %s in a modal", (_, element, fault) => {
    const view = (drawn: object) => ({
      ...modal,
      submit: text(5),
      blocks: [{ type: "input", block_id: "a", label: text(2_000), element: { action_id: "a", ...drawn } }],
    });
    expect(viewViolations(view(element)).join()).toMatch(fault);
    const good = { type: "multi_static_select", options: choices(100), initial_options: choices(2) };
    expect(viewViolations(view(good))).toEqual([]);
  });

  it("finds what is not allowed in options", () => {
    const option = { text: text(75), value: "v" };
    expect(optionViolations([option])).toEqual([]);
    expect(optionViolations([{ ...option, text: text(76) }]).join()).toMatch(/at most 75/);
    expect(optionViolations(Array.from({ length: 101 }, () => option)).join()).toMatch(/101 options/);
  });
});
