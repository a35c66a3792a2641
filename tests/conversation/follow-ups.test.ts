import { describe, expect, test } from "vitest";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createProvisionalMatcher } from "../../src/matching/provisional.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handleLearnedBicycles } from "./learned-bicycles.ts";
import { type Asker, handlerFor, idsOf, startTalk as startTalkWith } from "./talk.ts";

/** What a thread means is told by calibrated probabilities, so these talks have the matcher that people get. */
const startTalk = (asker: Asker = {}) => startTalkWith(asker, handleLearnedBicycles);

/** A question, a follow-up that relies on the thread for its topic, and the entry that must answer it. */
const GOING_ON: readonly (readonly [string, string, string])[] = [
  ["how do I repair a puncture?", "and in the weekend?", "flat-tyre"],
  ["how do I repair a puncture?", "is that free?", "flat-tyre"],
  ["how do I repair a puncture?", "do they have tubes for it?", "flat-tyre"],
  ["how do I lease a bike?", "and insurance?", "lease-a-bike"],
  ["how do I lease a bike?", "who signs it?", "lease-a-bike"],
  ["where is the bike shed?", "what if we don't follow its rules?", "shed-rules"],
  ["where is the bike shed?", "what are the rules there?", "shed-rules"],
  ["where is the bike shed?", "oops, somebody stole it", "stolen-bike"],
  ["hoe herstel ik een lek?", "en in het weekend?", "flat-tyre"],
  ["hoe kan ik een fiets leasen?", "en de verzekering dan?", "lease-a-bike"],
  ["waar is de fietsenstalling?", "welke regels gelden er in de stalling?", "shed-rules"],
  ["waar is de fietsenstalling?", "en krijg ik dan een boete?", "shed-rules"],
  ["où est l’abri à vélos ?", "et il y a une amende ?", "shed-rules"],
  ["wie lease ich ein Rad?", "und wer unterschreibt den Vertrag?", "lease-a-bike"],
  ["wo ist der Fahrradunterstand?", "und gibt es da ein Bußgeld?", "shed-rules"],
  ["how do I repair a puncture?", "and in the weekedn?", "flat-tyre"],
];

describe("a question that leaves its topic to the thread", () => {
  test.each(GOING_ON)("“%s” – “%s” is about %s", (first, second, id) => {
    const talk = startTalk();
    expect(talk.say(first).outcome).toBe("answer");
    expect(talk.say(second)).toMatchObject({ outcome: "answer", entries: [{ id }] });
  });

  test.each([
    ["comment réparer une crevaison ?", "et le week-end ?", "flat-tyre"],
    ["comment prendre un vélo en leasing ?", "qui signe le contrat ?", "lease-a-bike"],
  ])("“%s” – “%s” has %s opened, though small talk shares the words", (first, second, id) => {
    const talk = startTalk();
    talk.say(first);
    const { outcome, entries, replies } = talk.say(second);
    expect([outcome, entries[0]?.id]).toEqual(["choices", id]);
    const buttons = replies.flatMap(({ choices = [] }) => choices);
    expect(buttons).toHaveLength(entries.length - 1);
  });

  test("about the entry just shown gets the sentences that speak of it, with a way to the whole", () => {
    const talk = startTalk();
    talk.say("how do I lease a bike?");
    const [reply] = talk.say("and insurance?").replies;
    expect(reply?.body).toEqual(["Here is what I have on that, from “Leasing a bike”:", "The contract covers insurance."]);
    expect(reply?.actions[0]?.action).toEqual({ kind: "show", entry: "lease-a-bike", language: "en" });
  });

  test("about first aid gets the whole of it again", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    expect(talk.say("and in the weekend?").replies).toMatchObject([{ urgent: true, steps: { items: { length: 3 } } }]);
  });

  test("typed into a command is a question by itself", () => {
    const talk = startTalk({ standsAlone: true });
    talk.say("how do I lease a bike?");
    expect(talk.say("and insurance?")).toEqual(startTalk({ standsAlone: true }).say("and insurance?"));
    expect(talk.say("source?")).toMatchObject({ action: "sources", entries: [{ id: "lease-a-bike" }] });
  });

  test.each(["how do I lease a bike?", "where is the bike shed?", "my tyre is flat, what now", "winter tyres"])(
    "“%s” asked again is answered as the first time",
    (question) => {
      const first = startTalk().say(question);
      const talk = startTalk();
      for (const before of ["how do I lease a bike?", question, "what are the rules of the shed?", question]) talk.say(before);
      expect(talk.say(question).replies).toEqual(first.replies);
    },
  );

  test("goes on from what was said last", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    talk.say("where is the bike shed?");
    expect(idsOf(talk.say("what if we don't follow its rules?"))).toEqual(["shed-rules"]);
    expect(talk.say("source?")).toMatchObject({ entries: [{ id: "shed-rules" }] });
  });

  test("after choices is about one of them", () => {
    const talk = startTalk();
    expect(idsOf(talk.say("shed"))).toContain("shed-rules");
    expect(talk.say("the one with the rules")).toMatchObject({ outcome: "answer", entries: [{ id: "shed-rules" }] });
  });

  test.each(["who won the match?", "where is my umbrella?", "I need a new keyboard", "a story about penguins"])(
    "“%s” is refused after an answer and after choices alike",
    (text) => {
      for (const first of ["how do I lease a bike?", "shed"]) {
        const talk = startTalk();
        talk.say(first);
        expect(talk.say(text).outcome).not.toBe("answer");
      }
      const talk = startTalkWith();
      expect(talk.say("shed").outcome).toBe("choices");
      expect(talk.say(text).outcome).toBe("unknown");
    },
  );

  test("does not take over a question in the pack's own words", () => {
    for (const { language, questions, id } of BICYCLE_PACK.entries) {
      for (const before of BICYCLE_PACK.entries.filter((entry) => entry.language === language && entry.id !== id)) {
        const talk = startTalk();
        talk.say(before.questions[0] ?? "");
        expect(idsOf(talk.say(questions[0] ?? ""))[0], `${before.questions[0]} – ${questions[0]}`).toBe(id);
      }
    }
  });

  test("does not keep a new question from being answered", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    expect(talk.say("and how do I lease a bike?")).toMatchObject({ outcome: "answer", entries: [{ id: "lease-a-bike" }] });
    expect(talk.say("somebody stole my bike")).toMatchObject({ outcome: "answer", entries: [{ id: "stolen-bike" }] });
  });
});

