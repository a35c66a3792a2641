import { sql } from "kysely";
import type { InboxRecord } from "../../answers/ports.ts";
import type { Place } from "../../model.ts";
import type { PersonKey } from "../../ports.ts";
import type { PersonalData, PrivacyStore } from "../../privacy/ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { gapsOf } from "../gaps.ts";
import { rowsAbout } from "../hand-offs/forgetting.ts";
import { readRow } from "../hand-offs/rows.ts";
import { participantName } from "../nudges/participants.ts";
import { readQuiz } from "../nudges/quiz-records.ts";

export function createPersonalData({ queries }: Database): Pick<PrivacyStore, "dataOf"> {
  return {
    dataOf: (person) =>
      queries.transaction().execute(async (transaction) => {
        const participant = await participantName(transaction, person);
        return {
          messages: await messagesOf(transaction, person),
          conversations: await conversationsOf(transaction, person),
          settings: await settingsOf(transaction, person),
          feedback: await feedbackOf(transaction, person),
          nudges: await nudgesOf(transaction, person),
          deliveries: await deliveriesOf(transaction, person),
          quizAnswers: await quizAnswersOf(transaction, participant),
          reviews: await reviewsOf(transaction, participant),
          handOffs: await handOffsOf(transaction, person),
          gaps: (await gapsOf(transaction, person)).map(({ notedAt, ...gap }) => ({ ...gap, notedAt: at(notedAt) })),
          administration: await administrationOf(transaction, person),
        };
      }),
  };
}

type Records = PersonalData["messages"];

/** Returns a person's messages that are still to be answered. Only their records tell who sent them; there are never many. */
export async function waitingMessages(queries: Queries, of: PersonKey) {
  const rows = await queries
    .selectFrom("inbox")
    .select(["id", "record", "received_at"])
    .where("platform", "=", of.platform)
    .execute();
  return rows
    .map(({ record, ...row }) => ({ ...row, record: JSON.parse(record) as InboxRecord }))
    .filter(({ record }) => isFrom(record, of));
}

function isFrom(record: InboxRecord, { workspace, person }: PersonKey): boolean {
  const place = "inbound" in record ? record.inbound.place : record.answer.place;
  const asker = "inbound" in record ? record.inbound.asker.id : record.answer.asker?.person;
  return (asker === person || place.recipient === person) && (workspace === "" || place.workspace === workspace);
}

async function messagesOf(queries: Queries, of: PersonKey): Promise<Records> {
  return (await waitingMessages(queries, of)).map(({ received_at, record }) => ({
    receivedAt: at(received_at),
    ...("inbound" in record
      ? { message: { ...record.inbound, place: withoutHandle(record.inbound.place) } }
      : { answer: { ...record.answer, place: withoutHandle(record.answer.place) } }),
  }));
}

/** Removes the handle, which is a secret of the platform's: whoever has it can answer as the bot. */
function withoutHandle({ handle: _, ...place }: Place): Place {
  return place;
}

async function conversationsOf(queries: Queries, { platform, workspace, person }: PersonKey): Promise<Records> {
  const rows = await queries
    .selectFrom("contexts")
    .selectAll()
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
  return rows.map(({ thread, context, expires_at }) => ({ thread, ...JSON.parse(context), keptUntil: at(expires_at) }));
}

async function settingsOf(queries: Queries, { platform, workspace, person }: PersonKey): Promise<Records> {
  return queries
    .selectFrom("person_settings")
    .select(["workspace", "name", "value"])
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
}

async function feedbackOf(queries: Queries, { platform, workspace, person }: PersonKey): Promise<Records> {
  const rows = await queries
    .selectFrom("feedback")
    .selectAll()
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
  return rows.map(({ entry, language, helpful, reason, given_at }) => ({
    ...{ entry, language, helpful: helpful === 1, reason, givenAt: at(given_at) },
  }));
}

