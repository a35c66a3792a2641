import { describe, expect, test } from "vitest";
import type { Decision, Language } from "../../src/model.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handlerFor, startTalk, textOf } from "./talk.ts";

/** A question that opens a thread about the entry that has everything one can follow up: steps, points, more, sources, related. */
const ABOUT_A_PUNCTURE: Readonly<Record<Language, string>> = {
  en: "how do I repair a puncture?",
  nl: "hoe herstel ik een lek?",
  fr: "comment réparer une crevaison ?",
  de: "wie repariere ich eine Reifenpanne?",
};

/** Texts that people write after an answer, by what they must do. */
const FOLLOW_UPS: Readonly<Record<"more" | "sources" | "why" | "person", Readonly<Record<Language, readonly string[]>>>> = {
  more: {
    en: [
      "more",
      "More please!",
      "tell me more",
      "go on",
      "details?",
      "can you tell me more about that?",
      "what else should I know about it",
      "mroe",
      "detials pls",
      "yes, go on",
      "and?",
    ],
    nl: [
      "meer",
      "meer info aub",
      "vertel eens wat meer",
      "ga door",
      "leg dat eens uit",
      "kan je dat wat meer uitleggen?",
      "nog details?",
      "vertel me meer",
    ],
    fr: [
      "plus",
      "plus de détails stp",
      "dis-m’en plus",
      "tu peux développer ?",
      "en savoir plus svp",
      "continuez",
      "et la suite ?",
    ],
    de: [
      "mehr",
      "mehr dazu bitte",
      "weiter",
      "erzähl mir mehr",
      "Können Sie das näher erläutern?",
      "Details bitte",
      "geht’s genauer?",
    ],
  },
  sources: {
    en: [
      "source?",
      "sources",
      "links?",
      "where did you get that?",
      "says who?",
      "do you have a source for that?",
      "soures please",
      "is that true?",
    ],
    nl: [
      "bron?",
      "bronnen aub",
      "heb je daar een bron van?",
      "waar haal je dat vandaan?",
      "wie zegt dat?",
      "hebt ge daar ne link van",
    ],
    fr: [
      "source ?",
      "tu as les sources ?",
      "d’où ça vient ?",
      "vous avez un lien ?",
      "c’est qui qui dit ça",
      "quelles sont vos sources ?",
    ],
    de: ["Quelle?", "Quellen bitte", "woher weißt du das?", "Haben Sie einen Beleg dafür?", "wo steht das?"],
  },
  why: {
    en: ["why this?", "why did I get this", "Why?", "why am I seeing this answer?"],
    nl: ["waarom dit?", "waarom krijg ik dit antwoord", "waarom?"],
    fr: ["pourquoi ?", "pourquoi cette réponse ?", "pourquoi ça"],
    de: ["warum das?", "wieso?", "Warum bekomme ich diese Antwort?"],
  },
  person: {
    en: ["who can I talk to?", "a human please", "can I speak to a person", "is there someone I can talk to?"],
    nl: ["met wie kan ik praten?", "ik wil een mens spreken", "kan ik iemand bellen", "wie kan mij helpen?"],
    fr: ["à qui puis-je parler ?", "je voudrais parler à quelqu’un", "un humain svp"],
    de: ["mit wem kann ich sprechen?", "ich möchte mit einem Menschen reden", "ein Mensch bitte"],
  },
};

const CASES = Object.entries(FOLLOW_UPS).flatMap(([action, byLanguage]) =>
  Object.entries(byLanguage).flatMap(([language, texts]) => texts.map((text) => ({ action, language, text }))),
);

test("a picture without words is answered with what can be read, and one with words by them", () => {
  const place = { platform: "test", workspace: "w", channel: "c", private: true };
  const asked = { kind: "asked", id: "1", place, asker: { id: "a" }, addressed: true, hasFiles: true } as const;
  const handle = handlerFor(BICYCLE_PACK);
  expect(textOf(handle({ ...asked, text: "" }, {}))).toContain("I cannot read pictures or files.");
  expect(handle({ ...asked, text: "how do I repair a puncture?" }, {}).outcome).toBe("answer");
});

