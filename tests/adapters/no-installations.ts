import type { InstallationStore } from "../../src/ports.ts";

/** A store for a platform that is not installed by OAuth. */
export const NO_INSTALLATIONS: InstallationStore = {
  byId: async () => undefined,
  ofWorkspace: async () => undefined,
  list: async () => [],
  put: async () => undefined,
  serve: async () => undefined,
  lease: async () => false,
  reseal: async () => false,
  unserve: async () => undefined,
  servedBy: async () => [],
  remove: async () => undefined,
  count: async () => ({ all: 0, usable: 0 }),
};
