import { describe, expect, it } from "vitest";
import { type SimulateOptions, simulateNudges } from "../../src/cli/nudges-simulate.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { createHolidays } from "../../src/nudges/schedule/holidays.ts";
import { seededRandom } from "../../src/text/random.ts";
import { entry, pack } from "../nudges/fixtures.ts";

const campaign = { id: "hello", name: { en: "Hello" }, description: { en: "x" }, audience: { en: "x" } };
const library = createLibrary(pack([entry("phishing", "practical")]), [
  { ...campaign, steps: [{ id: "one", day: 1, entry: "phishing", tip: 0 }] },
]);

function lines(options: Partial<SimulateOptions>): string[] {
  let written = "";
  const given = { from: "2026-10-19", to: "2026-11-15", zone: "Europe/Brussels", language: "en", ...options };
  simulateNudges(given, { library, holidayOn: createHolidays(), random: seededRandom(1) }, (text) => {
    written += text;
  });
  return written.trimEnd().split("\n");
}

describe("malinois nudges simulate", () => {
  it("prints a line for each occurrence, holiday and clock change, and a total", () => {
    expect(lines({ days: "wed", kinds: "tip" })).toEqual([
      "Wed 2026-10-21 09:00 +02:00  tip   phishing: Tip of phishing.",
      "Sun 2026-10-25 02:00 +01:00  the clocks go from 03:00 to 02:00",
      "Wed 2026-10-28 09:00 +01:00  tip   phishing: Tip of phishing.",
      "Sun 2026-11-01               holiday: All Saints' Day",
      "Wed 2026-11-04 09:00 +01:00  tip   phishing: Tip of phishing.",
      "Wed 2026-11-11               holiday: Armistice Day",
      "Wed 2026-11-11 09:00 +01:00  skipped: a public holiday",
      "3 sent, 1 skipped",
    ]);
  });

  it("accepts spaces between areas and between kinds, as between days", () => {
    expect(lines({ areas: "law, practical", kinds: "tip, quiz", days: "tue, wed" }).at(-1)).toBe("7 sent, 1 skipped");
  });

  it("reports that a time occurs twice, does not exist, or is moved", () => {
    const october = lines({ days: "sun", time: "02:30", to: "2026-10-25", kinds: "quiz" });
    expect(october[0]).toBe(
      "Sun 2026-10-25 02:30 +02:00  quiz  phishing: Question of phishing? (02:30 comes twice: this is the first)",
    );
    const march = lines({ days: "sun", time: "02:30", from: "2027-03-28", to: "2027-03-28", kinds: "tip" });
    expect(march).toContain("Sun 2027-03-28 03:00 +02:00  tip   phishing: Tip of phishing. (02:30 does not exist on this day)");
    const moved = lines({ days: "wed", dayOff: "move", from: "2026-11-11", to: "2026-11-12", kinds: "tip" });
    expect(moved).toContain("Thu 2026-11-12 09:00 +01:00  tip   phishing: Tip of phishing. (moved from 2026-11-11)");
  });

  it("simulates a campaign up to its closing summary", () => {
    expect(lines({ campaign: "hello", region: "none" }).filter((line) => !line.includes("clocks"))).toEqual([
      "Mon 2026-10-19 09:00 +02:00  tip   phishing: Tip of phishing.",
      "Tue 2026-10-20 09:00 +02:00  closing summary",
      "2 sent, 0 skipped",
    ]);
  });

  it("refuses invalid options, each with its own message", () => {
    const refused: [Partial<SimulateOptions>, RegExp][] = [
      [{ from: "yesterday" }, /span of days/],
      [{ from: "2026-12-01", to: "2026-11-01" }, /span of days/],
      [{ zone: "Mars/Base" }, /zone/],
      [{ days: "mon,someday" }, /--days/],
      [{ every: "often" }, /number of days/],
      [{ time: "9" }, /time of day/],
      [{ dayOff: "maybe" }, /--day-off/],
      [{ kinds: "joke" }, /--kinds/],
      [{ region: "XX" }, /region/],
      [{ limit: "many" }, /limit/],
      [{ campaign: "none" }, /campaign/],
    ];
    for (const [options, message] of refused) {
      expect(() => lines(options)).toThrow(expect.objectContaining({ code: "usage", message: expect.stringMatching(message) }));
    }
  });
});
