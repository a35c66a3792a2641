import { isHandOffAction } from "../actions.ts";
import { repeatedForm } from "../common/repeated-form.ts";
import type { Form, FormReference } from "../forms.ts";
import type { Asked, Language, Person, Place, Pressed, Reply, Submitted } from "../model.ts";
import type { ChangeList } from "../ports.ts";
import { word } from "./decide/asker-replies.ts";
import { nameOf } from "./decide/channel-replies.ts";
import { messageForm, readMessageForm, readSaveForm, saveForm } from "./decide/forms.ts";
import { answer, claim, close, type Refused, reply, saved } from "./decide/transitions.ts";
import { afterWorkingHours } from "./decide/working-hours.ts";
import type { HandOffOptions } from "./options.ts";
import type { HandOff, HandOffChange } from "./types.ts";
import { doingOf, isAsker, isInChannel } from "./who.ts";

/** The conversation between a channel and an asker: taking the question, messages of both, the end, and the entry made from it. */
export interface Talking {
  /** Handles a press of a button. Returns undefined if the button does not belong to a hand-off. */
  press(inbound: Pressed, language: Language, changes: ChangeList): Promise<Reply | undefined>;
  /** Handles a submitted form. Returns undefined if the form does not belong to a hand-off. */
  submit(inbound: Submitted, language: Language, changes: ChangeList): Promise<Reply | undefined>;
  /**
   * Handles a message in the thread of a hand-off. What its claimer writes is sent to the asker; the rest is conversation among people, and gets no reply
   * unless it addresses Malinois. Returns undefined for a message outside such threads.
   */
  overhear(inbound: Asked, language: Language, changes: ChangeList): Promise<readonly Reply[] | undefined>;
  /** Returns a form about a hand-off; undefined for any other form, and if the asker may not use it. */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
  /** Returns whether a place is the thread of an open hand-off. */
  isThread(place: Place): Promise<boolean>;
}

