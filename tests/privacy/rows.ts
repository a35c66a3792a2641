import { createHash } from "node:crypto";
import type { Insertable } from "kysely";
import type { PersonKey } from "../../src/ports.ts";
import type { Database } from "../../src/store/database.ts";
import { noteGap } from "../../src/store/gaps.ts";
import type { Schema } from "../../src/store/schema.ts";

export const NOW = Date.UTC(2026, 10, 24, 9);
export const DAY = 24 * 3_600_000;

/** Distinguishes rows about the same person: a number, and the time of the row. */
export interface Mark {
  readonly number?: number;
  readonly at?: number;
}

/** Tables whose rows only the store can make, because only it knows the code of the asker. */
type MadeByStore = "gaps";

type Rows = {
  readonly [Table in Exclude<keyof Schema, MadeByStore>]: (
    of: PersonKey,
    participant: string,
    mark: Required<Mark>,
  ) => Insertable<Schema[Table]>;
};

/** Returns the text that marks what a person typed, and their name, so that a test can find it: "typed by U1". */
export const wordsOf = ({ person }: PersonKey) => `typed by ${person}`;

/** Returns a name for a row that does not reveal the person. */
function nameOf({ platform, workspace, person }: PersonKey, { number }: Mark): string {
  return `${createHash("sha256")
    .update(JSON.stringify([platform, workspace, person]))
    .digest("hex")
    .slice(0, 16)}-${number}`;
}

/** For each table, makes a row about a person in a workspace. A new table does not compile until it is added here. */
const ROWS: Rows = {
  claims: (of, _, mark) => ({ key: `fingerprint ${nameOf(of, mark)}`, expires_at: mark.at }),
  inbox: (of, _, { number, at }) => ({
    ...{ id: `${of.platform}:${of.workspace}:${of.person}:${number}`, platform: of.platform },
    record: JSON.stringify({
      inbound: {
        ...{ kind: "asked", id: String(number), text: wordsOf(of), addressed: true, asker: { id: of.person } },
        place: { platform: of.platform, workspace: of.workspace, channel: "C1", private: false, handle: "a-secret-token" },
      },
    }),
    ...{ received_at: at, send_at: at, attempts: 0, lease_owner: null, heartbeat: 0 },
  }),
  contexts: ({ platform, workspace, person }, _, { number, at }) => ({
    thread: `${platform}:${workspace}:C1:${person}:${number}`,
    context: JSON.stringify({ language: "en", entries: ["passkeys"], outcome: "answer", matched: ["key"], confidence: 0.9 }),
    ...{ platform, workspace, person, expires_at: at },
  }),
  person_settings: ({ platform, workspace, person }, _, { number }) => ({
    ...{ platform, workspace, person, name: number === 0 ? "language" : `setting ${number}`, value: "nl" },
  }),
  workspace_settings: (of, _, mark) => ({
    ...{ platform: of.platform, workspace: of.workspace, name: `setting ${nameOf(of, mark)}`, value: '"value"' },
  }),
  feedback: (of, _, { number, at }) => ({
    ...{ platform: of.platform, workspace: of.workspace, person: of.person, entry: `entry ${number}`, language: "en" },
    ...{ helpful: 0, reason: wordsOf(of), given_at: at },
  }),
  subscriptions: (of, _, mark) => {
    const { number, at } = mark;
    const { platform, workspace, person } = of;
    const id = `s-${nameOf(of, mark)}`;
    const isChannels = number % 2 === 1;
    const place = { platform, workspace, channel: isChannels ? "C1" : person };
    const owner = { ownerName: wordsOf(of), owner: of };
    return {
      ...{ id, platform, workspace, channel: place.channel, recipient: isChannels ? null : person, owner: person },
      record: JSON.stringify({ id, place, ...(isChannels ? {} : { recipient: of }), ...owner, createdAt: at }),
      ...{ looked_until: at, next_due_at: null },
    };
  },
  deliveries: ({ platform, workspace, person }, _, { number, at }) => ({
    ...{
      key: `d-${platform}-${workspace}-${number}-${person}`,
      kind: "nudge",
      subscription: null,
      platform,
      workspace,
      channel: person,
    },
    ...{ place: JSON.stringify({ platform, workspace, channel: person, recipient: person }), recipient: person },
    ...{ state: "sent", reason: null, item: "a#tip-0", step: null, reply: null, due_at: at, send_at: at, recorded_at: at },
    ...{ started_at: null, lease_owner: null, heartbeat: 0 },
  }),
  quizzes: (of, _, mark) => ({
    ...{ id: `q-${nameOf(of, mark)}`, subscription: null, platform: of.platform, workspace: of.workspace, channel: "C1" },
    ...{ item: "a#quiz-0", right_option: 0, result_due_at: null, closes_at: mark.at },
    record: JSON.stringify({ question: { question: "Why?", options: ["because", "so"], answer: 0, why: "" } }),
  }),
  quiz_answers: (of, participant, mark) => ({
    ...{ quiz: `q-${nameOf(of, mark)}`, participant, person: JSON.stringify({ ...of, name: wordsOf(of) }) },
    ...{ first_option: 1, point: 0, last_option: 0, answered_at: mark.at, platform: of.platform, workspace: of.workspace },
  }),
  reviews: ({ platform, workspace }, participant, { number, at }) => ({
    ...{ learner: participant, item: `item ${workspace} ${number}`, rung: 0, due_on: new Date(at).toISOString().slice(0, 10) },
    ...{ platform, workspace },
  }),
  question_counts: (of, _, mark) => ({
    ...{
      platform: of.platform,
      workspace: of.workspace,
      day: new Date(mark.at).toISOString().slice(0, 10),
      language: "en",
      area: String(mark.number),
    },
    ...{ outcome: nameOf(of, mark), count: 1 },
  }),
  admin_links: (of, _, mark) => ({
    ...{ hash: `l-${nameOf(of, mark)}`, platform: of.platform, workspace: of.workspace, actor: of.person, expires_at: mark.at },
  }),
  admin_sessions: (of, _, mark) => ({
    ...{ hash: `s-${nameOf(of, mark)}`, platform: of.platform, workspace: of.workspace, actor: of.person, expires_at: mark.at },
  }),
  hand_offs: (of, _, mark) => ({
    ...{ id: `h-${nameOf(of, mark)}`, platform: of.platform, workspace: of.workspace, channel: "C1", message: null },
    ...{ asker: of.person, address: JSON.stringify({ channel: of.person }), claimed_by: of.person },
    ...{ texts: JSON.stringify({ question: wordsOf(of), name: of.person }), record: "{}", state: "waiting" },
    ...{ created_at: mark.at, next_at: null, closed_at: null, entry: null },
  }),
  installations: ({ platform, workspace }) => ({
    ...{ platform, id: workspace, sealed: `sealed for ${workspace}`, version: 1, installed_at: 0, leased_until: 0 },
  }),
  installed_workspaces: ({ platform, workspace }) => ({ platform, workspace, installation: workspace }),
  audit: (of, _, mark) => ({
    ...{ id: `a-${nameOf(of, mark)}`, at: mark.at, platform: of.platform, workspace: of.workspace },
    ...{ actor: of.person, what: "setting", detail: JSON.stringify({ name: "gaps", before: "words" }) },
  }),
};

