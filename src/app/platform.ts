import type { Instant } from "../model.ts";
import type { Adapter, DoctorResult, Logger } from "../ports.ts";
import type { Config } from "./config.ts";
import type { LiveKnowledge } from "./live-knowledge.ts";

/** What an adapter may be made with. */
export interface AdapterDependencies {
  readonly config: Config;
  readonly knowledge: Pick<LiveKnowledge, "pack">;
  readonly logger: Logger;
  readonly now: () => Instant;
}

/** A platform that can be switched on: how the composition root sees the adapters. */
export interface Platform {
  readonly name: string;
  /** Whether the settings switch it on; if not, why: "SLACK_BOT_TOKEN is not set". */
  isOn(config: Config): { readonly on: true } | { readonly on: false; readonly why: string };
  /** Loads the adapter and its platform's package. Throws a `MalinoisError` when the settings are not usable. */
  create(dependencies: AdapterDependencies): Promise<Adapter>;
  /** What `malinois doctor` says of it. */
  diagnose(config: Config, logger: Logger): Promise<readonly DoctorResult[]>;
}
