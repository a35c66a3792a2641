/** How long a thread's context is kept, in hours: what people are told is what the bot does. */
export const CONTEXT_HOURS = 24;
