import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Action, encodeAction, encodeForm } from "../../src/actions.ts";
import { FORM_NAMES, type FormName } from "../../src/forms.ts";
import type { Place } from "../../src/model.ts";
import type { Quiz, Subscription } from "../../src/nudges/types.ts";
import { handOff } from "../hand-offs/fixtures.ts";
import { subscription } from "../nudges/fixtures.ts";
import { inDiscord } from "./in-discord.ts";
import { inSlack } from "./in-slack.ts";
import type { Changes, OpenWorkplace, Workplace } from "./workplace.ts";

// Buttons and forms that Malinois never gave to the person who sends them must change nothing.

const language = "en";
const OURS = "ours";
const THEIRS = "theirs";
const QUIZ = "quiz-of-theirs";
/** The ids of hand-offs: in another channel, in another workspace, and one that never existed. */
const HAND_OFFS = ["0000000000000000ours", "00000000000000theirs", "x"] as const;
const LOOK = { lookedUntil: 0 };

/** Buttons of each kind that somebody may make up. A new kind does not compile until it is added here. */
const BUTTONS: Readonly<Record<Action["kind"], readonly Action[]>> = {
  show: [{ kind: "show", entry: "phishing", language }],
  more: [{ kind: "more", entry: "gone", language }],
  sources: [{ kind: "sources", entry: "phishing", language }],
  share: [{ kind: "share", entry: "../../etc/passwd", language }],
  feedback: [{ kind: "feedback", entry: "phishing", language, helpful: true }],
  topics: [{ kind: "topics", area: "nowhere", language }],
  "set-language": [{ kind: "set-language", choice: "xx", language }],
  why: [{ kind: "why", entry: "phishing", confidence: 1, matched: ["secret"], language }],
  review: [true, false].map((isRight) => ({ kind: "review", entry: "phishing", isRight, language })),
  help: [{ kind: "help", language }],
  person: [{ kind: "person", language }],
  privacy: [{ kind: "privacy", language }],
  settings: [{ kind: "settings", language }],
  language: [{ kind: "language", language }],
  home: [{ kind: "home", language }],
  "my-data": [{ kind: "my-data", language }],
  "confirm-erase": [{ kind: "confirm-erase", language }],
  erase: [{ kind: "erase", language }],
  form: FORM_NAMES.flatMap((form) =>
    ["organisation", OURS, THEIRS].map((subject) => ({ kind: "form", form, subject, language }) as const),
  ),
  snooze: [OURS, THEIRS].map((id) => ({ kind: "snooze", subscription: id, days: 365, language })),
  "confirm-stop": [OURS, THEIRS].map((id) => ({ kind: "confirm-stop", subscription: id, language })),
  "stop-nudges": [OURS, THEIRS].map((id) => ({ kind: "stop-nudges", subscription: id, language })),
  "why-nudge": [{ kind: "why-nudge", subscription: THEIRS, language }],
  "manage-nudge": [OURS, THEIRS].flatMap((id) =>
    (["edit", "pause", "resume", "remove", "now", "preview", "history", "progress"] as const).map((command) => ({
      ...({ kind: "manage-nudge", command, subscription: id, language } as const),
    })),
  ),
  claim: HAND_OFFS.map((handOff) => ({ kind: "claim", handOff, language })),
  "close-hand-off": HAND_OFFS.map((handOff) => ({ kind: "close-hand-off", handOff, language })),
  "quiz-answer": [{ kind: "quiz-answer", quiz: QUIZ, option: 0, language }],
};

