import { messageViolations, type SentMessage } from "./message-rules.ts";
import { modalViolations, type SentModal } from "./modal-rules.ts";
import { rendered } from "./rest-messages.ts";
import { type Answer, type RestContext, type Route, refusal } from "./rest-route.ts";
import type { InteractionRecord, Posted } from "./state.ts";

const EPHEMERAL = 64;
const LOADING = 128;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;
/** The time limits for the first response and for later ones, in milliseconds. */
const FIRST_RESPONSE = 3_000;
const LIFETIME = 15 * 60_000;
const USER_INSTALL_FOLLOW_UPS = 5;

/** Carries out the first response to an interaction, whether it is a call or the HTTP response to a posted interaction. */
export function takeResponse(record: InteractionRecord, body: unknown, { ids, now }: Pick<RestContext, "ids" | "now">): Answer {
  const after = now() - record.createdAt;
  if (after > FIRST_RESPONSE) return refusal(404, 10062, "Unknown interaction");
  if (record.response !== undefined) return refusal(400, 40060, "Interaction has already been acknowledged.");
  const response = body as { type: number; data?: Record<string, unknown> };
  const faults = [...kindViolations(record.type, response.type), ...responseViolations(response)];
  if (faults.length > 0) return refusal(400, 50035, faults.join("; "));
  record.response = response;
  record.acknowledgedAfter = after;
  if (response.type === 4) {
    const isEphemeral = (Number(response.data?.flags ?? 0) & EPHEMERAL) !== 0;
    record.original = {
      id: ids.next(),
      channel: record.channel,
      body: response.data as SentMessage,
      isEphemeral,
      postedAt: now(),
      interaction: record.id,
    };
  }
  return { status: 204 };
}

function responseViolations({ type, data }: { readonly type: number; readonly data?: Record<string, unknown> }): string[] {
  if (type === 4) return messageViolations(data as SentMessage);
  if (type === 5)
    return Object.keys(data ?? {}).some((key) => key !== "flags") || ![0, EPHEMERAL].includes(Number(data?.flags ?? 0))
      ? ["a deferral with more than ephemeral"]
      : [];
  if (type === 8) {
    const choices = (data?.choices ?? []) as readonly { name: string; value: string }[];
    return choices.length <= 25 &&
      choices.every(({ name, value }) => name.length >= 1 && name.length <= 100 && value.length <= 100)
      ? []
      : ["choices"];
  }
  return type === 9 ? modalViolations(data as SentModal) : [`response type ${type}`];
}

/**
 * Autocompletion may only be answered with choices, and a form cannot be answered with a form.
 * Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
 */
function kindViolations(interaction: number, response: number): string[] {
  const isFitting = interaction === AUTOCOMPLETE ? response === 8 : response !== 8;
  const isFormAfterForm = interaction === MODAL_SUBMIT && response === 9;
  return isFitting && !isFormAfterForm ? [] : [`response type ${response} to an interaction of type ${interaction}`];
}

export function interactionRoutes(context: RestContext): Route[] {
  const { state, ids, now, applicationId } = context;

  function withToken(application: string, token: string, answer: (record: InteractionRecord) => Answer): Answer {
    const record = [...state.interactions.values()].find((interaction) => interaction.token === token);
    if (record === undefined || application !== applicationId || record.response === undefined)
      return refusal(404, 10015, "Unknown Webhook");
    return now() - record.createdAt > LIFETIME ? refusal(401, 50027, "Invalid Webhook Token") : answer(record);
  }

  function post(record: InteractionRecord, message: SentMessage, isEphemeral: boolean): Posted | Answer {
    const faults = messageViolations(message);
    if (faults.length > 0) return refusal(400, 50035, faults.join("; "));
    const posted: Posted = {
      id: ids.next(),
      channel: record.channel,
      body: message,
      isEphemeral,
      postedAt: now(),
      interaction: record.id,
    };
    state.posted.push(posted);
    return posted;
  }

  function editOriginal(record: InteractionRecord, message: SentMessage): Answer {
    if (record.isWithdrawn || record.response?.type === 9) return refusal(404, 10008, "Unknown Message");
    if (record.original !== undefined) {
      record.original.body = message;
      return { status: 200, body: rendered(record.original, context) };
    }
    const posted = post(record, message, (Number(record.response?.data?.flags ?? 0) & EPHEMERAL) !== 0);
    if ("status" in posted) return posted;
    record.original = posted;
    return { status: 200, body: rendered(posted, context) };
  }

  function showOriginal({ original, isWithdrawn, response, channel }: InteractionRecord): Answer {
    if (isWithdrawn || response?.type === 9) return refusal(404, 10008, "Unknown Message");
    if (original !== undefined) return { status: 200, body: rendered(original, context) };
    return { status: 200, body: { channel_id: channel, flags: LOADING, components: [] } };
  }

  function followUp(record: InteractionRecord, message: SentMessage): Answer {
    if (record.isUserInstall && record.followUps.length >= USER_INSTALL_FOLLOW_UPS)
      return refusal(400, 40094, "Maximum number of follow-ups");
    const posted = post(record, message, ((message.flags ?? 0) & EPHEMERAL) !== 0);
    if ("status" in posted) return posted;
    record.followUps.push(posted);
    return { status: 200, body: rendered(posted, context) };
  }

  return [
    {
      method: "POST",
      pattern: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      needsToken: false,
      answer([id = "", token = ""], body) {
        const record = state.interactions.get(id);
        return record === undefined || record.token !== token
          ? refusal(404, 10062, "Unknown interaction")
          : takeResponse(record, body, context);
      },
    },
    {
      method: "PATCH",
      pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      needsToken: false,
      answer: ([application = "", token = ""], body) =>
        withToken(application, token, (record) => editOriginal(record, body as SentMessage)),
    },
    {
      method: "GET",
      pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      needsToken: false,
      answer: ([application = "", token = ""]) => withToken(application, token, showOriginal),
    },
    {
      method: "DELETE",
      pattern: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      needsToken: false,
      answer: ([application = "", token = ""]) =>
        withToken(application, token, (record) => {
          record.isWithdrawn = true;
          return { status: 204 };
        }),
    },
    {
      method: "POST",
      pattern: /^\/webhooks\/(\d+)\/([^/]+)$/,
      needsToken: false,
      answer: ([application = "", token = ""], body) =>
        withToken(application, token, (record) => followUp(record, body as SentMessage)),
    },
  ];
}
