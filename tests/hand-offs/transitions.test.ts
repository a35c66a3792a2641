import { describe, expect, test } from "vitest";
import * as decide from "../../src/hand-offs/decide/transitions.ts";
import { isHandOffKey, messageKey, readMessageKey } from "../../src/hand-offs/keys.ts";
import type { HandOffChange } from "../../src/hand-offs/types.ts";
import { DAY, HOUR } from "../nudges/fixtures.ts";
import { handOff, NOW } from "./fixtures.ts";

const doing = (person: string, changes: Partial<decide.Doing> = {}): decide.Doing => ({
  ...{ by: { person, name: person }, now: NOW, cause: "c1", message: "m1" },
  ...changes,
});

const HELP_DESK = { text: "Help desk", way: { kind: "phone", value: "1234" } } as const;

function changed(outcome: HandOffChange | decide.Refused | undefined): HandOffChange {
  if (outcome === undefined || "refused" in outcome) throw new Error(`nothing changed: ${JSON.stringify(outcome)}`);
  return outcome;
}
const bodies = ({ messages }: HandOffChange) => messages.map(({ reply }) => reply.body.join("\n"));

describe("a person who has taken a question", () => {
  const taken = changed(decide.claim(handOff(), doing("bert"))).handOff;

  test("keeps it until the channel has been reminded", () => {
    expect(decide.claim(taken, doing("chris"))).toMatchObject({ refused: "taken", claim: { person: "bert" } });
    expect(decide.answer(taken, "x", doing("chris"), false)).toMatchObject({ refused: "taken" });
    const reminded = changed(decide.timePassed(taken, NOW + 4 * HOUR, { nextAt: NOW + DAY, contacts: [], mayDraft: false }));
    const again = changed(decide.claim(reminded.handOff, doing("chris", { message: "m2" })));
    expect(again.handOff).toMatchObject({ claim: { person: "chris" }, message: "m2" });
  });

  test("after a reminder keeps it as well, until the asker is told that nobody answered or another reminder is due", () => {
    const later = { nextAt: NOW + DAY, contacts: [], mayDraft: false };
    const reminded = changed(decide.timePassed(taken, NOW + 4 * HOUR, later)).handOff;
    const again = changed(decide.claim(reminded, doing("chris", { message: "m2" }))).handOff;
    for (const other of ["dora", "bert"]) {
      expect(decide.claim(again, doing(other))).toMatchObject({ refused: "taken", claim: { person: "chris" } });
      expect(decide.answer(again, "x", doing(other), false)).toMatchObject({ refused: "taken", claim: { person: "chris" } });
    }
    const told = changed(decide.timePassed(again, NOW + DAY, later)).handOff;
    expect(changed(decide.claim(told, doing("dora"))).handOff).toMatchObject({ claim: { person: "dora" } });

    const answered = changed(decide.answer(again, "x", doing("chris"), false)).handOff;
    for (const open of [answered, again]) {
      const replied = changed(decide.reply(open, "y", doing("anna"), NOW + 2 * DAY)).handOff;
      const remindedAgain = changed(decide.timePassed(replied, NOW + 2 * DAY, later)).handOff;
      expect(changed(decide.claim(remindedAgain, doing("dora"))).handOff).toMatchObject({ claim: { person: "dora" } });
    }
  });

  test("gets no second message if the same press is delivered again", () => {
    expect(changed(decide.claim(taken, doing("bert"))).messages).toEqual([]);
    const [first, second] = [1, 2].map(() => changed(decide.claim(handOff(), doing("bert"))).messages[0]?.key);
    expect(first).toBe(second);
  });

  test("is named in the thread of the message with the button", () => {
    const { messages } = changed(decide.claim(handOff(), doing("bert")));
    expect(messages).toMatchObject([{ kind: "hand-off", place: { channel: "help", thread: "m1", private: false } }]);
  });
});

describe("the passing of time", () => {
  const later = { nextAt: NOW + 2 * DAY, contacts: [HELP_DESK], mayDraft: false };

  test("has no effect too early, and none twice", () => {
    expect(decide.timePassed(handOff(), NOW + 4 * HOUR - 1, later)).toBeUndefined();
    const reminded = changed(decide.timePassed(handOff(), NOW + 4 * HOUR, later));
    expect(reminded.handOff).toMatchObject({ stage: "reminded", nextAt: later.nextAt });
    expect(decide.timePassed(reminded.handOff, NOW + DAY, later)).toBeUndefined();
  });

  test("leads to a reminder with another key after a reply that nobody answers", () => {
    const answered = changed(decide.answer(handOff(), "x", doing("bert"), false)).handOff;
    const replied = changed(decide.reply(answered, "y", doing("anna"), NOW + 3 * HOUR)).handOff;
    const [first] = changed(decide.timePassed(handOff(), NOW + DAY, later)).messages;
    const [second] = changed(decide.timePassed(replied, NOW + DAY, later)).messages;
    expect(second?.key).not.toBe(first?.key);
  });

  test("makes Malinois send the asker the contacts, without further reminders", () => {
    const told = changed(decide.timePassed(handOff({ stage: "reminded" }), NOW + DAY, later));
    expect(told.messages).toMatchObject([{ place: { recipient: "anna" }, reply: { contacts: { items: [HELP_DESK] } } }]);
    const ended = changed(decide.timePassed(told.handOff, NOW + 60 * DAY, later));
    expect(ended).toMatchObject({ handOff: { state: "closed" }, messages: [] });
  });

  test("closes a question that was answered and not replied to", () => {
    const { handOff: answered } = changed(decide.answer(handOff(), "x", doing("bert"), false));
    expect(decide.timePassed(answered, NOW + 13 * DAY, later)).toBeUndefined();
    expect(changed(decide.timePassed(answered, NOW + 14 * DAY, later)).handOff.state).toBe("closed");
  });
});

