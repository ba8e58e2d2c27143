/**
 * The Markdown of a text node as a card has it (FMT-CANVAS-3): its first line is the title, the rest the description. Where the first line is part of something
 * larger (a list, a table, code, a quotation), or too long for a title, the description is the whole text.
 */
import { plainTitle } from "../plainTitle";
import { isBlank, strip } from "../source";

/** `head`: the text up to where the description begins; empty where the description is the whole. */
export interface TextNode {
  readonly title: string;
  readonly description: string;
  readonly head: string;
}

/** What a card without words is called. */
export const UNTITLED = "Untitled";
const TITLE_CHARS_MAX = 120;
const S = "[ \\t\\n\\v\\f\\r]";
const PART_OF_MORE = new RegExp(`^${S}*(?:[-*+]${S}|\\d{1,9}[.)]${S}|>|\\||<|\`\`\`|~~~|\\$\\$|(?:[-*_]${S}*){3,}$)`);

export function readTextNode(text: string): TextNode {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => !isBlank(line));
  if (first < 0) return { title: UNTITLED, description: "", head: text };
  const line = lines[first]!;
  const title = plainTitle(line);
  const isWhole = title === "" || title.length > TITLE_CHARS_MAX || PART_OF_MORE.test(line);
  if (isWhole) return { title: firstWords(lines), description: text, head: "" };
  let rest = first + 1;
  while (rest < lines.length && isBlank(lines[rest]!)) rest++;
  const description = lines.slice(rest).join("\n");
  return { title, description, head: text.slice(0, text.length - description.length) };
}

/** The text that reads as this title and description, as near to what was imported as that allows. @param head as it was imported, if it was */
export function writeTextNode(title: string, description: string, head: string | undefined): string {
  const plain = description === "" ? title : `${title}\n\n${description}`;
  const candidates = head
    ? [
        head + description,
        `${head}\n\n${description}`,
        retitled(head, title) + description,
        `${retitled(head, title)}\n\n${description}`,
        plain,
      ]
    : head === undefined
      ? [plain, description]
      : [description, plain];
  return candidates.find((text) => reads(text, title, description)) ?? plain;
}

function reads(text: string, title: string, description: string): boolean {
  const node = readTextNode(text);
  return node.title === title && node.description === description;
}

/** `**Old**` becomes `**New**`. */
function retitled(head: string, title: string): string {
  const old = readTextNode(head).title;
  const at = head.indexOf(old);
  return at < 0 ? `${title}\n\n` : head.slice(0, at) + title + head.slice(at + old.length);
}

function firstWords(lines: readonly string[]): string {
  for (const line of lines) {
    const title = plainTitle(line);
    const fence = strip(line).startsWith("```") || strip(line).startsWith("~~~");
    if (/[\p{L}\p{Nd}]/u.test(title) && !fence) return shortened(title);
  }
  return UNTITLED;
}

function shortened(title: string): string {
  if (title.length <= TITLE_CHARS_MAX) return title;
  const cut = title.slice(0, TITLE_CHARS_MAX - 1);
  const end = cut.isWellFormed() ? cut.length : cut.length - 1;
  const space = title.lastIndexOf(" ", end);
  return `${title.slice(0, space > TITLE_CHARS_MAX / 2 ? space : end)}\u2026`;
}
