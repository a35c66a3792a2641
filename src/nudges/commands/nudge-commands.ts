/** The commands, forms and buttons for nudges and quizzes. */

import { isNudgeAction } from "../../actions.ts";
import { digest } from "../../common/digest.ts";
import { type Form, type FormReference, withValues } from "../../forms.ts";
import type { Inbound, Language, NudgeIntent, Person, Place, Reply } from "../../model.ts";
import type { ChangeList, WorkspaceKey } from "../../ports.ts";
import { localDate } from "../schedule/zoned-time.ts";
import type { LocalDate } from "../types.ts";
import { answerAction } from "./actions.ts";
import { addByForm, startCampaign } from "./adding.ts";
import type { CommandContext, NudgeCommandsOptions } from "./command-context.ts";
import { editByForm, formToEdit } from "./editing.ts";
import { addNudgeForm } from "./forms/form.ts";
import { namedDays } from "./forms/named-days.ts";
import { newcomers, welcome } from "./newcomers.ts";
import { commandOf, type NudgeCommand, parseCommand } from "./parse.ts";
import { board, ownProgress, quizAlone, quizForChannel, switchSetting } from "./quizzes.ts";
import { campaignsReply, commandHelpReply, formReply, word } from "./replies.ts";
import { type Caller, changeByCommand, list } from "./subscriptions.ts";

const ADD_NUDGE = "add-nudge";
const EDIT_NUDGE = "edit-nudge";
const CAUSE_LENGTH = 16;

/** Handles the commands, forms and buttons of nudges and quizzes. */
export interface NudgeCommands {
  /** Returns the replies, which only the asker sees; undefined for anything that has nothing to do with nudges. Rejects if the store does. */
  answer(inbound: Inbound, language: Language, changes: ChangeList): Promise<readonly Reply[] | undefined>;
  /** Returns the replies to a request in people's own words, which only the asker sees. Rejects if the store does. */
  answerIntent(inbound: Inbound, intent: NudgeIntent, language: Language, changes: ChangeList): Promise<readonly Reply[]>;
  /**
   * Returns the form for setting nudges up or for changing a subscription. Undefined for any other form, if the asker may not change the subscription, and
   * if several could be meant.
   */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
}

export function createNudgeCommands(options: NudgeCommandsOptions): NudgeCommands {
  async function form(language: Language, { zone = options.zone, mayManage }: Person, workspace: WorkspaceKey): Promise<Form> {
    const quietHours = await options.quietHours?.(workspace);
    return addNudgeForm(await options.content(workspace), language, { zone, mayManage: mayManage !== undefined, quietHours });
  }

  async function commandContextOf(
    { id, place, asker, mayPost }: Inbound,
    language: Language,
    changes: ChangeList,
  ): Promise<CommandContext> {
    const { platform } = place;
    const { zone } = asker;
    return {
      ...options,
      ...(await options.content(place)),
      now: options.now(platform),
      language,
      changes,
      cause: digest(id, CAUSE_LENGTH),
      // A platform that tells what Malinois may do (`mayPost`) also tells what a person may do.
      rightsHint: options.rightsHint?.(platform, language, mayPost !== undefined),
      ...(zone === undefined ? {} : { zone }),
      ...callerOf(place, asker),
      ...(mayPost === undefined ? {} : { mayPost }),
    };
  }

  async function carryOut(command: NudgeCommand, context: CommandContext, asker: Person): Promise<Reply> {
    const { language } = context;
    switch (command.kind) {
      case "help":
        return commandHelpReply(language);
      case "unknown":
        return commandHelpReply(language, "unknown");
      case "bad-date":
        return word(language, "bad-date");
      case "add":
        return formReply(await form(language, formAsker(asker, context), context.place));
      case "list":
        return list(context);
      case "campaigns":
        return campaignsReply(context, language);
      case "start-campaign":
        return startCampaign(context, command.campaign);
      case "quiz":
        return quizAlone(context);
      case "quiz-here":
        return quizForChannel(context);
      case "quiz-me":
        return ownProgress(context);
      case "board":
        return board(context);
      case "turn-board":
        return switchSetting(context, "points", command.on);
      case "turn-changes":
        return switchSetting(context, "changes", command.on);
      case "newcomers":
        return newcomers(context, command.campaign);
      default:
        return changeByCommand(context, command);
    }
  }

  return {
    form: async ({ name, subject, language }, asker, place) => {
      const caller = callerOf(place, asker);
      if (name === EDIT_NUDGE) return formToEdit({ ...options, ...(await options.content(place)), ...caller }, subject, language);
      return name === ADD_NUDGE ? form(language, formAsker(asker, caller), place) : undefined;
    },
    async answerIntent(inbound, intent, language, changes) {
      const text = inbound.kind === "asked" ? inbound.text : "";
      const context = await commandContextOf(inbound, language, changes);
      const reply = await carryOut(commandOf(intent, text, todayOf(context)), context, inbound.asker);
      const days = namedDays(text).map(String);
      return [reply.form === undefined || days.length === 0 ? reply : { ...reply, form: withValues(reply.form, { days }) }];
    },
    async answer(inbound, language, changes) {
      const { asker, place } = inbound;
      const context = () => commandContextOf(inbound, language, changes);
      switch (inbound.kind) {
        case "joined":
          await welcome(await context(), asker);
          return [];
        case "submitted": {
          const { submission } = inbound;
          if (submission.form === EDIT_NUDGE) return [await editByForm(await context(), submission)];
          if (submission.form !== ADD_NUDGE) return undefined;
          const known = await context();
          return [await addByForm(known, submission, await form(language, formAsker(asker, known), known.place))];
        }
        case "pressed": {
          const { action } = inbound;
          if (isNudgeAction(action)) return [await answerAction(await context(), action)];
          if (action.kind !== "form" || action.form !== EDIT_NUDGE) return undefined;
          // If the press itself did not open a form, the reply holds the form or says why there is none.
          const { subject: id } = action;
          return [await changeByCommand(await context(), { kind: "edit", ...(id === undefined ? {} : { id }) })];
        }
        case "asked": {
          const today = todayOf({ now: options.now(place.platform), zone: asker.zone ?? options.zone });
          const command = inbound.addressed ? parseCommand(inbound.text, today) : undefined;
          return command === undefined ? undefined : [await carryOut(command, await context(), asker)];
        }
      }
    },
  };
}

function todayOf({ now, zone }: Pick<CommandContext, "now" | "zone">): LocalDate {
  return localDate(now, zone);
}

/** Returns who calls and from where, without thread and handle, with the rights that the caller has there. */
function callerOf({ handle: _, thread: __, ...place }: Place, { id, name, mayManage }: Person): Caller {
  const { platform, workspace, recipient } = place;
  return {
    person: { platform, workspace, person: id, ...(name === undefined ? {} : { name }) },
    // A private reply in a channel does not make the channel private.
    place: { ...place, channel: recipient ?? place.channel, private: recipient !== undefined },
    // In direct messages, there is no channel to which rights could apply.
    ...(recipient === undefined && mayManage !== undefined ? { mayManage } : {}),
  };
}

/** Returns the asker with only the rights that apply in this place. */
function formAsker({ mayManage: _, ...asker }: Person, { mayManage }: Caller): Person {
  return mayManage === undefined ? asker : { ...asker, mayManage };
}
