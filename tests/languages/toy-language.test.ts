import { rmSync } from "node:fs";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { Action } from "../../src/actions.ts";
import type { FormSubmission } from "../../src/forms.ts";
import type { Inbound, Pack, Reply } from "../../src/model.ts";
import { carryOut, UNSAVED } from "../carry-out.ts";
import { foreignWords, TOY, toyPack, toyText } from "./toy-language.ts";

// A fifth language is one folder and one file per adapter. Here they are in a separate folder, and everything that
// Malinois says is drawn with them. Any text without their brackets is hard-coded.

const { root } = await vi.hoisted(async () => {
  const { makeToyRepository } = await import("./toy-language.ts");
  return { root: makeToyRepository() };
});
vi.mock("../../src/languages/root.ts", () => ({ ROOT: root }));
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true });
});

const { UI_LANGUAGES } = await import("../../src/languages/languages.ts");
const { handlerFor, startTalk } = await import("../conversation/talk.ts");
const { BICYCLE_PACK } = await import("../conversation/bicycle-pack.ts");
const { CAMPAIGN } = await import("../nudges/delivery/harness.ts");
const { createLibrary } = await import("../../src/nudges/content/library.ts");
const { createNudgeCommands } = await import("../../src/nudges/commands/nudge-commands.ts");
const { addNudgeForm } = await import("../../src/nudges/commands/forms/form.ts");
const { createSettingsFeature } = await import("../../src/administration/settings-page/feature.ts");
const { SUBJECT_NAMES } = await import("../../src/administration/settings-page/subjects.ts");
const { USUAL_POLICIES } = await import("../../src/administration/policy.ts");
const { openStore } = await import("../../src/store/store.ts");
const { seededRandom } = await import("../../src/text/random.ts");
const { anna, at, BRUSSELS, channel, holidayOn } = await import("../nudges/fixtures.ts");

const store = await openStore({ dataDirectory: ":memory:" });
const QUIZ = { question: toyText("Who?"), options: [toyText("We"), toyText("They")], answer: 0, why: toyText("So.") };
const BICYCLES = toyPack(BICYCLE_PACK);
const PACK: Pack = { ...BICYCLES, entries: BICYCLES.entries.map((entry) => ({ ...entry, quiz: [QUIZ] })) };
const inToy = (text: string) => ({ [TOY]: toyText(text) });
const CAMPAIGNS = [{ ...CAMPAIGN, name: inToy("Month"), description: inToy("All"), audience: inToy("All") }];
const library = createLibrary(PACK, CAMPAIGNS);
const form = addNudgeForm({ areas: PACK.areas, library }, TOY, { zone: BRUSSELS, mayManage: true });

/** Words that are in no catalogue: the runtime's names of languages and days, and what people typed. */
const KNOWN = new Set(
  [
    ...UI_LANGUAGES.flatMap((language) => [
      new Intl.DisplayNames([language], { type: "language" }).of(language) ?? "",
      new Intl.DisplayNames([TOY], { type: "language" }).of(language) ?? "",
    ]),
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => new Intl.DateTimeFormat(TOY, { weekday: "long" }).format(Date.UTC(2024, 0, day))),
    ...BRUSSELS.split("/"),
    "Anna",
    "Malinois",
    "none",
  ].map((word) => word.toLowerCase()),
);
const foreign = (output: unknown) => foreignWords(output).filter((word) => !KNOWN.has(word.toLowerCase()));

const SIMPLE = ["why", "help", "person", "privacy", "settings", "language", "home", "my-data", "confirm-erase", "erase"] as const;
const [entry = ""] = PACK.entries.map(({ id }) => id);

