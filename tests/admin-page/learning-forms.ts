import { type AdminStage, type Answer, FROM_PAGE } from "./harness.ts";

/** The header with a session's cookie, or the headers of a browser. */
export type Headers = Record<string, string>;

/** Submits a form. */
export function post(
  stage: AdminStage,
  cookie: Headers,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Headers = FROM_PAGE,
): Promise<Answer> {
  return stage.send("POST", path, { ...headers, ...cookie }, new URLSearchParams(fields).toString());
}

/** Returns the value of the first hidden field with this name on a page. */
export function hiddenField({ body }: Answer, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";
}

const BIKES = ["where is the bike parking", "parking for bikes", "bike parking badge"];

/** Records gaps of up to three people in a workspace, with "opening-hours" as the nearest entry. Returns what they asked. */
export async function askForBikes(stage: AdminStage, workspace = "W1", people = BIKES.length): Promise<readonly string[]> {
  const asked = BIKES.slice(0, people);
  for (const [at, text] of asked.entries()) {
    await stage.noteGap(`U${at}`, text, { workspace, nearest: { entry: "opening-hours", confidence: 0.4 } });
  }
  return asked;
}

/** Returns the fields of the form that accepts the first group into the nearest entry. */
export async function acceptForm(stage: AdminStage, cookie: Headers): Promise<Record<string, string>> {
  const page = await stage.send("GET", "/admin/missing", cookie);
  return { token: hiddenField(page, "token"), group: hiddenField(page, "group"), entry: "opening-hours" };
}
