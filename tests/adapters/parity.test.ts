import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../adapters/discord/commands/commands.ts";
import { inviteUrl } from "../../adapters/discord/commands/permissions.ts";
import { diagnose as diagnoseDiscord } from "../../adapters/discord/doctor.ts";
import { createDiscord } from "../../adapters/discord/index.ts";
import { renderSuggestion } from "../../adapters/playground/render/render.ts";
import { slackManifest } from "../../adapters/slack/commands/manifest.ts";
import { diagnose as diagnoseSlack } from "../../adapters/slack/doctor.ts";
import { createSlack } from "../../adapters/slack/index.ts";
import type { Action } from "../../src/actions.ts";
import { decodeAction, encodeAction } from "../../src/actions.ts";
import type { Form } from "../../src/forms.ts";
import type { Inbound, Reply } from "../../src/model.ts";
import type { Adapter, DoctorResult, Host, Suggestion } from "../../src/ports.ts";
import { actionIn } from "../inbound.ts";
import { ask } from "../protocol/discord/people.ts";
import { makePlayground } from "./playground/make-playground.ts";
import "./discord/patience.ts";
import { ACTIONS, buttonsOf, HELPFUL, replyWith, UNHELPFUL } from "./parity/actions.ts";
import { discord } from "./parity/discord.ts";
import { playground } from "./parity/playground.ts";
import { askDiscord, askSlack, discordLog, inDiscord, inSlack, PUBLIC_KEY, slackLog, TEXT } from "./parity/running.ts";
import { slack } from "./parity/slack.ts";
import { nobody } from "./slack/harness.ts";

// What people can do with Malinois. For each platform, there is either a proof or the reason why it is missing.

const PLATFORMS = ["slack", "discord", "playground"] as const;
type Proof = () => void | Promise<void>;
type Capability = Partial<Record<(typeof PLATFORMS)[number], Proof | { readonly notOnThisPlatform: string }>>;

const page = makePlayground().adapter;
const SUGGESTION: Suggestion = { entry: "phishing", language: "en", title: "Phishing", text: "How do I recognise phishing?" };
const SHOWN: Action = { kind: "show", entry: "phishing", language: "en" };
const FORM: Form = {
  ...{ name: "add-nudge", language: "en", title: "New nudges", submit: "Set up" },
  fields: [{ name: "time", kind: "time", label: "At", values: ["09:30"] }],
};
const COMMANDS = ["help", "topics", "why", "privacy", "settings", "my-data"] as const;

