import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf } from "../../../adapters/kit/payload.ts";
import { readHandle, writeHandle } from "../../../adapters/slack/handle.ts";
import { parseCommand, parseHomeOpened, parseMessage } from "../../../adapters/slack/receive/parse.ts";
import { interactionInbound, parsePress, parseShortcut, parseView } from "../../../adapters/slack/receive/parse-interaction.ts";
import { mentions, readMrkdwn } from "../../../adapters/slack/receive/text/plain-text.ts";

const bot = { userId: "U0BOT", workspace: "T1" };
const organisation = { userId: "U0BOT", workspace: undefined };

describe("reading Slack's markup", () => {
  it.each([
    ["<@U0BOT> what is phishing?", "what is phishing?"],
    ["what <@U0BOT|malinois> is  it", "what is it"],
    ["see <https://x.test/a?b=1&amp;c=2|this page> and <https://y.test>", "see this page and https://y.test"],
    ["<mailto:a@b.test|a@b.test>", "a@b.test"],
    ["in <#C1|general> and <#C2>", "in #general and"],
    ["<!here> <!subteam^S1|@team> <!date^1^{date}|today>", "@team today"],
    ["1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;", "1 < 2 && 3 > 2 &lt;"],
    ["a < b > c <b>", "a < b > c <b>"],
    ["I clicked a link :scream: :woman-shrugging::skin-tone-3: help", "I clicked a link help"],
    [":+1::skin-tone-2:", "👍"],
    ["my files are locked :scream::fire::scream: help", "my files are locked help"],
    ["thanks :pray::pray::skin-tone-2::tada:", "thanks 🙏🙏🎉"],
    ["what is phishing?:thinking_face::eyes:", "what is phishing?"],
    ["at 10:30: port:80: and https://x.test:8080/:a:/", "at 10:30: port:80: and https://x.test:8080/:a:/"],
    ["  ", ""],
  ])("reads %s", (written, text) => expect(readMrkdwn(written)).toBe(text));

  it("distinguishes a mention from a longer id", () => {
    expect(mentions("hi <@U0BOT>", "U0BOT")).toBe(true);
    expect(mentions("hi <@U0BOT|m>", "U0BOT")).toBe(true);
    expect(mentions("hi <@U0BOTTLE>", "U0BOT")).toBe(false);
  });
});

describe("reading messages that are not only typed text", () => {
  const event = { type: "message", channel_type: "im", user: "U1", channel: "D1", ts: "1.000001" };
  const said = (message: object) => parseMessage({ event: { ...event, ...message } }, bot);
  const forwarded = {
    attachments: [{ is_share: true, text: "Your account is <https://x.test|blocked>", fallback: "[a message]" }],
  };
  const rich = { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "pay now" }] }] };

  it.each([
    ["a forwarded message alone", { text: "", ...forwarded }, "Your account is blocked"],
    ["one with a few words on it", { text: "is this real?", ...forwarded }, "is this real?\nYour account is blocked"],
    [
      "a question of its own",
      { text: "what must my company do under the law", ...forwarded },
      "what must my company do under the law",
    ],
    ["a forward that Slack describes alone", { text: "", attachments: [{ fallback: "Anna: pay now" }] }, "Anna: pay now"],
    ["a forward with blocks", { text: "", attachments: [{ message_blocks: [{ message: { blocks: [rich] } }] }] }, "pay now"],
    [
      "words in blocks alone",
      { text: "", blocks: [{ type: "section", text: { type: "mrkdwn", text: "*pay* now" } }, rich] },
      "*pay* now\npay now",
    ],
    ["a call to everybody", { text: "<!channel> what is phishing?" }, "what is phishing?"],
  ])("reads %s", (_, message, text) => expect(said(message)?.text).toBe(text));

  it("notes files, and reads a message by its shortcut in the same way", () => {
    expect(said({ text: "", subtype: "file_share", files: [{ id: "F1" }] })).toMatchObject({ text: "", hasFiles: true });
    const shortcut = {
      user: { id: "U1" },
      trigger_id: "t",
      channel: { id: "C1" },
      message: { ts: "1.1", text: "", ...forwarded },
    };
    const asked = (message: object) => {
      const interaction = parseShortcut(recordOf({ ...shortcut, message: { ...shortcut.message, ...message } }), bot);
      return interaction && interactionInbound(interaction, undefined, "V1");
    };
    expect(asked({})).toMatchObject({ text: "Your account is blocked" });
    expect(asked({})).not.toHaveProperty("hasFiles");
    expect(asked({ attachments: [], files: [{ id: "F1" }] })).toMatchObject({ kind: "asked", text: "", hasFiles: true });
  });
});

