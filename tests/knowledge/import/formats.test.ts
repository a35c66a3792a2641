import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { docxFile, heading, link, list, paragraph } from "./docx-file.ts";
import { filesIn, imported, importTo } from "./stage.ts";

/** Imports a text in a format, and returns the result. */
async function draftOf(name: string, text: string | Buffer) {
  const pack = await imported(join(await filesIn({ [name]: text }), name));
  const language = pack.defaultLanguage;
  return { areas: pack.areas.map(({ title }) => title[language]), entries: pack.entries };
}

const FAQ =
  "# Questions\n\n## How do I pay?\n\nPay at the desk. It takes a minute.\n\n## May I smoke?\n\nNo, you may not smoke in here.\n";

describe("the structure of an imported text", () => {
  test("is one area if all headings have the same level", async () => {
    const { areas, entries } = await draftOf("faq.md", FAQ);
    expect(areas).toEqual(["Questions"]);
    expect(entries.map(({ title, questions }) => [title, questions])).toEqual([
      ["How do I pay?", ["How do I pay?"]],
      ["May I smoke?", ["May I smoke?"]],
    ]);
  });

  test("has an area for each top heading if there are lower levels", async () => {
    const text =
      "# House\n\n## Desk\n\n### Keys\n\nAsk the desk for keys.\n\n## Garden\n\n### Trees\n\nDo not climb the trees.\n";
    const { areas, entries } = await draftOf("house.md", text);
    expect(areas).toEqual(["Desk", "Garden"]);
    expect(entries.map(({ id, area }) => `${area}/${id}`)).toEqual(["desk/keys", "garden/trees"]);
  });

  test("has an area for each top heading, also if their ids would be equal or empty", async () => {
    const house = (one: string, other: string) =>
      `# Σπίτι\n\n## ${one}\n\n### Keys\n\nAsk the desk for keys.\n\n## ${other}\n\n### Trees\n\nDo not climb the trees.\n`;
    for (const [one, other] of [["Q & A", "Q + A"] as const, ["Πρόσβαση", "Κωδικοί"] as const]) {
      const { areas, entries } = await draftOf("house.md", house(one, other));
      expect(areas).toEqual([one, other]);
      expect(new Set(entries.map(({ area }) => area)).size).toBe(2);
    }
  });

  test("names the page that all of it comes from for each entry, also for one with many links", async () => {
    const links = Array.from({ length: 7 }, (_, at) => `[Rule ${at}](https://house.example/${at})`).join(", ");
    const folder = await filesIn({ "house.md": `# House\n\n## Keys\n\nSee ${links}.\n\n## Doors\n\nThey close at six.\n` });
    const { pack } = await importTo([join(folder, "house.md")], { source: "https://house.example/all" });
    const urls = pack?.entries.map(({ sources }) => sources.map(({ url }) => url)) ?? [];
    expect(urls.map((each) => each.at(-1))).toEqual(["https://house.example/all", "https://house.example/all"]);
    expect(urls.map(({ length }) => length)).toEqual([1, 5]);
  });

  test.each([
    ["house.md", "# House\n\n## Writing C#\n\nAsk the desk.\n\n## F#\n\nAsk them too.\n", ["F#", "Writing C#"]],
    [
      "house.html",
      '<h1>House</h1><h2>Keys <a href="#keys">#</a></h2><p>Ask the desk.</p><h2>C#<a href="#c">¶</a></h2><p>Ask them too.</p>',
      ["C#", "Keys"],
    ],
  ])("keeps the sign at the end of a heading, unless it is a link to the heading (%s)", async (name, text, titles) => {
    expect((await draftOf(name, text)).entries.map(({ title }) => title)).toEqual(titles);
  });

  test("has an entry for a heading such as README, whose file would not be read under that name", async () => {
    const { entries } = await draftOf("house.md", "# House\n\n## README\n\nRead this first.\n\n## Keys\n\nAsk the desk.\n");
    expect(entries.map(({ id }) => id)).toEqual(["keys", "readme-2"]);
  });

  test("has a long first paragraph split at the end of a sentence, with the rest under “More”", async () => {
    const sentence = "The reception is open every working day and somebody is always there to help you. ";
    const { entries } = await draftOf("long.md", `# Long\n\n## Reception\n\n${sentence.repeat(10)}\n`);
    const [entry] = entries;
    expect(entry?.summary.length).toBeLessThanOrEqual(600);
    expect(entry?.summary).toMatch(/help you\.$/);
    expect(`${entry?.summary} ${entry?.more.join(" ")}`).toBe(sentence.repeat(10).trim());
  });

  test("has different titles and ids for duplicate headings", async () => {
    const text =
      "# House\n\n## Desk\n\n### Contact\n\nCall the desk today.\n\n## Garden\n\n### Contact\n\nCall the gardener now.\n";
    const { entries } = await draftOf("house.md", text);
    expect(entries.map(({ title }) => title)).toEqual(["Contact", "Contact (Garden)"]);
  });

  test("has steps from lists of instructions, and points from other lists", async () => {
    const text =
      "# X\n\n## Reset\n\nThis is how.\n\n- Open the page.\n- Click on reset.\n\n## Rules\n\nThere are two.\n\n- Nobody smokes.\n- Everybody smiles.\n";
    const { entries } = await draftOf("x.md", text);
    expect(entries.find(({ id }) => id === "reset")?.steps).toEqual(["Open the page.", "Click on reset."]);
    expect(entries.find(({ id }) => id === "rules")?.points).toEqual(["Nobody smokes.", "Everybody smiles."]);
  });
});

