/** Slack's limits on what is drawn, in UTF-16 units or numbers of elements. Source: https://docs.slack.dev/reference/block-kit */
export const LIMIT = {
  header: 150,
  /** A button, and an option of a menu. */
  label: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonValue: 2_000,
  context: 2_000,
  linkUrl: 3_000,
  buttonsInBlock: 25,
  blocksInMessage: 50,
  blocksInView: 100,
  options: 100,
  /** The title of a modal, and its buttons. */
  modalTitle: 24,
  /** The label and the hint of a field. */
  fieldLabel: 2_000,
  /** Text typed into a field of one line, unless it holds a longer one already; our own choice. */
  fieldText: 300,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  question: 3_000,
  /** Our own choice: more options than this are shown as a menu instead of checkboxes. */
  checkboxes: 10,
  /**
   * 4,000 characters of text are recommended, and refusals of blocks (`msg_blocks_too_long`, an unpublished bound) were
   * reported above 9,600 characters (slackapi/bolt-js#2867).
   */
  charactersInMessage: 3_900,
  /** A view may have 250 kB: this many characters leave room for their bytes and the blocks around them. */
  charactersInView: 60_000,
} as const;