const CAPABILITIES: Readonly<Record<string, Capability>> = {
  "asking by mention": {
    slack: asks(() => slack.mention(TEXT), { addressed: true, private: false }),
    discord: asks(() => discord.mention(TEXT), { addressed: true, private: false }),
    playground: not("the page has nobody else to talk to, so nothing to tell apart by a mention"),
  },
  "asking by direct message": {
    slack: asks(() => slack.direct(TEXT), { addressed: true, private: true }),
    discord: asks(() => discord.direct(TEXT), { addressed: true, private: true }),
    playground: asks(() => playground.ask(TEXT), { addressed: true, private: true }),
  },
  "continuing in a thread without a mention": {
    slack: asks(() => slack.inThread(TEXT), { addressed: false, private: false }),
    discord: asks(() => discord.inThread(TEXT), { addressed: false, private: false }),
    playground: not("all that is typed on the page is for Malinois"),
  },
  "asking by command, seen by the asker alone": {
    slack: asks(() => slack.command("/ask", TEXT), { addressed: true, private: true }),
    discord: asks(() => discord.ask(TEXT), { addressed: true, private: true }),
    playground: not("the page has a field to ask in"),
  },
  "asking by command, seen by everybody": {
    slack: not("a command's text is one line without options; the answer has a Share button, and a mention asks openly"),
    discord: asks(() => discord.ask(TEXT, true), { addressed: true, private: false }),
    playground: not("the page is one person's own"),
  },
  "commands for managers, for figures and a link to the admin page": {
    slack: async () => {
      for (const text of ["stats", "admin"]) expect(slack.command("/malinois", text)).toMatchObject({ kind: "asked", text });
    },
    discord: async () => {
      for (const text of ["stats", "admin"]) expect(await discord.subcommand(text)).toMatchObject({ kind: "asked", text });
    },
    playground: not("what is typed is enough"),
  },
  "commands for help, topics, why, privacy, settings and one's own data": {
    slack: async () => {
      for (const kind of COMMANDS) await acts(slack.command("/malinois", kind), { kind, language: "en" }, true);
    },
    discord: async () => {
      for (const kind of COMMANDS) await acts(discord.subcommand(kind), { kind, language: "en" }, true);
    },
    playground: not("the page has buttons instead, and a choice of language"),
  },
  "a command that asks for confirmation before erasing": {
    slack: () => acts(slack.command("/malinois", "erase"), { kind: "confirm-erase", language: "en" }, true),
    discord: () => acts(discord.subcommand("erase"), { kind: "confirm-erase", language: "en" }, true),
    playground: not("the page has buttons instead"),
  },
  "asking from an existing message": {
    slack: asks(() => slack.fromMessage(TEXT), { addressed: true, private: true }),
    discord: asks(() => discord.fromMessage(TEXT), { addressed: true, private: true }),
    playground: not("there are no messages of others"),
  },
  "sharing a private answer": {
    slack: () => acts(slack.pressAll(replyWith({ actions: buttonsOf(ACTIONS.share) }), true)[0], ACTIONS.share, false),
    discord: async () =>
      acts((await discord.pressAll(replyWith({ actions: buttonsOf(ACTIONS.share) }), true))[0], ACTIONS.share, false),
    playground: not("there is nobody to share with"),
  },
  "continuing a private answer in private": {
    slack: () => acts(slack.pressAll(replyWith({ actions: buttonsOf(ACTIONS.more) }), true)[0], ACTIONS.more, true),
    discord: async () =>
      acts((await discord.pressAll(replyWith({ actions: buttonsOf(ACTIONS.more) }), true))[0], ACTIONS.more, true),
    playground: () => acts(playground.pressAll(replyWith({ actions: buttonsOf(ACTIONS.more) }))[0], ACTIONS.more, true),
  },
  "commands for nudges and quizzes, answered to the asker alone": {
    slack: async () => {
      await types(slack.command("/nudge", "list"), "/nudge list");
      await types(slack.command("/quiz", "here"), "/quiz here");
    },
    discord: async () => {
      await types(discord.nudge("list"), "/nudge list");
      await types(discord.quiz("here"), "/quiz here");
    },
    playground: () => types(playground.ask("/nudge list"), "/nudge list"),
  },
  "a form that is opened, filled in and submitted in the conversation": {
    slack: () => submits(slack.fillIn(FORM, "10:15")),
    discord: () => submits(discord.fillIn(FORM, { time: "10:15" })),
    playground: () => submits(playground.fillIn("10:15")),
  },
  "noticing newcomers": {
    slack: () => expect(slack.joins("U9")).toMatchObject({ kind: "joined", place: { recipient: "U9", private: true } }),
    discord: () => expect(discord.joins("9")).toMatchObject({ kind: "joined", place: { recipient: "9", private: true } }),
    playground: not("whoever opens the page is there"),
  },
  ...Object.fromEntries(Object.values(ACTIONS).map((action) => [`the button for “${action.kind}”`, everywhere(action)])),
  "saying that an answer helped, or not, side by side": {
    slack: judges(slack.pressAll),
    discord: judges(discord.pressAll),
    playground: judges(playground.pressAll),
  },
  "saying why an answer did not help": {
    slack: () => complains(slack.complain(UNHELPFUL, "too long")),
    discord: () => complains(discord.complain(UNHELPFUL, "too long")),
    playground: () => complains(playground.complain(UNHELPFUL, "too long")),
  },
  "erasing everything that is kept about oneself": {
    slack: () => acts(slack.pressAll(replyWith({ actions: buttonsOf(ACTIONS.erase) }))[0], ACTIONS.erase, true),
    discord: async () => acts((await discord.pressAll(replyWith({ actions: buttonsOf(ACTIONS.erase) })))[0], ACTIONS.erase, true),
    playground: () => acts(playground.pressAll(replyWith({ actions: buttonsOf(ACTIONS.erase) }))[0], ACTIONS.erase, true),
  },
  "suggestions while a question is typed": {
    slack: () =>
      inSlack("http", async ({ host, people, deliver }) => {
        host.suggestions.push(SUGGESTION);
        const { payload } = await deliver(people.types("U1", { type: "home" }, "phish"));
        const { options } = payload as { options: readonly { value: string }[] };
        expect(options.map(({ value }) => decodeAction(value))).toEqual([SHOWN]);
      }),
    discord: async () => {
      const value = "entry:en:phishing";
      const choices = [
        { name: "how do I", value: "how do I" },
        { name: SUGGESTION.text, value },
      ];
      expect(await discord.typing("how do I", [SUGGESTION])).toEqual({ type: 8, data: { choices } });
      await acts(discord.ask(value), SHOWN, true);
    },
    playground: () => expect(renderSuggestion(SUGGESTION)).toMatchObject({ text: SUGGESTION.text, action: encodeAction(SHOWN) }),
  },
  "a start page, or a command that serves as one": {
    slack: () => acts(slack.home(), ACTIONS.home, true),
    // Discord gives apps no page of their own: its help and its topics are commands.
    discord: () => acts(discord.subcommand("topics"), { kind: "topics", language: "en" }, true),
    playground: async () => expect(await served("/")).toContain("What would you like to know?"),
  },
  "a sign that an answer is being prepared": {
    slack: () =>
      inSlack("http", async ({ people, deliver, slack: server }) => {
        await deliver(people.speak({ user: "U1", channel: "D1", text: TEXT }).message);
        await server.until(() => server.workspace.statuses.length > 0);
        expect(server.workspace.statuses[0]?.status).not.toBe("");
      }),
    discord: async () => expect(await discord.firstResponse(ask(TEXT))).toMatchObject({ type: 5 }),
    playground: async () => expect(await served("/playground/chat.js")).toContain('"waiting"'),
  },
  "two ways to receive events": {
    slack: async () => {
      await inSlack("socket", askSlack);
      await inSlack("http", askSlack);
    },
    discord: () => inDiscord(askDiscord),
    playground: not("a page needs its own server alone"),
  },
  "reporting its health": {
    slack: async () => {
      expect(unstartedSlack().health()).toEqual({ ok: false, detail: "not started" });
      await inSlack("http", async ({ adapter }) => expect(adapter.health().ok).toBe(true));
    },
    discord: async () => {
      expect(unstartedDiscord().health()).toEqual({ ok: false, detail: "not started" });
      await inDiscord(async ({ adapter }) => expect(adapter.health().ok).toBe(true));
    },
    playground: async () => {
      expect(page.health()).toEqual({ ok: false, detail: "not started" });
      await page.start(nobody satisfies Host);
      expect(page.health().ok).toBe(true);
      await page.stop();
    },
  },
  "a doctor that reports a problem and its fix": {
    slack: async () => isFixable(await diagnoseSlack({ botToken: "wrong", now: Date.now, logger: slackLog })),
    discord: async () => isFixable(await diagnoseDiscord({ applicationId: "wrong", now: Date.now, log: discordLog })),
    playground: not("there is nothing to configure"),
  },
  "help with setting it up": {
    slack: () => {
      const { oauth_config, features } = slackManifest({ languages: ["en"] });
      expect(oauth_config.scopes.bot).toContain("chat:write");
      expect(features.slash_commands.map(({ command }) => command)).toEqual(["/ask", "/malinois", "/nudge", "/quiz"]);
    },
    discord: () => {
      expect(inviteUrl({ applicationId: "1300000000000000000" })).toMatch(/scope=bot\+applications.commands&permissions=\d+$/);
      expect(commandDefinitions([0]).map(({ name }) => name)).toEqual([
        "ask",
        "malinois",
        "nudge",
        "quiz",
        "Ask Malinois about this",
      ]);
    },
    playground: not("it is there when Malinois is started"),
  },
};