describe("after an answer", () => {
  test.each(CASES)("“$text” ($language) is $action", ({ action, language, text }) => {
    const talk = startTalk();
    talk.say(ABOUT_A_PUNCTURE[language] ?? "");
    const decision = talk.say(text);
    expect(decision).toMatchObject({ action, language });
    if (action === "more" || action === "sources")
      expect(decision).toMatchObject({ outcome: "answer", entries: [{ id: "flat-tyre" }] });
    expect(decision.replies).toHaveLength(1);
  });

  const SWITCHES: readonly (readonly [string, Language])[] = [
    ["en français ?", "fr"],
    ["in Dutch please", "nl"],
    ["in flemish?", "nl"],
    ["kan je dat ook in het Nederlands zeggen?", "nl"],
    ["could you say that in French for my colleague?", "fr"],
    ["tu peux le redire en allemand ?", "de"],
    ["auf Deutsch bitte", "de"],
    ["auf franzoesisch", "fr"],
    ["Können Sie das auf Niederländisch wiederholen?", "nl"],
    ["graag in het Duits", "de"],
    ["and now back to English", "en"],
    ["en nu terug in het Nederlands", "nl"],
    ["et maintenant retour au français", "fr"],
    ["und jetzt zurück auf Deutsch", "de"],
    ["français", "fr"],
    ["en neerlandais stp", "nl"],
    ["and in german?", "de"],
    ["in dutsh please", "nl"],
    ["vertaal dat naar het Frans", "fr"],
    ["do you speak German?", "de"],
  ];
  test.each(SWITCHES)("“%s” shows the same answer in %s", (text, language) => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    expect(talk.say(text)).toMatchObject({
      outcome: "answer",
      action: "switch-language",
      language,
      entries: [{ id: "flat-tyre" }],
    });
    expect(talk.say("merci").language).toBe(language === "de" ? "de" : language);
  });

  test.each(["and in Germany?", "in Nederland?", "en France ?", "en Belgique ?", "in Deutschland", "the Dutch law"])(
    "“%s” names a country, not a language",
    (text) => {
      const talk = startTalk();
      talk.say("how do I repair a puncture?");
      expect(talk.say(text).action).toBeUndefined();
    },
  );

  const PICKS: readonly (readonly [string, number])[] = [
    ["the second one", 1],
    ["2", 1],
    ["#1", 0],
    ["I mean the first", 0],
    ["de eerste", 0],
    ["nummer 2 aub", 1],
    ["le dernier", -1],
    ["la deuxième svp", 1],
    ["das zweite bitte", 1],
    ["option 1", 0],
    ["the last one please", -1],
  ];
  test.each(PICKS)("“%s” picks from what was offered", (text, place) => {
    const talk = startTalk();
    const offered = talk.say("shed").entries.map(({ id }) => id);
    expect(talk.say(text)).toMatchObject({ outcome: "answer", entries: [{ id: offered.at(place), confidence: 1 }] });
  });

  test("a number beyond the list offers the list again", () => {
    const talk = startTalk();
    const offered = talk.say("shed").entries.length;
    const decision = talk.say("the fourth one");
    if (offered >= 4) expect(decision.outcome).toBe("answer");
    else expect(decision).toMatchObject({ outcome: "choices" });
  });

  test("“both” shows the first two that were offered", () => {
    for (const text of ["both please", "allebei", "les deux", "beide"]) {
      const talk = startTalk();
      const offered = talk.say("shed").entries.map(({ id }) => id);
      expect(talk.say(text).entries.map(({ id }) => id)).toEqual(offered.slice(0, 2));
    }
  });

  test("“none of these” gets an apology and the ways out", () => {
    for (const text of ["none of these", "geen van beide", "aucun des deux", "das meine ich nicht"]) {
      const talk = startTalk();
      talk.say("shed");
      const decision = talk.say(text);
      expect(decision.outcome).toBe("unknown");
      expect(decision.replies[0]?.actions.map(({ action }) => action.kind)).toContain("person");
    }
  });

  test("“more” after choices asks which one", () => {
    const talk = startTalk();
    const offered = talk.say("shed").entries.map(({ id }) => id);
    const decision = talk.say("tell me more");
    expect(decision).toMatchObject({ outcome: "choices" });
    expect(decision.entries.map(({ id }) => id)).toEqual(offered);
  });

  test("“more” after a single nearest topic shows it", () => {
    const talk = startTalk();
    const nearest = talk.say("which form do I fill in to report a hole in the garden fence?").replies[0]?.choices ?? [];
    expect(nearest.map(({ label }) => label)).toEqual(["My bike was stolen"]);
    expect(talk.say("tell me more")).toMatchObject({ outcome: "answer", entries: [{ id: "stolen-bike" }] });
  });

  test("the number of a related entry picks it", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    expect(talk.say("the second one").entries).toMatchObject([{ id: "bike-shed" }]);
  });
});

