/** What a text links to: addresses of the web, and cards or documents by their title as `[[title]]`. */
export interface TextLink {
  readonly type: "Address" | "Title";
  readonly to: string;
}

const LINKS_MAX = 20;

/** In the order of the text, each once. Only http and https: no other address of a colleague's text is followed. */
export function linksIn(text: string): TextLink[] {
  const found = new Map<string, TextLink>();
  for (const match of text.matchAll(/\[\[([^\][\n]{1,200})\]\]|https?:\/\/[^\s<>"')\]]+/g)) {
    const title = match[1]?.split("|")[0]?.trim();
    if (title !== undefined && title !== "") found.set(title, { type: "Title", to: title });
    // The full stop after an address is the sentence's.
    const address = match[0].replace(/[.,;:!?]+$/, "");
    if (match[1] === undefined && URL.canParse(address)) found.set(address, { type: "Address", to: address });
  }
  return [...found.values()].slice(0, LINKS_MAX);
}