describe.each(Object.entries(CAPABILITIES))("%s", (_, capability) => {
  it("has a proof or a reason for its absence on each platform, and a proof on at least one chat platform", () => {
    expect(PLATFORMS.filter((platform) => capability[platform] === undefined)).toEqual([]);
    expect([typeof capability.slack, typeof capability.discord]).toContain("function");
  });

  for (const platform of PLATFORMS) {
    const found = capability[platform];
    if (typeof found === "function") it(`works on ${platform}`, found);
    else if (found !== undefined)
      it(`is absent on ${platform}: ${found.notOnThisPlatform}`, () => expect(found.notOnThisPlatform).not.toBe(""));
  }
});

function not(notOnThisPlatform: string) {
  return { notOnThisPlatform };
}

/** The inbound message that a platform made from what somebody did there. */
type Made = Inbound | null | undefined | Promise<Inbound | null | undefined>;

function asks(asked: () => Made, expected: { readonly addressed: boolean; readonly private: boolean }): Proof {
  return async () => {
    const place = { private: expected.private };
    expect(await asked()).toMatchObject({ text: TEXT, addressed: expected.addressed, place });
    expect(await asked()).not.toHaveProperty("action");
  };
}

async function types(question: Made, text: string): Promise<void> {
  expect(await question).toMatchObject({ text, addressed: true, place: { private: true } });
}

