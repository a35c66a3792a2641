import type { Inbound, Place, Reply } from "../../../../src/model.ts";
import type { Adapter } from "../../../../src/ports.ts";

/** Breaks one promise of the port: returns the members that differ from the correct adapter. */
type Break = (sound: Adapter) => Partial<Adapter>;

/** An adapter of the toy chat that breaks one promise. */
export interface Broken {
  readonly what: string;
  /** The beginning of the name of a check that must fail. */
  readonly noticed: string;
  readonly breakIt: Break;
}

export const LOBBY: Place = { platform: "toy", workspace: "", channel: "lobby", private: false };

/** Changes each reply before it is sent. */
export const redraw =
  (change: (reply: Reply) => Reply): Break =>
  ({ send }) => ({ send: (place, reply, key) => send(place, change(reply), key) });

/** Changes each place before something is sent there. */
export const misdirect =
  (change: (place: Place) => Place): Break =>
  ({ send }) => ({ send: (place, reply, key) => send(change(place), reply, key) });

/** Changes each inbound message before the host gets it. */
export const misread =
  (change: (inbound: Inbound) => Inbound): Break =>
  ({ start }) => ({ start: (host) => start({ ...host, receive: (inbound, onTaken) => host.receive(change(inbound), onTaken) }) });

/** Changes the error of a failed send. */
export const misreport =
  (change: (error: unknown) => unknown): Break =>
  ({ send }) => ({
    send: (...sent) =>
      send(...sent).catch((error: unknown) => {
        throw change(error);
      }),
  });
