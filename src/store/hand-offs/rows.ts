import type { Insertable, Selectable } from "kysely";
import type { HandOff } from "../../hand-offs/types.ts";
import type { HandOffsTable } from "../schema.ts";

interface Texts {
  readonly question: string;
  readonly answer?: string;
  readonly name?: string;
  readonly claimName?: string;
}

type Rest = Pick<HandOff, "anonymous" | "language" | "urgent" | "stage" | "reminderHours" | "reclaimed">;

/** Turns a hand-off into a row. The texts have a column of their own, so that they can be deleted separately. */
export function rowOf(handOff: HandOff): Insertable<HandOffsTable> {
  const { id, platform, workspace, channel, state, asker, claim, question, answer, name } = handOff;
  const { anonymous, language, urgent, stage, reminderHours, reclaimed } = handOff;
  const texts: Texts = {
    question,
    ...(answer === undefined ? {} : { answer }),
    ...(name === undefined ? {} : { name }),
    ...(claim?.name === undefined ? {} : { claimName: claim.name }),
  };
  const record: Rest = { anonymous, language, urgent, stage, reminderHours, ...(reclaimed === true ? { reclaimed } : {}) };
  return {
    ...{ id, platform, workspace, channel, state, created_at: handOff.createdAt, record: JSON.stringify(record) },
    message: handOff.message ?? null,
    asker: asker?.person ?? null,
    address: asker === undefined ? null : JSON.stringify(asker.place),
    claimed_by: claim?.person ?? null,
    texts: question === "" ? null : JSON.stringify(texts),
    next_at: handOff.nextAt ?? null,
    closed_at: handOff.closedAt ?? null,
    entry: handOff.entry ?? null,
  };
}

export function readRow(row: Selectable<HandOffsTable>): HandOff {
  const { id, platform, workspace, channel, message, asker, address, claimed_by, state, next_at, closed_at, entry } = row;
  const { claimName, ...texts }: Texts = row.texts === null ? { question: "" } : JSON.parse(row.texts);
  const record: Rest = JSON.parse(row.record);
  return {
    ...{ id, platform, workspace, channel, state, ...record, ...texts, createdAt: row.created_at },
    ...(message === null ? {} : { message }),
    ...(asker === null || address === null ? {} : { asker: { person: asker, place: JSON.parse(address) } }),
    ...(claimed_by === null ? {} : { claim: { person: claimed_by, ...(claimName === undefined ? {} : { name: claimName }) } }),
    ...(next_at === null ? {} : { nextAt: next_at }),
    ...(closed_at === null ? {} : { closedAt: closed_at }),
    ...(entry === null ? {} : { entry }),
  };
}