async function submits(submitted: Made): Promise<void> {
  const question = await submitted;
  expect(question).toMatchObject({
    kind: "submitted",
    submission: { form: "add-nudge", language: "en", values: { time: ["10:15"] } },
  });
  expect(question?.place.private).toBe(true);
}

async function acts(question: Made, action: Action, isPrivate: boolean): Promise<void> {
  expect(await question).toMatchObject({ kind: "pressed", text: "", action, place: { private: isPrivate } });
}

function everywhere(action: Action): Capability {
  return {
    slack: draws(slack.pressAll, action),
    discord: draws(discord.pressAll, action),
    playground: draws(playground.pressAll, action),
  };
}

type Pressed = readonly (Inbound | null)[];
type PressAll = (reply: Reply) => Pressed | Promise<Pressed>;

/** Proves that an action is drawn below a reply, as one of a few choices and as one of many, and that pressing it always means the same. */
function draws(pressAll: PressAll, action: Action): Proof {
  return async () => {
    const many = Array.from({ length: 12 }, (_, place): Action => ({ kind: "show", entry: `entry-${place}`, language: "en" }));
    for (const [reply, all] of [
      [replyWith({ actions: buttonsOf(action) }), [action]],
      [replyWith({ choices: buttonsOf(action) }), [action]],
      [replyWith({ choices: buttonsOf(...many, action) }), [...many, action]],
    ] as const)
      expect((await pressAll(reply)).map((question) => actionIn(question))).toEqual(all);
  };
}

function judges(pressAll: PressAll): Proof {
  return async () => {
    const pressed = await pressAll(replyWith({ actions: buttonsOf(HELPFUL, UNHELPFUL) }));
    expect(pressed.map((question) => actionIn(question))).toEqual([HELPFUL, UNHELPFUL]);
    for (const question of pressed) expect(question?.place.private).toBe(true);
  };
}

async function complains(question: Made): Promise<void> {
  expect(await question).toMatchObject({ action: UNHELPFUL, text: "too long", place: { private: true } });
}

function isFixable(results: readonly DoctorResult[]): void {
  const problem = results.find(({ level }) => level === "problem");
  expect(problem?.message).toMatch(/SLACK_|DISCORD_/);
  expect(problem?.fix).toBeTruthy();
}

async function served(path: string): Promise<string> {
  const route = page.routes.find((one) => one.path === path);
  const response = await route?.handle(new Request(`http://localhost${path}`));
  return (await response?.text()) ?? "";
}

function unstartedSlack(): Adapter {
  return createSlack({ botToken: "xoxb-1", signingSecret: "secret", now: Date.now, logger: slackLog });
}

function unstartedDiscord(): Adapter {
  return createDiscord({ applicationId: "1300000000000000000", publicKey: PUBLIC_KEY, now: Date.now, log: discordLog });
}
