import { USUAL_SETTINGS } from "../../src/administration/workspace-settings.ts";
import type { HandOffOptions } from "../../src/hand-offs/options.ts";
import type { HandOffStore } from "../../src/hand-offs/ports.ts";
import type { HandOff } from "../../src/hand-offs/types.ts";
import { at, BRUSSELS, holidayOn } from "../nudges/fixtures.ts";

/** Ten o'clock in Brussels on a Tuesday. */
export const NOW = at("2026-11-24 10:00");

export function handOff(changes: Partial<HandOff> = {}): HandOff {
  return {
    ...{ id: "0123456789abcdef0123", platform: "test", workspace: "w", channel: "help", language: "en" },
    ...{ question: "Who waters the plants?", urgent: false, anonymous: false, name: "Anna", reminderHours: 4 },
    asker: { person: "anna", place: { platform: "test", workspace: "w", channel: "anna", recipient: "anna", private: true } },
    ...{ state: "waiting", stage: "fresh", createdAt: NOW, nextAt: NOW + 4 * 3_600_000 },
    ...changes,
  };
}

const nothing = () => undefined;
export const SILENT = { info: nothing, warn: nothing, error: nothing };

/** Returns options with a store of which a test needs a few methods. */
export function handOffOptions(methods: Partial<HandOffStore> = {}): HandOffOptions {
  const store: HandOffStore = {
    ...{ add: async () => true, handOff: async () => undefined, inThread: async () => undefined, due: async () => [] },
    ...{ change: async () => undefined, awaitingEntries: async () => [], within: () => store },
    ...methods,
  };
  return {
    ...{ store, settings: { of: async () => USUAL_SETTINGS }, usualChannel: nothing, isOneConversation: () => false },
    ...{ now: () => NOW, zone: BRUSSELS, holidayOn, contacts: async () => [], isUrgent: async () => false, wake: nothing },
    logger: SILENT,
  };
}