describe("without an answer before it", () => {
  test.each(["more please", "bronnen?", "the second one", "pourquoi ?"])("“%s” asks for a question first", (text) => {
    const decision = startTalk().say(text);
    expect(decision.outcome).toBe("unknown");
    expect(decision.replies[0]?.actions.length).toBeGreaterThan(0);
  });

  test("“in Dutch please” promises the next answer in Dutch", () => {
    const talk = startTalk();
    expect(talk.say("in Dutch please")).toMatchObject({ outcome: "command", action: "switch-language", language: "nl" });
    expect(talk.context()?.language).toBe("nl");
  });
});

/** Real questions that contain words of commands. */
const QUESTIONS = [
  "is a lease more expensive than a repair of my puncture?",
  "where can I find the source of the noise in my wheel?",
  "why did somebody steal my bike?",
  "the second lock was broken and my bike was stolen",
  "who can repair a puncture?",
  "do the rules of the shed say more about scooters?",
];
test("the help page asks nobody to try a language that the pack does not have", () => {
  const entries = BICYCLE_PACK.entries.filter(({ language }) => language === "en");
  const alone = startTalk({}, handlerFor({ ...BICYCLE_PACK, entries, languages: ["en"], defaultLanguage: "en" }));
  expect(textOf(alone.say("help"))).toContain("“more”, “sources?” or “who can I talk to?”");
  expect(textOf(startTalk().say("help"))).toContain("“more”, “sources?”, “in French, please” or “who can I talk to?”");
});

test.each(QUESTIONS)("“%s” is a question, not a command", (text) => {
  const talk = startTalk();
  talk.say("how do I lease a bike?");
  expect(talk.say(text).action).toBeUndefined();
});

const COMMANDS: readonly (readonly [string, Language, string])[] = [
  ["help", "en", "How to ask"],
  ["what can you do?", "en", "How to ask"],
  ["hulp", "nl", "Zo stel je een vraag"],
  ["wat kan je allemaal doen?", "nl", "Zo stel je een vraag"],
  ["à l’aide", "fr", "Comment me poser une question"],
  ["wer bist du?", "de", "Malinois, Version"],
  ["topics", "en", "Breakdown and theft"],
  ["onderwerpen", "nl", "Pech en diefstal"],
  ["quels thèmes ?", "fr", "Panne et vol"],
  ["Themen", "de", "Panne und Diebstahl"],
  ["topics parking", "en", "Rules of the shed"],
  ["onderwerpen over kosten", "nl", "Een fiets leasen"],
  ["thèmes sur le vol", "fr", "On a volé mon vélo"],
  ["Themen zu Abstellen", "de", "Regeln des Unterstands"],
  ["privacy", "en", "only until it is answered, 2 hours at most"],
  ["wat bewaar je over mij?", "nl", "Je privacy"],
  ["que gardez-vous sur moi ?", "fr", "Votre vie privée"],
  ["Datenschutz", "de", "Ihr Datenschutz"],
  ["settings", "en", "Which language"],
  ["taal veranderen", "nl", "In welke taal"],
  ["changer de langue", "fr", "Dans quelle langue"],
  ["Einstellungen", "de", "In welcher Sprache"],
];
test.each(COMMANDS)("“%s” is a command (%s)", (text, language, said) => {
  const decision: Decision = startTalk().say(text);
  expect(decision).toMatchObject({ outcome: "command", language, entries: [] });
  expect(`${decision.replies[0]?.title}\n${textOf(decision)}`).toContain(said);
});

test.each([
  ["yes, erase my data", "en", "Done"],
  ["ja, wis mijn gegevens", "nl", "Klaar"],
  ["oui, efface mes données", "fr", "C’est fait"],
  ["ja, lösche meine Daten", "de", "Erledigt"],
])("“%s”, as the page that asks says it, erases at once (%s)", (text, language, said) => {
  const decision = startTalk().say(text);
  expect(decision).toMatchObject({ language, action: "erase", changes: [{ kind: "erase-person" }] });
  expect(textOf(decision)).toContain(said);
});

test("“forget me” shows what goes and the button that erases it, and erases nothing yet", () => {
  const decision = startTalk().say("delete my data");
  expect(decision.changes).toEqual([]);
  expect(decision.replies[0]?.actions.map(({ action }) => action.kind)).toContain("erase");
});

test("“always answer in Dutch” sets the language", () => {
  for (const text of [
    "always answer in Dutch",
    "antwoord altijd in het Nederlands",
    "réponds toujours en néerlandais",
    "antworte ab jetzt auf Niederländisch",
  ]) {
    expect(startTalk().say(text)).toMatchObject({ language: "nl", changes: [{ kind: "person-language", language: "nl" }] });
  }
});

test("a topic that is no area is a question", () => {
  expect(startTalk().say("topics about repair a puncture").outcome).not.toBe("command");
});
