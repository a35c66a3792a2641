/** How long data is kept. What people are told, what the sweep deletes, and what docs/privacy.md says all come from here. */

/**
 * Days after which records are deleted. A workspace's setting `retention.days` can shorten each of these times, but not lengthen it.
 * - deliveries: what was sent to whom and when, once it is settled; a year and a month, so that a yearly campaign can be compared with the last
 * - quizzes: a quiz after it closed, an answer after it was given, and a question to repeat after it was due
 * - waiting: who waits to hear that the question they passed to a person became an entry, after the hand-off was closed
 * - reasons: why an answer did not help, and who said so; the opinion, "helpful" or "not helpful", stays without the person
 * - audit: what managers have changed
 */
export const RETENTION_DAYS = { deliveries: 400, quizzes: 400, waiting: 400, reasons: 180, gaps: 180, audit: 730 } as const;

/** Days after a hand-off is closed until its texts are deleted: as few as a workspace may choose, so that no setting shortens them. */
export const HAND_OFF_DAYS = 30;

export type Retained = keyof typeof RETENTION_DAYS;

/** The fewest and the most days that a workspace may choose. The fewest is a month, since every nudge, quiz and question is over by then. */
export const CHOOSABLE_DAYS = { least: 30, most: 730 } as const;

/** Returns the days that apply to a workspace, which may have chosen fewer. */
export function retentionDays(what: Retained, chosen: number | undefined): number {
  return Math.min(RETENTION_DAYS[what], chosen ?? Number.POSITIVE_INFINITY);
}
