import type { HandOff } from "../../src/hand-offs/types.ts";
import { at } from "../nudges/fixtures.ts";

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
