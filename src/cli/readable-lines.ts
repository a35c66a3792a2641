/** pino's level numbers as shown on a terminal; "info" is shown as nothing. */
const LEVELS: Readonly<Record<number, string>> = { 10: "trace ", 20: "debug ", 40: "WARN ", 50: "ERROR ", 60: "FATAL " };

/** Makes a destination for pino that writes lines for people: "12:03:04 WARN a platform refused a message  key=a1 error=…". */
export function readableLines(output: { write(text: string): unknown }): { write(line: string): void } {
  return {
    write(line) {
      const { level, time, msg = "", pid: _, hostname: __, ...details } = JSON.parse(line);
      const told = Object.entries(details).map(
        ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
      );
      const clock = new Date(time).toTimeString().slice(0, 8);
      output.write(`${clock} ${LEVELS[level] ?? ""}${[msg, ...told].join("  ")}\n`);
    },
  };
}