describe("imported plain text", () => {
  test("can have headings that are numbered or in capitals, and questions and answers", async () => {
    const text =
      "THE HOUSE RULES\n\n1. Doors\n\nThe doors close at six.\n\n2. Windows\n\nThe windows stay shut.\n\n3. Stairs\n\nWalk on the stairs, do not run.\n";
    const { areas } = await draftOf("rules.txt", text);
    expect(areas).toEqual(["Doors", "Windows", "Stairs"]);
    const asked = "Q: Where is the key?\nA: The key is at the desk.\n\nQ: Who has the code?\nA: The guard has the code.\n";
    expect((await draftOf("faq.txt", asked)).entries.map(({ title, summary }) => [title, summary])).toEqual([
      ["Where is the key?", "The key is at the desk."],
      ["Who has the code?", "The guard has the code."],
    ]);
  });

  test.each([
    ["with full stops", "Q. Where is the key?\nA. At the desk, with Anna.\n\nQ. Who has the code?\nA. The guard has the code.\n"],
    [
      "with numbers",
      "V1. Where is the key?\nA1. At the desk, with Anna.\n\nV2. Who has the code?\nA2. The guard has the code.\n",
    ],
  ])("can have questions and answers %s", async (_, asked) => {
    expect((await draftOf("faq.txt", asked)).entries.map(({ title, summary }) => [title, summary])).toEqual([
      ["Where is the key?", "At the desk, with Anna."],
      ["Who has the code?", "The guard has the code."],
    ]);
  });

  test.each(["A", "R", "Q", "V", "F"])("keep the initial %s. of somebody's name", async (initial) => {
    const text = `Who heads the desk?\n\n${initial}. Janssens heads the desk.\n\nQ: Who has the code?\n\n${initial}. Peeters has it.\n`;
    expect((await draftOf("who.txt", text)).entries.map(({ title, summary }) => [title, summary])).toEqual([
      ["Who has the code?", `${initial}. Peeters has it.`],
      ["Who heads the desk?", `${initial}. Janssens heads the desk.`],
    ]);
  });
});

