/**
 * Loaded into a process with `--import`. On SIGUSR2 it prints the longest time that the event loop was blocked since the last SIGUSR2, as a line of JSON on
 * standard error. On a busy machine, `longestMs` includes the time in which other processes ran; `longestCpuMs` is the processor time of this
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
