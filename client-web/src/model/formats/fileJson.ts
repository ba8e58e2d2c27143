/** JSON as other programs write it: every value with its line and column, every number with its digits. Read strictly (RFC 8259). */
import { FORMAT_LIMITS, ImportFailed, type Mark, SourceText } from "./source";

/** A number as it was written. */
export class Digits {
  constructor(readonly literal: string) {}
}

export type FileJson = null | boolean | string | Digits | readonly FileJson[] | FileObject;
/** Keys in their order; printed sorted. */
export type FileObject = ReadonlyMap<string, FileJson>;

export const EMPTY: FileObject = new Map();

export function isFileObject(json: FileJson | undefined): json is FileObject {
  return json instanceof Map;
}

export function isArray(json: FileJson | undefined): json is readonly FileJson[] {
  return Array.isArray(json);
}

/** A JSON value and where it stands; `members` of an object, `items` of an array. */
export interface Located {
  readonly value: FileJson;
  readonly at: Mark;
  readonly members: ReadonlyMap<string, Located>;
  readonly items: readonly Located[];
}

/** What a value is, as a sentence needs it: `a string`. */
export function kindOf(json: FileJson): string {
  if (json === null) return "null";
  if (json instanceof Digits) return "a number";
  if (isFileObject(json)) return "an object";
  if (isArray(json)) return "an array";
  return typeof json === "string" ? "a string" : "true or false";
}

/** On one line without spaces, keys sorted; everything but quotes, backslashes and control characters as it is. */
export function write(json: FileJson): string {
  if (json === null) return "null";
  if (typeof json === "boolean") return String(json);
  if (typeof json === "string") return quoted(json);
  if (json instanceof Digits) return json.literal;
  if (isArray(json)) return `[${json.map(write).join(",")}]`;
  return writeMembers(sorted(json as FileObject));
}

/** An object with its keys in the order of the map. */
export function writeMembers(object: FileObject): string {
  return `{${[...object].map(([key, value]) => `${quoted(key)}:${write(value)}`).join(",")}}`;
}