function conversation(): Reply[] {
  const talk = startTalk({ chosen: TOY, private: true, today: 20_000 }, handlerFor(PACK));
  const actions: Action[] = [
    ...PACK.entries.flatMap(({ id }) =>
      (["show", "more", "sources", "share"] as const).map((kind) => ({ kind, entry: id, language: TOY })),
    ),
    ...[true, false].map((helpful): Action => ({ kind: "feedback", entry, language: TOY, helpful })),
    { kind: "show", entry: "gone", language: TOY },
    { kind: "topics", language: TOY },
    ...PACK.areas.map(({ id }): Action => ({ kind: "topics", area: id, language: TOY })),
    ...[TOY, "auto"].map((choice): Action => ({ kind: "set-language", choice, language: TOY })),
    ...SIMPLE.map((kind): Action => ({ kind, language: TOY })),
  ];
  const texts = [
    "hello",
    "thanks",
    "ok",
    "bye",
    "help",
    "why",
    "sources",
    "none of these",
    "the second",
    "zzz qqq",
    "?",
    "www.x.be",
  ];
  return [...actions.flatMap((action) => talk.press(action).replies), ...texts.flatMap((text) => talk.say(text).replies)];
}

async function nudges(): Promise<Reply[]> {
  const now = at("2026-11-22 12:00");
  const settings = new Map<string, string>();
  const commands = createNudgeCommands({
    store: store.nudges,
    settings: {
      workspaceSetting: async (_, name) => settings.get(name),
      setWorkspaceSetting: async (_, name, value) =>
        void (value === undefined ? settings.delete(name) : settings.set(name, value)),
    },
    content: async () => ({ library, areas: PACK.areas }),
    ...{ holidayOn, now: () => now, random: seededRandom(7), zone: BRUSSELS, wake: () => undefined },
    hearsNewcomers: () => true,
  });
  const asker = { id: anna.person, name: "Anna", mayManage: "workspace" as const };
  const received = { id: "q", place: { ...channel, private: true, thread: "t", handle: "h" }, asker };
  const answer = async (inbound: Inbound) =>
    (await carryOut(store.inbox, inbound, (changes) => commands.answer(inbound, TOY, changes))) ?? [];
  const fill = (values: FormSubmission["values"]) =>
    answer({ kind: "submitted", ...received, submission: { form: "add-nudge", language: TOY, values } });
  const texts = [
    ...["/nudge", "/nudge help", "/nudge add", "/nudge list", "/nudge campaign", `/nudge campaign start ${CAMPAIGN.id}`],
    ...[
      "/nudge list",
      "/nudge preview",
      "/nudge now",
      "/nudge history",
      "/nudge campaign progress",
      "/nudge pause",
      "/nudge list",
    ],
    ...[
      "/nudge edit",
      "/nudge resume",
      "/nudge pause until 2026-12-24",
      "/nudge pause until soon",
      "/nudge remove",
      "/nudge newcomers",
    ],
    ...[`/nudge newcomers ${CAMPAIGN.id}`, "/nudge newcomers", "/nudge newcomers off", "/quiz", "/quiz here", "/quiz me"],
    ...["/quiz board", "/quiz board on", "/quiz board", "/quiz changes on", "/quiz changes off", "/nudge remove gone"],
  ];
  const replies = [...(await fill({})), ...(await fill({ time: ["noon"] }))];
  for (const text of texts) replies.push(...(await answer({ kind: "asked", ...received, text, addressed: true })));
  return replies;
}

/** Returns what people who manage a workspace read: the page, and each of its forms. */
async function settings(): Promise<Reply[]> {
  const feature = createSettingsFeature({
    policies: USUAL_POLICIES,
    settings: { change: async () => undefined },
    pack: () => ({ languages: [], entries: [] }),
  });
  const asker = { id: "a", mayManage: "workspace" as const };
  const place = { platform: "test", workspace: "w", channel: "c", private: true };
  const answer = async (more: Pick<Inbound, "kind"> & Partial<Inbound>) =>
    (await feature.answer({ id: "q", place, asker, text: "", ...more } as Inbound, TOY, UNSAVED)) ?? [];
  const forms = await Promise.all(
    SUBJECT_NAMES.map((subject) => feature.form({ name: "settings", subject, language: TOY }, asker, place)),
  );
  const bad = { form: "settings", language: TOY, subject: "rules", values: { "retention.days": ["1"] } } as const;
  return [
    ...(await answer({ kind: "pressed", action: { kind: "settings", language: TOY } })),
    ...(await answer({ kind: "submitted", submission: bad })),
    ...(await answer({ kind: "submitted", submission: bad, asker: { id: "b" } })),
    ...(await answer({ kind: "submitted", submission: { ...bad, subject: "gone" } })),
    ...forms.flatMap((one): Reply[] =>
      one === undefined ? [] : [{ kind: "notice", language: TOY, body: [], choices: [], actions: [], form: one }],
    ),
  ];
}

