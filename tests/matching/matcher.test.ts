import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { seededRandom } from "../../src/text/random.ts";
import { CANTEEN, TOY_OPTIONS, toyEntry, toyPack } from "./toy-pack.ts";

const matcherOf = (pack = CANTEEN) => createMatcher(pack, trainPack(pack, TOY_OPTIONS), TOY_OPTIONS);
const matcher = matcherOf();
const best = (question: string) => matcher.match(question).candidates[0]?.id;

describe("the matcher, on any small pack", () => {
  it("finds the entry for questions asked in other words", () => {
    expect(best("at what time can we have lunch on Friday?")).toBe("opening-hours");
    expect(best("anything for vegetarians today")).toBe("vegetarian-food");
    expect(best("paying with the badge?")).toBe("pay-for-lunch");
    expect(best("my colleague is allergic to nuts")).toBe("food-allergy");
  });

  it("forgives typing errors in long words", () => {
    expect(best("reservtaion for a gruop")).toBe("book-a-table");
    expect(best("vegeterian")).toBe("vegetarian-food");
  });

  it("knows when it does not know", () => {
    for (const question of ["who won the match last night", "qwertz asdf", "?!", ""]) {
      expect(matcher.match(question).outcome).toBe("unknown");
    }
  });

  it("gives its confidences in order, between 0 and 1", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (question) => {
        const { candidates, offered } = matcher.match(question);
        const confidences = candidates.map(({ confidence }) => confidence);
        expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
        expect(confidences[0]).toBe(Math.max(...confidences));
        expect(offered).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("answers the same however often it is built and asked", () => {
    const question = "lunch for a vegetarian with an allergy";
    expect(matcherOf().match(question)).toEqual(matcher.match(question));
  });

  it("says which words spoke for the best candidate, fixed", () => {
    expect(matcher.match("vegeterian dishes please").matched).toContain("vegetarian");
  });
});

describe("the matcher, with a pack in two languages", () => {
  const bilingual = toyPack([
    ...CANTEEN.entries,
    toyEntry(
      "opening-hours",
      "Wanneer het restaurant open is",
      ["hoe laat gaat het restaurant open", "openingsuren", "tot hoe laat kan ik eten"],
      "nl",
    ),
    toyEntry("pay-for-lunch", "Betalen", ["hoe kan ik betalen", "kan ik met mijn badge betalen", "wat kost een maaltijd"], "nl"),
  ]);
  const { match } = matcherOf(bilingual);

  it("recognises the language of the question", () => {
    expect(match("hoe laat kan ik gaan eten?").language).toBe("nl");
    expect(match("when is the canteen open?").language).toBe("en");
  });

  it("lets the hint decide if the words do not show the language", () => {
    expect(match("badge", "nl").language).toBe("nl");
    expect(match("badge", "en").language).toBe("en");
  });

  it("is the asker's own for a single word that the pack uses in it, whatever it looks like", () => {
    const loanwords = toyPack([
      ...bilingual.entries,
      toyEntry("snacks", "Snacks", ["welke snacks zijn er in de lunch", "is de lunch met snacks"], "nl"),
    ]);
    const { match: ask } = matcherOf(loanwords);
    for (const question of ["lunch", "Snacks?"]) expect(ask(question, "nl").language, question).toBe("nl");
    expect(ask("when is lunch", "nl").language).toBe("en");
    expect(ask("lunch", "en").language).toBe("en");
  });

  it("is the pack's where the hint is one that it cannot tell and the letters say nothing", () => {
    for (const hint of ["pt", "it", "es", "ja"]) expect(match("NIS2", hint).language, hint).toBe("en");
  });

  it("finds the entry in either", () => {
    expect(match("hoe laat kan ik gaan eten?").candidates[0]?.id).toBe("opening-hours");
    expect(match("kan ik met de badge betalen").candidates[0]?.id).toBe("pay-for-lunch");
  });
});

describe("the matcher, with questions that its pack calls ambiguous", () => {
  const ambiguous = {
    en: [
      { question: "something about my plate is strange", entries: ["food-allergy", "vegetarian-food"] },
      { question: "my plate looks odd", entries: ["food-allergy", "vegetarian-food"] },
      { question: "cash for a table", entries: ["pay-for-lunch", "book-a-table"] },
    ],
  };
  const { match } = matcherOf({ ...CANTEEN, ambiguous });

  it("offers the entries of such a question, and of one like it", () => {
    for (const question of ["something about my plate is strange", "is my plate strange?"]) {
      const { outcome, candidates } = match(question);
      expect(outcome, question).toBe("choices");
      expect(
        candidates
          .slice(0, 2)
          .map(({ id }) => id)
          .sort(),
        question,
      ).toEqual(["food-allergy", "vegetarian-food"]);
    }
    expect(matcher.match("is my plate strange?").outcome).toBe("unknown");
  });

  it("still answers what is asked in an entry's own words", () => {
    for (const { id, questions } of CANTEEN.entries)
      for (const question of questions) {
        const { outcome, candidates } = match(question);
        expect([outcome, candidates[0]?.id], question).toEqual(["answer", id]);
      }
  });
});

describe("the matcher, with questions that its pack does not answer", () => {
  const monitoring = toyPack([
    ...CANTEEN.entries,
    toyEntry("kitchen-monitors", "Monitors in the kitchen", [
      "what do the kitchen monitors show",
      "which orders are on the monitors",
      "monitors above the counter",
      "who reads the monitors",
      "kitchen monitors are dark",
    ]),
  ]);

  it("does not answer because of a single word in common", () => {
    expect(matcherOf(monitoring).match("how do I order a new monitor for my gaming desk").outcome).not.toBe("answer");
  });

  it("offers nothing if nothing is likely", () => {
    for (const question of ["what's the weather in Paris", "tell me a joke", "translate this sentence into Spanish"]) {
      expect(matcher.match(question)).toMatchObject({ outcome: "unknown", offered: 0 });
    }
  });

  it("learns from near misses what it does not answer", () => {
    const question = "can I reserve the table tennis table";
    const entries = CANTEEN.entries;
    const nearMisses = { en: ["is the table tennis room free", "table tennis tournament", "who has the bats for table tennis"] };
    const chance = (pack: typeof CANTEEN) => matcherOf(pack).match(question).candidates[0]?.confidence ?? 0;
    expect(chance({ ...CANTEEN, entries, nearMisses })).toBeLessThan(chance(CANTEEN) - 0.05);
  });
});

describe("the matcher, on questions that name another country", () => {
  const entry = (title: string, questions: string[], summary: string) => ({ ...toyEntry("hours", title, questions), summary });
  const others = CANTEEN.entries.filter(({ id }) => id !== "opening-hours");
  const questions = [
    "when does the canteen open",
    "what are the opening hours of the canteen",
    "is the canteen open on friday",
    "until when can I have lunch",
  ];
  const ask = (summary: string, extra: string[] = []) =>
    matcherOf(toyPack([...others, entry("When the canteen is open", [...questions, ...extra], summary)])).match(
      "what are the opening hours of the canteen in Germany",
    ).outcome;

  it("does not answer at once, even if the text mentions the country in passing", () => {
    expect(ask("From 11:30.")).toBe("choices");
    expect(ask("From 11:30. The canteen in Germany has its own opening hours.")).toBe("choices");
  });

  it("knows a country as another language of the pack writes it", () => {
    const named = (name: string) =>
      matcherOf(toyPack([...others, entry("When the canteen is open", questions, "From 11:30.")])).match(
        `what are the opening hours of the canteen in ${name}`,
        "en",
      ).outcome;
    expect(named("Duitsland")).toBe("choices");
    expect(named("Oostenrijks")).toBe("choices");
  });

  it("answers if a way of asking names it", () => {
    expect(ask("From 11:30.", ["when does the canteen in Germany open"])).toBe("answer");
  });
});

describe("the matcher, with slips", () => {
  it("corrects a slip that the pack's own questions make", () => {
    const entries = CANTEEN.entries.map((each) =>
      each.id === "vegetarian-food" ? { ...each, questions: [...each.questions, "resrevation without meat"] } : each,
    );
    const many = Array.from({ length: 12 }, (_, at) => `reservation number ${at}`);
    const booking = entries.map((each) =>
      each.id === "book-a-table" ? { ...each, questions: [...each.questions, ...many] } : each,
    );
    expect(matcherOf(toyPack(booking)).match("resrevation for ten").candidates[0]?.id).toBe("book-a-table");
  });

  it("understands question words that lost or swapped a letter", () => {
    const { outcome, candidates } = matcher.match("hwo do i pay for my lunch");
    expect([outcome, candidates[0]?.id]).toEqual(["answer", "pay-for-lunch"]);
  });
});

/** Adds slips to a text: letters or spaces (never the first) are lost or swapped, or an "x" is inserted. */
function withSlips(text: string, slips: number, random: () => number): string {
  const letters = [...text];
  for (let slip = 0; slip < slips; slip++) {
    const at = 1 + Math.floor(random() * (letters.length - 2));
    const [before = "", here = ""] = letters.slice(at - 1, at + 1);
    const put = [[before], [before, "x", here], [here, before]][Math.floor(random() * 3)] ?? [];
    letters.splice(at - 1, 2, ...put);
  }
  return letters.join("");
}

describe("the matcher, asked a title with slips in letters and spaces", () => {
  const titled = toyPack([
    ...CANTEEN.entries,
    toyEntry("sustainable", "Where the vegetables of the canteen are grown", ["which farms deliver"]),
    toyEntry("guests", "Bringing guests and family members", ["may my brother come along"]),
  ]);
  const { match } = matcherOf(titled);

  it("answers its entry", () => {
    const random = seededRandom(3);
    for (const { id, title } of titled.entries.slice(-2)) {
      for (let turn = 0; turn < 40; turn++) {
        const question = withSlips(title, 1 + (turn % 3), random);
        const { outcome, candidates } = match(question);
        expect([outcome, candidates[0]?.id], question).toEqual(["answer", id]);
      }
    }
    expect(match("whre thevegetabl esof the cantene aregrown").candidates[0]?.id).toBe("sustainable");
  });

  it("does not take a text as long, or as short, for one", () => {
    for (const question of ["who the president of the council was in 1830", "fam mem", "singing pets and fairy members"])
      expect(match(question).outcome, question).not.toBe("answer");
  });
});

describe("the matcher, asked in a language that the pack does not have", () => {
  it("finds what it names, whatever the words around it", () => {
    const pack = toyPack([
      ...CANTEEN.entries,
      toyEntry("kiosk", "What is Foodwise?", ["what is Foodwise", "Foodwise app", "who runs Foodwise"]),
    ]);
    const { match } = createMatcher(pack, trainPack(pack, MATCHER_OPTIONS), MATCHER_OPTIONS);
    const { language, outcome, candidates } = match("wat is Foodwise?", "nl");
    expect([language, outcome, candidates[0]?.id]).toEqual(["nl", "answer", "kiosk"]);
    expect(match("c'est quoi Foodwise ?", "fr").candidates[0]?.id).toBe("kiosk");
  });
});

describe("the matcher, with one way of asking an entry", () => {
  const few = toyPack(CANTEEN.entries.map((each) => ({ ...each, questions: each.questions.slice(0, 1) })));
  const two = { ...few, entries: few.entries.slice(0, 2) };

  it("answers its own questions and titles from the first minute, regardless of case, function words and slips", () => {
    for (const pack of [few, two]) {
      const { match } = matcherOf(pack);
      for (const { id, title, questions } of pack.entries) {
        for (const text of [title, title.toUpperCase(), ...questions, ...questions.map((question) => `please, ${question}??`)]) {
          expect(match(text), text).toMatchObject({ outcome: "answer" });
          expect(match(text).candidates[0]?.id).toBe(id);
        }
      }
    }
    expect(matcherOf(two).match("wehn does the cantene open").candidates[0]?.id).toBe("opening-hours");
  });

  it("still refuses others", () => {
    for (const question of ["who won the match last night", "how do I reset my router", "book a flight to Rome"]) {
      expect(matcherOf(few).match(question).outcome, question).not.toBe("answer");
    }
  });

  it("does not take for settled what two entries claim", () => {
    const twice = toyPack([
      toyEntry("a", "Opening hours of the gym", ["gym hours today"]),
      toyEntry("b", "Closing of the gym", ["gym hours today"]),
    ]);
    expect(matcherOf(twice).match("gym hours today").candidates[0]?.confidence).toBeLessThan(0.95);
  });
});

describe("the matcher, at the edges", () => {
  it("works with a single entry and a single question", () => {
    const { match } = matcherOf(toyPack([toyEntry("only", "The only one", ["what is the only thing"])]));
    expect(match("the only thing").candidates.map(({ id }) => id)).toEqual(["only"]);
  });

  it("works with an empty pack", () => {
    const { match } = matcherOf(toyPack([]));
    expect(match("anything")).toMatchObject({ outcome: "unknown", candidates: [] });
  });
});
