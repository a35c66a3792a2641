import fc from "fast-check";
import { expect, test } from "vitest";
import { PLATFORMS } from "../../adapters/platforms.ts";
import { createRedactor, markSecret } from "../../src/privacy/redaction.ts";

const ENVIRONMENT = {
  SLACK_BOT_TOKEN: 'xoxb-1-"quoted"/and+more',
  SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99aaa1285a51",
  DISCORD_PUBLIC_KEY: "a public key is no secret",
  DATABASE_URL: "postgres://malinois:p%40ss%2Fw%C3%B6rd@db:5432/malinois",
  HTTPS_PROXY: "http://proxy:proxy-password@127.0.0.1:1",
  TOKEN_KEYS: "k1:c2VhbGluZ2tleQ+one=, k2:c2VhbGluZ2tleQ+two=",
  EMPTY_TOKEN: "",
  SHORT_TOKEN: "the",
  DATA_DIR: "/var/lib/malinois",
};
const OTHERS = ["p@ss/wörd", "proxy-password", "c2VhbGluZ2tleQ+one=", "c2VhbGluZ2tleQ+two="];
const redact = createRedactor(ENVIRONMENT);

test.each([
  ["as they are", (secret: string) => secret],
  ["as JSON writes them", (secret: string) => JSON.stringify({ nested: JSON.stringify({ secret }).slice(1, -1).length, secret })],
  ["percent-encoded", encodeURIComponent],
  ["in base64", (secret: string) => Buffer.from(secret).toString("base64")],
])("known secrets are redacted %s", (_, write) => {
  for (const secret of [ENVIRONMENT.SLACK_BOT_TOKEN, ENVIRONMENT.SLACK_SIGNING_SECRET, ...OTHERS]) {
    const written = write(secret);
    const text = redact(`before ${written} behind ${written}`);
    expect(text).not.toContain(written);
    expect(text).not.toContain(secret);
    expect(text).toMatch(/^before .*behind/);
  }
});

test("a password among the parameters of an address is redacted too, as it is written and decoded", () => {
  const redacted = createRedactor({
    DATABASE_URL: "postgres://db/malinois?user=malinois&password=w%C3%B6rd%26pass&sslmode=require",
  });
  for (const password of ["w%C3%B6rd%26pass", "wörd&pass"])
    expect(redacted(`before ${password} behind`)).toBe("before [redacted] behind");
  expect(redacted("malinois require")).toBe("malinois require");
});

test("everything else is left unchanged", () => {
  const text = 'the theory in /var/lib/malinois: {"level":30,"msg":"a public key is no secret"} https://example.org/a:b@c';
  expect(redact(text)).toBe(text);
});

test("passwords in unknown addresses are redacted, and so are credentials after an authorization scheme", () => {
  expect(redact("connect to redis://user:hunter2@host/0 failed")).toBe("connect to redis://user:[redacted]@host/0 failed");
  expect(redact("authorization: Bearer abcdefghijklmnop123")).toBe("authorization: Bearer [redacted]");
});

test("no text contains a secret after redaction, whatever the secret is and wherever it occurs", () => {
  const secret = fc.string({ minLength: 6, unit: "grapheme" }).filter((value) => value.trim().length >= 6);
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const text = createRedactor({ ANY_TOKEN: value })(`${before} ${value.trim()} ${after}`);
      expect(text.replaceAll("[redacted]", "")).not.toContain(value.trim());
    }),
  );
});

const INTERACTION = `aW50ZXJhY3Rpb246${"Zq3-".repeat(40)}`;

test.each([
  ["a link of the admin page", `https://a.example/admin/sign-in?link=${markSecret("k-_9".repeat(11).slice(1))}`, "k-_9"],
  ["a cookie of the admin page", `malinois-admin=${markSecret("Q".repeat(43))}; Path=/`, "QQQ"],
  [
    "Discord's address of an interaction's first response",
    `https://discord.com/api/v10/interactions/123456/${INTERACTION}/callback`,
    "Zq3",
  ],
  [
    "Discord's address of an interaction's later responses",
    `https://discord.com/api/v10/webhooks/123456/${INTERACTION}/messages/@original`,
    "Zq3",
  ],
  ["Slack's address that answers a command", "https://hooks.slack.com/commands/T0123/4567/AbCdEfGhIjKl", "AbCdEf"],
  ["the address of Slack's socket", "wss://wss-primary.slack.com/link/?ticket=1d3a-77ab&app_id=e5f", "77ab"],
  ["a token that Slack has exchanged", "xoxe.xoxb-1-Mi0yLTEyMzQ1Njc4OTA", "Mi0y"],
])("the secret in %s is redacted, although no setting contains it", (_, text, secret) => {
  const redacted = createRedactor(
    {},
    PLATFORMS.flatMap(({ secrets }) => secrets),
  );
  for (const written of [text, JSON.stringify({ url: text }), `Error: request to ${text} failed`]) {
    expect(redacted(written)).not.toContain(secret);
    expect(redacted(written)).toContain("[redacted]");
  }
});