const REPLIES = [...conversation(), ...(await nudges()), ...(await settings())];

describe("a fifth language", () => {
  test("is found by its folder, and used in everything that the core says", () => {
    expect(UI_LANGUAGES).toContain(TOY);
    expect(REPLIES.length).toBeGreaterThan(60);
    for (const reply of REPLIES) expect({ reply, foreign: foreign(reply) }).toEqual({ reply, foreign: [] });
    expect(foreign(form)).toEqual([]);
  });

  test("is used in Slack, in messages, modals and App Home", async () => {
    const { renderReply } = await import("../../adapters/slack/render/render.ts");
    const views = await import("../../adapters/slack/render/views.ts");
    const { formModal } = await import("../../adapters/slack/render/forms.ts");
    const origin = { channel: "C1", thread: "1.000001", private: true };
    const action = { kind: "feedback", entry, language: TOY, helpful: false } as const;
    const drawn = [
      ...REPLIES.flatMap((reply) => [...renderReply(reply), views.answerModal(reply, origin, []).view, views.homeView(reply)]),
      ...[views.askModal(TOY, origin), views.workingModal(TOY, origin), views.failedModal(TOY, origin)],
      ...[views.reasonModal(TOY, origin, action), views.shareModal(TOY, origin, { kind: "share", entry, language: TOY })],
      formModal(form, origin),
    ];
    for (const one of drawn) expect({ one, foreign: foreign(one) }).toEqual({ one, foreign: [] });
  });

  test("is used in Discord, in messages, modals, commands and their options", async () => {
    const { renderReply } = await import("../../adapters/discord/render/render.ts");
    const forms = await import("../../adapters/discord/render/forms.ts");
    const { ALL_INSTALLATIONS, commandDefinitions } = await import("../../adapters/discord/commands/commands.ts");
    const drawn = [
      ...REPLIES.flatMap((reply) => renderReply(reply)),
      forms.reasonModal({ kind: "feedback", entry, language: TOY, helpful: false }),
      forms.formModal(form, forms.wantedBy(form)),
    ];
    for (const one of drawn) expect({ one, foreign: foreign(one) }).toEqual({ one, foreign: [] });

    const described =
      JSON.stringify(commandDefinitions(ALL_INSTALLATIONS)).match(/"(name|description)_localizations":\{[^}]*\}/g) ?? [];
    expect(described.length).toBeGreaterThan(40);
    for (const one of described) expect(one).toContain('"sv-SE":"');
  });

  test("is used in the playground, on the page and in its answers", async () => {
    const { renderReply } = await import("../../adapters/playground/render/render.ts");
    const { describeLanguages, localisePage } = await import("../../adapters/playground/render/page.ts");
    const { readPageFiles } = await import("../../adapters/playground/render/page-files.ts");
    const pack = { name: { sv: "Vakthundar" }, languages: [TOY] };
    for (const reply of REPLIES) expect(foreign({ ...renderReply(reply), entry: undefined })).toEqual([]);
    expect(foreign(describeLanguages(pack)[TOY]?.texts)).toEqual([]);

    const page = localisePage(readPageFiles().find(({ name }) => name === "index.html")?.text ?? "", TOY, pack);
    expect(page).toContain('<html lang="sv"');
    expect(page).toContain('<option value="sv" lang="sv">Svenska</option>');
    const shown = page
      .replace(/[\s\S]*<body/, "")
      .replace(/<option value="\w\w"[^<]*<\/option>|<script[\s\S]*?<\/script>|<[^>]*>/g, " ");
    expect(foreign(shown)).toEqual([]);
  });
});
