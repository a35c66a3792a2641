/** How long a thread's context is kept, in hours. */
export const CONTEXT_HOURS = 24;
/** How long a conversation outside threads lasts after its last message, in minutes; what follows a coffee break is a new one. */
export const OUTSIDE_THREADS_MINUTES = 30;
