import { type AdministrationStore, INSTALLATION } from "../administration/ports.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import { MalinoisError } from "../errors.ts";
import { type AcceptingEntry, acceptGroup } from "../gaps/accepting.ts";
import { type GroupingOptions, groupGaps } from "../gaps/groups.ts";
import type { KnownWords } from "../gaps/known-words.ts";
import { whatIsMissing } from "../gaps/missing.ts";
import type { GapStore } from "../gaps/ports.ts";
import type { Instant, Language, Pack } from "../model.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import type { HttpRoute } from "../ports.ts";
import { linkTo, PAGES, type PageContext } from "./layout.ts";
import { ACCEPT, type MissingNotice, missingPage } from "./pages/missing.ts";
import type { Requests } from "./requests.ts";
import { markup, seeOther } from "./respond.ts";

export interface MissingRoutesOptions extends GroupingOptions {
  readonly store: Pick<AdministrationStore, "audit">;
  readonly gaps: Pick<GapStore, "open" | "feedback" | "accept">;
  readonly drafts: Pick<DraftWriter, "save" | "addQuestions">;
  readonly known: (language: Language) => KnownWords;
  readonly reviewDays: number;
  readonly pack: () => Pack;
  /** The IANA zone whose current day review dates are compared with. */
  readonly zone: string;
  readonly now: () => Instant;
}

/** In characters: far longer than any title of an entry. */
const LONGEST_TITLE = 200;

/** Returns the routes of the page that shows what is missing, and of the form that accepts a group of gaps into a draft. */
export function missingRoutes({ shown, posted, refusalFor }: Requests, options: MissingRoutesOptions): readonly HttpRoute[] {
  const { store, gaps, drafts, pack, zone, now } = options;

  async function show(context: PageContext, notice: MissingNotice | undefined, status = 200): Promise<Response> {
    const { reviewDays } = options;
    const today = localDate(now(), zone);
    const missing = await whatIsMissing(context.scope, { ...options, pack: pack(), now: now(), today });
    return markup(missingPage(context, { missing, pack: pack(), reviewDays, notice }), status);
  }

  /** Returns the entry that the form names for a group, or what is wrong with the form. */
  function entryOf(form: URLSearchParams, language: Language): AcceptingEntry | "no-entry" | "no-title" {
    const id = form.get("entry");
    if (id === null) {
      const title = (form.get("title") ?? "").trim().slice(0, LONGEST_TITLE);
      return title === "" ? "no-title" : { title };
    }
    return pack().entries.some((entry) => entry.id === id.trim() && entry.language === language) ? { id: id.trim() } : "no-entry";
  }

  return [
    shown(PAGES.missing, (context, parameters) => {
      const accepted = parameters.get("accepted") ?? "";
      return show(context, /^\d{1,5}$/.test(accepted) ? { kind: "accepted", count: Number(accepted) } : undefined);
    }),
    posted(ACCEPT, async (context, form) => {
      const { scope, session } = context;
      const refusal = scope === undefined ? undefined : await refusalFor(context, scope);
      if (refusal !== undefined) return refusal;
      // Groups are computed again from the gaps that this session may see, so that an old page or a forged id cannot accept any others.
      const group = (await groupGaps(await gaps.open(scope), options)).find(({ id }) => id === form.get("group"));
      if (group === undefined) return show(context, { kind: "gone" }, 409);
      const entry = entryOf(form, group.language);
      if (typeof entry === "string") return show(context, { kind: entry }, 422);
      const by = { ...(scope ?? INSTALLATION), actor: session.actor, at: now() };
      try {
        const { ways } = await acceptGroup(group, entry, by, { drafts, gaps, audit: store.audit });
        return seeOther(linkTo(PAGES.missing, context, { accepted: String(ways.length) }));
      } catch (error) {
        // The entry's file was deleted after the pack was read.
        if (error instanceof MalinoisError && error.code === "usage") return show(context, { kind: "no-entry" }, 422);
        throw error;
      }
    }),
  ];
}
