/** Returns the address if it is one of the web (http or https); undefined for anything else. */
export function parseWebAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  return address.protocol === "https:" || address.protocol === "http:" ? address : undefined;
}