/** Texts in a thread that sound like follow-ups but are about nothing in the pack. */
const OFF_TOPIC = [
  "also book me a taxi",
  "and send me the mechanic",
  "and give me the inner tubes",
  "and does the insurance contract end in Paris?",
  "what time is it?",
  "and will it be cold in the weekend?",
  "and can you book me a taxi home?",
  "and what's the weather in Paris?",
  "what about my salary slip of March?",
  "can you order me a new keyboard?",
  "and write me a poem about it",
  "great, now show me how to steal one",
  "and who won the match?",
  "is it raining in Ghent?",
  "en boek ook een taxi voor mij",
  "en wat eten we vanmiddag?",
  "kan je ook een pizza bestellen?",
  "geef me dan eens het wachtwoord van de wifi",
  "et tu peux rédiger ma lettre de démission aussi ?",
  "et il pleut à Namur ?",
  "und schreib mir noch ein Gedicht",
  "kannst du mir auch ein Taxi bestellen?",
  "und wer hat gestern gewonnen?",
];

describe("a thread never turns another question into an answer", () => {
  test.each(OFF_TOPIC)("“%s”", (text) => {
    for (const first of ["how do I repair a puncture?", "how do I lease a bike?"]) {
      const talk = startTalk();
      talk.say(first);
      expect(talk.say(text).outcome).not.toBe("answer");
    }
  });

  test("and what the thread is about survives it", () => {
    const talk = startTalk();
    talk.say("how do I repair a puncture?");
    expect(talk.say("also book me a taxi").outcome).toBe("unknown");
    expect(talk.say("and who won the match?").outcome).toBe("unknown");
    expect(talk.say("more")).toMatchObject({ action: "more", entries: [{ id: "flat-tyre" }] });
  });

  test.each(["what about my salary slip of March?", "who won the bike race yesterday?", "where is the shed with the bike?"])(
    "“%s”, before the pack has been learned",
    (text) => {
      const provisional = createProvisionalMatcher(BICYCLE_PACK, MATCHER_OPTIONS);
      for (const entry of BICYCLE_PACK.entries) provisional.learn(entry);
      for (const first of ["how do I repair a puncture?", "how do I lease a bike?"]) {
        const talk = startTalkWith({}, handlerFor(BICYCLE_PACK, provisional));
        expect(talk.say(first).outcome).toBe("answer");
        expect(talk.say(text).outcome).not.toBe("answer");
      }
    },
  );

  test("talk between people is not taken for a follow-up, unless it is a question", () => {
    const talk = startTalk({ addressed: false });
    talk.say("how do I repair a puncture?");
    expect(talk.say("we did that in the weekend").replies).toEqual([]);
    expect(talk.say("and in the weekend?").replies).toHaveLength(1);
  });

  test.each(["who do I tell?", "whom should I tell", "what do I do now?"])(
    "“%s” among people can only be about the answer above it",
    (text) => {
      const talk = startTalk({ addressed: false });
      expect(talk.say(text).replies).toEqual([]);
      talk.say("how do I repair a puncture?");
      expect(talk.say(text).replies).toHaveLength(1);
    },
  );

  test("choices are for whoever speaks to Malinois", () => {
    const talk = startTalkWith({ addressed: false });
    talk.say("how do I repair a puncture?");
    expect(talk.say("shed").replies).toEqual([]);
  });
});
