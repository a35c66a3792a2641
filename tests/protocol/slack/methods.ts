import { blockViolations, viewViolations } from "./block-kit.ts";
import type { Json, Message, Workspace } from "./workspace.ts";

/** Carries out one method of the Web API, and returns what Slack returns. It calls `report` for what Slack forbids but would not refuse. */
export type Method = (parameters: Json, workspace: Workspace, report: (fault: string) => void) => Json;

/** The scopes for each method, of which a token needs one. Methods that are not named need none. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  "assistant.threads.setStatus": ["chat:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "conversations.info": ["channels:read", "groups:read", "mpim:read"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "usergroups.users.list": ["usergroups:read"],
  "users.conversations": ["channels:read", "groups:read"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
};

/** In milliseconds. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const TRIGGER_LIFE = 3_000;

const refuse = (error: string): Json => ({ ok: false, error });

/** Returns a page of a list, with the cursor of the next one. */
function paged(name: string, all: readonly Json[], cursor: unknown, limit: unknown): Json {
  const from = Number(cursor ?? 0);
  const next = from + Number(limit);
  return { ok: true, [name]: all.slice(from, next), response_metadata: { next_cursor: next < all.length ? String(next) : "" } };
}

export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": (_, { identity: { team, name, botUser, botId, enterprise } }) => ({
    ok: true,
    url: "https://malinois.slack.com/",
    team: name,
    user: "malinois",
    team_id: team,
    user_id: botUser,
    bot_id: botId,
    ...(enterprise !== undefined && { enterprise_id: enterprise }),
    is_enterprise_install: false,
  }),
  "users.info": ({ user, include_locale: withLocale }, { locales, profiles, identity: { team, enterprise } }) => {
    const locale = locales.get(String(user)) ?? "en-US";
    const { tz, name, ...rights } = profiles.get(String(user)) ?? {};
    const profile = { display_name: name ?? "" };
    const organisation = enterprise === undefined ? {} : { enterprise_user: { enterprise_id: enterprise } };
    const person = {
      id: user,
      team_id: team,
      ...organisation,
      is_admin: false,
      is_owner: false,
      is_primary_owner: false,
      profile,
    };
    return {
      ok: true,
      user: { ...person, ...rights, ...(tz !== undefined && { tz }), ...(withLocale === "true" && { locale }) },
    };
  },
  // https://docs.slack.dev/reference/methods/users.conversations
  "users.conversations": ({ cursor, limit }, { joined, archived }) => {
    const channels = [...joined].filter((id) => !archived.has(id)).map((id) => ({ id, name: `channel-${id.toLowerCase()}` }));
    return paged("channels", channels, cursor, limit);
  },
  // https://docs.slack.dev/reference/methods/users.list
  "users.list": ({ cursor, limit }, { profiles, identity }) => {
    const members = [...profiles].map(([id, { name }]) => ({
      id,
      name: id.toLowerCase(),
      profile: { display_name: name ?? "" },
    }));
    const others = [
      { id: "USLACKBOT", name: "slackbot", is_bot: false, profile: { display_name: "Slackbot" } },
      { id: identity.botUser, name: "malinois", is_bot: true, profile: { display_name: "Malinois" } },
      { id: "U0GONE", name: "gone", deleted: true, profile: { display_name: "Gone" } },
    ];
    return paged("members", [...others, ...members], cursor, limit);
  },
  // https://docs.slack.dev/reference/methods/conversations.info
  "conversations.info": ({ channel }, { joined, creators, archived, hidden }) => {
    const id = String(channel);
    if (/^[UW]/.test(id) || hidden.has(id)) return refuse("channel_not_found");
    const creator = creators.get(id) ?? "U0FOUNDER";
    return {
      ok: true,
      channel: { id, name: `channel-${id.toLowerCase()}`, creator, is_member: joined.has(id), is_archived: archived.has(id) },
    };
  },
  // https://docs.slack.dev/reference/methods/usergroups.users.list
  "usergroups.users.list": ({ usergroup }, { groups }) => {
    const users = groups.get(String(usergroup));
    return users === undefined ? refuse("no_such_subteam") : { ok: true, users };
  },
  "chat.postMessage": (parameters, workspace, report) => {
    const channel = conversation(String(parameters.channel));
    if (workspace.hidden.has(channel)) return refuse("channel_not_found");
    if (workspace.archived.has(channel)) return refuse("is_archived");
    if (!isDirect(channel) && !workspace.joined.has(channel)) return refuse("not_in_channel");
    const invalid = checkMessage(parameters, workspace, channel, report);
    if (invalid !== undefined) return refuse(invalid);
    const message = written(parameters, workspace);
    workspace.add(channel, message);
    return { ok: true, channel, ts: message.ts, message };
  },
  "chat.postEphemeral": (parameters, workspace, report) => {
    const channel = String(parameters.channel);
    if (!isDirect(channel) && !workspace.joined.has(channel)) return refuse("not_in_channel");
    const invalid = checkMessage(parameters, workspace, channel, report);
    if (invalid !== undefined) return refuse(invalid);
    checkVisible(parameters.thread_ts, workspace, channel, report);
    workspace.ephemerals.push(parameters);
    return { ok: true, message_ts: workspace.nextTs() };
  },
  // https://docs.slack.dev/reference/methods/chat.delete
  "chat.delete": ({ channel, ts }, workspace) => {
    const message = workspace.messages(String(channel)).find((one) => one.ts === ts);
    if (message === undefined) return refuse("message_not_found");
    if (message.user !== workspace.identity.botUser) return refuse("cant_delete_message");
    workspace.remove(String(channel), message.ts);
    return { ok: true, channel, ts };
  },
  // https://docs.slack.dev/reference/methods/chat.update
  "chat.update": (parameters, workspace, report) => {
    const channel = String(parameters.channel);
    const message = workspace.messages(channel).find((one) => one.ts === parameters.ts);
    if (message === undefined) return refuse("message_not_found");
    if (message.user !== workspace.identity.botUser) return refuse("cant_update_message");
    // Link previews are decided when a message is posted.
    const invalid = checkMessage({ ...parameters, unfurl_links: false, unfurl_media: false }, workspace, channel, report);
    if (invalid !== undefined) return refuse(invalid);
    const { text, blocks, metadata } = parameters;
    const changed = { text: String(text ?? ""), ...(Array.isArray(blocks) && { blocks: blocks as Json[] }) };
    workspace.replace(channel, { ...message, ...changed, ...(metadata !== undefined && { metadata }) });
    return { ok: true, channel, ts: message.ts };
  },
  "conversations.history": (parameters, workspace) =>
    page(parameters, workspace, ({ thread_ts: thread, ts }) => (thread ?? ts) === ts),
  "conversations.replies": (parameters, workspace) =>
    page(parameters, workspace, ({ thread_ts: thread, ts }) => thread === parameters.ts || ts === parameters.ts),
  // https://docs.slack.dev/reference/methods/files.getUploadURLExternal
  "files.getUploadURLExternal": ({ filename, length }, { files, nextId }) => {
    if (typeof filename !== "string" || !(Number(length) > 0)) return refuse("invalid_arguments");
    const id = nextId("F");
    files.set(id, { name: filename, length: Number(length) });
    return { ok: true, upload_url: `https://files.slack.com/upload/v1/${id}`, file_id: id };
  },
  // https://docs.slack.dev/reference/methods/files.completeUploadExternal
  "files.completeUploadExternal": ({ files, channel_id: channel, thread_ts: thread }, workspace, report) => {
    const id = String(channel);
    if (/^[UW]/.test(id)) return refuse("invalid_channel");
    if (!isDirect(id) && !workspace.joined.has(id)) return refuse("not_in_channel");
    const whole = (files as Json[]).map((file) => workspace.files.get(String(file.id)));
    if (whole.some((file) => file?.text === undefined)) return refuse("file_not_found");
    if (thread !== undefined) checkThread(thread, workspace, id, report);
    const shared = whole.filter((file) => file !== undefined);
    const inThread = typeof thread === "string" ? { thread_ts: thread } : {};
    workspace.add(id, { ts: workspace.nextTs(), user: workspace.identity.botUser, text: "", ...inThread, files: shared });
    return { ok: true, files };
  },
  "conversations.open": ({ users }) => ({ ok: true, channel: { id: conversation(String(users)) } }),
  "views.open": (parameters, workspace, report) => openView(parameters, workspace, report, undefined),
  "views.push": (parameters, workspace, report) => {
    const top = [...workspace.views.keys()].at(-1);
    return openView(parameters, workspace, report, top);
  },
  "views.update": (parameters, workspace, report) => {
    const view = workspace.views.get(String(parameters.view_id));
    if (view === undefined) return refuse("not_found");
    const faults = viewViolations(parameters.view as Json);
    if (faults.length > 0) return invalidView(faults, report);
    view.view = parameters.view as Json;
    view.hash = workspace.nextId("hash.");
    return { ok: true, view: { ...view.view, id: view.id } };
  },
  "views.publish": (parameters, { homes }, report) => {
    const faults = viewViolations(parameters.view as Json);
    if (faults.length > 0) return invalidView(faults, report);
    homes.set(String(parameters.user_id), parameters.view as Json);
    return { ok: true, view: parameters.view };
  },
  "assistant.threads.setStatus": ({ channel_id: channel, thread_ts: thread, status }, { statuses }) => {
    if (typeof thread !== "string") return refuse("invalid_thread_ts");
    statuses.push({ channel: String(channel), thread, status: String(status ?? "") });
    return { ok: true };
  },
  "assistant.threads.setSuggestedPrompts": ({ channel_id: channel, prompts }, workspace) => {
    const list = prompts as Json[];
    if (list.length > 4 || list.some(({ title, message }) => !title || !message)) return refuse("invalid_arguments");
    workspace.prompts.set(String(channel), list);
    return { ok: true };
  },
};

