/** The desk where people look after nudges and answer quizzes. */

import type { Form, FormName, Instant, Language, Person, Place, Question, Reply, Store } from "../../model.ts";
import type { NudgeContent } from "../delivery/options.ts";
import type { NudgeStore } from "../ports.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import type { NamedPerson } from "../types.ts";
import { answerAction, takesAction } from "./actions.ts";
import { addByForm, startCampaign } from "./adding.ts";
import { addNudgeForm } from "./form.ts";
import { newcomers, welcome } from "./newcomers.ts";
import { type NudgeCommand, parseCommand } from "./parse.ts";
import { board, ownProgress, quizAlone, quizForChannel, turn } from "./quizzes.ts";
import { campaignsReply, commandHelpReply, formReply, word } from "./replies.ts";
import { changeByCommand, list } from "./subscriptions.ts";

export interface NudgeCommandsOptions {
  readonly store: NudgeStore;
  readonly settings: Pick<Store, "workspaceSetting" | "setWorkspaceSetting">;
  readonly content: () => NudgeContent;
  readonly holidayOn: HolidayOn;
  /** The clock of a platform. */
  readonly now: (platform: string) => Instant;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** IANA zone of people and channels whose own is not known. */
  readonly zone: string;
  /** Has what was put down to be sent looked at soon. */
  readonly wake: () => void;
  /** Whether a platform tells who joins. */
  readonly hearsNewcomers: (platform: string) => boolean;
}

/** Takes commands, forms and buttons of nudges and quizzes. */
export interface NudgeCommands {
  /** The replies, for the asker alone; undefined for a question that is not the desk's. Rejects when the store does. */
  answer(question: Question, language: Language): Promise<readonly Reply[] | undefined>;
  form(name: FormName, language: Language, asker: Person): Form;
}

/** One context: who, where, when. */
export interface CommandContext extends Omit<NudgeCommandsOptions, "now" | "content">, NudgeContent {
  readonly now: Instant;
  readonly language: Language;
  readonly person: NamedPerson;
  /** The channel, or the person's direct messages, without thread and handle. */
  readonly place: Place;
  readonly mayManage?: Person["mayManage"];
  /** Whether the channel can be written to unasked; absent: not known. */
  readonly mayPost?: boolean;
}

export function createNudgeCommands(options: NudgeCommandsOptions): NudgeCommands {
  const form: NudgeCommands["form"] = (_, language, { zone = options.zone, mayManage }) =>
    addNudgeForm(options.content(), language, { zone, mayManage: mayManage !== undefined });

  function commandContextOf(
    { place: { handle: _, thread: __, ...place }, asker, mayPost }: Question,
    language: Language,
  ): CommandContext {
    const { platform, workspace, recipient } = place;
    const { id, name, zone, mayManage } = asker;
    return {
      ...options,
      ...options.content(),
      now: options.now(platform),
      language,
      ...(zone === undefined ? {} : { zone }),
      person: { platform, workspace, person: id, ...(name === undefined ? {} : { name }) },
      // An aside in a channel is private; the channel is not.
      place: { ...place, channel: recipient ?? place.channel, private: recipient !== undefined },
      ...(recipient === undefined && mayManage !== undefined ? { mayManage } : {}),
      ...(mayPost === undefined ? {} : { mayPost }),
    };
  }

  async function carryOut(command: NudgeCommand, context: CommandContext, asker: Person): Promise<Reply> {
    const { language } = context;
    switch (command.kind) {
      case "help":
        return commandHelpReply(language);
      case "bad-date":
        return word(language, "bad-date");
      case "add":
        return formReply(form("add-nudge", language, formAsker(asker, context)));
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
        return turn(context, "points", command.on);
      case "turn-changes":
        return turn(context, "changes", command.on);
      case "newcomers":
        return newcomers(context, command.campaign);
      default:
        return changeByCommand(context, command);
    }
  }

  return {
    form,
    async answer(question, language) {
      const { action, submission, asker, text, joined = false } = question;
      const context = commandContextOf(question, language);
      if (joined) {
        await welcome(context, asker);
        return [];
      }
      if (submission !== undefined)
        return [await addByForm(context, submission, form(submission.form, language, formAsker(asker, context)))];
      if (action !== undefined) return takesAction(action) ? [await answerAction(context, action)] : undefined;
      const command = question.addressed ? parseCommand(text) : undefined;
      return command === undefined ? undefined : [await carryOut(command, context, asker)];
    },
  };
}

/** The asker with the rights that count in this place. */
function formAsker({ mayManage: _, ...asker }: Person, { mayManage }: CommandContext): Person {
  return mayManage === undefined ? asker : { ...asker, mayManage };
}
