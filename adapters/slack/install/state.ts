import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../../src/model.ts";

/** Protects installations against cross-site request forgery: one must be completed in the browser in which it began, and in time. */
export interface InstallState {
  /** Returns a new `state` for Slack's address, and the value of the browser's cookie. */
  begin(): { readonly state: string; readonly browser: string };
  /** Whether a state was made here, for this browser, less than {@link STATE_SECONDS} ago. */
  isGood(state: string | undefined, browser: string | undefined): boolean;
}

export const STATE_SECONDS = 600;
const NONCE_BYTES = 24;

/** Makes the state. Nothing is stored: replicas with the same secret accept each other's states. */
export function createInstallState(secret: string, now: () => Instant): InstallState {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "malinois: state of an installation", 32));
  const sign = (browser: string, until: string) => createHmac("sha256", key).update(`${until}.${browser}`).digest("base64url");

  return {
    begin() {
      const browser = randomBytes(NONCE_BYTES).toString("base64url");
      const until = String(now() + STATE_SECONDS * 1_000);
      return { browser, state: `${until}.${sign(browser, until)}` };
    },
    isGood(state, browser) {
      const [until = "", signature = ""] = state?.split(".") ?? [];
      if (browser === undefined || !/^\d+$/.test(until) || Number(until) < now()) return false;
      const [given, expected] = [Buffer.from(signature), Buffer.from(sign(browser, until))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
