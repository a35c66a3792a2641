import type { Instant } from "../model.ts";

/** A map that forgets what was set longest ago when it is full, and each value when its time is up. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined;
  /** Keeps a value, for so many milliseconds where that is given. */
  set(key: Key, value: Value, lifetime?: number): void;
  delete(key: Key): void;
}

/** Makes a map of at most `limit` entries; `now` is the clock of their lifetimes. */
export function createBoundedMap<Key, Value>(limit: number, now: () => Instant): BoundedMap<Key, Value> {
  const entries = new Map<Key, { readonly value: Value; readonly until: Instant }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > now() ? entry.value : undefined;
    },
    set(key, value, lifetime = Number.POSITIVE_INFINITY) {
      entries.delete(key);
      entries.set(key, { value, until: now() + lifetime });
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
}
