import type { types } from "@slack/bolt";
import { describeError } from "../../../src/common/describe-error.ts";
import { uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import { record, text } from "../../kit/payload.ts";
import { failedModal, workingModal } from "../render/views.ts";
import { failureOf } from "../send/errors.ts";
import type { ListenerContext } from "./context.ts";
import { introduce } from "./introduce.ts";
import { type Interaction, interactionInbound } from "./parse-interaction.ts";

/** Slack's error for a trigger that has already opened a modal: the same press was delivered twice. */
const TRIGGER_USED = "exchanged_trigger_id";

/** Answers where the interaction happened: in its modal, or where the pressed message is. */
export async function answerHere(
  interaction: Interaction,
  language: Language | undefined,
  context: ListenerContext,
): Promise<void> {
  await context.host.receive(await introduce(interactionInbound(interaction, language, interaction.view), context));
}

/** Opens a modal at once, while the trigger is valid, and answers in it. If it does not open, answers as {@link answerHere} does. */
export async function answerInModal(
  interaction: Interaction,
  language: Language | undefined,
  context: ListenerContext,
): Promise<void> {
  const opened = await openView(interaction, workingModal(uiLanguageFor(language), interaction.origin), context);
  if (opened === "used") return;
  if (opened === "failed") return answerHere(interaction, language, context);
  await answerInView(interaction, language, opened.view, context);
}

/**
 * Answers in a modal that says that Malinois is working on it. If no answer comes, the modal says so. If another delivery of the same interaction answers, the
 * modal is left alone.
 */
export async function answerInView(
  interaction: Interaction,
  language: Language | undefined,
  view: string,
  context: ListenerContext,
): Promise<void> {
  const { host, call, logger } = context;
  let isTaken = false;
  const decision = await host.receive(await introduce(interactionInbound(interaction, language, view), context), async () => {
    isTaken = true;
    return true;
  });
  if (!isTaken || (decision !== undefined && decision.replies.length > 0)) return;
  // The "working on it" modal must not arrive after, and replace, the one that reports a failure.
  await context.submissions.close(interaction.id);
  const failed = failedModal(uiLanguageFor(language), interaction.origin);
  await call("views.update", { view_id: view, view: failed }).catch((error: unknown) =>
    logger.warn(describeError(error), "could not update a modal"),
  );
}

/** Opens a modal, on top of the one that the interaction happened in. */
export async function openView(
  { trigger, surface }: Interaction,
  view: types.ModalView,
  { call, logger }: ListenerContext,
): Promise<{ readonly view: string } | "used" | "failed"> {
  try {
    const answer = await call(surface === "modal" ? "views.push" : "views.open", { trigger_id: trigger, view });
    const id = text(record(answer, "view"), "id");
    return id === undefined ? "failed" : { view: id };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "refused" && failure.error === TRIGGER_USED) return "used";
    logger.warn(describeError(error), "could not open a modal");
    return "failed";
  }
}
