import { DEFAULT_UI_LANGUAGE } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import type { Host, Logger } from "../../../src/ports.ts";
import type { Send } from "../send/send.ts";
import type { Identity } from "../send/sign-in.ts";
import type { Call } from "../send/web-api.ts";
import type { People } from "./people.ts";
import type { RightsOf } from "./rights.ts";

/** What the listeners work with. */
export interface ListenerContext {
  readonly host: Host;
  readonly bot: Identity;
  readonly people: People;
  readonly rights: RightsOf;
  readonly send: Send;
  /** Tried once. */
  readonly call: Call;
  /** Milliseconds for which what an answer can do without is waited for. */
  readonly courtesyTimeout: number;
  readonly logger: Logger;
  /** Called when Slack says that the token is no longer good. */
  readonly onRevoked: () => void;
}

/** The language of what the adapter itself says to somebody. */
export function spoken(language: Language | undefined): Language {
  return language ?? DEFAULT_UI_LANGUAGE;
}
