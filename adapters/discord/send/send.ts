import { DeliveryError, type MalinoisError } from "../../../src/errors.ts";
import type { Reply } from "../../../src/model.ts";
import type { Adapter, Logger } from "../../../src/ports.ts";
import { decodeHandle } from "../handle.ts";
import { isDirectMessage } from "../receive/parse.ts";
import type { Api } from "./api.ts";
import { sendToChannel } from "./channel-sender.ts";
import { explainDelivery } from "./errors.ts";
import type { InteractionSender } from "./interaction-sender.ts";

/**
 * Makes the sender: the handle of a place says whether an interaction is answered or a message is posted.
 * @param bot calls with the bot's token; absent: interactions alone can be answered
 */
export function createSend(interactions: InteractionSender, bot: Api | undefined, log: Logger): Adapter["send"] {
  return async (place, reply, key) => {
    const handle = decodeHandle(place.handle);
    const shown = isDirectMessage(place) ? withoutSharing(reply) : reply;
    try {
      if (handle?.kind === "interaction") await interactions.send(handle, shown);
      else if (bot !== undefined) await sendToChannel(bot, place, shown, key, log);
      else throw tokenMissing();
    } catch (error) {
      throw explainDelivery(error);
    }
  };
}

/** In a direct message there is nobody to share an answer with. */
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
