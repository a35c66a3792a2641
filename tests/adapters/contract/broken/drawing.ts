import { type Broken, LOBBY, misdirect, redraw } from "./ways.ts";

const only = <Item>(items: readonly Item[], most: number): readonly Item[] => items.slice(0, most);

/** Adapters with a mistake in what people see, or in who sees it. */
export const DRAWING: readonly Broken[] = [
  { what: "titles are not drawn", noticed: "shows all of a reply", breakIt: redraw(({ title: _, ...reply }) => reply) },
  { what: "points are not drawn", noticed: "shows all of a reply", breakIt: redraw(({ points: _, ...reply }) => reply) },
  { what: "choices are not drawn", noticed: "shows all of a reply", breakIt: redraw((reply) => ({ ...reply, choices: [] })) },
  {
    what: "actions are not drawn",
    noticed: "shows all of a reply",
    breakIt: redraw((reply) => ({ ...reply, actions: only(reply.actions, 3) })),
  },
  { what: "footnotes are not drawn", noticed: "shows all of a reply", breakIt: redraw(({ footnote: _, ...reply }) => reply) },
  {
    what: "the dates of sources are not drawn",
    noticed: "shows all of a reply",
    breakIt: redraw(({ sources, ...reply }) =>
      sources === undefined
        ? reply
        : { ...reply, sources: { ...sources, items: sources.items.map(({ asOf: _, ...rest }) => rest) } },
    ),
  },
  {
    what: "the second source is not drawn",
    noticed: "shows all of a reply",
    breakIt: redraw(({ sources, ...reply }) =>
      sources === undefined ? reply : { ...reply, sources: { ...sources, items: only(sources.items, 1) } },
    ),
  },
  {
    what: "urgent order is ignored",
    noticed: "shows the steps of first aid",
    breakIt: redraw((reply) => ({ ...reply, urgent: false })),
  },
  {
    what: "long texts are cut off",
    noticed: "shows all of a very long reply",
    breakIt: redraw((reply) => ({ ...reply, body: reply.body.map((text) => text.slice(0, 2_000)) })),
  },
  {
    what: "long lists are cut off",
    noticed: "shows all of a very long reply",
    breakIt: redraw((reply) => ({ ...reply, choices: only(reply.choices, 10) })),
  },
  { what: "forms are not drawn", noticed: "shows a form", breakIt: redraw(({ form: _, ...reply }) => reply) },
  {
    what: "the later fields of forms are not drawn",
    noticed: "shows a form",
    breakIt: redraw(({ form, ...reply }) =>
      form === undefined ? reply : { ...reply, form: { ...form, fields: only(form.fields, 3) } },
    ),
  },
  {
    what: "private answers are shown to all",
    noticed: "shows the answer to a private question",
    breakIt: misdirect((place) => ({ ...place, private: false })),
  },
  {
    what: "private replies to public questions are shown to all",
    noticed: "shows a private reply to a question that everybody read",
    breakIt: ({ send, start }) => {
      const open = new Set<string>();
      return {
        start: (host) =>
          start({
            ...host,
            receive(inbound, onTaken) {
              if (!inbound.place.private) open.add(inbound.place.handle ?? "");
              return host.receive(inbound, onTaken);
            },
          }),
        send: (place, ...sent) => send(open.has(place.handle ?? "") ? { ...place, private: false } : place, ...sent),
      };
    },
  },
  {
    what: "direct messages are posted in the lobby",
    noticed: "shows a direct message that nobody asked for",
    breakIt: misdirect((place) => (place.recipient === undefined ? place : LOBBY)),
  },
  {
    what: "public answers are shown to the asker alone",
    noticed: "shows all of a reply to everybody",
    breakIt: misdirect((place) => ({ ...place, private: true })),
  },
];
