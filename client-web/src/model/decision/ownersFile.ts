/**
 * Who decides about what: lines of a pattern and names, as in a CODEOWNERS file. `label:backend @Ben @Cas`, `board:Roadmap @Ann`, `document:*pricing* @Dee`,
 * `* @Ann`. Of the lines that match the last counts; its first name decides, all are required. Names with spaces stand in quotes: `@"Ben Okri"`. `#` begins a
 * remark.
 */

/** What the document that holds it is called. */
export const OWNERS_TITLE = "OWNERS";

export interface OwnersLine {
  /** `label`, `board` or `document`; empty for all. */
  readonly kind: string;
  /** In which `*` stands for anything; case does not matter. */
  readonly pattern: string;
  readonly names: readonly string[];
}

/** What a decision is about: its document's title, and the labels and boards of the cards that link to it. */
export interface OwnersSubject {
  readonly title: string;
  readonly labels: readonly string[];
  readonly boards: readonly string[];
}

/** The last line that matches, if it names anybody. */
export function ownersLine(text: string, subject: OwnersSubject): OwnersLine | undefined {
  const line = parseOwners(text).findLast((each) => matches(each, subject));
  return line === undefined || line.names.length === 0 ? undefined : line;
}

export function parseOwners(text: string): OwnersLine[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [head = "", ...names] = wordsOf(line);
      const colon = head.indexOf(":");
      return {
        kind: colon < 0 ? "" : head.slice(0, colon),
        pattern: colon < 0 ? head : head.slice(colon + 1),
        names: names.map((word) => word.replace(/^@/, "")),
      };
    });
}

function matches({ kind, pattern }: OwnersLine, { title, labels, boards }: OwnersSubject): boolean {
  const all = kind === "label" ? labels : kind === "board" ? boards : [title];
  return all.some((text) => fits(pattern.toLowerCase(), text.toLowerCase()));
}

function fits(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word = "";
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === "#" && !quoted && word === "") break;
    else if (/\s/.test(char) && !quoted) {
      if (word !== "") words.push(word);
      word = "";
    } else word += char;
  }
  if (word !== "") words.push(word);
  return words;
}
