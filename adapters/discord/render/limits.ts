/** Discord's limits on what is drawn: characters, and numbers of things. Source: https://docs.discord.com/developers/components/reference */
export const LIMIT = {
  /** Components V2: components of a message, nested ones included, and characters shown. */
  components: 40,
  characters: 4_000,
  /** The form of messages before it: characters, and rows. */
  content: 2_000,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** By our own choice: more choices than this are a menu rather than buttons, since two rows are read at a glance. */
  buttonsForChoices: 10,
  optionLabel: 100,
  optionsInSelect: 25,
  customId: 100,
  /** What stands in a modal at its top level: fields, and a text above them. */
  modalFields: 5,
  modalTitle: 45,
  fieldLabel: 45,
  fieldHint: 100,
  /** What is typed into a field of one line, into one of several, and the reason of a feedback, by our own choice. */
  fieldText: 300,
  longText: 3_000,
  reason: 1_000,
  /** What is offered while an option of a command is being typed. */
  suggestions: 25,
  suggestion: 100,
  threadName: 100,
} as const;
