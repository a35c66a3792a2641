import type { SentFile } from "./faults.ts";

/** A message as it is received, before it is checked. */
export interface SentMessage {
  readonly content?: string;
  readonly flags?: number;
  readonly components?: readonly SentComponent[];
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly replied_user?: boolean };
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
  readonly message_reference?: { readonly message_id: string; readonly fail_if_not_exists?: boolean };
  /** The files that were sent with it. */
  readonly files?: readonly SentFile[];
}

export interface SentComponent {
  readonly type: number;
  readonly content?: string;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: number;
  readonly accent_color?: number;
  readonly file?: { readonly url: string };
  readonly components?: readonly SentComponent[];
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

const COMPONENTS_V2 = 32_768;

/** Returns all components of a message, including nested ones. */
export function componentsOf({ components }: Pick<SentMessage, "components">): SentComponent[] {
  return (components ?? []).flatMap((component) => [component, ...componentsOf({ components: component.components ?? [] })]);
}

/** Returns what a person reads in a message, including its buttons and files. */
export function textOf(message: SentMessage): string {
  const parts = componentsOf(message).map(({ content, label }) => content ?? label ?? "");
  const files = (message.files ?? []).flatMap(({ name, text }) => [name, text]);
  return [message.content ?? "", ...parts, ...files].filter(Boolean).join("\n");
}

/** Returns what breaks Discord's rules for messages that are not in its API description; empty if nothing does. */
export function messageViolations(message: SentMessage): string[] {
  const all = componentsOf(message);
  const isV2 = ((message.flags ?? 0) & COMPONENTS_V2) !== 0;
  return [
    ...(isV2 ? componentsV2Violations(message, all) : plainViolations(message, all)),
    ...duplicates(all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]))).map(
      (id) => `custom id ${id} twice`,
    ),
    ...all.flatMap(componentViolations),
    ...(message.nonce !== undefined && message.nonce.length > 25 ? ["nonce longer than 25"] : []),
    ...(message.allowed_mentions?.parse?.length === 0 && !message.allowed_mentions.replied_user
      ? []
      : ["mentions are not closed"]),
  ];
}

function componentsV2Violations(message: SentMessage, all: readonly SentComponent[]): string[] {
  const shown = all.reduce((sum, { content, label }) => sum + (content ?? label ?? "").length, 0);
  return [
    ...(message.content === undefined ? [] : ["content beside Components V2"]),
    ...(all.length === 0 ? ["an empty message"] : []),
    ...(all.length > 40 ? [`${all.length} components`] : []),
    ...(shown > 4_000 ? [`${shown} characters shown`] : []),
    ...fileViolations(message.files ?? [], all),
  ];
}

/** With Components V2, a file is visible only if a component shows it. Source: https://docs.discord.com/developers/components/reference#file */
function fileViolations(files: readonly SentFile[], all: readonly SentComponent[]): string[] {
  const sent = files.map(({ name }) => `attachment://${name}`);
  const shown = all.flatMap(({ file }) => (file === undefined ? [] : [file.url]));
  return [
    ...sent.filter((url) => !shown.includes(url)).map((url) => `${url} is sent and not shown`),
    ...shown.filter((url) => !sent.includes(url)).map((url) => `${url} is shown and not sent`),
  ];
}

function plainViolations(message: SentMessage, all: readonly SentComponent[]): string[] {
  const length = message.content?.length ?? 0;
  return [
    ...(length > 2_000 ? [`${length} characters of content`] : []),
    ...(length === 0 && all.length === 0 && !message.files?.length ? ["an empty message"] : []),
    ...((message.components ?? []).length > 5 ? ["more than five rows"] : []),
    ...((message.components ?? []).every(({ type }) => type === 1) ? [] : ["a component of V2 without its flag"]),
  ];
}

function componentViolations({ type, components = [], options = [], custom_id, label, content }: SentComponent): string[] {
  switch (type) {
    case 1:
      return components.length >= 1 && components.length <= 5 ? [] : [`a row of ${components.length}`];
    case 2:
      return [...(custom_id ? [] : ["a button without an id"]), ...(label && label.length <= 80 ? [] : ["a button's label"])];
    case 3:
      return [
        ...(options.length >= 1 && options.length <= 25 ? [] : [`a menu of ${options.length}`]),
        ...options.flatMap((option) => (option.label.length <= 100 && option.value.length <= 100 ? [] : ["a menu's option"])),
        ...duplicates(options.map(({ value }) => value)).map((value) => `option ${value} twice`),
      ];
    case 10:
      return content && content.length <= 4_000 ? [] : ["an empty text"];
    default:
      return [];
  }
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, position) => values.indexOf(value) !== position);
}
