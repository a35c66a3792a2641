import { sayPrivacy } from "../languages/index.ts";
import type { Attachment, Instant, Language, Reply } from "../model.ts";
import type { PersonKey } from "../ports.ts";
import type { PersonalData } from "./ports.ts";
import { type Topic, topicLine } from "./topics.ts";

/** The topic that describes each part of a person's data. */
const TOPIC_OF: Readonly<Record<keyof PersonalData, Topic>> = {
  messages: "messages",
  conversations: "conversations",
  settings: "settings",
  feedback: "feedback",
  nudges: "nudges",
  deliveries: "nudges",
  quizAnswers: "quizzes",
  reviews: "quizzes",
  handOffs: "hand-offs",
  gaps: "gaps",
  administration: "administration",
};

const FILE_NAME = "malinois-my-data.json";

/** Returns the reply with the data kept about a person, as a JSON file. */
export function myDataReply(data: PersonalData, person: PersonKey, language: Language, now: Instant): Reply {
  const count = Object.values(data).reduce((sum, records) => sum + records.length, 0);
  return {
    kind: "notice",
    language,
    title: sayPrivacy(language, "my-data.title"),
    body: [sayPrivacy(language, "my-data.body", { count })],
    attachment: myDataFile(data, person, language, now),
    choices: [],
    actions: [],
  };
}

function myDataFile(
  data: PersonalData,
  { platform, workspace, person }: PersonKey,
  language: Language,
  now: Instant,
): Attachment {
  const parts = (Object.keys(TOPIC_OF) as (keyof PersonalData)[]).map((part) => {
    return [part, { what: topicLine(TOPIC_OF[part], language), records: data[part] }] as const;
  });
  const content = {
    note: sayPrivacy(language, "my-data.note"),
    at: new Date(now).toISOString(),
    about: { platform, workspace, person },
    ...Object.fromEntries(parts),
  };
  return { name: FILE_NAME, mediaType: "application/json", text: `${JSON.stringify(content, null, 2)}\n` };
}