describe("imported web pages", () => {
  test("keep sections about cookies, and pages whose class says whether cookies were accepted", async () => {
    const page =
      '<html lang="en"><body><div id="cookie-banner"><p>We bake cookies. Accept?</p></div><div class="page cookies-accepted"><h1>House</h1>' +
      '<h2 id="keys">Keys</h2><p>Ask the desk for keys.</p><h2 id="cookies-and-tracking">Cookies and tracking</h2><p>This site keeps no list of visitors.</p></div></body></html>';
    const { entries } = await draftOf("house.html", page);
    expect(entries.map(({ title, summary }) => [title, summary])).toEqual([
      ["Cookies and tracking", "This site keeps no list of visitors."],
      ["Keys", "Ask the desk for keys."],
    ]);
  });

  test("keep a part that is named after cookies and has a heading of its own, but no banner that has one", async () => {
    const page =
      '<html lang="en"><body><main><h1>House</h1><section id="cookies"><h2>Cookies at work</h2><p>Accept only what you need.</p></section>' +
      '<div class="cookie"><h2>Your choice</h2><p>We bake cookies.</p><button>Accept</button></div>' +
      '<div id="cookie-notice"><h2>Our cookies</h2><p>We bake more. <a href="/ok">Fine</a></p></div></main></body></html>';
    const { entries } = await draftOf("house.html", page);
    expect(entries.map(({ title, summary }) => [title, summary])).toEqual([["Cookies at work", "Accept only what you need."]]);
  });
});

describe("imported tables", () => {
  test("can be separated by semicolons in UTF-8, or by tabs in UTF-16 as spreadsheets save them", async () => {
    const rows = "Question;Answer;Category\nWhere is it?;It is here.;Place\nWho is it?;It is me, the guard.;People\n";
    expect((await draftOf("faq.csv", rows)).areas).toEqual(["Place", "People"]);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows.replaceAll(";", "\t"), "utf16le")]);
    expect((await draftOf("faq.tsv", wide)).entries).toHaveLength(2);
  });

  test("keep quotation marks within a text, as spreadsheets copy it", async () => {
    const { entries } = await draftOf("faq.tsv", 'Question\tAnswer\nWhat is "the" code?\tThe code is "blue".\n');
    expect(entries[0]?.title).toBe('What is "the" code?');
  });

  test("are read from the columns called Question and Answer, wherever others with a similar name are", async () => {
    const csv = "Title,Question,Answer,Text\nPaying,How do I pay?,Pay at the desk.,\n,May I smoke?,Not in here.,x\n";
    const { entries } = await draftOf("faq.csv", csv);
    expect(entries.map(({ title, summary }) => [title, summary])).toEqual([
      ["How do I pay?", "Pay at the desk."],
      ["May I smoke?", "Not in here."],
    ]);
  });

  test("keep a backslash before an n, which ends a line in the exports of QnA Maker alone", async () => {
    const answer = "Open \\\\server\\notes and C:\\new.";
    const { entries } = await draftOf("faq.csv", `Question,Answer\nWhere is the share?,${answer}\n`);
    expect(entries[0]?.summary).toContain("server\\notes and C:\\new.");
    const exported = await draftOf("faq.tsv", "Question\tAnswer\tMetadata\nWhere?\tHere.\\n\\nOr there.\t\n");
    expect(exported.entries[0]?.summary).toBe("Here. Or there.");
  });

  test("have related entries from their prompts", async () => {
    const prompts = '"[{""displayText"":""Two"",""qnaId"":2}]"';
    const rows = `Question,Answer,QnaId,Prompts\nWhat is one?,One is a number.,1,${prompts}\nWhat is two?,Two is a number too.,2,[]\n`;
    const { entries } = await draftOf("faq.csv", rows);
    expect(entries.find(({ id }) => id === "what-is-one")?.related).toEqual(["what-is-two"]);
  });

  test("lose no answer where rows with the same id have different ones", async () => {
    const rows =
      "Id,Question,Answer\n7,Where is the bike shed?,Behind the canteen.\n7,Where do bikes go?,Behind the canteen.\n7,Who has the key?,Anna has it.\n";
    const { entries } = await draftOf("faq.csv", rows);
    expect(entries.map(({ summary }) => summary)).toEqual(["Behind the canteen.", "Anna has it."]);
    expect(entries[0]?.questions).toEqual(expect.arrayContaining(["Where do bikes go?"]));
  });

  test.each([
    ["an open quotation mark", 'Question,Answer\na?,b\n"c?,d\n', /^.*faq\.csv:3: The table cannot be read/],
    ["a missing column", "Question,Reply text here\na,b\n", /faq\.csv:1: There is no column for: answer/],
    ["a row without an answer", "Question,Answer\na?,b\nc?,\n", /faq\.csv:3: The row has no answer/],
    ["a row after a text of several lines", 'Question,Answer\na?,"b\n\nc"\n\nd?,\n', /faq\.csv:6: The row has no answer/],
  ])("are reported with the line of %s", async (_, text, error) => {
    const folder = await filesIn({ "faq.csv": text, "good.md": FAQ });
    const { code, err, pack } = await importTo([folder]);
    expect(code).toBe(1);
    expect(err).toMatch(error);
    expect(pack?.entries).toHaveLength(2);
  });
});

