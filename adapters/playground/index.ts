import { randomUUID } from "node:crypto";
import { DeliveryError } from "../../src/errors.ts";
import type { Inbound, Reply } from "../../src/model.ts";
import { isLoopback } from "../../src/platform.ts";
import type { Host, HttpRoute, ManagedAdapter } from "../../src/ports.ts";
import { definedOnly } from "../kit/defined-only.ts";
import { createInFlight } from "../kit/in-flight.ts";
import type { PlaygroundOptions } from "./options.ts";
import type { AnswerResult, Inbox, PageLetter, PageSuggestion } from "./protocol.ts";
import { toAsked, toPressed, toSubmitted } from "./receive/parse.ts";
import { createRoutes } from "./receive/routes.ts";
import { createReplyRenderer } from "./render/previews.ts";
import { renderDecision, renderSuggestion } from "./render/render.ts";
import { createMailbox, type Letter } from "./send/mailbox.ts";
import { TEAM_CHANNEL } from "./team.ts";

/** The playground has no workspaces. */
const WORKSPACE = { platform: "playground", workspace: "" } as const;

/** How long stopping waits for answers in progress, in milliseconds. */
const DRAIN_DEADLINE = 10_000;

/**
 * Returns the playground: one local page for trying Malinois, served at `/`. A question arrives as a POST request, and its response contains the replies
 * that Malinois sends while the request is open.
 * @throws MalinoisError if the files of the page are missing.
 */
export function createPlayground({
  address,
  pack,
  now,
  clock,
  learned = () => undefined,
  nextNudge = async () => undefined,
  previews = [],
  connections = [],
}: PlaygroundOptions): ManagedAdapter {
  const renderReply = createReplyRenderer(previews);
  const mailbox = createMailbox(now());
  /** The replies collected for each open request, by the request's handle. */
  const open = new Map<string, Reply[]>();
  const inFlight = createInFlight();
  let host: Host | undefined;
  let requests = 0;

  async function receive(to: Host, inbound: Inbound, replies: readonly Reply[]): Promise<AnswerResult> {
    const begun = now();
    const decision = await to.receive(inbound);
    const milliseconds = now() - begun;
    return {
      replies: await Promise.all(replies.map(renderReply)),
      ...(decision === undefined ? {} : { decision: renderDecision(decision, milliseconds) }),
    };
  }

  async function answer(makeInbound: (handle: string) => Inbound): Promise<AnswerResult | undefined> {
    if (host === undefined) return undefined;
    requests += 1;
    const handle = String(requests);
    const replies: Reply[] = [];
    open.set(handle, replies);
    try {
      return await inFlight.add(receive(host, makeInbound(handle), replies));
    } finally {
      open.delete(handle);
    }
  }

  function answerOpen(handle: string, reply: Reply): void {
    const replies = open.get(handle);
    if (replies === undefined) {
      throw new DeliveryError(
        host === undefined ? "later" : "gone",
        "No page of the playground is waiting for this message.",
        "Ask on the page again: the playground shows answers to open questions only.",
      );
    }
    replies.push(reply);
  }

  async function drawLetter({ number, reply, place }: Letter): Promise<PageLetter> {
    return { number, reply: await renderReply(reply), ...teamPlace(place) };
  }

  const run = randomUUID();
  const routes: readonly HttpRoute[] = createRoutes(
    isLoopback(address),
    { pack, previews, connections },
    {
      ask: ({ text, ...exchange }) => answer((handle) => toAsked(exchange, handle, text)),
      press: ({ text, action, ...exchange }) => answer((handle) => toPressed(exchange, handle, action, text)),
      show: ({ entry, entryLanguage, ...exchange }) =>
        answer((handle) => toPressed(exchange, handle, { kind: "show", entry, language: entryLanguage }, "")),
      submit: ({ form, subject, values, ...exchange }) =>
        answer((handle) => toSubmitted(exchange, handle, { form, values, ...definedOnly({ subject }) })),
      inbox: async ({ person, after }): Promise<Inbox> => {
        return {
          ...{ now: clock.now(), run },
          ...definedOnly({ learned: learned() }),
          letters: await Promise.all(mailbox.after(after, person).map(drawLetter)),
          closed: await Promise.all(mailbox.closed(after, person).map(drawLetter)),
        };
      },
      clock: ({ at }) => {
        if (at === null) clock.reset();
        else clock.moveTo(at);
        return { now: clock.now() };
      },
      async nextNudge({ person }) {
        const [inPage, alone] = await Promise.all([
          nextNudge({ ...WORKSPACE, channel: "page" }),
          nextNudge({ ...WORKSPACE, channel: person, recipient: person }),
        ]);
        const at = Math.min(inPage ?? Number.POSITIVE_INFINITY, alone ?? Number.POSITIVE_INFINITY);
        if (Number.isFinite(at)) clock.moveTo(at);
        return { now: clock.now(), isMoved: Number.isFinite(at) };
      },
      async suggest({ text, language, limit }): Promise<readonly PageSuggestion[] | undefined> {
        return (await host?.suggest(WORKSPACE, text, language, limit))?.map(renderSuggestion);
      },
    },
  );

  return {
    name: "playground",
    routes,
    async start(startedBy) {
      host = startedBy;
    },
    async send(place, reply, key) {
      if (place.handle !== undefined) return answerOpen(place.handle, reply);
      if (host === undefined) throw new DeliveryError("later", "The playground is not running.", "Start Malinois.");
      mailbox.put(place, reply, key);
    },
    // An answer is sent in the response to its request and is not stored.
    find: async (place, key, since) => (place.handle === undefined ? mailbox.find(place, key, since) : "unknown"),
    // On the playground anyone may try everything.
    mayManage: async () => true,
    nameOf: async () => undefined,
    directory: async () => ({ channels: [], people: [] }),
    health: () => (host === undefined ? { ok: false, detail: "not started" } : { ok: true, detail: "serving the page" }),
    async stop() {
      host = undefined;
      await inFlight.drain(DRAIN_DEADLINE);
    },
  };
}

/** Returns where a letter is shown in the team's channel; nothing for a letter to another place. */
function teamPlace({ channel, thread }: Letter["place"]): Pick<PageLetter, "team"> {
  if (channel !== TEAM_CHANNEL) return {};
  return { team: thread === undefined ? "channel" : Number(thread) };
}
