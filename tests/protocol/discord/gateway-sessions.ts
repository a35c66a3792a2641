import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { Ids } from "./ids.ts";

/** What a client did on the gateway, in order. */
interface GatewayLog {
  readonly op: "identify" | "resume" | "heartbeat";
  readonly shard?: number;
  /** The total number of shards that the client claims. */
  readonly total?: number;
  readonly resumedAt?: string;
}

export interface GatewayOptions {
  readonly token: string;
  readonly botId: string;
  readonly applicationId: string;
  readonly heartbeatInterval: number;
  /** Intents that the application may not request: the connection of a client that identifies with one is closed with 4014. */
  readonly forbiddenIntents: number;
  /** Returns the servers that a shard is told about when it is ready. */
  serversOf(
    shard: number,
    total: number,
  ): readonly { readonly id: string; readonly available: boolean; readonly create: object }[];
  onChange(): void;
}

interface Session {
  readonly id: string;
  readonly shard: number;
  readonly total: number;
  readonly intents: number;
  readonly events: { readonly s: number; readonly t: string; readonly d: object }[];
  socket: WebSocket | undefined;
}

/** The socket side of Discord: hello, identify, heartbeats, resume with replay, reconnect, invalid sessions, shards. */
export interface GatewaySessions {
  readonly log: readonly GatewayLog[];
  /** Sends an event to the shard of a server; direct messages go to shard 0. If the shard is disconnected, the event is kept for a resume. */
  dispatch(t: string, d: object, server?: string): void;
  /** Ends every connection without a close frame, like a broken network. */
  drop(): void;
  /** Tells every client to reconnect and resume (op 7). */
  reconnect(): void;
  /** Tells every client that its session is invalid (op 9). */
  invalidate(isResumable: boolean): void;
  /** Closes every connection with a code. */
  closeAll(code: number): void;
  /** Sets what happens to new connections: they are accepted, refused, or get no response. */
  setDoor(door: "open" | "closed" | "silent"): void;
  /** Returns how many connections were attempted. */
  attempts(): number;
  connected(): number;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): void;
}

const MESSAGE_CONTENT = 1 << 15;
/** Events that are only sent with a certain intent. Source: https://docs.discord.com/developers/events/gateway#list-of-intents */
const NEEDED_INTENT: Readonly<Record<string, number>> = { GUILD_MEMBER_ADD: 1 << 1 };

export function createGatewaySessions(options: GatewayOptions, ids: Ids, resumeUrl: () => string): GatewaySessions {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const log: GatewayLog[] = [];
  let door: "open" | "closed" | "silent" = "open";
  let attempts = 0;
  const held: Duplex[] = [];

  function note(entry: GatewayLog): void {
    log.push(entry);
    options.onChange();
  }

  function send(socket: WebSocket | undefined, payload: object): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
  }

  function push(session: Session, t: string, d: object): void {
    const event = { s: session.events.length + 1, t, d: withoutContent(d, t, session.intents, options.botId) };
    session.events.push(event);
    send(session.socket, { op: 0, ...event });
  }

  function identify(socket: WebSocket, data: Identify): void {
    const [shard, total] = data.shard ?? [0, 1];
    note({ op: "identify", shard, total });
    const refusal = data.token !== options.token ? 4004 : (data.intents & options.forbiddenIntents) !== 0 ? 4014 : undefined;
    if (refusal !== undefined) {
      socket.close(refusal);
      return;
    }
    const session: Session = { id: ids.next(), shard, total, intents: data.intents, events: [], socket };
    sessions.set(session.id, session);
    const servers = options.serversOf(shard, total);
    push(session, "READY", {
      v: 10,
      user: {
        id: options.botId,
        username: "Malinois",
        discriminator: "0000",
        global_name: null,
        avatar: null,
        bot: true,
        flags: 0,
      },
      guilds: servers.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: resumeUrl(),
      shard: [shard, total],
      application: { id: options.applicationId, flags: 0 },
    });
    for (const { available, create } of servers) if (available) push(session, "GUILD_CREATE", create);
  }

  function resume(socket: WebSocket, data: Resume, path: string): void {
    note({ op: "resume", resumedAt: path });
    const session = sessions.get(data.session_id);
    if (session === undefined) {
      send(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    for (const event of session.events.filter(({ s }) => s > data.seq)) send(socket, { op: 0, ...event });
    push(session, "RESUMED", {});
  }

  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    send(socket, { op: 10, d: { heartbeat_interval: options.heartbeatInterval } });
    socket.on("message", (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: unknown };
      if (op === 1) {
        note({ op: "heartbeat" });
        send(socket, { op: 11 });
      } else if (op === 2) identify(socket, d as Identify);
      else if (op === 6) resume(socket, d as Resume, request.url ?? "");
    });
    socket.on("close", (code) => {
      for (const session of sessions.values()) {
        if (session.socket !== socket) continue;
        session.socket = undefined;
        // A client that closes with 1000 or 1001 gives up its session.
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      options.onChange();
    });
  });

  const sockets = () => [...server.clients];

  return {
    log,
    dispatch(t, d, guild) {
      for (const session of sessions.values()) {
        const shard = guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(session.total));
        const needed = NEEDED_INTENT[t] ?? 0;
        if (session.shard === shard && (session.intents & needed) === needed) push(session, t, d);
      }
    },
    drop() {
      for (const socket of sockets()) socket.terminate();
    },
    reconnect() {
      for (const socket of sockets()) send(socket, { op: 7, d: null });
    },
    invalidate(isResumable) {
      if (!isResumable) sessions.clear();
      for (const socket of sockets()) send(socket, { op: 9, d: isResumable });
    },
    closeAll(code) {
      for (const socket of sockets()) socket.close(code);
    },
    setDoor(next) {
      door = next;
    },
    attempts: () => attempts,
    connected: () => [...sessions.values()].filter(({ socket }) => socket?.readyState === WebSocket.OPEN).length,
    handleUpgrade(request, socket, head) {
      attempts += 1;
      socket.on("error", () => undefined);
      options.onChange();
      if (door === "closed") socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
      if (door === "silent") held.push(socket);
      if (door !== "open") return;
      server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
    },
    stop() {
      for (const socket of held) socket.destroy();
      for (const socket of sockets()) socket.terminate();
      server.close();
    },
  };
}

interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly shard?: readonly [number, number];
}

interface Resume {
  readonly session_id: string;
  readonly seq: number;
}

/** Without the message content intent, Discord removes the content of messages in servers that do not mention the bot. */
function withoutContent(d: object, t: string, intents: number, botId: string): object {
  if (t !== "MESSAGE_CREATE" || (intents & MESSAGE_CONTENT) !== 0) return d;
  const { guild_id, author, mentions } = d as { guild_id?: string; author: { id: string }; mentions: readonly { id: string }[] };
  const isGiven = guild_id === undefined || author.id === botId || mentions.some(({ id }) => id === botId);
  return isGiven ? d : { ...d, content: "", attachments: [], embeds: [], components: [] };
}
