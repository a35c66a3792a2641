import { beginningOf } from "../common/cut.ts";
import { digest } from "../common/digest.ts";
import { createLastByPerson } from "../common/last-by-person.ts";
import { repeatedForm } from "../common/repeated-form.ts";
import { directPlace } from "../delivery/direct-place.ts";
import type { Form } from "../forms.ts";
import { sayHandOff } from "../languages/index.ts";
import type { Decision, Inbound, Language, Person, Place, Reply, Submitted } from "../model.ts";
import { passedReply, word } from "./decide/asker-replies.ts";
import { askForm, readAskForm } from "./decide/forms.ts";
import { passOn } from "./decide/transitions.ts";
import { afterWorkingHours } from "./decide/working-hours.ts";
import { channelFor, type HandOffOptions } from "./options.ts";
import type { HandOff } from "./types.ts";
import { ID_LENGTH } from "./who.ts";

/** The asker's side of hand-offs: offers the form to ask a person, and passes the question on. */
export interface Asking {
  /** Returns the form to ask a person, filled in with what the asker last asked in a place; undefined if there is nobody to ask. */
  form(language: Language, asker: Person, place: Place): Promise<Form | undefined>;
  /** Passes a question on to the channel. Returns the reply to the asker. */
  ask(inbound: Submitted, language: Language): Promise<Reply>;
  /** Returns a decision in which the form is the way to ask a person, if there is somebody to ask; otherwise the same decision. */
  complete(inbound: Inbound, decision: Decision): Promise<Decision>;
}

/** The most questions held in memory, and the longest, in characters: as much as a form's field takes. */
const MOST_HELD = 2_000;
const LONGEST_HELD = 3_000;

export function createAsking(options: HandOffOptions): Asking {
  const { store, settings, drafts, now, zone, holidayOn, contacts, isUrgent, isOneConversation, wake } = options;
  // For the form, in which the last question is filled in. One clock for all platforms decides how long questions are held.
  const lastQuestions = createLastByPerson<string>(MOST_HELD, () => now(""));

  async function ask(inbound: Submitted, language: Language): Promise<Reply> {
    const { submission, place, asker } = inbound;
    const { platform, workspace } = place;
    const channel = await channelFor(options, place);
    if (channel === undefined) return word(language, "asker.unreachable-alone");
    const { question, anonymous } = readAskForm(submission);
    if (question === "") {
      const problem = { field: "question", text: sayHandOff(language, "form.bad-question") };
      return repeatedForm(await formWith(language, asker, place), submission.values, problem);
    }
    const at = now(platform);
    const { "hand-off.reminder-hours": reminderHours, "hand-off.hours": span } = await settings.of(place);
    const urgent = await isUrgent(question, language);
    const handOff: HandOff = {
      ...{ id: digest(inbound.id, ID_LENGTH), platform, workspace, channel, language, question, urgent, anonymous },
      asker: { person: asker.id, place: addressOf(inbound, anonymous) },
      ...(anonymous || asker.name === undefined ? {} : { name: asker.name }),
      ...{ state: "waiting", stage: "fresh", reminderHours, createdAt: at },
      nextAt: afterWorkingHours(at, reminderHours, zone, holidayOn, span),
    };
    // If this is repeated after a crash, the hand-off and its message are already in the store, and nothing is added.
    await store.add(passOn(handOff, at, drafts !== undefined), at);
    wake();
    return passedReply(handOff, whereOf(inbound, anonymous), urgent ? await contacts(place, language, true) : []);
  }

  function whereOf(inbound: Submitted, anonymous: boolean): Parameters<typeof passedReply>[1] {
    if (isOneConversation(inbound.place.platform) || isOwnConversation(inbound)) return "here";
    return addressOf(inbound, anonymous).private ? "direct" : "thread";
  }

  async function formWith(language: Language, { name }: Person, place: Place, question?: string): Promise<Form> {
    const values = await settings.of(place);
    const urgent = question !== undefined && (await isUrgent(question, language));
    const emergency = urgent ? await contacts(place, language, true) : [];
    return askForm(language, { question, name, organisation: values["organisation.name"], emergency });
  }

  function holdQuestion(inbound: Inbound, decision: Decision): void {
    const { platform, workspace } = inbound.place;
    if (decision.changes.some(({ kind }) => kind === "erase-person"))
      lastQuestions.forget({ platform, workspace, person: inbound.asker.id });
    else if (inbound.kind === "asked" && inbound.addressed && isQuestion(decision))
      lastQuestions.set(inbound, beginningOf(inbound.text, LONGEST_HELD));
  }

  /** Adds the form if people ask for a person, and lets the buttons to ask a person open it. Changes nothing if the workspace has no channel. */
  async function complete(inbound: Inbound, decision: Decision): Promise<Decision> {
    holdQuestion(inbound, decision);
    if (!decision.replies.some((one) => one.actions.some(isForPerson)) && decision.action !== "person") return decision;
    if ((await channelFor(options, inbound.place)) === undefined) return decision;
    const replies = decision.replies.map(withForm);
    const [first, ...others] = replies;
    if (decision.action !== "person" || first === undefined) return { ...decision, replies };
    const { place, asker } = inbound;
    // The question is filled in only in private, since others in the place would see the form.
    const question = place.private ? lastQuestions.of(place, asker.id) : undefined;
    const form = await formWith(decision.language, asker, place, question);
    const offered = { ...first, body: [sayHandOff(decision.language, "offer.body"), ...first.body], form };
    return { ...decision, replies: [offered, ...others] };
  }

  return {
    ask,
    complete,
    async form(language, asker, place) {
      if ((await channelFor(options, place)) === undefined) return undefined;
      return formWith(language, asker, place, lastQuestions.of(place, asker.id));
    },
  };
}

/**
 * Returns where the asker gets the answer: where they asked, if that is their own conversation, or if it is a thread among others and they do not ask
 * anonymously; otherwise in their direct messages.
 */
function addressOf({ place, asker, amongOthers = false }: Submitted, anonymous: boolean): Place {
  const { handle: _, ...here } = place;
  if (place.recipient !== undefined) return { ...here, private: true };
  if (amongOthers && !anonymous && place.thread !== undefined) return { ...here, private: false };
  return directPlace({ platform: place.platform, workspace: place.workspace, person: asker.id });
}

/** Whether a message was handled as a question to the pack. */
function isQuestion({ outcome, action }: Decision): boolean {
  return action === undefined && (outcome === "answer" || outcome === "choices" || outcome === "unknown");
}

/** Whether the asker writes in their own conversation with Malinois, where the answer will also arrive. */
function isOwnConversation({ place }: Submitted): boolean {
  return place.recipient !== undefined && place.channel !== place.recipient;
}

function isForPerson({ action }: Reply["actions"][number]): boolean {
  return action.kind === "person";
}

/** Returns the reply with its button to ask a person changed, so that it opens the form. */
function withForm(given: Reply): Reply {
  const actions = given.actions.map((button): Reply["actions"][number] => {
    const { action } = button;
    return action.kind === "person"
      ? { ...button, action: { kind: "form", form: "ask-person", language: action.language } }
      : button;
  });
  return { ...given, actions };
}
