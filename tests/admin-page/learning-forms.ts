import { type AdminStage, type Answer, FROM_PAGE } from "./harness.ts";

/** A session's header, or the headers of a browser. */
export type Headers = Record<string, string>;

/** A form that is sent in. */
export function post(
  stage: AdminStage,
  cookie: Headers,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Headers = FROM_PAGE,
): Promise<Answer> {
  return stage.send("POST", path, { ...headers, ...cookie }, new URLSearchParams(fields).toString());
}

/** What a hidden field of a page holds; the first of that name. */
export function hiddenField({ body }: Answer, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";
}

const BIKES = ["where is the bike parking", "parking for bikes", "bike parking badge"];

/** Three people of a workspace, or fewer, ask in vain; opening hours come nearest. Returns what they asked. */
export async function askForBikes(stage: AdminStage, workspace = "W1", people = BIKES.length): Promise<readonly string[]> {
  const asked = BIKES.slice(0, people);
  for (const [at, text] of asked.entries()) {
    await stage.noteGap(`U${at}`, text, { workspace, nearest: { entry: "opening-hours", confidence: 0.4 } });
  }
  return asked;
}

/** What the form that accepts a group into the entry that comes nearest sends. */
export async function acceptForm(stage: AdminStage, cookie: Headers): Promise<Record<string, string>> {
  const page = await stage.send("GET", "/admin/missing", cookie);
  return { token: hiddenField(page, "token"), group: hiddenField(page, "group"), entry: "opening-hours" };
}
