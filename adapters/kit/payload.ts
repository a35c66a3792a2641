/** A JSON object from outside: any field may be missing or have any type. */
export type Payload = Readonly<Record<string, unknown>>;

/** Returns the value as a record; an empty one for anything else. */
export function recordOf(value: unknown): Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}

/** Returns the record under a key; an empty one if there is none. */
export function record(payload: Payload, key: string): Payload {
  return recordOf(payload[key]);
}

/** Returns the records in the list under a key. */
export function records(payload: Payload, key: string): readonly Payload[] {
  const value = payload[key];
  return Array.isArray(value) ? value.map(recordOf) : [];
}

/** Returns the text under a key; undefined for an empty text or anything else. */
export function text(payload: Payload, key: string): string | undefined {
  const value = payload[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Returns the texts in the list under a key. */
export function texts(payload: Payload, key: string): readonly string[] {
  const value = payload[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Returns the value of a JSON text; undefined if it is not valid JSON. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Returns the record in a JSON text; an empty one for anything else. */
export function recordFromJson(json: string | undefined): Payload {
  return json === undefined ? {} : recordOf(parseJson(json));
}
