import { afterEach, expect, it } from "vitest";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { createSlack } from "../../../adapters/slack/index.ts";
import type { Place } from "../../../src/model.ts";
import { type SlackServer, startSlackServer } from "../../protocol/slack/server.ts";
import { TEAM } from "../../protocol/slack/workspace.ts";
import { FILE, REPLY } from "../contract/replies.ts";
import { createFakeHost } from "./fake-host.ts";
import { createRecording, optionsFor } from "./harness.ts";

const DIRECT: Place = { platform: "slack", workspace: TEAM, channel: "U1", recipient: "U1", private: true };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function sendFile(
  scopes: readonly string[],
  prepare: (slack: SlackServer) => void = () => undefined,
): Promise<SlackServer> {
  const slack = await startSlackServer({ scopes });
  prepare(slack);
  const adapter = createSlack(optionsFor(slack, "http", createRecording()));
  ends.push(async () => {
    await adapter.stop();
    await slack.close();
    expect(slack.violations).toEqual([]);
  });
  await adapter.start(createFakeHost());
  await adapter.send(DIRECT, { ...REPLY, attachment: FILE }, "key");
  return slack;
}

const all = Object.keys(SCOPES);
const inMessages = ({ workspace }: SlackServer) => JSON.stringify(workspace.answers("DU1").map(({ blocks }) => blocks));

it("a file is uploaded to the person's own conversation byte for byte, and is not in the message as well", async () => {
  const slack = await sendFile(all);
  expect(slack.workspace.answers("DU1").flatMap(({ files = [] }) => files)).toEqual([
    { name: FILE.name, text: FILE.text, length: Buffer.byteLength(FILE.text) },
  ]);
  expect(inMessages(slack)).not.toContain("d0001");
});

it.each([
  ["the app has no scope for files", all.filter((scope) => scope !== "files:write"), undefined],
  ["the upload fails", all, "upload"],
  ["Slack does not put the file into the conversation", all, "files.completeUploadExternal"],
])("a file's text is sent in messages if %s", async (_, scopes, broken) => {
  const fault = { kind: "status", status: 400 } as const;
  const slack = await sendFile(scopes, ({ faults }) => broken && faults.order(broken, fault, 20));
  expect(slack.workspace.answers("DU1").flatMap(({ files = [] }) => files)).toEqual([]);
  const shown = inMessages(slack);
  expect(shown).toContain(FILE.name);
  expect(["d0001", "d1000", "d2000"].filter((word) => !shown.includes(word))).toEqual([]);
});
