/** The file of settings that `malinois init` writes. */
import { MalinoisError } from "../../errors.ts";

/**
 * Fills values into a file of settings in the form of `.env.example`; its comments and its other lines stay as they are.
 * @throws MalinoisError when a name is not in the file, or a value cannot be written in one line
 */
export function fillSettings(template: string, values: Readonly<Record<string, string>>): string {
  let filled = template;
  for (const [name, value] of Object.entries(values)) {
    const line = new RegExp(`^${name}=.*$`, "m");
    if (!line.test(filled)) throw new MalinoisError("configuration", `.env.example does not name ${name}`, "Reinstall Malinois");
    filled = filled.replace(line, () => `${name}=${quoted(name, value)}`);
  }
  return filled;
}

/** Writes a value as Node reads it: without quotes if possible, else in quotes that do not occur in the value. */
function quoted(name: string, value: string): string {
  if (/^[\w./:@+-]*$/.test(value)) return value;
  const quote = ["'", '"', "`"].find((each) => !value.includes(each));
  if (quote !== undefined && !/[\r\n]/.test(value)) return `${quote}${value}${quote}`;
  throw new MalinoisError(
    "usage",
    `The value of ${name} cannot be written in a line`,
    "Leave it for later, and write it into the file by hand",
  );
}