/** The values that somebody may enter in a form that was never opened for them. */
const FORMS: { readonly [Name in FormName]: { readonly subjects: readonly (string | undefined)[]; readonly values: Changes } } = {
  "add-nudge": { subjects: [undefined], values: { where: "channel", content: "tip", days: "1", time: "09:30" } },
  "edit-nudge": { subjects: [OURS, THEIRS, "gone", undefined], values: { content: "tip", days: "1", time: "09:30" } },
  "ask-person": { subjects: [undefined, "x"], values: { question: "who?" } },
  "hand-off-answer": { subjects: HAND_OFFS, values: { message: "me" } },
  "hand-off-reply": { subjects: HAND_OFFS, values: { message: "and?" } },
  "save-answer": { subjects: HAND_OFFS, values: { title: "Who?", ways: "who", summary: "Me.", source: "https://example.org" } },
  settings: {
    subjects: ["organisation", "answers", "channels", "hand-off", "learning", "rules", "gone", undefined],
    values: { "organisation.name": "Mallory Ltd", "retention.days": "30", "hand-off.hours": "00:00-23:59", answers: "private" },
  },
};

describe.each<readonly [string, OpenWorkplace]>([
  ["Slack", inSlack],
  ["Discord", inDiscord],
])("somebody without the rights in %s", (_, open) => {
  let at: Workplace;

  beforeEach(async () => {
    at = await open();
    const { store } = at.malinois;
    await store.nudges.saveSubscription(nudgesIn(at.key.workspace, OURS), LOOK);
    await store.nudges.saveSubscription(nudgesIn("T0THEIRS", THEIRS), LOOK);
    await store.nudges.addQuiz(quizIn("T0THEIRS"));
    await at.malinois.settings.change(at.key, "organisation.name", "Example Ltd", "U0");
    await at.malinois.settings.change(at.key, "hand-off.channel", at.channels[1], "U0");
    for (const [id, workspace] of [
      [HAND_OFFS[0], at.key.workspace],
      [HAND_OFFS[1], "T0THEIRS"],
    ] as const) {
      const asked = handOff({ id, platform: at.key.platform, workspace, channel: at.channels[1] });
      await store.handOffs.add({ handOff: asked, messages: [] }, at.malinois.clock.now);
    }
  });
  afterEach(() => at.stop());

  function placeIn(workspace: string): Place {
    return { platform: at.key.platform, workspace, channel: at.channels[1], private: false };
  }
  function nudgesIn(workspace: string, id: string): Subscription {
    const place = placeIn(workspace);
    return subscription({ id, place, owner: { platform: place.platform, workspace, person: "somebody" } });
  }
  function quizIn(workspace: string): Quiz {
    const { quiz: policy } = nudgesIn(workspace, "x");
    const question = { question: "Open it?", options: ["Yes", "No"], answer: 1, why: "Secret of theirs." };
    const times = { openedAt: at.malinois.clock.now, closesAt: at.malinois.clock.now + 9_999_999 };
    return {
      id: QUIZ,
      item: "phishing/quiz/0",
      language,
      question,
      entry: "phishing",
      place: placeIn(workspace),
      policy,
      ...times,
    };
  }

  /** Returns everything that only a manager may change, in this workspace and in another. */
  async function decided(): Promise<unknown> {
    const { store } = at.malinois;
    const theirs = { ...at.key, workspace: "T0THEIRS" };
    return {
      settings: await Promise.all([at.key, theirs].map((key) => store.administration.workspaceSettings(key))),
      audit: await Promise.all([at.key, theirs].map((key) => store.administration.auditTrail(key, 99))),
      nudges: await Promise.all([OURS, THEIRS].map((id) => store.nudges.subscription(id))),
      handOffs: await Promise.all(HAND_OFFS.map((id) => store.handOffs.handOff(id))),
      channels: await Promise.all(at.channels.map((channel) => store.nudges.subscriptionsOf({ ...at.key, channel }))),
    };
  }

  const word = () => (at.key.platform === "discord" ? "server" : "workspace");
  const strangers = () => [at.people.member, at.people.guest, at.people.outsider].filter((person) => person !== undefined);

  it.each(
    Object.values(BUTTONS)
      .flat()
      .map((action) => [encodeAction(action)]),
  )("changes nothing with the forged button %s", async (value) => {
    const before = await decided();
    for (const person of strangers()) await at.presses(person, value);
    expect(await decided()).toEqual(before);
  });

  it.each(
    FORM_NAMES.flatMap((name) =>
      FORMS[name].subjects.map((subject) => [encodeForm({ name, language, ...(subject && { subject }) }), name]),
    ),
  )("changes nothing with the forged form %s", async (value, name) => {
    const before = await decided();
    for (const person of strangers()) await at.forges(person, value, FORMS[name as FormName].values);
    expect(await decided()).toEqual(before);
  });

  it("can do nothing in another workspace, even as a manager of their own", async () => {
    const before = await decided();
    for (const kind of [
      "snooze",
      "confirm-stop",
      "stop-nudges",
      "why-nudge",
      "manage-nudge",
      "quiz-answer",
      "claim",
      "close-hand-off",
    ] as const) {
      for (const action of BUTTONS[kind]) {
        if ("subscription" in action && action.subscription === OURS) continue;
        if ("handOff" in action && action.handOff === HAND_OFFS[0]) continue;
        const { alone } = await at.presses(at.people.manager, encodeAction(action));
        expect(alone).not.toMatch(/Secret of theirs|Anna/);
        expect(alone).toMatch(/have been removed|no longer|Only the people in the channel/);
      }
    }
    expect(await decided()).toEqual(before);
  });

  it("can no longer open or submit a settings form after losing their rights", async () => {
    const { manager, member } = at.people;
    await at.malinois.settings.change(at.key, "managers", [member], manager);
    expect((await at.opensSettings(member)).alone).toContain(`These settings apply to the whole ${word()}.`);
    await at.malinois.settings.change(at.key, "managers", [], manager);
    const before = await decided();
    const value = encodeForm({ name: "settings", subject: "organisation", language });
    expect(await at.form(member, value)).toBeUndefined();
    const { alone } = await at.forges(member, value, { "organisation.name": "Mallory Ltd" });
    expect(alone).toContain(`Only the people who manage this ${word()} can change its settings.`);
    expect(await decided()).toEqual(before);
  });

  it("cannot save nonsense in a form, even as a manager", async () => {
    const { manager } = at.people;
    const before = await decided();
    for (const [subject, values] of [
      ["rules", { "retention.days": "1e9" }],
      ["rules", { "nudges.quiet-hours": "'; drop table audit; --" }],
      ["hand-off", { "hand-off.reminder-hours": "-1" }],
      ["answers", { answers: "everywhere" }],
      ["gone", { "organisation.name": "Mallory Ltd" }],
      // Settings that are not in this form.
      ["learning", { "organisation.name": "Mallory Ltd", "no.such": "setting" }],
    ] as const) {
      await at.forges(manager, encodeForm({ name: "settings", subject, language }), values);
      expect(await decided()).toEqual(before);
    }
  });
});

describe("rights to manage one channel of Slack", () => {
  it("do not apply in another channel", async () => {
    const at = await inSlack();
    at.slack?.workspace.creators.set("C1", "U2");
    const [, other] = at.channels;
    const here = { platform: "slack", workspace: at.key.workspace, channel: other, private: false };
    await at.malinois.store.nudges.saveSubscription(
      subscription({ id: OURS, place: here, owner: { ...at.key, person: "U0" } }),
      LOOK,
    );
    const stop = encodeAction({ kind: "stop-nudges", subscription: OURS, language });
    expect((await at.presses(at.people.member, stop)).alone).toContain("Only the people who manage this channel");
    expect(await at.malinois.store.nudges.subscription(OURS)).toBeDefined();
    at.slack?.workspace.creators.set("C2", "U2");
    await at.malinois.store.nudges.saveSubscription(
      subscription({ id: "c1", place: { ...here, channel: "C1" }, owner: { ...at.key, person: "U0" } }),
      LOOK,
    );
    const own = encodeAction({ kind: "stop-nudges", subscription: "c1", language });
    expect((await at.presses(at.people.member, own)).alone).toContain("Stopped.");
    await at.stop();
  });
});
