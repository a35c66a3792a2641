/** How long an unanswered message is kept, in hours: anything older belongs to a platform that was switched off, or to days without a running process. */
export const INBOX_HOURS = 2;
/** How long a message is known by its fingerprint, in hours: platforms deliver again for up to a day (Slack's delayed events); one more for clocks that differ. */
export const CLAIM_HOURS = 25;
