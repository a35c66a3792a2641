import type { Host, Logger } from "../../../src/ports.ts";
import type { OpenSubmissions } from "../open-submissions.ts";
import type { Call } from "../send/api.ts";
import type { Outbox } from "../send/outbox.ts";
import type { Send } from "../send/send.ts";
import type { Identity } from "../send/sign-in.ts";
import type { People } from "./people.ts";
import type { RightsOf } from "./rights.ts";

/** What the listeners work with. */
export interface ListenerContext {
  readonly host: Host;
  readonly bot: Identity;
  readonly people: People;
  readonly rights: RightsOf;
  readonly send: Send;
  readonly takeBack: Outbox["takeBack"];
  readonly forget: Outbox["forget"];
  readonly submissions: OpenSubmissions;
  /** Tried once. */
  readonly call: Call;
  /** Milliseconds for which what an answer can do without is waited for. */
  readonly courtesyTimeout: number;
  readonly logger: Logger;
  /** Called when Slack says that the token is no longer good. */
  readonly onRevoked: () => void;
}
