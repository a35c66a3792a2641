import type { ClosedMessage, Instant, Place, Reply } from "../../../src/model.ts";

/** A message that is not an answer to an open request: a nudge, or a message of a hand-off. */
export interface Letter {
  /** Increases from letter to letter. */
  readonly number: number;
  readonly reply: Reply;
  readonly place: Pick<Place, "channel" | "thread">;
}

/** The latest letters to the page's channels and to its users, in memory only. */
export interface Mailbox {
  /** Adds a message, unless one with the same key and recipient is there already. Removes the buttons of the message that it closes. */
  put(place: Place, reply: Reply, key: string | undefined): void;
  /** Returns the letters after a given one to everybody and to one person, the oldest first. */
  after(number: number, person: string): readonly Letter[];
  /** Returns the letters up to a given one whose buttons were removed. */
  closed(number: number, person: string): readonly Letter[];
  find(place: Place, key: string, since: Instant): "sent" | "absent" | "unknown";
}

interface Kept extends Letter {
  readonly recipient: string | undefined;
  readonly key: string | undefined;
  readonly isClosed: boolean;
}

function closedBy({ note }: ClosedMessage, letter: Kept): Kept {
  return { ...letter, isClosed: true, reply: { ...letter.reply, choices: [], actions: [], footnote: note } };
}

/** The most letters that are kept: enough for an afternoon of trying things out. */
const CAPACITY = 200;

/** @param startedAt by the clock of the machine; letters sent before it are unknown */
export function createMailbox(startedAt: Instant): Mailbox {
  let letters: readonly Kept[] = [];
  let last = 0;
  const isFor = (person: string) => (one: Kept) => one.recipient === undefined || one.recipient === person;
  const isKept = ({ recipient }: Place, key: string) => letters.some((one) => one.key === key && one.recipient === recipient);
  return {
    put(place, reply, key) {
      if (key !== undefined && isKept(place, key)) return;
      last += 1;
      const { recipient, channel, thread } = place;
      const where = { channel, ...(thread === undefined ? {} : { thread }) };
      const { closes } = reply;
      const isClosed = (one: Kept) => one.key === closes?.key && one.recipient === recipient;
      const before = letters.map((one) => (closes !== undefined && isClosed(one) ? closedBy(closes, one) : one));
      letters = [...before, { number: last, reply, place: where, recipient, key, isClosed: false }].slice(-CAPACITY);
    },
    after: (number, person) => letters.filter(isFor(person)).filter((one) => one.number > number),
    closed: (number, person) => letters.filter(isFor(person)).filter((one) => one.isClosed && one.number <= number),
    find(place, key, since) {
      if (isKept(place, key)) return "sent";
      return since < startedAt || letters.length === CAPACITY ? "unknown" : "absent";
    },
  };
}
