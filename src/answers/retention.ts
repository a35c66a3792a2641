/** How long an unanswered message is kept, in hours. A message gets older only if its platform was switched off, or if no process was running. */
export const INBOX_HOURS = 2;
/** How long the fingerprint of a message is kept, in hours: platforms redeliver for up to a day (Slack's delayed events); one more for clock skew. */
export const CLAIM_HOURS = 25;
