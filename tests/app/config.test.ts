import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/app/config.ts";
import { MalinoisError } from "../../src/errors.ts";

describe("readConfig", () => {
  it("has a default for everything that one needs to try Malinois", () => {
    expect(readConfig({})).toMatchObject({ HOST: "127.0.0.1", PORT: 3_000, TZ_DEFAULT: "Europe/Brussels", LOG_LEVEL: "info" });
    expect(readConfig({}).DATA_DIR).toMatch(/data$/);
  });

  it("takes an empty value as absent, as an .env file writes it", () => {
    expect(readConfig({ SLACK_BOT_TOKEN: "", PORT: "", LOG_LEVEL: " " })).toEqual(readConfig({}));
  });

  it("names every wrong variable at once and never a value", () => {
    const read = () =>
      readConfig({
        PORT: "http",
        SLACK_API_URL: "ftp://secret",
        TZ_DEFAULT: "Brussels/Europe",
        DATABASE_URL: "mysql://user:hunter2@db/x",
      });
    expect(read).toThrow(MalinoisError);
    expect(read).toThrow(/PORT.*SLACK_API_URL.*DATABASE_URL|SLACK_API_URL.*DATABASE_URL.*PORT/s);
    expect(read).toThrow(/TZ_DEFAULT/);
    expect(read).not.toThrow(/hunter2|secret/);
  });

  it("takes the ids of those who manage nudges, and nothing else", () => {
    expect(readConfig({ SLACK_MANAGERS: "S0123, U0456 W0789" }).SLACK_MANAGERS).toEqual(["S0123", "U0456", "W0789"]);
    expect(readConfig({}).SLACK_MANAGERS).toEqual([]);
    expect(() => readConfig({ SLACK_MANAGERS: "@security" })).toThrow(/SLACK_MANAGERS: holds what is no id of a user group/);
  });

  it("refuses ports that do not exist", () => {
    for (const PORT of ["-1", "65536", "3000.5", "0x10"]) expect(() => readConfig({ PORT })).toThrow(/PORT/);
    expect(readConfig({ PORT: "0" }).PORT).toBe(0);
  });
});
