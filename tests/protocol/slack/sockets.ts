import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Json } from "./workspace.ts";

/** The acknowledgement of a delivery. */
export interface Acknowledged {
  readonly payload: unknown;
  /** Milliseconds from sending to the acknowledgement. */
  readonly after: number;
}

export interface Retry {
  readonly number: number;
  readonly reason: string;
}

/** Slack's side of Socket Mode. */
export interface Sockets {
  /** Returns a new ticket for one connection. */
  ticket(): string;
  /** Returns all tickets so far. They are secrets: whoever has one can connect. */
  readonly tickets: () => readonly string[];
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  open(): number;
  /** Returns how many connections there have been. */
  readonly total: () => number;
  /** Sends an envelope over one of the open sockets. Rejects if it is not acknowledged within Slack's three seconds. */
  deliver(type: string, payload: Json, retry?: Retry, socket?: number): Promise<Acknowledged>;
  /** Announces that the sockets will be closed, as Slack does every few hours. */
  refresh(): void;
  /** Cuts all connections. */
  drop(): void;
  /** Stops reading, so that not even pings are answered. */
  freeze(): void;
  /** Sets whether new connections get no hello. */
  silence(silent: boolean): void;
  close(): Promise<void>;
}

const DEADLINE = 3_000;

interface Waiting {
  readonly socket: WebSocket;
  readonly since: number;
  readonly settle: (acknowledged: Acknowledged) => void;
  /** Called if the socket closes before the acknowledgement. */
  readonly abandon: () => void;
}

export function createSockets(onChange: () => void): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const given: string[] = [];
  const sockets: WebSocket[] = [];
  const frozen: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  let count = 0;
  let total = 0;
  let silent = false;

  function onAck(data: string): void {
    const { envelope_id: id, payload } = JSON.parse(data) as { envelope_id: string; payload: unknown };
    const open = waiting.get(id);
    waiting.delete(id);
    open?.settle({ payload, after: performance.now() - open.since });
  }

  server.on("connection", (socket: WebSocket) => {
    total += 1;
    sockets.push(socket);
    socket.on("message", (data) => onAck(String(data)));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const place = sockets.indexOf(socket);
      if (place >= 0) sockets.splice(place, 1);
      for (const [id, open] of waiting)
        if (open.socket === socket) {
          waiting.delete(id);
          open.abandon();
        }
      onChange();
    });
    if (!silent) socket.send(JSON.stringify({ type: "hello", num_connections: sockets.length }));
    onChange();
  });

  return {
    ticket() {
      count += 1;
      const ticket = `ticket-${count}-${crypto.randomUUID()}`;
      tickets.add(ticket);
      given.push(ticket);
      return ticket;
    },
    tickets: () => given,
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "http://slack").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) return void socket.destroy();
      server.handleUpgrade(request, socket, head, (accepted) => server.emit("connection", accepted, request));
    },
    open: () => sockets.length,
    total: () => total,
    deliver(type, payload, retry, place) {
      count += 1;
      const id = `envelope-${count}`;
      const socket = sockets[place ?? count % sockets.length];
      if (socket === undefined) return Promise.reject(new Error("no socket is open"));
      const envelope = {
        type,
        envelope_id: id,
        payload,
        accepts_response_payload: type !== "events_api",
        ...(retry !== undefined && { retry_attempt: retry.number, retry_reason: retry.reason }),
      };
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`no acknowledgement of ${type} within ${DEADLINE} ms`));
        }, DEADLINE);
        const settle = (acknowledged: Acknowledged): void => {
          clearTimeout(timer);
          resolve(acknowledged);
        };
        const abandon = (): void => {
          clearTimeout(timer);
          reject(new Error(`the socket closed before ${type} was acknowledged`));
        };
        waiting.set(id, { socket, since: performance.now(), settle, abandon });
        socket.send(JSON.stringify(envelope));
      });
    },
    refresh() {
      for (const socket of sockets) socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    drop() {
      for (const socket of sockets) socket.terminate();
    },
    freeze() {
      for (const socket of sockets.splice(0)) {
        socket.pause();
        frozen.push(socket);
      }
    },
    silence(wanted) {
      silent = wanted;
    },
    async close() {
      for (const socket of [...sockets, ...frozen]) socket.terminate();
      server.close();
    },
  };
}
