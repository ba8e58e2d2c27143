/**
 * The block between two lines of three dashes at the top of a Markdown file (FMT-MD-2). The keys of Meridian are read and written; every other line stays exactly as
 * it is, whatever YAML it holds.
 */
import { FORMAT_LIMITS, isBlank, type Mark, type SourceText, START, strip } from "../source";
import { readFlow, readScalar, withoutComment, writeScalar } from "./yamlScalar";

const KEY = /^([^\s#\-:"'[\]{}][^:]*?)\s*:(?:\s+(.*))?$/;

/** A key with the lines that belong to it; "" for lines before the first key. */
interface Entry {
  readonly key: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** A file in two. `gap`: empty lines between the front matter and the body. */
export interface Split {
  readonly front: FrontMatter;
  /** Whether there is front matter, be it empty. */
  readonly hasFront: boolean;
  readonly gap: number;
  readonly body: string;
}

export class FrontMatter {
  static readonly NONE = new FrontMatter([]);

  private constructor(private readonly entries: readonly Entry[]) {}

  /** @throws ImportFailed where it is too large, or a key stands there twice */
  static split(source: SourceText, text: string): Split {
    const lines = text.split("\n");
    const end = closingLine(lines);
    if (end < 0) return { front: FrontMatter.NONE, hasFront: false, gap: 0, body: text };
    const chars = lines.slice(1, end).join("\n").length;
    const most = FORMAT_LIMITS.extraCharsMax;
    if (chars > most) {
      throw source.bad(START, `the front matter has ${chars} characters, and at most ${most} are kept`);
    }
    let body = end + 1;
    while (body < lines.length - 1 && isBlank(lines[body]!)) body++;
    const front = new FrontMatter(entriesOf(source, lines, end));
    return { front, hasFront: true, gap: body - end - 1, body: lines.slice(body).join("\n") };
  }

  /** A block as `raw` gave it. */
  static parse(raw: string, source: SourceText): FrontMatter {
    const lines = `---\n${raw}\n---`.split("\n");
    return new FrontMatter(entriesOf(source, lines, lines.length - 1));
  }

  /** A block of which no key is ours. */
  static foreign(raw: string): FrontMatter {
    return new FrontMatter([{ key: "", line: 1, lines: raw.split("\n") }]);
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** The lines between the dashes. */
  get raw(): string {
    return this.entries.flatMap((entry) => entry.lines).join("\n");
  }

  /** Where a key stands; the beginning where it does not. */
  at(key: string): Mark {
    const entry = this.find(key);
    return entry === undefined ? START : { line: entry.line, column: 0 };
  }

  /** @throws ImportFailed where more than one plain value stands there */
  scalar(key: string, source: SourceText): string | undefined {
    const values = this.list(key, source);
    if (values.length > 1) throw source.bad(this.at(key), `"${key}" has several values where one is expected`);
    return values[0];
  }

  /** One value or several: `a`, `[a, b]`, or lines that begin with a dash. @throws ImportFailed */
  list(key: string, source: SourceText): readonly string[] {
    const entry = this.find(key);
    return entry === undefined ? [] : valuesOf(entry, source);
  }

  /** The same with one value, or a list of them, under a key, in place of what stands there. */
  with(key: string, value: string | readonly string[]): FrontMatter {
    const lines =
      typeof value === "string"
        ? [`${key}: ${writeScalar(value)}`]
        : [`${key}:`, ...value.map((each) => `  - ${writeScalar(each)}`)];
    const entry = { key, line: 1, lines };
    const isThere = this.find(key) !== undefined;
    return new FrontMatter(
      isThere ? this.entries.map((each) => (each.key === key ? entry : each)) : [...this.entries, entry],
    );
  }

  without(key: string): FrontMatter {
    return new FrontMatter(this.entries.filter((entry) => entry.key !== key));
  }

  private find(key: string): Entry | undefined {
    return this.entries.find((entry) => entry.key === key);
  }
}

function closingLine(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== "---") return -1;
  return lines.findIndex((line, i) => i > 0 && ["---", "..."].includes(line.trimEnd()));
}

function entriesOf(source: SourceText, lines: readonly string[], end: number): Entry[] {
  const entries: Entry[] = [];
  for (let i = 1; i < end; i++) {
    const text = lines[i]!;
    const key = KEY.exec(text)?.[1];
    const last = entries.at(-1);
    if (key !== undefined) {
      const isTwice = entries.some((entry) => entry.key === key);
      if (isTwice) throw source.bad({ line: i + 1, column: 0 }, `the key "${key}" stands here twice`);
      entries.push({ key, line: i + 1, lines: [text] });
    } else if (last === undefined) entries.push({ key: "", line: i + 1, lines: [text] });
    else entries[entries.length - 1] = { ...last, lines: [...last.lines, text] };
  }
  return entries;
}

function valuesOf(entry: Entry, source: SourceText): string[] {
  const first = withoutComment(KEY.exec(entry.lines[0]!)?.[2] ?? "");
  const rest = entry.lines
    .slice(1)
    .map(strip)
    .filter((line) => line !== "" && !line.startsWith("#"));
  const items = first === "" && rest.every((line) => line.startsWith("- ") || line === "-");
  const block = first.startsWith("|") || (first.startsWith(">") && !first.includes(" "));
  if (block || first.startsWith("{") || (!items && rest.length > 0)) {
    const sentence = `"${entry.key}" is neither a value on one line nor a list of such values`;
    throw source.bad({ line: entry.line, column: 0 }, sentence);
  }
  const flow = first.startsWith("[") && first.endsWith("]") && !first.startsWith("[[");
  const values = items
    ? rest.map((line) => readScalar(withoutComment(strip(line.slice(1)))))
    : flow
      ? readFlow(first.slice(1, -1))
      : [readScalar(first)];
  return values.filter((value) => value !== "");
}