export function sorted(object: FileObject): FileObject {
  return new Map([...object].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

export function same(left: FileJson | undefined, right: FileJson | undefined): boolean {
  return left !== undefined && right !== undefined && write(left) === write(right);
}

function quoted(text: string): string {
  let out = '"';
  for (const c of text) {
    const code = c.charCodeAt(0);
    if (c === '"' || c === "\\") out += `\\${c}`;
    else if (c === "\n") out += "\\n";
    else if (c === "\r") out += "\\r";
    else if (c === "\t") out += "\\t";
    else if (code < 0x20) out += `\\u${code.toString(16).padStart(4, "0")}`;
    else out += c;
  }
  return `${out}"`;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Above every limit of ours, which are checked first and have better sentences. */
const NUMBER_CHARS_MAX = 1_000;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** @throws ImportFailed with line and column of what is wrong */
export function readJson(source: SourceText, textCharsMax: number = FORMAT_LIMITS.textCharsMax): Located {
  return new Reader(source, textCharsMax).document();
}

class Reader {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private readonly text: string;

  constructor(
    private readonly source: SourceText,
    private readonly textCharsMax: number,
  ) {
    this.text = source.text;
  }

  document(): Located {
    this.space();
    if (this.at === this.text.length) throw this.bad("the file is empty");
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.bad("something follows the end of the value");
    return value;
  }

  private here(): Mark {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  private bad(what: string, at = this.here()) {
    return this.source.bad(at, `this is not JSON: ${what}`);
  }

  private space(): void {
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at];
      if (c === "\n" || (c === "\r" && this.text[this.at + 1] !== "\n")) {
        this.line++;
        this.lineStart = this.at + 1;
      } else if (c !== " " && c !== "\t" && c !== "\r") return;
    }
  }

  private value(depth: number): Located {
    const at = this.here();
    const c = this.text[this.at];
    if (c === undefined) throw this.bad("the file ends in the middle", at);
    if (depth === FORMAT_LIMITS.nestingMax && (c === "{" || c === "[")) {
      throw this.source.bad(at, `more than ${FORMAT_LIMITS.nestingMax} objects or arrays within each other`);
    }
    if (c === "{") return this.object(at, depth);
    if (c === "[") return this.array(at, depth);
    if (c === '"') return leaf(this.string(), at);
    for (const [word, value] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return leaf(value, at);
      }
    }
    NUMBER.lastIndex = this.at;
    const literal = NUMBER.exec(this.text)?.[0];
    if (literal === undefined) throw this.bad("a value is missing", at);
    if (literal.length > NUMBER_CHARS_MAX)
      throw this.source.bad(at, `a number here has more than ${NUMBER_CHARS_MAX} digits`);
    this.at += literal.length;
    if (/[0-9A-Za-z.+-]/.test(this.text[this.at] ?? " "))
      throw this.bad("a number goes on in a way that numbers do not", at);
    return leaf(new Digits(literal), at);
  }

  private object(at: Mark, depth: number): Located {
    const members = new Map<string, Located>();
    this.at++;
    this.space();
    if (this.text[this.at] === "}") this.at++;
    else {
      for (;;) {
        const keyAt = this.here();
        if (this.text[this.at] !== '"') throw this.bad("a key in quotes is missing");
        const key = this.string();
        if (members.has(key)) throw this.source.bad(keyAt, `the key "${key}" stands here twice`);
        this.space();
        this.expect(":");
        this.space();
        members.set(key, this.value(depth + 1));
        if (this.ends("}")) break;
      }
    }
    const value = new Map([...members].map(([key, each]) => [key, each.value]));
    return { value, at, members, items: [] };
  }

  private array(at: Mark, depth: number): Located {
    const items: Located[] = [];
    this.at++;
    this.space();
    if (this.text[this.at] === "]") this.at++;
    else {
      do {
        items.push(this.value(depth + 1));
      } while (!this.ends("]"));
    }
    return { value: items.map((each) => each.value), at, members: new Map(), items };
  }

  private expect(c: string): void {
    if (this.text[this.at] !== c) throw this.bad(`"${c}" is missing`);
    this.at++;
  }

  /** Past a comma, or past the end. */
  private ends(close: string): boolean {
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      return true;
    }
    this.expect(",");
    this.space();
    return false;
  }

  private string(): string {
    const at = this.here();
    let out = "";
    for (this.at++; ; ) {
      const from = this.at;
      let c = this.text[this.at];
      while (c !== undefined && c !== '"' && c !== "\\" && c >= " ") c = this.text[++this.at];
      out += this.text.slice(from, this.at);
      if (c === undefined) throw this.bad("a text has no end", at);
      if (c < " ") throw this.bad("a text holds a control character or a line break");
      this.at++;
      if (c === '"') break;
      out += this.escape();
    }
    if (out.length > this.textCharsMax) {
      throw this.source.bad(at, `a text here has more than ${this.textCharsMax} characters`);
    }
    if (!out.isWellFormed()) throw this.source.bad(at, `the escape ${half(out)} is only half of a character`);
    return out;
  }

  private escape(): string {
    const c = this.text[this.at++];
    if (c === "u") {
      const hex = this.text.slice(this.at, this.at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.bad("an escape of four digits has others");
      this.at += 4;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = ESCAPES[c ?? ""];
    if (plain === undefined) throw this.bad("there is no such escape");
    return plain;
  }
}

function leaf(value: FileJson, at: Mark): Located {
  return { value, at, members: new Map(), items: [] };
}

function half(text: string): string {
  for (const c of text) if (!c.isWellFormed()) return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return "";
}

/** What was stored as JSON; undefined where somebody wrote there what is none. */
export function parseStored(text: string): FileJson | undefined {
  try {
    return readJson(new SourceText("stored", text)).value;
  } catch (e) {
    if (e instanceof ImportFailed) return undefined; // reading is total (MODEL-5)
    throw e;
  }
}
