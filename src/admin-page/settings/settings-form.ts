import { z } from "zod";
import { SETTING_NAMES, SETTINGS, type SettingName } from "../../administration/settings.ts";

/** The control that a setting, or a part of one, is filled in with. */
export type SettingInput =
  | { readonly kind: "text" | "number"; readonly least?: number; readonly most?: number; readonly longest?: number }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  /** Several values, one per line. */
  | { readonly kind: "lines"; readonly items: "text" | "number" }
  /** A value of any other type, as JSON. */
  | { readonly kind: "json" };

export interface SettingField {
  /** The name in the form: the setting's name, or "<setting>/<part>". */
  readonly name: string;
  /** The property, if the setting is an object: "title". */
  readonly part?: string;
  readonly input: SettingInput;
}

/** A setting in the form, derived from the schema of its value. */
export interface SettingQuestion {
  readonly setting: SettingName;
  readonly fields: readonly SettingField[];
  /** The default; undefined: there is none. */
  readonly otherwise: unknown;
}

/** The parts of a JSON schema that decide which control it gets. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** All settings, in the order of their definitions. */
export const SETTING_QUESTIONS: readonly SettingQuestion[] = SETTING_NAMES.map((setting) => {
  const schema = z.toJSONSchema(SETTINGS[setting], { io: "input", unrepresentable: "any" }) as Schema;
  const otherwise = SETTINGS[setting].safeParse(undefined).data;
  const parts = Object.entries(schema.type === "object" ? (schema.properties ?? {}) : {});
  const fields =
    parts.length === 0
      ? [{ name: setting, input: inputOf(schema) }]
      : parts.map(([part, of]) => ({ name: `${setting}/${part}`, part, input: inputOf(of) }));
  return { setting, fields, otherwise };
});

function inputOf({ type, enum: options, anyOf, items, minimum, maximum, maxLength }: Schema): SettingInput {
  if (options !== undefined) return { kind: "choice", options: options.map(String) };
  if (type === "boolean") return { kind: "choice", options: ["true", "false"] };
  if (type === "integer" || type === "number") {
    return {
      kind: "number",
      ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? { least: minimum } : {}),
      ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? { most: maximum } : {}),
    };
  }
  // Text in one of several formats. If it has none of them, validation says which ones there are.
  if (anyOf?.every((one) => one.type === "string")) return { kind: "text" };
  if (type === "string") return { kind: "text", ...(maxLength === undefined ? {} : { longest: maxLength }) };
  if (type === "array" && items?.type === "string") return { kind: "lines", items: "text" };
  if (type === "array" && (items?.type === "integer" || items?.type === "number")) return { kind: "lines", items: "number" };
  return { kind: "json" };
}

/** Returns the contents of a field for a value; empty for undefined. */
export function writeField(value: unknown, { part, input }: SettingField): string {
  const own = part === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  if (own === undefined || own === null) return "";
  if (input.kind === "lines" && Array.isArray(own)) return own.join("\n");
  return input.kind === "json" ? JSON.stringify(own) : String(own);
}

/**
 * Reads a setting from its fields; returns undefined if nothing was filled in, so that the default applies. The value is validated later.
 * @param filled returns what was filled in for a field
 */
export function readSetting({ fields }: SettingQuestion, filled: (name: string) => string): unknown {
  const values = fields.map((field) => [field.part, readField(field.input, filled(field.name).trim())] as const);
  const [first] = values;
  if (first !== undefined && first[0] === undefined) return first[1];
  const given = values.filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function readField(input: SettingInput, text: string): unknown {
  if (text === "") return undefined;
  switch (input.kind) {
    case "text":
      return text;
    case "number":
      return numberIn(text);
    case "choice":
      return input.options.includes("true") ? truthOf(text) : text;
    case "lines": {
      const lines = text.split(/\r?\n/).flatMap((line) => line.trim() || []);
      return input.items === "number" ? lines.map(numberIn) : lines;
    }
    case "json":
      return jsonIn(text);
  }
}

/** Returns the number in a text. Any other text is returned as it is, so that validation refuses it. */
function numberIn(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function truthOf(text: string): boolean | string {
  return text === "true" ? true : text === "false" ? false : text;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
