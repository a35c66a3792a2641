import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAction, encodeForm } from "../../src/actions.ts";
import type { Subject } from "../../src/administration/settings-page/subjects.ts";
import { inDiscord } from "./in-discord.ts";
import { inSlack } from "./in-slack.ts";
import type { OpenWorkplace, Workplace } from "./workplace.ts";

// The settings of a workspace as people use them: the page, its forms and what Malinois does from then on.

const PLATFORMS: readonly (readonly [string, OpenWorkplace])[] = [
  ["Slack", inSlack],
  ["Discord", inDiscord],
];
const formOf = (subject: Subject) => encodeForm({ name: "settings", subject, language: "en" });

describe.each(PLATFORMS)("settings in %s", (platform, open) => {
  let at: Workplace;
  let manager = "";
  let member = "";

  beforeEach(async () => {
    at = await open();
    ({ manager, member } = at.people);
  });
  afterEach(() => at.stop());

  /** What people call a workspace on the platform. */
  const word = () => (at.key.platform === "discord" ? "server" : "workspace");

  const change = async (subject: Subject, changes: Parameters<Workplace["fillsIn"]>[2]) => {
    const { alone } = await at.fillsIn(manager, formOf(subject), changes);
    expect(alone).toContain("Saved.");
    return alone;
  };

  it("are those of the workspace for its managers, with a form for each subject, and personal ones for everybody else", async () => {
    const page = await at.opensSettings(manager);
    expect(page.all).toBe("");
    expect(page.alone).toContain(`These settings apply to the whole ${word()}.`);
    for (const line of ["Name of the organisation: not set", "Languages of answers: all", "Answer guests: no"]) {
      expect(page.alone).toContain(line);
    }
    for (const button of ["Organisation", "Answers", "Channels", "Ask a person", "Learning", "Rules", "Language"]) {
      expect(page.alone).toContain(`"${button}"`);
    }
    const own = await at.opensSettings(member);
    expect(own.alone).toContain("Which language should I answer you in?");
    expect(own.alone).not.toContain("Organisation");
  });

  it("are shown with their current values, saved as filled in, and recorded in the audit trail", async () => {
    await change("hand-off", { "hand-off.reminder-hours": "8", "hand-off.hours": "08:00-16:30" });
    const form = await at.form(manager, formOf("hand-off"));
    expect(form).toContain('"8"');
    expect(form).toContain("08:00-16:30");
    expect(await at.malinois.settings.of(at.key)).toMatchObject({
      "hand-off.reminder-hours": 8,
      "hand-off.hours": "08:00-16:30",
    });
    const trail = await at.malinois.store.administration.auditTrail(at.key, 9);
    expect(trail.map(({ actor, what, detail }) => ({ actor, what, detail }))).toEqual(
      expect.arrayContaining([
        { actor: manager, what: "setting", detail: { name: "hand-off.reminder-hours", after: 8 } },
        { actor: manager, what: "setting", detail: { name: "hand-off.hours", after: "08:00-16:30" } },
      ]),
    );
    expect(trail).toHaveLength(2);
    expect((await at.fillsIn(manager, formOf("hand-off"), {})).alone).toContain("Saved.");
    expect(await at.malinois.store.administration.auditTrail(at.key, 9)).toHaveLength(2);
  });

  it("keep what is not touched in a form as it was set, also where its line can be read in another way", async () => {
    const helpdesk = { title: "Helpdesk; all sites", phone: "call 112 (24/7)", url: "https://help.example/a,b" };
    await at.malinois.settings.change(at.key, "organisation.helpdesk", helpdesk, "U-admin");
    await change("organisation", { "organisation.name": "Acme" });
    expect(await at.malinois.settings.of(at.key)).toMatchObject({
      "organisation.name": "Acme",
      "organisation.helpdesk": helpdesk,
    });
  });

  it("are not saved if one value is wrong, and the form says what is wrong", async () => {
    const wrong = { "retention.days": "7", "nudges.quiet-hours": "19:00-08:00" };
    const { alone } = await at.fillsIn(manager, formOf("rules"), wrong);
    expect(alone).toContain("A whole number of days from 30 to 730");
    expect((await at.malinois.settings.of(at.key))["nudges.quiet-hours"]).toBeUndefined();
    const nameless = await at.fillsIn(manager, formOf("organisation"), { "organisation.helpdesk": "02 555 00 00" });
    expect(nameless.alone).toContain("Name, telephone, e-mail or web address");
  });

  it("put the organisation's name and contacts in answers, before the pack's contacts and where Malinois has no answer", async () => {
    const before = await at.writes(member, "what is phishing?");
    expect(before.all).toContain("Your IT helpdesk checks a mail for you at your organisation.");
    await change("organisation", {
      "organisation.name": "Example Ltd",
      "organisation.helpdesk": "Service desk, 02 555 00 00, help@example.org",
      "organisation.emergency": "Security, 02 555 00 01",
    });
    const after = await at.writes(member, "what is phishing?");
    expect(after.all).toContain("Service desk (02 555 00 00) checks a mail for you at Example Ltd.");
    const unknown = await at.asks(member, "who won the football match yesterday");
    expect(unknown.alone).toMatch(/Who can help[\s\S]*Service desk[\s\S]*02 555 00 00[\s\S]*help@example\.org/);
    const urgent = await at.asks(member, "my files are encrypted");
    expect(urgent.alone).toMatch(/Unplug the network[\s\S]*Who can help[\s\S]*Security[\s\S]*02 555 00 01/);
    const people = await at.asks(member, "who can I talk to");
    expect(people.alone).toMatch(/Security[\s\S]*Service desk[\s\S]*Card Stop/);
    expect(people.alone).not.toContain("Your own people");
    expect((await at.opensSettings(manager)).alone).toContain("Service desk, 02 555 00 00, help@example.org");
  });

  it("limit the languages of answers", async () => {
    await change("answers", { languages: ["nl"] });
    const { all } = await at.writes(member, "what is phishing?");
    expect(all).toContain("Phishing is aas.");
    expect(all).toContain("Ik kan antwoorden in het Nederlands.");
    const own = await at.opensSettings(member);
    expect(own.alone).toContain("Nederlands");
    expect(own.alone).not.toContain("English");
  });

  it("can make answers to mentions visible to the asker alone", async () => {
    expect((await at.writes(member, "what is a backup?")).alone).toBe("");
    await change("answers", { answers: ["private"] });
    const { all, alone } = await at.writes(member, "what is a backup?");
    expect(all).toBe("");
    expect(alone).toContain("A backup is a copy of your files");
  });

  it("decide whether guests are answered; by default they only get the reason, first aid and their own data", async () => {
    const { guest } = at.people;
    const refused = await at.writes(guest, "what is phishing?");
    expect(refused.all).toBe("");
    expect(refused.alone).toContain(`I only answer members of this ${word()}, not its guests.`);
    const urgent = await at.asks(guest, "my files are encrypted");
    expect(urgent.alone).toContain("078 170 170");
    expect(urgent.alone).not.toContain("Unplug");
    expect((await at.asks(guest, "privacy")).alone).toContain("Your privacy");
    for (const kind of ["my-data", "confirm-erase"] as const) {
      const { alone } = await at.presses(guest, encodeAction({ kind, language: "en" }));
      expect(alone, kind).not.toContain("I only answer members");
      expect(alone, kind).not.toBe("");
    }
    expect((await at.asks(guest, "show my data")).alone).not.toContain("I only answer members");
    await change("answers", { "people.guests": ["yes"] });
    expect((await at.writes(guest, "what is phishing?")).all).toContain("Phishing is bait.");
  });

  it("decide whether people from other organisations are answered, if the platform distinguishes them", async () => {
    const { outsider } = at.people;
    if (outsider === undefined) return expect(platform).toBe("Discord");
    const refused = await at.writes(outsider, "what is phishing?");
    expect(refused).toMatchObject({ all: "", alone: expect.stringContaining("I only answer people from this organisation.") });
    await change("answers", { "people.outsiders": ["yes"] });
    expect((await at.writes(outsider, "what is phishing?")).all).toContain("Phishing is bait.");
    await change("rules", { managers: [outsider] });
    expect((await at.opensSettings(outsider)).alone).toContain("Which language should I answer you in?");
  });

  it("can let Malinois answer questions in a channel unasked, if it is sure", async () => {
    const [first, second] = at.channels;
    const talk = { mentions: false };
    expect(await at.writes(member, "what is phishing?", talk)).toEqual({ all: "", alone: "" });
    await change("channels", { "channels.questions": [first] });
    expect((await at.writes(member, "what is phishing?", talk)).all).toContain("Phishing is bait.");
    expect(await at.writes(member, "who is coming for lunch?", talk)).toEqual({ all: "", alone: "" });
    // 84 % is sure enough for somebody who addresses Malinois, but not for an unasked answer.
    expect((await at.asks(manager, "can somebody tell me what phishing means?")).alone).toContain("Phishing is bait.");
    expect(await at.writes(member, "can somebody tell me what phishing means?", talk)).toEqual({ all: "", alone: "" });
    expect(await at.writes(member, "phishing mail", talk)).toEqual({ all: "", alone: "" });
    expect(await at.writes(member, "what is phishing?", { ...talk, channel: second })).toEqual({ all: "", alone: "" });
    await change("channels", { "channels.questions": [], "channels.usual": ["questions"], "channels.mention": [first] });
    expect(await at.writes(member, "what is phishing?", talk)).toEqual({ all: "", alone: "" });
    expect((await at.writes(member, "what is phishing?", { ...talk, channel: second })).all).toContain("Phishing is bait.");
  });

  it("can switch Malinois off in a channel, where only commands and private replies still work", async () => {
    const [first, second] = at.channels;
    await change("channels", { "channels.off": [first] });
    const { all, alone } = await at.writes(member, "what is phishing?");
    expect(all).toBe("");
    expect(alone).toContain("I am switched off in this channel.");
    expect((await at.asks(member, "what is phishing?")).alone).toContain("Phishing is bait.");
    expect((await at.writes(member, "what is phishing?", { channel: second })).all).toContain("Phishing is bait.");
    await change("channels", { "channels.off": [], "channels.usual": ["off"], "channels.mention": [second] });
    expect((await at.writes(member, "what is phishing?")).all).toBe("");
    expect((await at.writes(member, "what is phishing?", { channel: second })).all).toContain("Phishing is bait.");
  });

  it("give new nudges the workspace's quiet hours", async () => {
    await change("rules", { "nudges.quiet-hours": "17:00-08:30" });
    const value = encodeForm({ name: "add-nudge", language: "en" });
    const early = { where: ["me"], content: ["tip"], days: ["2"], time: "08:15" };
    const refused = await at.fillsIn(member, value, platform === "Slack" ? { ...early } : early);
    expect(refused.alone).toContain("That time falls within the quiet hours.");
    await at.fillsIn(member, value, { ...early, time: "09:15" });
    const [kept] = await at.malinois.store.nudges.subscriptionsOf({ ...at.key, channel: member, recipient: member });
    expect(kept?.sendPolicy.quietHours).toEqual({ from: "17:00", to: "08:30" });
  });

  it("can be changed by people who are named as managers, until they are removed", async () => {
    expect(await at.form(member, formOf("rules"))).toBeUndefined();
    await change("rules", { managers: [member] });
    expect((await at.opensSettings(member)).alone).toContain("Who else may change settings: 1 person");
    await at.fillsIn(member, formOf("learning"), { gaps: ["nothing"] });
    expect((await at.malinois.settings.of(at.key)).gaps).toBe("nothing");
    await change("rules", { managers: [] });
    const late = await at.forges(member, formOf("hand-off"), { "hand-off.hours": "00:00-23:59" });
    expect(late.alone).toContain(`Only the people who manage this ${word()}`);
    expect((await at.malinois.settings.of(at.key))["hand-off.hours"]).toBe("09:00-17:00");
  });
});

describe("settings in Slack", () => {
  it("are the workspace's for its managers, when they type “settings” and on App Home", async () => {
    const at = await inSlack();
    expect((await at.writes(at.people.manager, "settings")).alone).toContain(
      `These settings apply to the whole ${at.key.platform === "discord" ? "server" : "workspace"}.`,
    );
    expect((await at.writes(at.people.member, "settings")).all).toContain("Which language should I answer you in?");
    const home = async (person: string) => {
      await at.goesHome?.(person);
      return JSON.stringify(at.slack?.workspace.homes.get(person));
    };
    expect(await home(at.people.member)).not.toContain('"Settings"');
    expect(await home(at.people.manager)).toContain('"Settings"');
    await at.stop();
  });
});
