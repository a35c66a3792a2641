import { describe, expect, test } from "vitest";
import type { Matcher } from "../../src/matching/matcher.ts";
import type { Decision, Language } from "../../src/model.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handlerFor, idsOf, startTalk, textOf } from "./talk.ts";

type Action = NonNullable<Decision["action"]>;

/** What people say to Malinois about itself, by the resulting action and the language of the answer. */
const SAID: Readonly<Partial<Record<Action, Readonly<Record<Language, readonly string[]>>>>> = {
  help: {
    en: ["help", "what can you do?", "how do you work", "menu"],
    nl: ["wat kan je doen", "hoe werkt dit?", "hulp"],
    fr: ["que pouvez-vous faire ?", "comment ça marche ?", "mode d’emploi"],
    de: ["wie funktioniert das?", "Was können Sie?", "Anleitung"],
  },
  about: {
    en: ["version", "who made you?", "what version are you", "are you a robot?", "who are you"],
    nl: ["welke versie ben je?", "wie heeft je gemaakt?", "ben je een mens?"],
    fr: ["quelle est ta version ?", "qui vous a créé ?", "tu es un robot ?", "peut-on te faire confiance ?"],
    de: ["welche Version bist du?", "wer hat dich gemacht?", "bist du ein Mensch?", "kann ich dir vertrauen?"],
  },
  settings: {
    en: ["my settings", "show my settings", "preferences"],
    nl: ["mijn instellingen", "toon mijn instellingen"],
    fr: ["mes paramètres", "affiche mes réglages"],
    de: ["meine Einstellungen", "zeig mir meine Einstellungen"],
  },
  privacy: {
    en: [
      "privacy",
      "what do you know about me",
      "what happens with my data?",
      "does my boss see this?",
      "can anyone else read what I ask you",
      "will you tell my manager?",
      "who reads my questions",
      "do you report me to HR?",
    ],
    nl: [
      "wat gebeurt er met mijn gegevens?",
      "mijn privacy",
      "ziet mijn baas dit?",
      "kan iemand anders dit lezen?",
      "zeg je dit tegen mijn baas?",
      "wie leest mijn vragen",
    ],
    fr: [
      "vie privée",
      "que deviennent mes données ?",
      "mon chef voit ça ?",
      "est-ce que mon employeur peut voir mes questions ?",
      "tu vas le dire à mon chef ?",
      "qui lit mes questions",
    ],
    de: [
      "was passiert mit meinen Daten?",
      "Datenschutz",
      "sieht mein Chef das?",
      "kann mein Arbeitgeber meine Fragen lesen?",
      "sagst du das meinem Chef?",
      "wer liest meine Fragen",
    ],
  },
  "my-data": {
    en: ["show my data", "my data", "give me a copy of my data", "download my data please", "I want to see my data"],
    nl: ["toon mijn gegevens", "mijn gegevens", "laat me mijn gegevens zien", "ik wil een kopie van mijn gegevens"],
    fr: ["montre-moi mes données", "mes données", "je voudrais voir mes données", "télécharger mes données"],
    de: ["zeig mir meine Daten", "meine Daten", "ich möchte meine Daten sehen", "schick mir meine Daten"],
  },
  erase: {
    en: ["delete my data", "erase my data", "forget me", "can you delete my data?"],
    nl: ["wis mijn gegevens", "vergeet me", "kan je mijn gegevens wissen?"],
    fr: ["efface mes données", "oubliez-moi", "comment supprimer mes données ?"],
    de: ["lösche meine Daten", "vergiss mich", "können Sie meine Daten löschen?"],
  },
  quiz: {
    en: ["quiz me", "quiz", "give me a quiz question", "test my knowledge"],
    nl: ["overhoor me eens", "geef me een quizvraag", "ik wil een quiz doen"],
    fr: ["interroge-moi", "pose-moi une question", "je voudrais faire un quiz"],
    de: ["frag mich ab", "stell mir eine Quizfrage", "teste mein Wissen"],
  },
  "add-nudge": {
    en: [
      "remind me every monday",
      "how do I set up nudges?",
      "send me a tip every week",
      "subscribe",
      "weekly tips please",
      "id like a reminder",
    ],
    nl: ["herinner me elke maandag", "hoe stel ik nudges in?", "stuur me elke week een tip", "schrijf me in"],
    fr: ["rappelle-moi tous les lundis", "comment programmer des nudges ?", "envoyez-moi un conseil chaque semaine"],
    de: ["erinnere mich jeden Montag", "wie richte ich Nudges ein?", "schick mir jede Woche einen Tipp"],
  },
  "edit-nudges": {
    en: ["change my reminders", "edit the nudges", "how do I change the tips?", "can you move the reminders?", "nudges change"],
    nl: ["wijzig mijn herinneringen", "pas de tips aan", "hoe kan ik de herinneringen aanpassen?", "herinneringen verzetten"],
    fr: [
      "modifier les rappels",
      "changez l'heure des rappels",
      "comment modifier mes rappels ?",
      "déplacez les rappels au lundi",
    ],
    de: [
      "ändere meine Erinnerungen",
      "Tipps verschieben",
      "wie kann ich die Erinnerungen ändern?",
      "die Uhrzeit der Tipps ändern",
    ],
  },
  "pause-nudges": {
    en: [
      "pause",
      "pause the nudges",
      "snooze",
      "mute these messages",
      "pause for two weeks",
      "pause until monday",
      "pause the tips until 1 december",
    ],
    nl: ["pauzeer de tips", "nudges pauzeren", "even pauze", "pauzeer tot maandag", "pauzeer de tips een week"],
    fr: ["mets les rappels en pause", "mettre en pause", "mets les rappels en pause jusqu'à lundi", "pause pendant une semaine"],
    de: [
      "pausieren",
      "pausiere die Nudges",
      "mach eine Pause",
      "pausiere die Tipps bis Montag",
      "Nudges bis 1. Dezember pausieren",
      "pausieren für eine Woche",
    ],
  },
  "stop-nudges": {
    en: ["stop", "STOP!", "unsubscribe", "stop sending me these", "no more tips", "leave me alone", "how do I unsubscribe?"],
    nl: ["hou op", "stop met die berichten", "geen tips meer", "ik wil me uitschrijven", "laat me met rust"],
    fr: ["arrête", "désabonnez-moi", "plus de messages", "comment me désabonner ?", "laissez-moi tranquille"],
    de: ["hör auf", "melde mich ab", "keine Tipps mehr", "wie melde ich mich ab?", "lass mich in Ruhe"],
  },
};

