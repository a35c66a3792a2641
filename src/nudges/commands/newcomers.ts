import type { Language, Reply } from "../../model.ts";
import { textIn } from "../../text/translated.ts";
import { startFor } from "./adding.ts";
import type { CommandContext } from "./command-context.ts";
import { refused, word } from "./replies.ts";

/** The workspace setting that names the campaign for people who join. */
const NEWCOMERS = "newcomers";

/** The setting's value, stored as JSON: the campaign, with a zone and a language for newcomers whose own are not known. Who set it is not stored. */
interface Welcome {
  readonly campaign: string;
  readonly zone: string;
  readonly language: Language;
}

/** Shows, sets or turns off the campaign that newcomers get. */
export async function newcomers(context: CommandContext, wanted: string | undefined): Promise<Reply> {
  const { settings, person, zone, language, library, mayManage, hearsNewcomers, place } = context;
  if (wanted === undefined) {
    const welcome = await welcomeOf(context);
    return welcome === undefined
      ? word(language, "newcomers-none")
      : word(language, "newcomers-are", { campaign: nameOf(context, welcome.campaign) });
  }
  if (mayManage !== "workspace") return refused(word(language, "not-for-all"), context);
  if (wanted === "off") {
    await settings.setWorkspaceSetting(person, NEWCOMERS, undefined);
    return word(language, "newcomers-off");
  }
  const campaign = library.campaign(wanted);
  if (campaign === undefined) return word(language, "campaign-unknown");
  if (campaign.period !== undefined) return word(language, "newcomers-dated");
  if (!hearsNewcomers(place.platform)) return word(language, "newcomers-unheard");
  const welcome: Welcome = { campaign: wanted, zone, language };
  await settings.setWorkspaceSetting(person, NEWCOMERS, JSON.stringify(welcome));
  return word(language, "newcomers-on", { campaign: nameOf(context, wanted) });
}

/** Starts the newcomers' campaign for somebody who joined, in the person's own language and zone if they are known. Sends nothing yet. */
export async function welcome(
  context: CommandContext,
  own: { readonly zone?: string; readonly language?: Language },
): Promise<void> {
  const wanted = await welcomeOf(context);
  if (wanted === undefined) return;
  const { name: _, ...newcomer } = context.person;
  const { zone = wanted.zone, language = wanted.language } = own;
  await startFor({ ...context, zone, language }, wanted.campaign, newcomer);
}

async function welcomeOf({ settings, person }: CommandContext): Promise<Welcome | undefined> {
  const kept = await settings.workspaceSetting(person, NEWCOMERS);
  return kept === undefined ? undefined : JSON.parse(kept);
}

function nameOf({ library, language }: CommandContext, campaign: string): string {
  return textIn(library.campaign(campaign)?.name ?? {}, language, campaign);
}