/** Returns the channel for an id: a person's id means the conversation with that person. */
function conversation(channel: string): string {
  return /^[UW]/.test(channel) ? `D${channel}` : channel;
}

function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

function written(parameters: Json, workspace: Workspace): Message {
  const { thread_ts: thread, blocks, metadata } = parameters;
  return {
    ts: workspace.nextTs(),
    user: workspace.identity.botUser,
    text: String(parameters.text ?? ""),
    ...(typeof thread === "string" && { thread_ts: thread }),
    ...(Array.isArray(blocks) && { blocks: blocks as Json[] }),
    ...(metadata !== undefined && { metadata }),
  };
}

/** Checks a message as Slack does, and also for what Slack accepts but Malinois must not do. */
export function checkMessage(
  parameters: Json,
  workspace: Workspace,
  channel: string,
  report: (fault: string) => void,
): string | undefined {
  const text = String(parameters.text ?? "");
  if (text === "") report("a message without text for screen readers");
  if (text.length > 4_000) report(`a text of ${text.length} characters`);
  if (/<[!@#]/.test(text)) report("live markup in the text");
  if (parameters.link_names !== undefined) report("link_names");
  for (const unfurl of ["unfurl_links", "unfurl_media"])
    if (String(parameters[unfurl]) !== "false") report(`${unfurl} is not off`);
  if (parameters.thread_ts !== undefined) checkThread(parameters.thread_ts, workspace, channel, report);
  if (parameters.blocks === undefined) return undefined;
  const faults = blockViolations(parameters.blocks, "message");
  for (const fault of faults) report(fault);
  return faults.length > 0 ? "invalid_blocks" : undefined;
}

function checkThread(thread: unknown, workspace: Workspace, channel: string, report: (fault: string) => void): void {
  const root = workspace.messages(channel).find(({ ts }) => ts === thread);
  if (typeof thread !== "string" || !/^\d+\.\d{6}$/.test(thread)) report("thread_ts is no time stamp");
  else if (root === undefined && workspace.removed.has(thread)) return;
  else if (root === undefined) report("thread_ts names no message of the channel");
  else if (root.thread_ts !== undefined && root.thread_ts !== thread) report("thread_ts names a reply, not its thread");
}

/** "Ephemeral messages in threads are only shown if there is already an active thread": docs.slack.dev/reference/methods/chat.postEphemeral */
export function checkVisible(thread: unknown, workspace: Workspace, channel: string, report: (fault: string) => void): void {
  if (thread === undefined) return;
  const isActive = workspace.messages(channel).some((message) => message.thread_ts === thread && message.ts !== thread);
  if (!isActive) report("an ephemeral message in a thread that has not begun: nobody sees it");
}

function page(parameters: Json, workspace: Workspace, belongs: (message: Message) => boolean): Json {
  const channel = String(parameters.channel);
  if (/^[UW]/.test(channel)) return refuse("channel_not_found");
  if (!isDirect(channel) && !workspace.joined.has(channel)) return refuse("not_in_channel");
  const oldest = Number(parameters.oldest ?? 0);
  const latest = Number(parameters.latest ?? Number.POSITIVE_INFINITY);
  const isWithin = ({ ts }: Message) => Number(ts) >= oldest && Number(ts) <= latest;
  const messages = workspace.messages(channel).filter((message) => belongs(message) && isWithin(message));
  const shown = parameters.include_all_metadata === "true" ? messages : messages.map(({ metadata: _, ...message }) => message);
  const start = Number(parameters.cursor ?? 0);
  const end = start + Number(parameters.limit ?? 100);
  const next = end < shown.length ? String(end) : "";
  return { ok: true, messages: shown.slice(start, end), has_more: next !== "", response_metadata: { next_cursor: next } };
}

function openView(parameters: Json, workspace: Workspace, report: (fault: string) => void, previous: string | undefined): Json {
  const trigger = workspace.triggers.get(String(parameters.trigger_id));
  if (trigger === undefined) return refuse("invalid_trigger_id");
  if (trigger.used) return refuse("exchanged_trigger_id");
  if (Date.now() - trigger.at > TRIGGER_LIFE) return refuse("expired_trigger_id");
  const faults = viewViolations(parameters.view as Json);
  if (faults.length > 0) return invalidView(faults, report);
  trigger.used = true;
  const id = workspace.nextId("V");
  const hash = workspace.nextId("hash.");
  workspace.views.set(id, { id, user: "", view: parameters.view as Json, hash, previous });
  return { ok: true, view: { ...(parameters.view as Json), id, previous_view_id: previous ?? null } };
}

function invalidView(faults: readonly string[], report: (fault: string) => void): Json {
  for (const fault of faults) report(fault);
  return refuse("invalid_arguments");
}
