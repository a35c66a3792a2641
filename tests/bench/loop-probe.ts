/**
 * Loaded into a process with `--import`: on SIGUSR2 it prints how long its event loop was blocked at most since it was asked last, as a line of JSON on the standard
 * error, and begins anew. On a busy machine what others computed meanwhile counts in `longestMs`; `longestCpuMs` is the processor time of this
 * thread alone (Linux), between two turns of the loop.
 */
import { existsSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** https://docs.kernel.org/scheduler/sched-stats.html: the first number is the time on the processor, in ns. */
const ACCOUNT = `/proc/self/task/${process.pid}/schedstat`;
const NS_IN_MS = 1e6;

function cpuMs(): number {
  return existsSync(ACCOUNT) ? Number(readFileSync(ACCOUNT, "utf8").split(" ")[0]) / NS_IN_MS : Number.NaN;
}

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let last = cpuMs();
  let longestCpuMs = 0;
  const turn = () => {
    const now = cpuMs();
    longestCpuMs = Math.max(longestCpuMs, now - last);
    last = now;
  };
  setInterval(turn, 1).unref();
  process.on("SIGUSR2", () => {
    turn();
    process.stderr.write(
      `${JSON.stringify({ longestMs: Math.round(delay.max / NS_IN_MS), longestCpuMs: Math.round(longestCpuMs) })}\n`,
    );
    delay.reset();
    longestCpuMs = 0;
  });
}
