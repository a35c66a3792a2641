import { createServer } from "node:net";
import { z } from "zod";
import { MalinoisError } from "../errors.ts";

/** How long a running Malinois may take to answer, in milliseconds. */
const PATIENCE = 2_000;
/** What `/livez` answers. */
const Alive = z.object({ ok: z.literal(true), version: z.string() });
/** Addresses that mean every address of this machine, with one of them. */
const ANYWHERE: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/**
 * Returns what is at the port that the HTTP server takes: nothing yet, or a running Malinois, beside which `malinois doctor` is often called.
 * @param patience how long a running Malinois may take to answer, in milliseconds
 * @throws MalinoisError (configuration) if another program has the port, or the address is none of this machine's
 */
export async function lookAtPort(host: string, port: number, patience = PATIENCE): Promise<string> {
  const failure = await tryPort(host, port);
  if (failure === undefined) return port === 0 ? "any free port is taken" : `port ${port} on ${host} is free`;
  const address = `http://${urlHost(host)}:${port}`;
  const version =
    failure === "EADDRINUSE" ? await runningVersion(`http://${urlHost(ANYWHERE[host] ?? host)}:${port}`, patience) : undefined;
  if (version !== undefined) return `Malinois ${version} runs at ${address}`;
  const reason = failure === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${failure})`;
  throw new MalinoisError(
    "configuration",
    `port ${port} on ${host} ${reason}`,
    "Set PORT to a free port, or HOST to an address of this machine",
  );
}

const urlHost = (host: string) => (host.includes(":") ? `[${host}]` : host);

/** Takes the port for a moment. Returns the code of the error if that fails. */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "unknown"));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Returns the version of the Malinois at an address; undefined if there is none. */
async function runningVersion(address: string, patience: number): Promise<string | undefined> {
  try {
    const response = await fetch(`${address}/livez`, { signal: AbortSignal.timeout(patience), redirect: "error" });
    const alive = Alive.safeParse(await response.json());
    return alive.success ? alive.data.version : undefined;
  } catch {
    return undefined;
  }
}