const CASES = Object.entries(SAID).flatMap(([action, byLanguage]) =>
  Object.entries(byLanguage).flatMap(([language, texts]) => texts.map((text) => ({ action, language, text }))),
);

test.each(CASES)("“$text” ($language) is $action", ({ action, language, text }) => {
  const decision = startTalk().say(text);
  expect(decision).toMatchObject({ outcome: "command", action, language, entries: [], changes: [] });
  expect(decision.replies).toHaveLength(1);
  // The result is the same after another question.
  const talk = startTalk();
  talk.say("how do I lease a bike?");
  expect(talk.say(text)).toMatchObject({ outcome: "command", action });
});

test.each([
  ["where is the bike shed?", "who made this?"],
  ["where is the bike shed?", "who is behind it?"],
  ["waar is de fietsenstalling?", "wie heeft dit gemaakt?"],
  ["waar is de fietsenstalling?", "wie zit hierachter?"],
  ["comment réparer une crevaison ?", "qui a fait ça ?"],
  ["wie lease ich ein Rad?", "wer hat das gemacht?"],
  ["wie lease ich ein Rad?", "wer steckt dahinter?"],
])("below an answer (%j), %j asks about that answer; by itself, about Malinois", (question, next) => {
  expect(startTalk().say(next).action).toBe("about");
  const talk = startTalk();
  talk.say(question);
  expect(talk.say(next).action).not.toBe("about");
});

test.each([
  ["en", "I tell nobody who asked me what, not even your manager."],
  ["nl", "Ik zeg aan niemand wie me wat vroeg, ook niet aan je leidinggevende."],
  ["fr", "Je ne dis à personne qui m’a demandé quoi, pas même à votre responsable."],
  ["de", "Ich sage niemandem, wer mich was gefragt hat, auch nicht Ihren Vorgesetzten."],
] as const)("privacy (%s) begins with who can see it, the first thing that people worry about", (language, first) => {
  const [reply] = startTalk({ locale: language }).press({ kind: "privacy", language }).replies;
  expect(reply?.body[0]).toContain(first);
});

test("says which version it is, and who made it", () => {
  const [reply] = startTalk().say("who made you?").replies;
  expect(reply?.title).toMatch(/^Malinois, version \d+\.\d+\.\d+$/);
  expect(reply?.body.join(" ")).toContain("maintainers");
});

