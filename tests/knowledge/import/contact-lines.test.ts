import { expect, test } from "vitest";
import { filesIn, importTo } from "./stage.ts";

const FAQS = {
  en: [
    "Who is our security officer?",
    "An Peeters, an.peeters@example.be, phone 02 123 45 67.",
    "Call the service desk on 02 123 45 68.",
  ],
  nl: [
    "Wie is onze veiligheidsadviseur?",
    "Els Smet, els.smet@example.be, telefoon 02 123 45 67.",
    "Bel de servicedesk op 02 123 45 68.",
  ],
  fr: [
    "Qui est notre conseiller en sécurité ?",
    "Le Roy Anne, anne.leroy@example.be, téléphone 02 123 45 67.",
    "Appelez le service desk au 02 123 45 68.",
  ],
  de: [
    "Wer ist unser Sicherheitsbeauftragter?",
    "Die Maier Anna, anna.maier@example.be, Telefon 02 123 45 67.",
    "Rufen Sie den Servicedesk an: 02 123 45 68.",
  ],
} as const;

test.each(Object.entries(FAQS))(
  "a line with somebody's address is no statement to ask about (%s)",
  async (language, [question, contact, order]) => {
    const folder = await filesIn({ "faq.md": `# FAQ\n\n## ${question}\n${contact} ${order}\n` });
    const { pack } = await importTo([folder], { language });
    const entry = pack?.entries[0];
    expect(entry?.summary).toContain("@example.be");
    const proposed = (entry?.proposed ?? []).join("\n");
    expect(proposed).not.toContain("@");
    expect(proposed).not.toContain("45 67");
    // "I do not understand an Peeters": the first word is a name.
    expect(proposed).not.toMatch(/\b(?:an Peeters|le Roy|die Maier)\b/iu);
  },
);
