/** How long a thread's context is kept, in hours: what people are told is what the bot does. */
export const CONTEXT_HOURS = 24;
/** How long a conversation outside threads lasts, in minutes: after a coffee break it is a new one. */
export const OUTSIDE_THREADS_MINUTES = 30;
