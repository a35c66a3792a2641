import type { Host, Logger } from "../../../src/ports.ts";
import type { OpenSubmissions } from "../open-submissions.ts";
import type { Call } from "../send/api.ts";
import type { Outbox } from "../send/outbox.ts";
import type { Send } from "../send/send.ts";
import type { Identity } from "../send/sign-in.ts";
import type { People } from "./people.ts";
import type { RightsOf } from "./rights.ts";

/** The dependencies of the listeners. */
export interface ListenerContext {
  readonly host: Host;
  readonly bot: Identity;
  readonly people: People;
  readonly rights: RightsOf;
  readonly send: Send;
  readonly takeBack: Outbox["takeBack"];
  readonly hasAnswered: Outbox["hasAnswered"];
  readonly forget: Outbox["forget"];
  readonly submissions: OpenSubmissions;
  /** Calls Slack without retries. */
  readonly call: Call;
  /** How long to wait for what an answer can do without, in milliseconds. */
  readonly courtesyTimeout: number;
  readonly logger: Logger;
  /** Called when Slack says that the token is no longer valid. */
  readonly onRevoked: () => void;
}
