import { expect, test } from "vitest";
import { SETTING_NAMES } from "../../src/administration/settings.ts";
import { SUBJECTS } from "../../src/administration/settings-page/subjects.ts";

test("“in all other channels” comes after the channels that have a setting of their own, on the admin page and in the chat", () => {
  for (const names of [SETTING_NAMES, SUBJECTS.channels]) {
    const channels = names.filter((name) => name.startsWith("channels."));
    expect(channels).toHaveLength(5);
    expect(channels.at(-1)).toBe("channels.usual");
  }
});

test("both places have the settings in the same order", () => {
  expect(Object.values(SUBJECTS).flat()).toEqual(SETTING_NAMES);
});