describe("reading what Slack delivers", () => {
  const event = { type: "message", channel_type: "im", user: "U1", channel: "D1", ts: "1.000001", text: "hello" };

  it("uses the workspace of the installation, or that of the event in an organisation", () => {
    const body = { team_id: "T2", context_team_id: "T3", authorizations: [{ team_id: "T4" }], event };
    expect(parseMessage(body, bot)?.place.workspace).toBe("T1");
    expect(parseMessage(body, organisation)?.place.workspace).toBe("T3");
    expect(parseMessage({ ...body, context_team_id: undefined }, organisation)?.id).toBe("slack:T4:D1:1.000001");
  });

  it("turns a mention and its message into the same question", () => {
    const inner = { user: "U1", channel: "C1", ts: "2.000002", thread_ts: "1.000001", text: "<@U0BOT> hello" };
    const mention = parseMessage({ event: { type: "app_mention", ...inner } }, bot);
    expect(mention).not.toBeNull();
    expect(parseMessage({ event: { type: "message", channel_type: "channel", ...inner } }, bot)).toEqual(mention);
  });

  it("ignores messages to somebody else in a thread, and treats the others as questions", () => {
    const said = (text: string) =>
      parseMessage(
        { event: { type: "message", channel_type: "channel", user: "U1", channel: "C1", ts: "2.1", thread_ts: "1.1", text } },
        bot,
      );
    expect(said("<@UCARL> source?")).toBeNull();
    expect(said("<!subteam^S1|@it> source?")).toBeNull();
    expect(said("<@UCARL> ask <@U0BOT> for its source")).toMatchObject({ addressed: true });
    expect(said("who do I tell?")).toMatchObject({ addressed: false, text: "who do I tell?" });
  });

  it("treats a message with nothing but a mention as an empty question", () => {
    const mention = { type: "app_mention", user: "U1", channel: "C1", ts: "2.000002", text: "<@U0BOT>" };
    expect(parseMessage({ event: mention }, bot)).toMatchObject({ text: "", addressed: true });
  });

  it("never throws and never invents an asker, whatever is delivered", () => {
    const readers = [
      (body: unknown) => parseMessage(recordOf(body), organisation),
      (body: unknown) => parseHomeOpened(recordOf(body), bot, undefined),
      (body: unknown) => parseCommand(recordOf(body), bot, "nl"),
      ...[parsePress, parseShortcut, parseView].map((parse) => (body: unknown) => {
        const interaction = parse(recordOf(body), organisation);
        return interaction === null ? null : interactionInbound(interaction, undefined, undefined);
      }),
    ];
    const keys = [
      "event",
      "user",
      "view",
      "actions",
      "container",
      "message",
      "channel",
      "text",
      "trigger_id",
      "ts",
      "type",
      "id",
      "value",
      "state",
    ];
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: "small" }, fc.string(), fc.integer(), fc.constant(null), tie("list"), tie("record")),
      list: fc.array(tie("any"), { maxLength: 3 }),
      record: fc.dictionary(fc.constantFrom(...keys), tie("any"), { maxKeys: 8 }),
    }));
    fc.assert(
      fc.property(value.record, (body) => {
        for (const read of readers) {
          const question = read(body);
          if (question !== null) expect(question.asker.id).not.toBe("");
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the handle of a place", () => {
  it("can be read back as it was written, and is empty if it is nonsense", () => {
    const handle = { question: "q", asker: "U1", response: "https://hooks.slack.com/x", view: "V1", home: "U2" };
    expect(readHandle(writeHandle(handle))).toEqual(handle);
    for (const nonsense of [undefined, "", "{", "[]", "null", '{"view":1}']) expect(readHandle(nonsense)).toEqual({});
  });
});
