import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** Discord's own description of its API. The file may be present next to the repository. */
const FILE = resolve("../shared/platforms/discord-openapi.json");

export const isDescriptionPresent = existsSync(FILE);

/** Returns what is wrong with a body according to Discord's description, or undefined if nothing is. */
export type CheckBody = (method: string, path: string, body: unknown) => string | undefined;

/**
 * Reads Discord's description of its API and makes a check of request bodies. Unknown properties count as faults too.
 * Without the file every body passes.
 */
export function createDescriptionCheck(): CheckBody {
  if (!isDescriptionPresent) {
    console.warn("Discord's API description is not beside the repository: outgoing bodies are not checked against it.");
    return () => undefined;
  }
  const document = JSON.parse(readFileSync(FILE, "utf8")) as Description;
  closeObjects(document.components.schemas);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, "discord");
  const routes = Object.entries(document.paths).map(([template, operations]) => ({
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
    template,
    operations,
  }));
  const compiled = new Map<string, ValidateFunction>();

  function validatorOf(method: string, path: string): ValidateFunction | undefined {
    const candidates = routes.filter(({ pattern, operations }) => pattern.test(path) && operations[method.toLowerCase()]);
    // A fixed word in a path takes precedence over a parameter: "@original" is not the id of a message.
    const route = candidates.sort((a, b) => parameters(a.template) - parameters(b.template))[0];
    if (route === undefined) throw new Error(`Discord has no ${method} ${path}`);
    const { template } = route;
    if (route.operations[method.toLowerCase()]?.requestBody === undefined) return undefined;
    const pointer = template.replaceAll("~", "~0").replaceAll("/", "~1");
    const name = `discord#/paths/${encodeURIComponent(pointer)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    const validate = compiled.get(name) ?? ajv.compile({ $ref: name });
    compiled.set(name, validate);
    return validate;
  }

  return (method, path, body) => {
    const validate = validatorOf(method, path);
    if (validate === undefined || validate(body)) return undefined;
    return ajv.errorsText(validate.errors?.slice(0, 8));
  };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

function parameters(template: string): number {
  return template.split("{").length;
}

/** Allows an object only the properties that are described. */
function closeObjects(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("properties" in schema && !("additionalProperties" in schema)) Object.assign(schema, { additionalProperties: false });
  for (const part of Object.values(schema)) closeObjects(part);
}
