import type { Platform } from "../src/platform.ts";
import { discord } from "./discord/platform.ts";
import { playground } from "./playground/platform.ts";
import { slack } from "./slack/platform.ts";

/** Every platform that Malinois runs on, in the order in which they start. */
export const PLATFORMS: readonly Platform[] = [playground, slack, discord];
