import type { Command } from "commander";
import type { Configuration } from "../../app/config.ts";
import type { Terminal } from "../terminal.ts";

/** What the commands need from the program. */
export interface ManagingOptions {
  readonly configure: () => Configuration;
  readonly write: Terminal["write"];
  readonly reveal: (text: string) => void;
  readonly packDirectories: (content: readonly string[] | undefined) => readonly string[];
}

/** Adds `malinois privacy`, `stats` and `admin-link`. */
export function describeManaging(program: Command, { configure, write, reveal, packDirectories }: ManagingOptions): void {
  program
    .command("privacy")
    .description("print what is kept of people, table by table, for a record of processing")
    .action(async () => {
      const { inventoryTable } = await import("../../privacy/inventory.ts");
      write(`${inventoryTable()}\n`);
    });

  program
    .command("stats")
    .description("print figures: questions, opinions, nudges and quizzes; groups of fewer than five people are not shown")
    .option("--since <date>", "the first day: 2026-10-01; else the Monday eleven weeks ago")
    .option("--workspace <workspace>", "of one workspace alone: platform:id")
    .option("--json", "print one JSON object")
    .option("--csv", "print rows for a spreadsheet")
    .action(async (wanted) => {
      const { printStats } = await import("./stats.ts");
      write(await printStats(configure().config, packDirectories(undefined), Date.now, wanted));
    });

  program
    .command("admin-link")
    .description("print a link that signs in to the admin page, once and within ten minutes")
    .option("--workspace <workspace>", "for one workspace alone: platform:id")
    .action(async ({ workspace }) => {
      const { makeAdminLink } = await import("./admin-link.ts");
      reveal(await makeAdminLink(configure(), Date.now, workspace));
    });
}
