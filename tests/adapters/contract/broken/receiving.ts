import type { Adapter } from "../../../../src/ports.ts";
import { type Broken, misread } from "./ways.ts";

/** Adapters with a mistake in what they receive. */
export const RECEIVING: readonly Broken[] = [
  {
    what: "an id changes when it is delivered again",
    noticed: "gives the same question the same id",
    breakIt: ({ start }) => {
      let count = 0;
      return misread((inbound) => {
        count += 1;
        return { ...inbound, id: `${inbound.id}.${count}` };
      })({ start } as Adapter);
    },
  },
  {
    what: "every question has the same id",
    noticed: "gives the same question the same id",
    breakIt: misread((inbound) => ({ ...inbound, id: "toy:1" })),
  },
  {
    what: "ids lack the platform's name",
    noticed: "gives a question an id that no other",
    breakIt: misread((inbound) => ({ ...inbound, id: inbound.id.replace("toy:", "") })),
  },
  {
    what: "a button loses its language",
    noticed: "turns a pressed button into its action",
    breakIt: misread((inbound) =>
      inbound.kind === "pressed" ? { ...inbound, action: { ...inbound.action, language: "en" } } : inbound,
    ),
  },
  {
    what: "people who press buttons are not distinguished",
    noticed: "turns a pressed button into its action",
    breakIt: misread((inbound) => (inbound.kind === "pressed" ? { ...inbound, asker: { id: "somebody" } } : inbound)),
  },
  {
    what: "a question is cut off",
    noticed: "turns what was asked",
    breakIt: misread((inbound) => (inbound.kind === "asked" ? { ...inbound, text: inbound.text.slice(0, 10) } : inbound)),
  },
  {
    what: "a place contains more than data",
    noticed: "turns what was asked",
    breakIt: misread((inbound) => ({ ...inbound, place: Object.assign(() => undefined, inbound.place) })),
  },
  {
    what: "the values of a form are lost",
    noticed: "shows a form",
    breakIt: misread((inbound) =>
      inbound.kind === "submitted"
        ? { ...inbound, submission: { ...inbound.submission, values: { days: inbound.submission.values.days ?? [] } } }
        : inbound,
    ),
  },
];
