/** Malinois's identity in Slack. */
export interface Bot {
  readonly userId: string;
  /** The one workspace it serves; undefined if it is installed for a whole organisation. */
  readonly workspace: string | undefined;
  /** The organisation of several workspaces that it belongs to, if there is one. */
  readonly enterprise?: string;
}
