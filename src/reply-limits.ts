/**
 * What bounds the core's texts: the smallest limit among the platforms that Malinois knows, so that no adapter has to shorten
 * them, and what people read on a phone. Each adapter has all limits of its platform; a test holds these against them.
 */
export const REPLY_LIMITS = {
  /** Characters of a button's label, and so of an entry's title. Slack shows 75, Discord 80. */
  buttonLabel: 75,
  /** Characters of an encoded action or form. Discord's custom ids have at most 100, Slack's values 2,000. */
  encodedAction: 100,
  /** Characters of the id of an entry, area, campaign or pack: with it an encoded action has at most 85. */
  id: 64,
  /** Fields of a form that are all shown at once; those that must be filled in are among them. Discord's modals have five. */
  formFields: 5,
  /** Characters of a summary: what is read on a phone without scrolling. */
  summary: 600,
  /** Key points and steps of an answer: what fits on a phone; the rest stands under "more". */
  points: 5,
  steps: 7,
  /** The same of points and sources where others read along; the rest is a press away. */
  pointsInChannel: 3,
  sourcesInChannel: 1,
  /** Entries offered after an answer. */
  related: 3,
  /** Urgent entries offered at once: one row of buttons on a phone. */
  firstAid: 5,
  /** Entries in a list of topics: more buttons than this nobody reads. */
  entriesInList: 20,
} as const;