describe("an imported .docx file", () => {
  test("does not need a title", async () => {
    const file = await docxFile([
      heading(1, "Doors"),
      paragraph("The doors close at six."),
      heading(1, "Windows"),
      paragraph("They stay shut."),
    ]);
    expect((await draftOf("rules.docx", file)).entries.map(({ title }) => title)).toEqual(["Doors", "Windows"]);
  });

  test("has sources from its links and from addresses that are written out", async () => {
    const file = await docxFile([
      heading(1, "Doors"),
      paragraph("The doors close at six, see https://house.example/doors."),
      heading(1, "Stairs"),
      paragraph("Walk on the stairs: ", link("https://house.example/stairs", "https://house.example/stairs?from=guide")),
      list("Report loose steps at https://house.example/report", "Do not run"),
      heading(1, "Windows"),
      paragraph("They stay shut, as ", link("the rules", "https://house.example/rules"), " say (https://house.example/rules)."),
    ]);
    const { entries } = await draftOf("rules.docx", file);
    expect(entries.map(({ sources }) => sources)).toEqual([
      [{ title: "house.example", url: "https://house.example/doors" }],
      [
        { title: "house.example", url: "https://house.example/stairs?from=guide" },
        { title: "house.example", url: "https://house.example/report" },
      ],
      [{ title: "the rules", url: "https://house.example/rules" }],
    ]);
  });

  test("has the same sources as the same text in plain text", async () => {
    const paragraphs = ["The doors close at six.", "Ask at https://house.example or (https://desk.example/keys?no=1)!"];
    const file = await docxFile([heading(1, "Doors"), ...paragraphs.map((text) => paragraph(text))]);
    const [written] = (await draftOf("rules.docx", file)).entries;
    const [plain] = (await draftOf("rules.txt", `RULES\n\n1. Doors\n\n${paragraphs.join("\n\n")}\n`)).entries;
    expect(written?.sources.map(({ url }) => url)).toEqual(["https://house.example/", "https://desk.example/keys?no=1"]);
    expect(plain?.sources).toEqual(written?.sources);
  });
});

describe("an imported folder", () => {
  test("that names a language by three letters, which no pack can have, is in the language of its text", async () => {
    const page = (lang: string) =>
      `<html lang="${lang}"><body><h1>Hus</h1><h2>Schlüssel</h2><p>Frag am Empfang.</p></body></html>`;
    const folder = await filesIn({ "hus.html": page("gsw-CH") });
    const { pack, errors } = await importTo([join(folder, "hus.html")]);
    expect(errors).toEqual([]);
    expect(pack?.languages).toEqual(["de"]);
  });

  test("becomes one pack, without other files, and texts in another language are reported", async () => {
    const dutch = "# Regels\n\n## Deuren\n\nDe deuren gaan elke dag om zes uur dicht, behalve in het weekend.\n";
    const folder = await filesIn({ "faq.md": FAQ.repeat(1), "regels.md": dutch, "logo.png": "x", ".hidden.md": FAQ });
    const { code, err, out, pack } = await importTo([folder]);
    expect(code).toBe(1);
    expect(err).toMatch(/regels\.md:1: The text is in "nl", and most of the others are in "en"/);
    expect(out).toContain("logo.png");
    expect(pack?.entries).toHaveLength(2);
  });
});