export function createTalking(options: HandOffOptions): Talking {
  const { store, drafts, now, zone, holidayOn, wake } = options;
  const mayDraft = drafts !== undefined;

  /** Changes a hand-off as `decide` says. Returns the reply of `done`, or a reply that says why nothing is changed. */
  async function change(
    { id, language, changes }: { readonly id: string; readonly language: Language; readonly changes: ChangeList },
    decide: (handOff: HandOff) => HandOffChange | Refused | "not-here",
    done: () => Reply | undefined,
    platform: string,
  ): Promise<Reply | undefined> {
    const handOff = await store.handOff(id);
    if (handOff === undefined) return word(language, "press.gone");
    const decided = decide(handOff);
    if (decided === "not-here") return word(language, "press.refused");
    if ("refused" in decided) return whyNot(decided, language);
    changes.add(async (transaction) => {
      let isDone = false;
      await store.within(transaction).change(id, now(platform), (found) => {
        const again = decide(found);
        isDone = again !== "not-here" && !("refused" in again);
        return again === "not-here" || "refused" in again ? undefined : again;
      });
      return isDone;
    }, wake);
    return done();
  }

  async function press({ action, ...inbound }: Pressed, language: Language, changes: ChangeList): Promise<Reply | undefined> {
    if (!isHandOffAction(action)) return undefined;
    const about = { id: action.handOff, language, changes };
    const { platform } = inbound.place;
    const doing = doingOf(inbound, now(platform));
    if (action.kind === "claim") {
      const decide = (handOff: HandOff) => (isInChannel(handOff, inbound.place) ? claim(handOff, doing) : "not-here");
      return change(about, decide, () => word(language, "press.claimed"), platform);
    }
    let isAskers = false;
    const decide = (handOff: HandOff) => {
      isAskers = isAsker(handOff, inbound);
      return isAskers || isInChannel(handOff, inbound.place) ? close(handOff, doing, isAskers, mayDraft) : "not-here";
    };
    return change(about, decide, () => word(language, isAskers ? "asker.solved" : "press.closed-now"), platform);
  }

  async function submit(inbound: Submitted, language: Language, changes: ChangeList): Promise<Reply | undefined> {
    const { submission, place } = inbound;
    const { form, subject = "" } = submission;
    if (form !== "hand-off-answer" && form !== "hand-off-reply" && form !== "save-answer") return undefined;
    const handOff = await store.handOff(subject);
    if (handOff === undefined) return word(language, "press.gone");
    if (!(form === "hand-off-reply" ? isAsker(handOff, inbound) : isInChannel(handOff, place))) {
      return word(language, "press.refused");
    }
    if (form === "save-answer") return save(inbound, handOff, language);
    const text = readMessageForm(submission);
    if (text === "") {
      const key = form === "hand-off-answer" ? "form.bad-answer" : "form.bad-reply";
      return { ...word(language, key), form: messageForm(form, handOff) };
    }
    const doing = doingOf(inbound, now(place.platform));
    if (form === "hand-off-answer") {
      return change(
        { id: subject, language, changes },
        (found) => answer(found, text, doing, true),
        () => word(language, "press.sent"),
        place.platform,
      );
    }
    const { "hand-off.hours": span } = await options.settings.of(handOff);
    const nextAt = afterWorkingHours(doing.now, handOff.reminderHours, zone, holidayOn, span);
    return change(
      { id: subject, language, changes },
      (found) => reply(found, text, doing, nextAt),
      () => word(language, "asker.sent"),
      place.platform,
    );
  }

  async function save(inbound: Submitted, handOff: HandOff, language: Language): Promise<Reply> {
    const { submission, place } = inbound;
    if (drafts === undefined) return word(language, "press.refused");
    const read = readSaveForm(submission, handOff);
    if ("problem" in read) return repeatedForm(saveForm(handOff), submission.values, read.problem);
    const { id } = await drafts.save(read.draft);
    await store.change(handOff.id, now(place.platform), (found) => saved(found, id));
    return word(language, "press.saved", { title: read.draft.title, id });
  }

  async function overhear(inbound: Asked, language: Language, changes: ChangeList): Promise<readonly Reply[] | undefined> {
    const { place, asker, text, addressed, message } = inbound;
    // Addressed without a reply to a message, Malinois itself is asked something.
    if (place.private || (addressed && message === undefined)) return undefined;
    const handOff = await inThreadOf(inbound.place, message);
    if (handOff === undefined) return undefined;
    if (handOff.claim?.person !== asker.id) {
      return addressed && handOff.claim !== undefined ? [whyNot({ refused: "taken", claim: handOff.claim }, language)] : [];
    }
    if (text === "") return [];
    const doing = doingOf(inbound, now(place.platform));
    const outcome = await change(
      { id: handOff.id, language, changes },
      (found) => answer(found, text, doing, false),
      () => undefined,
      place.platform,
    );
    return outcome === undefined ? [] : [outcome];
  }

  async function inThreadOf(place: Place, message: string | undefined): Promise<HandOff | undefined> {
    for (const at of [place.thread, message]) {
      const found = at === undefined ? undefined : await store.inThread(place, at);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    press,
    submit,
    overhear,
    async isThread(place) {
      return !place.private && (await inThreadOf(place, undefined)) !== undefined;
    },
    async form({ name, subject = "" }, asker, place) {
      if (name !== "hand-off-answer" && name !== "hand-off-reply" && name !== "save-answer") return undefined;
      const handOff = await store.handOff(subject);
      if (handOff === undefined) return undefined;
      if (name === "save-answer") return mayDraft && isInChannel(handOff, place) ? saveForm(handOff) : undefined;
      if (handOff.state === "closed") return undefined;
      const isTheirs = name === "hand-off-answer" ? isInChannel(handOff, place) : isAsker(handOff, { asker, place });
      return isTheirs ? messageForm(name, handOff) : undefined;
    },
  };
}

function whyNot(refused: Refused, language: Language): Reply {
  if (refused.refused === "closed") return word(language, "press.closed");
  return word(language, "press.taken", { name: nameOf(refused.claim, language) });
}