export const TABLES: readonly (keyof Schema)[] = [...(Object.keys(ROWS) as (keyof Rows)[]), "gaps"];

/** Tables with one row per workspace, whoever the other rows are about. */
const ONCE_A_WORKSPACE: readonly (keyof Schema)[] = ["installations", "installed_workspaces"];

/** Inserts a row about a person into each table, or into some. */
export async function insertRows(
  { queries }: Database,
  of: PersonKey,
  participant: string,
  { number = 0, at = NOW }: Mark = {},
  tables = TABLES,
): Promise<void> {
  for (const table of tables) {
    if (table === "gaps") {
      const gap = { reason: "unknown", language: "en", keeping: "text", text: `${wordsOf(of)} ${number}` } as const;
      await noteGap(queries, of, gap, at);
      continue;
    }
    await queries
      .insertInto(table)
      .values(ROWS[table](of, participant, { number, at }) as never)
      .$if(ONCE_A_WORKSPACE.includes(table), (insert) => insert.onConflict((conflict) => conflict.doNothing()))
      .execute();
  }
}

/** Returns all rows as texts, by table. */
export async function allRows({ queries }: Database): Promise<Readonly<Record<keyof Schema, readonly string[]>>> {
  const rows = await Promise.all(
    TABLES.map(async (table) => {
      const found = await queries.selectFrom(table).selectAll().execute();
      return [table, found.map((row) => JSON.stringify(row)).sort()] as const;
    }),
  );
  return Object.fromEntries(rows) as unknown as Awaited<ReturnType<typeof allRows>>;
}

export async function emptyTables({ queries }: Database): Promise<void> {
  for (const table of TABLES) await queries.deleteFrom(table).execute();
}
