import { describe, expect, it } from "vitest";
import { PLATFORMS } from "../../adapters/platforms.ts";
import { readConfig } from "../../src/app/config.ts";
import { MalinoisError } from "../../src/errors.ts";
import { exposureOf } from "../../src/platform.ts";
import type { Environment } from "../../src/settings.ts";

const read = (environment: Environment) => readConfig(environment, PLATFORMS);
const configOf = (environment: Environment) => read(environment).config;
const whyOff = (environment: Environment) =>
  Object.fromEntries(read(environment).platforms.map(({ name, whyOff: reason }) => [name, reason({ isPublic: false })]));

describe("readConfig", () => {
  it("has a default for everything that is needed to try Malinois", () => {
    expect(configOf({})).toMatchObject({ HOST: "127.0.0.1", PORT: 3_000, TZ_DEFAULT: "Europe/Brussels", LOG_LEVEL: "info" });
    expect(configOf({}).DATA_DIR).toMatch(/data$/);
    expect(whyOff({})).toEqual({
      playground: undefined,
      slack: expect.stringContaining("SLACK_BOT_TOKEN"),
      discord: expect.stringContaining("DISCORD_TOKEN"),
    });
  });

  it("treats an empty value as absent, since an .env file keeps unused names", () => {
    expect(configOf({ PORT: "", LOG_LEVEL: " " })).toEqual(configOf({}));
    expect(whyOff({ SLACK_BOT_TOKEN: "", DISCORD_TOKEN: " " })).toEqual(whyOff({}));
  });

  it("reads the packs between commas, and refuses a list without any", () => {
    expect(configOf({ CONTENT_DIR: "one, npm:two,," }).CONTENT_DIR).toEqual(["one", "npm:two"]);
    expect(configOf({ CONTENT_DIR: " " }).CONTENT_DIR).toBeUndefined();
    expect(() => read({ CONTENT_DIR: " , " })).toThrow(/CONTENT_DIR.*must name at least one pack/);
  });

  it("switches on each platform by its own variables, and says what is missing in addition to a token", () => {
    expect(whyOff({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s", DISCORD_PUBLIC_KEY: "k" })).toEqual({});
    expect(whyOff({ SLACK_BOT_TOKEN: "xoxb-1" }).slack).toContain("SLACK_APP_TOKEN");
  });

  it("serves one workspace or many, and says what is missing for many or conflicts with it", () => {
    const key = `k1:${"A".repeat(43)}=`;
    const many = {
      SLACK_CLIENT_ID: "1.2",
      SLACK_CLIENT_SECRET: "c",
      SLACK_SIGNING_SECRET: "s",
      TOKEN_KEYS: `${key},k2:${"B".repeat(43)}=`,
    };
    expect(whyOff(many).slack).toBeUndefined();
    for (const name of Object.keys(many).slice(1)) {
      expect(whyOff({ ...many, [name]: "" }).slack).toContain(`to serve many workspaces, ${name} must be set too`);
    }
    expect(whyOff({ ...many, SLACK_BOT_TOKEN: "xoxb-1" }).slack).toContain("leave one of them empty");
    expect(whyOff({ ...many, SLACK_APP_TOKEN: "xapp-1" }).slack).toContain("only be served over signed HTTP");
    expect(whyOff({ TOKEN_KEYS: key }).slack).toContain("SLACK_BOT_TOKEN is not set");
    for (const wrong of ["short", "k1:c2hvcnQ=", `${key} ${key}x`]) {
      expect(() => read({ TOKEN_KEYS: wrong })).toThrow(/TOKEN_KEYS: must hold only keys of the form id:key/);
    }
  });

  it("switches off the playground if others can reach the server, unless it is set to on, and always if it is set to off", () => {
    const why = (environment: Environment) => {
      const { config, platforms } = read(environment);
      return platforms.find(({ name }) => name === "playground")?.whyOff(exposureOf(config.HOST, platforms));
    };
    const overHttp = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
    for (const open of [{ HOST: "0.0.0.0" }, { HOST: "example.org" }, overHttp, { DISCORD_PUBLIC_KEY: "k" }]) {
      expect(why(open), JSON.stringify(open)).toContain("others can reach this server");
      expect(why({ ...open, PLAYGROUND: "on" })).toBeUndefined();
    }
    for (const closed of [{}, { HOST: "::1" }, { HOST: "localhost" }, { ...overHttp, SLACK_APP_TOKEN: "xapp-1" }]) {
      expect(why(closed), JSON.stringify(closed)).toBeUndefined();
    }
    expect(why({ PLAYGROUND: "off" })).toBe("PLAYGROUND is off");
    expect(() => read({ PLAYGROUND: "maybe" })).toThrow(/PLAYGROUND/);
  });

  it("names all wrong variables at once, of Malinois and of every platform, and never a value", () => {
    const wrong = () =>
      read({
        PORT: "http",
        SLACK_API_URL: "ftp://secret",
        DISCORD_SHARDS: "many",
        TZ_DEFAULT: "Brussels/Europe",
        DATABASE_URL: "mysql://user:hunter2@db/x",
      });
    expect(wrong).toThrow(MalinoisError);
    for (const name of ["PORT", "SLACK_API_URL", "DISCORD_SHARDS", "TZ_DEFAULT", "DATABASE_URL"]) {
      expect(wrong).toThrow(new RegExp(`\\b${name}: `));
    }
    expect(wrong).toThrow("DATABASE_URL: must be an address of the form postgres://");
    expect(wrong).not.toThrow(/hunter2|secret/);
  });

  it("accepts only ids as managers", () => {
    expect(() => read({ SLACK_MANAGERS: "S0123, U0456 W0789" })).not.toThrow();
    expect(() => read({ SLACK_MANAGERS: "@security" })).toThrow(/SLACK_MANAGERS: must hold only ids of user groups/);
  });

  it("refuses ports that do not exist", () => {
    for (const PORT of ["-1", "65536", "3000.5", "0x10"]) expect(() => read({ PORT })).toThrow(/PORT/);
    expect(configOf({ PORT: "0" }).PORT).toBe(0);
  });
});
