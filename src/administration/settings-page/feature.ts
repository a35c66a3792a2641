import { repeatedForm } from "../../common/repeated-form.ts";
import type { FormSubmission } from "../../forms.ts";
import { sayToManagers as say } from "../../languages/index.ts";
import type { Inbound, Language, Pack, Reply, WorkspaceKind } from "../../model.ts";
import type { Feature, WorkspaceKey } from "../../ports.ts";
import type { Policies } from "../policy.ts";
import type { WorkspaceSettings } from "../workspace-settings.ts";
import { readSettingsForm, settingsForm } from "./form.ts";
import { settingsNotice, settingsPage } from "./page.ts";
import { isSubject } from "./subjects.ts";

export interface SettingsFeatureOptions {
  readonly policies: Policies;
  readonly settings: Pick<WorkspaceSettings, "change">;
  readonly pack: () => Pick<Pack, "languages" | "entries">;
  /** Returns the word for a workspace on a platform, given the platform's name. Absent: "workspace" everywhere. */
  readonly workspaceKind?: ((platform: string) => WorkspaceKind) | undefined;
}

const FORM = "settings";

/**
 * Returns the feature that shows a workspace's settings to its managers, with forms to change them. Rights are checked with each event, so that nobody can use
 * an old button or form, or one shown to somebody else, without having them now. If anybody else asks for the settings, the conversation answers.
 */
export function createSettingsFeature({
  policies,
  settings,
  pack,
  workspaceKind = () => "workspace",
}: SettingsFeatureOptions): Feature {
  function sayHere(
    key: "page.body" | "page.not-yours",
    { platform }: Pick<WorkspaceKey, "platform">,
    language: Language,
  ): string {
    return say(language, key, { workspace: workspaceKind(platform) });
  }

  async function page(
    workspace: WorkspaceKey,
    language: Language,
    lead = sayHere("page.body", workspace, language),
  ): Promise<readonly Reply[]> {
    const { values, organisation } = await policies.of(workspace);
    return [settingsPage(values, organisation, language, lead)];
  }

  function refusal({ place }: Inbound, language: Language): readonly Reply[] {
    return [settingsNotice(sayHere("page.not-yours", place, language), language)];
  }

  async function save({ place, asker }: Inbound, submission: FormSubmission): Promise<readonly Reply[]> {
    const { subject, language } = submission;
    if (!isSubject(subject)) return page(place, language, say(language, "page.gone"));
    const { values } = await policies.of(place);
    const read = readSettingsForm(subject, submission, { values, pack: pack() });
    if ("problem" in read) {
      const form = settingsForm(subject, { values, packLanguages: pack().languages, language });
      return [repeatedForm(form, submission.values, read.problem)];
    }
    for (const { name, value } of read.changes) await settings.change(place, name, value as never, asker.id);
    // Not whether anything has changed: if the form is handled again after a crash, it was saved before.
    return page(place, language, say(language, "page.saved"));
  }

  return {
    async answer(inbound, language) {
      const manages = inbound.asker.mayManage === "workspace";
      if (inbound.kind === "submitted" && inbound.submission.form === FORM) {
        return manages ? save(inbound, inbound.submission) : refusal(inbound, inbound.submission.language);
      }
      if (inbound.kind !== "pressed") return undefined;
      const { action } = inbound;
      if (action.kind === "form" && action.form === FORM && !manages) return refusal(inbound, language);
      return action.kind === "settings" && manages ? page(inbound.place, language) : undefined;
    },

    async answerIntent({ asker, place }, intent, language) {
      return intent === "settings" && asker.mayManage === "workspace" ? page(place, language) : undefined;
    },

    async form({ name, subject, language }, asker, place) {
      if (name !== FORM || asker.mayManage !== "workspace" || !isSubject(subject)) return undefined;
      const { values } = await policies.of(place);
      return settingsForm(subject, { values, packLanguages: pack().languages, language });
    },
  };
}
