/** The channel in which somebody who tries things alone is their own team: questions for a person go there. */
export const TEAM_CHANNEL = "team";
