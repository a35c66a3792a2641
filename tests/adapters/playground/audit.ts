/// <reference lib="dom" />
import type { Page } from "playwright-core";

const NAMED_ROLES = new Set(["button", "combobox", "textbox", "listbox", "link", "heading", "log", "complementary", "option"]);

/**
 * Returns a page's problems for people who cannot see it, or cannot see it well: controls without a name in the browser's own
 * accessibility tree, duplicate ids, headings that skip a level, and text with a contrast below 4.5 (WCAG 2.2, 1.4.3).
 */
export async function auditPage(page: Page): Promise<readonly string[]> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  await client.detach();
  const nameless = nodes
    .filter(({ ignored, role, name }) => !ignored && NAMED_ROLES.has(role?.value) && !String(name?.value ?? "").trim())
    .map(({ role }) => `a ${role?.value} without a name`);
  return [...nameless, ...(await page.evaluate(findFaults))];
}

/** Returns the style of the outline of the focused element, or of the field that contains it. */
export function outlineStyle(focused: Element): string {
  return getComputedStyle(focused.closest(".field") ?? focused).outlineStyle;
}

function findFaults(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (canvas === null) return ["no canvas to measure colours with"];

  /** Paints colours over each other. The browser itself parses every notation. */
  const paint = (colors: string[]): [number, number, number] => {
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const luminance = (color: [number, number, number]) => {
    const [red = 0, green = 0, blue = 0] = color
      .map((channel) => channel / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const grounds = (element: Element | null): string[] =>
    element === null ? ["white"] : [...grounds(element.parentElement), getComputedStyle(element).backgroundColor];
  const contrast = (element: Element) => {
    const behind = grounds(element);
    const [darker = 0, lighter = 0] = [
      luminance(paint(behind)),
      luminance(paint([...behind, getComputedStyle(element).color])),
    ].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };

  const visible = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility());
  const withText = visible.filter((element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim()));
  const pale = withText
    .filter((element) => contrast(element) < 4.5)
    .map((element) => `contrast ${contrast(element).toFixed(2)}: ${element.textContent?.slice(0, 40)}`);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two elements #${id}`);
  const levels = visible.map(({ tagName }) => /^H(\d)$/.exec(tagName)?.[1]).filter((level) => level !== undefined);
  const skipped = levels
    .filter((level, index) => Number(level) - Number(levels[index - 1] ?? 0) > 1)
    .map((level) => `a heading that skips to level ${level}`);
  return [...pale, ...doubled, ...skipped];
}
