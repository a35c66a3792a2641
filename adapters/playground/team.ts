/** The channel for hand-offs, in which the person who tries Malinois also plays the team. */
export const TEAM_CHANNEL = "team";
