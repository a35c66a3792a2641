import { commandViolations } from "./command-rules.ts";
import { type RestContext, type Route, refusal } from "./rest-route.ts";
import type { RegisteredCommand } from "./state.ts";

/** The routes for the application, its servers and its commands. */
export function applicationRoutes({ state, ids, applicationId, ...context }: RestContext): Route[] {
  const get = (pattern: RegExp, answer: (parts: readonly string[]) => unknown): Route => ({
    method: "GET",
    pattern,
    needsToken: true,
    answer: (parts) => ({ status: 200, body: answer(parts) }),
  });

  function register(definitions: readonly Omit<RegisteredCommand, "id">[]): RegisteredCommand[] {
    const before = [...state.commands];
    state.commands.length = 0;
    for (const definition of definitions) {
      const known = before.find(({ name, type }) => name === definition.name && type === (definition.type ?? 1));
      state.commands.push(
        asDiscordKeepsIt({ ...definition, id: known?.id ?? ids.next() } as RegisteredCommand, applicationId, ids.next()),
      );
    }
    return state.commands;
  }

  return [
    get(/^\/gateway\/bot$/, () => ({
      url: context.gatewayUrl(),
      shards: context.shards,
      session_start_limit: {
        total: 1000,
        remaining: context.sessionsLeft,
        reset_after: 3_600_000,
        max_concurrency: context.maxConcurrency,
      },
    })),
    get(/^\/applications\/@me$/, () => ({
      id: applicationId,
      name: "Malinois",
      icon: null,
      description: "",
      verify_key: "0".repeat(64),
      ...state.application,
    })),
    get(/^\/users\/@me\/guilds$/, () =>
      state.servers.map(({ id, name, permissions }) => ({ id, name, permissions, owner: false, icon: null, features: [] })),
    ),
    {
      method: "GET",
      pattern: /^\/guilds\/(\d+)$/,
      needsToken: true,
      answer([id]) {
        const server = state.servers.find((one) => one.id === id);
        if (server === undefined) return refusal(404, 10004, "Unknown Guild");
        const everybody = { id: server.id, name: "@everyone", permissions: server.permissions };
        return {
          status: 200,
          body: { id, name: server.name, owner_id: server.owner ?? "0", roles: [everybody, ...(server.roles ?? [])] },
        };
      },
    },
    {
      method: "GET",
      pattern: /^\/guilds\/(\d+)\/members\/(\d+)$/,
      needsToken: true,
      answer([id, person = ""]) {
        const server = state.servers.find((one) => one.id === id);
        const isMember = server !== undefined && (server.members === undefined || person === context.botId);
        const roles = server?.members?.get(person) ?? (isMember ? [] : undefined);
        if (roles === undefined) return refusal(404, 10007, "Unknown Member");
        return { status: 200, body: { user: { id: person }, roles, flags: server?.memberFlags.get(person) ?? 0 } };
      },
    },
    get(/^\/applications\/\d+\/commands$/, () => state.commands),
    get(/^\/applications\/\d+\/guilds\/(\d+)\/commands$/, ([server = ""]) => state.serverCommands.get(server) ?? []),
    {
      method: "PUT",
      pattern: /^\/applications\/\d+\/commands$/,
      needsToken: true,
      answer(_, body) {
        const faults = commandViolations(body as RegisteredCommand[]);
        if (faults.length > 0) return refusal(400, 50035, faults.join("; "));
        return { status: 200, body: register(body as RegisteredCommand[]) };
      },
    },
    {
      method: "DELETE",
      pattern: /^\/applications\/\d+\/guilds\/(\d+)\/commands\/(\d+)$/,
      needsToken: true,
      answer([server = "", command = ""]) {
        state.serverCommands.set(
          server,
          (state.serverCommands.get(server) ?? []).filter(({ id }) => id !== command),
        );
        return { status: 204 };
      },
    },
  ];
}

/** Returns a definition as Discord stores it: with defaults, and without `false` in options. */
function asDiscordKeepsIt(command: RegisteredCommand, application_id: string, version: string): RegisteredCommand {
  const kept = withoutFalse(command) as RegisteredCommand;
  return { default_member_permissions: null, nsfw: false, description: "", ...kept, application_id, version };
}

function withoutFalse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFalse);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (part === false && key !== "nsfw" ? [] : [[key, withoutFalse(part)]])),
  );
}
