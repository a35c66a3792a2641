/** How long things are kept, in one place: what people are told, what the sweep deletes, and what docs/privacy.md says. */

/**
 * Days after which what is over is deleted. A workspace's setting `retention.days` shortens each of them, never lengthens one.
 * - deliveries: what was sent to whom and when, once it is settled; a year and a month, so that a yearly campaign can be compared with the last
 * - quizzes: a quiz that has closed, an answer that was given, and what was to be asked again and was not
 * - reasons: why an answer did not help, and who said so; the bare "helpful" or "not helpful" stays, and is nobody's
 * - audit: what managers have changed
 */
export const RETENTION_DAYS = { deliveries: 400, quizzes: 400, reasons: 180, gaps: 180, audit: 730 } as const;

/** Days after a question that was passed to a person is closed: what was written, and who waits to be told that it was published. */
export const HAND_OFF_DAYS = { texts: 30, waiting: 400 } as const;

export type Retained = keyof typeof RETENTION_DAYS;

/** The least and the most days that a workspace may choose: within a month every nudge, quiz and question is over. */
export const CHOOSABLE_DAYS = { least: 30, most: 730 } as const;

/** The days that hold for a workspace. */
export function retentionDays(what: Retained, chosen: number | undefined): number {
  return Math.min(RETENTION_DAYS[what], chosen ?? Number.POSITIVE_INFINITY);
}
