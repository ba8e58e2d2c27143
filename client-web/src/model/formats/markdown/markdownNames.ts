/** What Markdown files call things. */
import { plainTitle } from "../plainTitle";
import { strip } from "../source";

/** What `[[name]]` names; text without brackets is a name already. */
export function nameIn(text: string): string {
  return strip(/^\[\[([^[\]|#\n]+)(?:#[^[\]|\n]*)?(?:\|[^[\]\n]*)?\]\]$/.exec(strip(text))?.[1] ?? text);
}

/** The first heading of a document outside code, if anything stands in it. */
export function firstHeading(markdown: string): string | undefined {
  let fence = "";
  for (const line of markdown.split("\n")) {
    const stripped = strip(line);
    if (fence !== "") fence = stripped.startsWith(fence) ? "" : fence;
    else if (stripped.startsWith("```") || stripped.startsWith("~~~")) fence = stripped.slice(0, 3);
    else if (/^#{1,6}[ \t\n\v\f\r]/.test(line)) {
      const title = plainTitle(line);
      if (title !== "") return title;
    }
  }
  return undefined;
}
