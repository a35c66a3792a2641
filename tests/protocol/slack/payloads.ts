import type { Json, Workspace } from "./workspace.ts";

/** Something that a person did, as Slack reports it; `kind` is the type of its envelope in Socket Mode. */
export interface Delivery {
  readonly kind: "events_api" | "slash_commands" | "interactive";
  readonly payload: Json;
}

export interface Spoken {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly thread?: string;
  /** Further properties of the event. */
  readonly extra?: Json;
}

/**
 * Makes the functions for what people do in a workspace.
 * @param isOrganisations whether the app is installed for the whole organisation that the workspace belongs to
 */
export function createPeople(
  workspace: Workspace,
  responseAddress: (channel: string, user: string, within: Workspace) => string,
  isOrganisations = false,
) {
  const { team, botUser, enterprise } = workspace.identity;
  const organisation = enterprise === undefined ? {} : { enterprise_id: enterprise };
  const event = (inner: Json): Delivery => ({
    kind: "events_api",
    payload: {
      type: "event_callback",
      token: "unused",
      team_id: team,
      api_app_id: "A0MALINOIS",
      event_id: workspace.nextId("Ev"),
      event_time: Math.floor(Date.now() / 1_000),
      authorizations: [
        { ...organisation, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: isOrganisations },
      ],
      ...(isOrganisations && { context_team_id: team }),
      event: inner,
    },
  });

  function trigger(): string {
    const id = workspace.nextId("trigger.");
    workspace.triggers.set(id, { at: Date.now(), used: false });
    return id;
  }

  function interactive(user: string, inner: Json): Delivery {
    const person = { id: user, username: user.toLowerCase(), team_id: team };
    const payload = {
      team: { id: team },
      user: person,
      api_app_id: "A0MALINOIS",
      trigger_id: trigger(),
      ...(enterprise !== undefined && { enterprise: { id: enterprise } }),
      is_enterprise_install: isOrganisations,
    };
    return { kind: "interactive", payload: { ...payload, ...inner } };
  }

  /** Writes a message in a channel, and returns the events that report it. */
  function speak({ user, channel, text, thread, extra }: Spoken): { ts: string; message: Delivery; mention: Delivery } {
    const ts = workspace.nextTs();
    workspace.add(channel, { ts, user, text, ...(thread !== undefined && { thread_ts: thread }) });
    const type = channel.startsWith("D") ? "im" : channel.startsWith("G") ? "group" : "channel";
    const inner = { user, channel, text, ts, event_ts: ts, client_msg_id: workspace.nextId("c"), team };
    const threaded = thread === undefined ? {} : { thread_ts: thread };
    return {
      ts,
      message: event({ type: "message", channel_type: type, ...inner, ...threaded, ...extra }),
      mention: event({ type: "app_mention", ...inner, ...threaded, ...extra }),
    };
  }

  /** Returns the event for changing a message that somebody wrote, by default five seconds after it was written. */
  function edit(
    { user, channel, thread, ts, text, before }: Spoken & { readonly ts: string; readonly before: string },
    seconds = 5,
  ): Delivery {
    const message = { type: "message", user, ts, ...(thread !== undefined && { thread_ts: thread }) };
    const edited = { user, ts: String(Number(ts) + seconds) };
    const event_ts = workspace.nextTs();
    const changed = { message: { ...message, text, edited }, previous_message: { ...message, text: before } };
    const type = { type: "message", subtype: "message_changed", hidden: true, channel, channel_type: "channel" };
    return event({ ...type, ts: event_ts, event_ts, ...changed });
  }

  /** Deletes a message that somebody wrote. If it has a thread, a "tombstone" remains. */
  function remove(channel: string, ts: string): Delivery {
    const before = workspace.messages(channel).find((message) => message.ts === ts);
    const hasThread = workspace.messages(channel).some((message) => message.thread_ts === ts && message.ts !== ts);
    const event_ts = workspace.nextTs();
    const type = { type: "message", hidden: true, channel, channel_type: "channel", ts: event_ts, event_ts };
    const previous_message = { type: "message", ...before };
    if (!hasThread) {
      workspace.remove(channel, ts);
      return event({ ...type, subtype: "message_deleted", deleted_ts: ts, previous_message });
    }
    const tombstone = { ts, thread_ts: ts, user: "USLACKBOT", subtype: "tombstone", text: "This message was deleted." };
    workspace.replace(channel, tombstone);
    return event({ ...type, subtype: "message_changed", message: { type: "message", ...tombstone }, previous_message });
  }

  return {
    event,
    speak,
    edit,
    remove,
    /** Lets somebody join the workspace. */
    joins: (user: string, more: Json = {}): Delivery =>
      event({ type: "team_join", user: { id: user, team_id: team, is_bot: false, ...more }, event_ts: workspace.nextTs() }),

    opens: (user: string, tab: "home" | "messages"): Delivery =>
      event({ type: "app_home_opened", user, channel: `D${user}`, tab, event_ts: workspace.nextTs() }),

    command: (user: string, channel: string, command: string, text: string): Delivery => ({
      kind: "slash_commands",
      payload: {
        command,
        text,
        user_id: user,
        channel_id: channel,
        team_id: team,
        api_app_id: "A0MALINOIS",
        ...organisation,
        is_enterprise_install: String(isOrganisations),
        response_url: responseAddress(channel, user, workspace),
        trigger_id: trigger(),
      },
    }),

    /** Presses an element of a message: a button, or half of a feedback element. */
    press: (user: string, channel: string, message: Json, element: Json, ephemeral = false): Delivery =>
      interactive(user, {
        type: "block_actions",
        container: {
          type: "message",
          message_ts: message.ts ?? workspace.nextTs(),
          channel_id: channel,
          is_ephemeral: ephemeral,
          ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
        },
        channel: { id: channel },
        response_url: responseAddress(channel, user, workspace),
        actions: [{ block_id: "b", action_ts: workspace.nextTs(), ...element }],
      }),

    /** Uses an element of a view: presses it, types into it, or picks something. */
    pressInView: (user: string, view: Json, element: Json): Delivery =>
      interactive(user, {
        type: "block_actions",
        container: { type: "view", view_id: view.id ?? "V0HOME" },
        view,
        actions: [{ block_id: "b", action_ts: workspace.nextTs(), ...element }],
      }),

    types: (user: string, view: Json, value: string): Delivery =>
      interactive(user, { type: "block_suggestion", action_id: "search", block_id: "search", value, view }),

    shortcut: (user: string, callback: string): Delivery => interactive(user, { type: "shortcut", callback_id: callback }),

    messageShortcut: (user: string, channel: string, callback: string, message: Json): Delivery =>
      interactive(user, {
        type: "message_action",
        callback_id: callback,
        channel: { id: channel },
        message,
        message_ts: message.ts,
        response_url: responseAddress(channel, user, workspace),
      }),

    submits: (user: string, view: Json, values: Json): Delivery =>
      interactive(user, { type: "view_submission", view: { ...view, state: { values } } }),

    closes(user: string, view: Json): Delivery {
      if (view.notify_on_close !== true) throw new Error("Slack does not tell of this modal's closing");
      return interactive(user, { type: "view_closed", is_cleared: false, view });
    },
  };
}

export type People = ReturnType<typeof createPeople>;
