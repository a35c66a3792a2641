import type { OpenStore } from "../store/store.ts";
import type { Observer } from "./observer.ts";

/** Returns a store that does the same and reports its failures and the outcomes of deliveries to an observer. */
export function observeStore(store: OpenStore, observer: Pick<Observer, "settled" | "storeFailed">): OpenStore {
  const part = <Part extends object>(of: Part): Part => observed(of, observer.storeFailed);
  const nudges = part(store.nudges);
  return {
    ...part(store),
    inbox: part(store.inbox),
    administration: part(store.administration),
    // Within a transaction, its own failure is counted.
    handOffs: { ...part(store.handOffs), within: store.handOffs.within },
    stats: part(store.stats),
    adminSessions: part(store.adminSessions),
    gaps: part(store.gaps),
    privacy: part(store.privacy),
    installations: (platform) => part(store.installations(platform)),
    nudges: {
      ...nudges,
      within: store.nudges.within,
      async settle(key, leaseOwner, settlement, now) {
        const isSettled = await nudges.settle(key, leaseOwner, settlement, now);
        if (isSettled) observer.settled(settlement.state);
        return isSettled;
      },
    },
  };
}

/** Returns methods that do the same; an error is reported and rethrown. */
function observed<Part extends object>(part: Part, onFailure: () => void): Part {
  const methods = Object.entries(part).map(([name, member]) => {
    if (typeof member !== "function") return [name, member];
    const method = async (...given: unknown[]) => {
      try {
        return await member(...given);
      } catch (error) {
        onFailure();
        throw error;
      }
    };
    return [name, method];
  });
  return Object.fromEntries(methods);
}
