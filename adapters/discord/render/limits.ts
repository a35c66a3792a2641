/** Discord's limits on what is drawn, in characters or numbers of elements. Source: https://docs.discord.com/developers/components/reference */
export const LIMIT = {
  /** Components V2: components of a message, nested ones included, and characters shown. */
  components: 40,
  characters: 4_000,
  /** The older form of messages: characters, and rows. */
  content: 2_000,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** Our own choice: more choices than this are shown as a menu instead of buttons, since people take in two rows at a glance. */
  buttonsForChoices: 10,
  optionLabel: 100,
  optionsInSelect: 25,
  customId: 100,
  /** Top-level elements of a modal: fields, and a text above them. */
  modalFields: 5,
  modalTitle: 45,
  fieldLabel: 45,
  fieldHint: 100,
  /** Text typed into a field of one line or of several, unless it holds a longer one already, and as the reason of a feedback; our own choice. */
  fieldText: 300,
  longText: 3_000,
  /** The most that a field can hold. https://docs.discord.com/developers/components/reference#text-input */
  longestText: 4_000,
  reason: 1_000,
  /** Suggestions while an option of a command is being typed: their number, and the characters of each. */
  suggestions: 25,
  suggestion: 100,
  threadName: 100,
} as const;