test("a question that somebody closes without taking it is closed in the thread of its message, so that it is clear which one", () => {
  const [end] = changed(decide.close(handOff(), doing("bert"), false, false)).messages;
  expect(end?.place).toMatchObject({ channel: "help", thread: "m1" });
  const [elsewhere] = changed(decide.close(handOff({ message: "m0" }), doing("bert"), false, false)).messages;
  expect(elsewhere?.place).toMatchObject({ channel: "help", thread: "m0" });
  const [byAsker] = changed(decide.close(handOff(), doing("anna"), true, false)).messages;
  expect(byAsker?.place).not.toHaveProperty("thread");
});

describe("the asker of a closed question", () => {
  const anonymous = () => {
    const { name: _, ...rest } = handOff({ anonymous: true });
    return rest;
  };

  test("is told, and then forgotten if the question was anonymous", () => {
    const closed = changed(decide.close(anonymous(), doing("bert"), false, false));
    expect(closed.handOff).not.toHaveProperty("asker");
    expect(closed.messages).toMatchObject([{ place: { channel: "help" } }, { place: { recipient: "anna" } }]);
    expect(decide.saved(closed.handOff, "plants").handOff).not.toHaveProperty("entry");
  });

  test("is kept if the question was not anonymous, and told about the published entry", () => {
    const closed = changed(decide.close(handOff(), doing("bert"), false, false)).handOff;
    const known = changed(decide.published(decide.saved(closed, "plants").handOff, "plants", "Plants", NOW));
    expect(bodies(known)).toEqual(["You once asked a person about this. Now I know: Plants"]);
    expect(decide.published(known.handOff, "plants", "Plants", NOW)).toBeUndefined();
  });
});

describe("a hand-off message that cannot be delivered", () => {
  const failed = (step: Parameters<typeof decide.undelivered>[1]["step"]) =>
    decide.undelivered(handOff({ message: "m1" }), { step, cause: "c1", now: NOW, contacts: [HELP_DESK] });

  test.each([
    ["ask", "anna", "I could not post in the channel"],
    ["reply", "anna", "I could not pass your reply on."],
    ["answer", "help", "I could not deliver this"],
  ] as const)("is reported to the person or channel that is waiting, if it is of the kind “%s”", (step, channel, text) => {
    const told = changed(failed(step));
    expect(told.messages).toMatchObject([{ place: { channel } }]);
    expect(bodies(told)[0]).toContain(text);
  });

  test("is reported to the asker at once if it was a reminder and nobody has answered since", () => {
    const because = { step: "reminder", cause: "c1", now: NOW, contacts: [HELP_DESK] } as const;
    const told = changed(decide.undelivered(handOff({ message: "m1", stage: "reminded", nextAt: NOW + DAY }), because));
    expect(told.messages).toMatchObject([{ place: { recipient: "anna" }, reply: { contacts: { items: [HELP_DESK] } } }]);
    expect(told.handOff).toMatchObject({ state: "waiting", stage: "told", nextAt: NOW + 30 * DAY });
    for (const later of [{ stage: "told" }, { state: "answered" }, { state: "closed" }] as const) {
      expect(decide.undelivered(handOff({ stage: "reminded", ...later }), because)).toBeUndefined();
    }
  });

  test("is given up if it was only informative", () => {
    for (const step of ["claim", "copy", "note", "told", "closed", "known"] as const) {
      expect(failed(step)).toBeUndefined();
    }
  });
});

test("keys of hand-off messages are short, and contain the id, step and cause", () => {
  const key = messageKey("0123456789abcdef0123", "reminder", "0123456789abcdef");
  expect(key.length).toBeLessThanOrEqual(64);
  expect(readMessageKey(key)).toEqual({ id: "0123456789abcdef0123", step: "reminder", cause: "0123456789abcdef" });
  expect(readMessageKey(messageKey("a", "ask"))).toEqual({ id: "a", step: "ask", cause: "" });
  expect([isHandOffKey(key), isHandOffKey("report/a/1/gone"), readMessageKey("answer/x/0")]).toEqual([true, false, undefined]);
});
