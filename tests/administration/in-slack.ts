import { expect } from "vitest";
import { startSlack } from "../adapters/slack/harness.ts";
import { filledIn, openView } from "../protocol/slack/filling.ts";
import { BOT_USER, TEAM } from "../protocol/slack/workspace.ts";
import { createMalinois } from "./malinois.ts";
import type { Heard, OpenWorkplace } from "./workplace.ts";

/** Opens a Slack workspace with Malinois in it. */
export const inSlack: OpenWorkplace = async (options) => {
  const malinois = await createMalinois(options);
  const run = await startSlack({ now: () => malinois.clock.now, makeHost: malinois.host });
  const { slack, people, deliver } = run;
  const { workspace } = slack;
  const channels = ["C1", "C2"] as const;
  for (const channel of channels) workspace.joined.add(channel);
  workspace.profiles.set("U1", { is_admin: true, name: "Anna" });
  workspace.profiles.set("U3", { is_restricted: true });
  workspace.profiles.set("U4", { team_id: "T0OTHER", is_admin: true });

  const alone = (person: string) => [
    ...workspace.ephemerals.map(({ blocks }) => JSON.stringify(blocks)),
    ...workspace.answers(`D${person}`).map(({ blocks }) => JSON.stringify(blocks)),
  ];
  const all = () => channels.flatMap((channel) => workspace.answers(channel).map(({ blocks }) => JSON.stringify(blocks)));

  async function heard(person: string, act: () => Promise<unknown>): Promise<Heard> {
    const [before, done] = [
      { all: all(), alone: alone(person), view: JSON.stringify(openView(workspace)) },
      malinois.dealtWith(),
    ];
    const acknowledged = (await act()) as { readonly payload?: { readonly errors?: object } } | undefined;
    await slack.until(() => malinois.dealtWith() > done && !malinois.isBusy(), "it is dealt with");
    const view = JSON.stringify(openView(workspace));
    return {
      all: all().slice(before.all.length).join("\n"),
      alone: [
        ...alone(person).slice(before.alone.length),
        ...(view === before.view ? [] : [view]),
        ...errorsIn(acknowledged),
      ].join("\n"),
    };
  }

  const press = (person: string, value: string) =>
    deliver(people.press(person, "C1", {}, { type: "button", action_id: "action-0", value }, true));
  const metadata = (value: string) => JSON.stringify({ channel: "C1", private: true, form: value });
  const stateOf = (values: Parameters<typeof filledIn>[1]) =>
    Object.fromEntries(
      Object.entries(values ?? {}).map(([name, given]) => [
        name,
        { [name]: typeof given === "string" ? { value: given } : { selected_conversations: given } },
      ]),
    );

  return {
    malinois,
    slack,
    key: { platform: "slack", workspace: TEAM },
    people: { manager: "U1", member: "U2", guest: "U3", outsider: "U4" },
    channels,
    writes: (person, text, { channel = "C1", mentions = true } = {}) =>
      heard(person, async () => {
        const said = people.speak({ user: person, channel, text: mentions ? `<@${BOT_USER}> ${text}` : text });
        await deliver(mentions ? said.mention : said.message);
      }),
    asks: (person, text) => heard(person, () => deliver(people.command(person, "C1", "/ask", text))),
    opensSettings: (person) => heard(person, () => deliver(people.command(person, "C1", "/malinois", "settings"))),
    presses: (person, value) => heard(person, () => press(person, value)),
    async fillsIn(person, value, changes) {
      await heard(person, () => press(person, value));
      const view = openView(workspace);
      if (view === undefined) throw new Error("no form is open");
      return heard(person, () => deliver(people.submits(person, view, filledIn(view, changes))));
    },
    forges: (person, value, values) =>
      heard(person, async () => {
        const view = { id: workspace.nextId("V"), hash: "1", callback_id: "form", private_metadata: metadata(value) };
        await deliver(people.submits(person, view, stateOf(values)));
      }),
    async form(person, value) {
      const views = workspace.views.size;
      await heard(person, () => press(person, value));
      return workspace.views.size > views ? JSON.stringify(openView(workspace)?.blocks) : undefined;
    },
    goesHome: (person) => heard(person, () => deliver(people.opens(person, "home"))),
    async stop() {
      await run.stop();
      await malinois.store.close();
      expect(slack.violations).toEqual([]);
    },
  };
};

/** Returns the errors at the fields of a submitted form. */
function errorsIn(acknowledged: { readonly payload?: { readonly errors?: object } } | undefined): readonly string[] {
  const { errors } = acknowledged?.payload ?? {};
  return errors === undefined ? [] : [JSON.stringify(errors)];
}