async function nudgesOf(queries: Queries, { platform, workspace, person }: PersonKey): Promise<Records> {
  const rows = await queries
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .where((row) =>
      row.or([
        row("recipient", "=", person),
        workspace === "" ? row("owner", "=", person) : row.and([row("owner", "=", person), row("workspace", "=", workspace)]),
      ]),
    )
    .execute();
  return rows.map(({ record }) => {
    const { createdAt, ...nudge } = JSON.parse(record);
    return { ...nudge, createdAt: at(createdAt) };
  });
}

async function deliveriesOf(queries: Queries, { platform, person }: PersonKey): Promise<Records> {
  const rows = await queries
    .selectFrom("deliveries")
    .selectAll()
    .where("platform", "=", platform)
    .where("recipient", "=", person)
    .orderBy("due_at")
    .execute();
  return rows.map(({ key, kind, state, reason, item, step, due_at, recorded_at, reply }) => ({
    ...{ key, kind, state, reason, item, step, dueAt: at(due_at), recordedAt: at(recorded_at) },
    ...(reply === null ? {} : { message: JSON.parse(reply) }),
  }));
}

async function quizAnswersOf(queries: Queries, participant: string): Promise<Records> {
  const rows = await queries
    .selectFrom("quiz_answers")
    .leftJoin("quizzes", "quizzes.id", "quiz_answers.quiz")
    .selectAll("quiz_answers")
    .select("quizzes.record")
    .where("participant", "=", participant)
    .orderBy("answered_at")
    .execute();
  return rows.map(({ quiz, record, person, first_option, last_option, answered_at, platform, workspace }) => {
    const question = record === null ? undefined : readQuiz({ record }).question;
    const option = (number: number) => question?.options[number] ?? number;
    return {
      ...{ quiz, question: question?.question, first: option(first_option), last: option(last_option) },
      ...{ answeredAt: at(answered_at), platform, workspace, name: person === null ? null : JSON.parse(person) },
    };
  });
}

async function reviewsOf(queries: Queries, participant: string): Promise<Records> {
  const rows = await queries.selectFrom("reviews").selectAll().where("learner", "=", participant).execute();
  return rows.map(({ item, rung, due_on }) => ({ item, rung, askedAgainFrom: due_on }));
}

/** Returns the hand-offs that a person asked for, with the answers, and those that the person has taken, without what others wrote. */
async function handOffsOf(queries: Queries, of: PersonKey): Promise<Records> {
  const { person } = of;
  const rows = await rowsAbout(queries, of).execute();
  return rows.map((row) => {
    const { id, state, createdAt, closedAt, entry, anonymous, question, answer, name } = readRow(row);
    const about = { id, state, createdAt: at(createdAt), ...(closedAt === undefined ? {} : { closedAt: at(closedAt) }) };
    return row.asker === person ? { ...about, entry, anonymous, question, answer, name } : { ...about, takenBy: "you" };
  });
}

/** Returns what a person did as a manager, the person's links and sessions of the admin page, and the workspace settings that name the person. */
async function administrationOf(queries: Queries, { platform, workspace, person }: PersonKey): Promise<Records> {
  const done = await queries
    .selectFrom("audit")
    .selectAll()
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("actor", "=", person)
    .orderBy("at")
    .execute();
  const naming = await queries
    .selectFrom("workspace_settings")
    .select(["workspace", "name", "value"])
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    // Contains the id. `like` would ignore case on SQLite, and the two databases share no other function for this.
    .where(sql<boolean>`replace(value, ${JSON.stringify(person)}, '') <> value`)
    .execute();
  const signedIn = [];
  for (const table of ["admin_links", "admin_sessions"] as const) {
    const rows = await queries
      .selectFrom(table)
      .select(["workspace", "expires_at"])
      .where("platform", "=", platform)
      .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
      .where("actor", "=", person)
      .execute();
    signedIn.push(...rows.map(({ expires_at, ...row }) => ({ what: table, ...row, until: at(expires_at) })));
  }
  return [
    ...signedIn,
    ...done.map(({ at: when, what, detail }) => ({ at: at(when), what, detail: JSON.parse(detail) })),
    ...naming,
  ];
}

/** Formats an instant: "2026-11-24T09:00:00.000Z". */
function at(instant: number): string {
  return new Date(instant).toISOString();
}