describe("one word never changes the language of somebody known", () => {
  test.each([
    ["stop", "en"],
    ["hulp", "en"],
    ["Datenschutz", "fr"],
    ["merci", "de"],
    ["quiz", "fr"],
  ])("“%s” to a person who reads %s", (text, language) => {
    expect(startTalk({ locale: language }).say(text).language).toBe(language);
    expect(startTalk({ chosen: language }).say(text).language).toBe(language);
  });

  test("two words do, and one of somebody unknown", () => {
    expect(startTalk({ locale: "en" }).say("aidez-moi").language).toBe("fr");
    expect(startTalk().say("Einstellungen").language).toBe("de");
  });
});

test.each(["stop", "help", "help me!", "pause", "delete my data", "quiz", "version", "settings"])(
  "“%s” among people who talk is not said to Malinois",
  (text) => {
    const talk = startTalk({ addressed: false });
    talk.say("how do I repair a puncture?");
    const decision = talk.say(text);
    expect(decision).toMatchObject({ replies: [], changes: [] });
    expect(decision.action).toBeUndefined();
  },
);

describe("a cry for help", () => {
  const CRIES: readonly (readonly [string, Language])[] = [
    ["HELP!!!", "en"],
    ["help!", "en"],
    ["help me", "en"],
    ["please help me now", "en"],
    ["sos", "en"],
    ["I need help", "en"],
    ["help mij", "nl"],
    ["hulp!", "nl"],
    ["ik heb dringend hulp nodig", "nl"],
    ["aidez-moi", "fr"],
    ["à l’aide !", "fr"],
    ["au secours", "fr"],
    ["Hilfe!!", "de"],
    ["hilf mir", "de"],
    ["Notfall", "de"],
  ];
  test.each(CRIES)("“%s” gets first aid first, and whom to call", (text, language) => {
    const decision = startTalk().say(text);
    expect(decision).toMatchObject({ outcome: "choices", action: "help", language, replies: [{ urgent: true }] });
    expect(idsOf(decision)).toEqual(["stolen-bike", "flat-tyre"]);
    const [reply] = decision.replies;
    expect(reply?.choices.map(({ action }) => action)).toMatchObject([{ entry: "stolen-bike" }, { entry: "flat-tyre" }]);
    expect(reply?.contacts?.items).toContainEqual(expect.objectContaining({ way: { kind: "phone", value: "02 555 01 02" } }));
    expect(reply?.actions.map(({ action }) => action.kind)).toEqual(["person", "help"]);
  });

  test("is offered first what the pack names first", () => {
    const pack = { ...BICYCLE_PACK, firstAid: ["flat-tyre", "gone"] };
    expect(idsOf(startTalk({}, handlerFor(pack)).say("HELP!!!"))).toEqual(["flat-tyre", "stolen-bike"]);
  });

  test("can be answered with a number", () => {
    const talk = startTalk();
    talk.say("HELP!!!");
    expect(talk.say("the second one")).toMatchObject({ outcome: "answer", entries: [{ id: "flat-tyre" }] });
  });

  test("said calmly gets the help page, with first aid within reach", () => {
    const decision = startTalk().say("help");
    expect(decision).toMatchObject({ outcome: "command", action: "help" });
    expect(decision.replies[0]?.choices[0]?.action).toMatchObject({ kind: "show", entry: "stolen-bike" });
    expect(textOf(decision)).toContain("Has something just happened?");
  });

  test("gets the help page where the pack has no first aid", () => {
    const calm = { ...BICYCLE_PACK, entries: BICYCLE_PACK.entries.map((entry) => ({ ...entry, urgent: false })) };
    expect(startTalk({}, handlerFor(calm)).say("HELP!!!")).toMatchObject({ outcome: "command", action: "help" });
  });
});

describe("a follow-up with nothing to follow", () => {
  const answersAll: Matcher = {
    match: () => ({
      language: "en",
      outcome: "answer",
      candidates: [{ id: "flat-tyre", confidence: 1 }],
      offered: 1,
      matched: [],
    }),
  };
  test.each([
    ["more", "More of what?"],
    ["meer", "Meer waarover?"],
    ["plus", "Posez d’abord votre question"],
    ["mehr", "Mehr wovon?"],
    ["the second one", "I am not sure what you are referring to"],
    ["both", "I am not sure what you are referring to"],
    ["sources?", "I am not sure what you are referring to"],
  ])("“%s” is asked back, and never taken for a question", (text, said) => {
    const decision = startTalk({}, handlerFor(BICYCLE_PACK, answersAll)).say(text);
    expect(decision).toMatchObject({ outcome: "unknown", entries: [] });
    expect(textOf(decision)).toContain(said);
  });
});
