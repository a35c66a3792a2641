import { afterEach, beforeEach, expect, it } from "vitest";
import { INSTALLATION } from "../../src/administration/ports.ts";
import { type AdminStage, NOW, startAdmin, W1 } from "./harness.ts";

let stage: AdminStage;
beforeEach(async () => {
  stage = await startAdmin();
});
afterEach(() => stage.stop());

it("shows every record of the audit trail on some page, even if more drafts were published at once than fit on a page", async () => {
  await stage.store.setWorkspaceSetting(W1, "gaps", '"text"');
  const audit = (key: typeof W1 | typeof INSTALLATION, id: string, at: number) =>
    stage.store.administration.audit({ ...key, at, actor: "terminal", what: "publish", detail: { id } });
  const ids = Array.from({ length: 150 }, (_, at) => `entry-${at}-`);
  for (const id of ids) await audit(INSTALLATION, id, NOW - 10);
  await audit(W1, "older-one-", NOW - 20);
  const cookie = await stage.signInFromTerminal();
  const shown: string[] = [];
  let path: string | undefined = "/admin/audit?workspace=chat:W1";
  for (let pages = 0; path !== undefined && pages < 5; pages += 1) {
    const { body } = await stage.send("GET", path, cookie);
    shown.push(...(body.match(/(entry-\d+|older-one)-/g) ?? []));
    path = /href="([^"]*before=\d+[^"]*)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
  }
  expect(shown.toSorted()).toEqual([...ids, "older-one-"].toSorted());
});

it("has each sign-in: in its workspace, or among the records of the whole installation", async () => {
  await stage.signIn("U1");
  await stage.signInFromTerminal("W1");
  await stage.signInFromTerminal();
  const trail = async (key: typeof W1 | typeof INSTALLATION) =>
    (await stage.store.administration.auditTrail(key, 9)).map(({ actor, what }) => `${what} ${actor}`).toSorted();
  expect(await trail(W1)).toEqual(["sign-in U1", "sign-in terminal"]);
  expect(await trail(INSTALLATION)).toEqual(["sign-in terminal"]);
});
