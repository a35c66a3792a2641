import { describe, expect, it } from "vitest";
import { contactText, readContactText } from "../../src/administration/contact-text.ts";

describe("a contact as one line", () => {
  it.each([
    { title: "IT", phone: "02 555 00 00", url: "https://desk.example.org/new,form;type=it" },
    { title: "IT, first floor", phone: "+32 2 555.00.00", email: "it@example.org", url: "https://desk.example.org/" },
    { title: "IT", url: "https://desk.example.org/a,b" },
    { title: "IT", email: "it@example.org" },
  ])("is read as it was written: $title, $url", (contact) => {
    expect(readContactText(contactText(contact))).toEqual(contact);
  });

  it("may be typed without spaces, in any order and with a separator at the end", () => {
    const contact = { title: "IT", phone: "02 555 00 00", url: "https://desk.example.org" };
    for (const typed of [
      "IT,02 555 00 00,https://desk.example.org",
      "https://desk.example.org;IT;02 555 00 00",
      "IT; https://desk.example.org, 02 555 00 00",
      "IT, 02 555 00 00, https://desk.example.org, ",
    ])
      expect(readContactText(typed)).toEqual(contact);
    expect(readContactText(" , ")).toBeUndefined();
  });

  it("may have a telephone number with the spaces and hyphens of a web page", () => {
    expect(readContactText("IT, 02\u00a0555\u202f00\u201100")).toEqual({ title: "IT", phone: "02\u00a0555\u202f00\u201100" });
  });
});
