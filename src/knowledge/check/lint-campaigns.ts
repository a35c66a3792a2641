import type { Campaign, CampaignStep, Pack, Translated } from "../../model.ts";
import type { Path } from "../diagnostic.ts";
import { type LintDiagnostic, missingLanguages } from "./lint-diagnostic.ts";

/** Returns the findings about texts of campaigns that lack a language of the pack. */
export function lintCampaigns(pack: Pack): readonly LintDiagnostic[] {
  return (pack.campaigns ?? []).flatMap((campaign) =>
    textsOf(campaign).flatMap(([path, text]) => missingLanguages(pack, ["campaigns", campaign.id, ...path], text)),
  );
}

function textsOf({ name, description, audience, steps }: Campaign): readonly [Path, Translated][] {
  return [
    [["name"], name],
    [["description"], description],
    [["audience"], audience],
    ...steps.flatMap((step, at) => stepTexts(step).map(([path, text]): [Path, Translated] => [["steps", at, ...path], text])),
  ];
}

/** The step's own texts; a number stands for a text of the entry. */
function stepTexts({ tip, quiz }: CampaignStep): readonly [Path, Translated][] {
  return [
    ...(typeof tip === "object" ? [[["tip"], tip] as [Path, Translated]] : []),
    ...(typeof quiz === "object"
      ? [
          [["quiz", "question"], quiz.question] as [Path, Translated],
          ...quiz.options.map((option, at): [Path, Translated] => [["quiz", "options", at], option]),
          [["quiz", "why"], quiz.why] as [Path, Translated],
        ]
      : []),
  ];
}
