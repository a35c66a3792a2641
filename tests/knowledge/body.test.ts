import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBody } from "../../src/knowledge/read/body.ts";

function parse(text: string) {
  const parsed = parseBody(text, "en/desk/x.md", 11);
  if (!parsed.ok) throw new Error(`unexpected diagnostics: ${JSON.stringify(parsed.diagnostics)}`);
  return parsed.value;
}

function diagnosticsOf(text: string): readonly string[] {
  const parsed = parseBody(text, "en/desk/x.md", 11);
  return parsed.ok ? [] : parsed.diagnostics.map((diagnostic) => `${diagnostic.line}: ${diagnostic.message}`);
}

const FULL = `The summary runs
over two lines.

## Key points
- First point.
- Second point,
  over two lines.

## What to do
1. Stop.
2. Call.

## More
A paragraph.

Known history:
- 2020
- 2021

1. one
1. two
`;

describe("the body of an entry", () => {
  test("is read as a summary and sections, with lines joined", () => {
    expect(parse(FULL).body).toEqual({
      summary: "The summary runs over two lines.",
      points: ["First point.", "Second point, over two lines."],
      steps: ["Stop.", "Call."],
      more: ["A paragraph.", "Known history:\n• 2020\n• 2021", "1. one\n2. two"],
    });
  });

  test("is read with the line of each part in the file", () => {
    const { lineOf } = parse(FULL);
    expect([lineOf(["summary"]), lineOf(["points", 1]), lineOf(["steps", 0]), lineOf(["more", 1])]).toEqual([11, 16, 20, 26]);
  });

  test("requires only a summary", () => {
    expect(parse("\nShort.\n").body).toEqual({ summary: "Short.", points: [], steps: [], more: [] });
  });

  test("can have a summary of several paragraphs, which are joined", () => {
    expect(parse("One.\n\nTwo.\n").body.summary).toBe("One. Two.");
  });

  test("can have sections in any order, other list markers, and empty sections", () => {
    const { body } = parse("S.\n## More\n## What to do\n1) a\n\n2) b\n## Key points\n* c\n+ d\n• e");
    expect(body).toEqual({ summary: "S.", points: ["c", "d", "e"], steps: ["a", "b"], more: [] });
  });

  test("is not read as a list if a wrapped line begins with a number", () => {
    expect(parse("It began in\n22. The year is unknown.").body.summary).toBe("It began in 22. The year is unknown.");
  });

  test("keeps text that looks like a mention", () => {
    expect(parse("Never write @everyone or <!channel>.").body.summary).toBe("Never write @everyone or <!channel>.");
  });

  test.each([
    ["without summary", "\n## More\nText.", "10: The summary is missing"],
    ["with an unknown heading", "S.\n\n## Kernpunten\n- a", '13: Unknown heading "## Kernpunten"'],
    ["with a misspelled heading", "S.\n## key points\n- a", '12: Unknown heading "## key points"'],
    ["with its title as heading", "# Title\nS.", '11: Unknown heading "# Title"'],
    ["with a heading of another level", "S.\n### More\nText.", '12: Unknown heading "### More"'],
    ["with a heading twice", "S.\n## More\na\n## More\nb", '14: The heading "## More" appears a second time'],
    ["with a list in the summary", "S.\n\n- a", "13: The summary has a list"],
    [
      "with a paragraph under the points",
      "S.\n## Key points\n- a\n\nText.",
      '15: Under "## Key points" stands something that is not a bullet',
    ],
    [
      "with a number under the points",
      "S.\n## Key points\n1. a",
      '13: Under "## Key points" stands something that is not a bullet',
    ],
    [
      "with a bullet under the steps",
      "S.\n## What to do\n- a",
      '13: Under "## What to do" stands something that is not a numbered step',
    ],
    ["with a list in a list", "S.\n## Key points\n- a\n  - b", "14: A list stands inside a list"],
    ["with an empty item", "S.\n## Key points\n-\n- b", "13: This list item is empty"],
  ])("is refused %s", (_, text, diagnostic) => {
    expect(diagnosticsOf(text)).toContain(diagnostic);
  });

  test("is refused with the heading that was probably meant", () => {
    const parsed = parseBody("S.\n## What todo\n1. a", "x.md", 1);
    expect(parsed.ok ? "" : parsed.diagnostics[0]?.fix).toMatch(/^Write "## What to do"\./);
  });

  test("is refused with all its diagnostics at once", () => {
    expect(diagnosticsOf("- a\n## Points\n## What to do\n- b")).toHaveLength(3);
  });
});

/** A word that does not begin with Markdown markup. */
const word = fc.stringMatching(/^[\p{L}@<][\p{L}\p{N}.,:;!?@<>()'’-]{0,8}$/u);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const list = fc.array(sentence, { maxLength: 6 });

describe("any body of an entry", () => {
  test("is read as it was written, however its lines are wrapped", () => {
    fc.assert(
      fc.property(sentence, list, list, list, fc.boolean(), (summary, points, steps, more, wrapped) => {
        const wrap = (text: string) => (wrapped ? text.replaceAll(" ", "\n  ") : text);
        const text = [
          wrap(summary),
          "\n## Key points",
          ...points.map((point) => `- ${wrap(point)}`),
          "\n## What to do",
          ...steps.map((step, at) => `${at + 1}. ${wrap(step)}`),
          "\n## More",
          ...more.map((paragraph) => `${wrap(paragraph)}\n`),
        ].join("\n");
        expect(parse(text).body).toEqual({ summary, points, steps, more });
      }),
    );
  });

  test("is read or refused with existing line numbers, whatever it contains", () => {
    const line = fc.oneof(
      fc.string(),
      sentence,
      fc.constantFrom(
        "",
        "## Key points",
        "## What to do",
        "## More",
        "#",
        "##",
        "- a",
        "  - b",
        "1. c",
        "-",
        "1.",
        "---",
        "```",
        "> q",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        const text = lines.join("\n");
        const parsed = parseBody(text, "x.md", 5);
        const last = 4 + text.split("\n").length;
        for (const diagnostic of parsed.ok ? [] : parsed.diagnostics) {
          expect(diagnostic.line).toBeGreaterThanOrEqual(4);
          expect(diagnostic.line).toBeLessThanOrEqual(last);
          expect(diagnostic.fix).not.toBe("");
        }
        if (parsed.ok) expect(parsed.value.body.summary).not.toBe("");
      }),
    );
  });
});
