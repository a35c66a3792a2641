import type { Inbound, Instant, Person, Place } from "../model.ts";
import type { PersonKey } from "../ports.ts";

/** Something about the last question of each person in each place, held only in this process's memory and for a limited time. */
export interface LastByPerson<Value> {
  of(place: Place, person: string): Value | undefined;
  /** Replaces what is held of the sender in the place of the message; undefined deletes it. */
  set(inbound: Pick<Inbound, "place"> & { readonly asker: Pick<Person, "id"> }, value: Value | undefined): void;
  /** Deletes what is held of a person in all places of a workspace; in those of all workspaces if `workspace` is empty, as it is in some direct messages. */
  forget(person: PersonKey): void;
}

/** How long something is held, in ms: as long as a conversation outside threads lasts. */
const LIFETIME = 30 * 60_000;

/** @param most how much is held; beyond that, the oldest is deleted */
export function createLastByPerson<Value>(most: number, now: () => Instant): LastByPerson<Value> {
  const held = new Map<string, { readonly by: PersonKey; readonly value: Value; readonly until: Instant }>();
  const keyOf = ({ platform, workspace, channel }: Place, person: string) =>
    JSON.stringify([platform, workspace, channel, person]);
  return {
    of(place, person) {
      const found = held.get(keyOf(place, person));
      return found !== undefined && found.until > now() ? found.value : undefined;
    },
    set({ place, asker }, value) {
      const key = keyOf(place, asker.id);
      held.delete(key);
      if (value === undefined) return;
      // In the order in which they were set, and thus expire.
      for (const [old, { until }] of held) {
        if (until > now()) break;
        held.delete(old);
      }
      const by = { platform: place.platform, workspace: place.workspace, person: asker.id };
      held.set(key, { by, value, until: now() + LIFETIME });
      const [oldest] = held.keys();
      if (held.size > most && oldest !== undefined) held.delete(oldest);
    },
    forget({ platform, workspace, person }) {
      for (const [key, { by }] of held) {
        const isThere = workspace === "" || by.workspace === workspace;
        if (by.platform === platform && isThere && by.person === person) held.delete(key);
      }
    },
  };
}
