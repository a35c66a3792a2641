import { discord } from "../adapters/discord/platform.ts";
import { playground } from "../adapters/playground/platform.ts";
import { slack } from "../adapters/slack/platform.ts";

/** Every platform that ships. */
export const PLATFORMS = [playground, slack, discord];
