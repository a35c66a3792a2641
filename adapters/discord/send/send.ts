import { DeliveryError, type MalinoisError } from "../../../src/errors.ts";
import { uiLanguageFor } from "../../../src/languages/languages.ts";
import type { ClosedMessage, Language, Place, Reply } from "../../../src/model.ts";
import type { Adapter } from "../../../src/ports.ts";
import { decodeHandle } from "../handle.ts";
import { isDirectMessage } from "../receive/parse.ts";
import { say } from "../texts.ts";
import type { Api } from "./api.ts";
import { sendToChannel } from "./channel-sender.ts";
import { channelOf } from "./channels.ts";
import type { DeliverySettings } from "./deliver.ts";
import { codeOf, DISCORD_ERROR, explain, explainDelivery } from "./errors.ts";
import { closeMessage } from "./history/close-message.ts";
import type { InteractionSender } from "./interaction-sender.ts";

/**
 * Makes the function that sends. The handle of a place decides whether it answers an interaction or posts a message. A private reply to a message that others
 * read is sent as a direct message. If its recipient does not accept those, one line where they asked refers them to the slash commands.
 * @param bot calls with the bot's token; absent: only interactions can be answered
 */
export function createSend(interactions: InteractionSender, bot: Api | undefined, settings: DeliverySettings): Adapter["send"] {
  return async (to, reply, key) => {
    const place = visiblePlace(to);
    const handle = decodeHandle(place.handle);
    const shown = isDirectMessage(place) ? withoutSharing(reply) : reply;
    try {
      if (handle?.kind === "interaction") await interactions.send(handle, shown, key);
      else if (bot !== undefined) {
        if (reply.closes !== undefined) await closeEarlier(bot, place, reply.closes, settings);
        await sendToChannel(bot, place, shown, key, settings);
      } else throw tokenMissing();
    } catch (error) {
      const isClosed = codeOf(error) === DISCORD_ERROR.directMessagesClosed;
      if (!isClosed || bot === undefined || place === to) throw explainDelivery(error);
      await sendToChannel(bot, { ...to, private: false }, commandHint(reply.language), key, settings).catch(
        (failure: unknown) => {
          throw explainDelivery(failure);
        },
      );
    }
  };
}

/** Never rejects: the reply is still useful if the earlier message keeps its buttons. */
async function closeEarlier(bot: Api, place: Place, earlier: ClosedMessage, { log }: DeliverySettings): Promise<void> {
  try {
    await closeMessage(bot, await channelOf(bot, place), earlier);
  } catch (error) {
    log.warn({ reason: explain(error).message }, "The buttons of a message could not be removed.");
  }
}

/** Returns what everybody sees in place of a private reply that cannot be sent to its asker. */
function commandHint(language: Language): Reply {
  return { kind: "notice", language, body: [say(uiLanguageFor(language), "direct-messages-closed")], choices: [], actions: [] };
}

/**
 * Returns the place where only those who may see a reply see it: for a private reply to a message that others read, the asker's direct messages,
 * since Discord hides nothing in a channel.
 */
export function visiblePlace(place: Place): Place {
  const handle = decodeHandle(place.handle);
  if (!place.private || place.recipient !== undefined || handle?.kind !== "reply") return place;
  const { asker } = handle;
  return { platform: place.platform, workspace: place.workspace, channel: asker, recipient: asker, private: true };
}

/** Returns the reply without its share buttons: in a direct message there is nobody to share an answer with. */
function withoutSharing(reply: Reply): Reply {
  return { ...reply, actions: reply.actions.filter(({ action }) => action.kind !== "share") };
}

function tokenMissing(): MalinoisError {
  return new DeliveryError(
    "forbidden",
    "Malinois cannot write in Discord's channels without a token.",
    "Set DISCORD_TOKEN; with DISCORD_PUBLIC_KEY alone it answers interactions only.",
  );
}
