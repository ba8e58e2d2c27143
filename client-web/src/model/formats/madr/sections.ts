/** A document cut at its headings of the second and third level; headings within code are none. */
import { plainTitle } from "../plainTitle";
import { strip } from "../source";

const HEADING = /^(#{2,3})[ \t\n\v\f\r]+(.*)$/;
const COMMENT = /<!--[\s\S]*?-->/g;
const ITEM = /^(?:[*+-]|\d{1,9}[.)])[ \t\n\v\f\r]+(.*)$/;

/** A heading and what stands below it, up to the next; `under` is the heading of the second level above, its own where it is one. */
interface Section {
  readonly under: string;
  /** Without Markdown; empty for what stands before the first. */
  readonly heading: string;
  readonly level: number;
  readonly text: string;
}

export class Sections {
  readonly all: readonly Section[];

  constructor(markdown: string) {
    const all: Section[] = [];
    let [under, heading, level, fence] = ["", "", 0, ""];
    let text: string[] = [];
    const close = () => all.push({ under, heading, level, text: uncommented(text.join("\n")) });
    for (const line of markdown.split("\n")) {
      const stripped = strip(line);
      if (fence === "" && (stripped.startsWith("```") || stripped.startsWith("~~~"))) fence = stripped.slice(0, 3);
      else if (fence !== "" && stripped.startsWith(fence)) fence = "";
      const [, signs = "", words = ""] = (fence === "" && HEADING.exec(line)) || [];
      if (signs === "") text.push(line);
      else {
        close();
        text = [];
        level = signs.length;
        heading = plainTitle(uncommented(words));
        if (level === 2) under = heading;
      }
    }
    close();
    this.all = all;
  }

  /** Of a heading by any of these names, in lower case; the first. */
  find(level: number, ...names: readonly string[]): Section | undefined {
    return this.all.find((each) => each.level === level && names.includes(strip(each.heading.toLowerCase())));
  }

  text(level: number, ...names: readonly string[]): string {
    return this.find(level, ...names)?.text ?? "";
  }
}

/** The items of the lists of a text, each with the lines that continue it. */
export function itemsOf(text: string): string[] {
  const items: string[] = [];
  for (const line of text.split("\n")) {
    const item = ITEM.exec(line);
    if (item !== null) items.push(strip(item[1] ?? ""));
    else if (items.length > 0 && line.startsWith("  ") && strip(line) !== "")
      items.push(`${items.pop()}\n${strip(line)}`);
  }
  return items.filter((item) => item !== "");
}

/** The template explains itself in comments, which are no part of what is said. */
function uncommented(text: string): string {
  return strip(text.replace(COMMENT, ""));
}
