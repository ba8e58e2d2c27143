/** Cuts a table into cells and remembers where each began (FMT-CSV-2, FMT-ERR-4); and the way back (FMT-CSV-8), with guards against formulas (FMT-CSV-6). */
import { FORMAT_LIMITS, type Mark, type SourceText, strip } from "../source";
import { dialectOf } from "./columns";

export interface Cell {
  readonly text: string;
  readonly at: Mark;
}

/** Every row has as many cells as the header. */
export interface Table {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What stands over the columns, as written. */
export function namesOf({ header }: Table): string[] {
  return header.map((cell) => strip(unguarded(cell.text, "")));
}

/** @throws ImportFailed with the line of what is wrong */
export function readTable(source: SourceText): Table {
  return new Reader(source).table();
}

class Reader {
  private readonly text: string;
  private readonly separator: string;
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(private readonly source: SourceText) {
    this.text = source.text;
    const told = toldSeparator(this.text);
    if (told !== undefined) this.endOfLine(this.text.indexOf("\n") + 1);
    this.separator = told ?? likelySeparator(this.text);
  }

  table(): Table {
    const header = this.row();
    if (header === undefined) throw this.source.bad({ line: this.line, column: 0 }, "the table has no header");
    const shorter = dialectOf(header.map((cell) => strip(cell.text))).leavesOutLastCell;
    const rows: (readonly Cell[])[] = [];
    for (let row = this.row(); row !== undefined; row = this.row()) {
      const at = { line: row[0]!.at.line, column: 0 };
      if (rows.length === FORMAT_LIMITS.rowsMax) throw this.source.bad(at, `more than ${FORMAT_LIMITS.rowsMax} rows`);
      if (shorter && row.length === header.length - 1) row.push({ text: "", at: row.at(-1)!.at });
      if (row.length !== header.length) {
        const cells = `${row.length} cell${row.length === 1 ? "" : "s"}`;
        throw this.source.bad(at, `this row has ${cells} where the header has ${header.length}`);
      }
      rows.push(row);
    }
    return { header, rows };
  }

  /** The next line with anything on it. */
  private row(): Cell[] | undefined {
    while (isLineEnd(this.text[this.at])) this.skipLineEnd();
    if (this.at === this.text.length) return undefined;
    const cells: Cell[] = [];
    for (;;) {
      const cell = this.cell();
      cells.push(cell);
      if (cells.length > FORMAT_LIMITS.columnsMax)
        throw this.source.bad(cell.at, `more than ${FORMAT_LIMITS.columnsMax} columns`);
      if (this.at === this.text.length) return cells;
      if (isLineEnd(this.text[this.at])) {
        this.skipLineEnd();
        return cells;
      }
      this.at++;
    }
  }

  /** Leaves `at` on the separator or line end that follows, or at the end of the file. */
  private cell(): Cell {
    const at = this.here();
    const text = this.text[this.at] === '"' ? this.quoted(at) : this.plain();
    const most = FORMAT_LIMITS.textCharsMax;
    if (text.length > most)
      throw this.source.bad(at, `this cell has ${text.length} characters, and at most ${most} are read`);
    return { text, at };
  }

  private plain(): string {
    const start = this.at;
    while (this.at < this.text.length && this.text[this.at] !== this.separator && !isLineEnd(this.text[this.at]))
      this.at++;
    return this.text.slice(start, this.at);
  }

  private quoted(opened: Mark): string {
    let value = "";
    for (this.at++; this.at < this.text.length; ) {
      const c = this.text[this.at]!;
      if (c !== '"') {
        value += c;
        this.at++;
        if (c === "\n" || (c === "\r" && this.text[this.at] !== "\n")) this.endOfLine(this.at);
      } else if (this.text[this.at + 1] === '"') {
        value += c;
        this.at += 2;
      } else {
        this.at++;
        this.requireEndOfCell(opened);
        return value;
      }
    }
    throw this.source.bad(opened, "a quote is opened here and never closed");
  }

  private requireEndOfCell(opened: Mark): void {
    while (this.text[this.at] === " ") this.at++;
    const c = this.text[this.at];
    if (c === undefined || c === this.separator || isLineEnd(c)) return;
    if (opened.line === this.line) {
      throw this.source.bad(this.here(), "text follows a closing quote; a quote inside a cell is written twice");
    }
    const where = `a quote is opened here and closed only in the middle of a cell on line ${this.line}`;
    throw this.source.bad(opened, `${where}; one is missing`);
  }

  private here(): Mark {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  private skipLineEnd(): void {
    const two = this.text[this.at] === "\r" && this.text[this.at + 1] === "\n";
    this.endOfLine(this.at + (two ? 2 : 1));
  }

  private endOfLine(next: number): void {
    this.at = next;
    this.line++;
    this.lineStart = next;
  }
}

function isLineEnd(c: string | undefined): boolean {
  return c === "\n" || c === "\r";
}

/** Excel lets the first line say `sep=;`. */
function toldSeparator(text: string): string | undefined {
  const end = text.indexOf("\n");
  return /^sep=([,;\t])$/.exec(end < 0 ? "" : text.slice(0, end).trim())?.[1];
}

/** The one that the header holds most of, outside quotes. */
function likelySeparator(text: string): string {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (isLineEnd(c) && counts[","] + counts[";"] + counts["\t"] > 0) break;
    else if (c === "," || c === ";" || c === "\t") counts[c]++;
  }
  if (counts["\t"] > 0 && counts["\t"] >= counts[","] && counts["\t"] >= counts[";"]) return "\t";
  return counts[";"] > counts[","] ? ";" : ",";
}

/** As RFC 4180 has it: commas, CRLF, quotes where they are needed. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.length === 1 && row[0] === "" ? '""' : row.map(quotedCell).join(",")}\r\n`).join("");
}

function quotedCell(text: string): string {
  const quotes = /[,"\n\r]/.test(text) || text.startsWith(" ") || text.endsWith(" ");
  return quotes ? `"${text.replaceAll('"', '""')}"` : text;
}

const STARTS = "=+-@\t\r";
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A cell that a spreadsheet would run gets an apostrophe before it; so does one that would lose its own. @param more characters that are guarded, too */
export function guarded(text: string, more: string): string {
  const dangerous = beginsFormula(text, 0, "") && !NUMBER.test(text);
  return dangerous || isGuarded(text, more) ? `'${text}` : text;
}

export function unguarded(text: string, more: string): string {
  return isGuarded(text, more) ? text.slice(1) : text;
}

/** One apostrophe or more, and what would be a formula without them. */
function isGuarded(text: string, more: string): boolean {
  const length = /^'*/.exec(text)?.[0].length ?? 0;
  return length > 0 && beginsFormula(text, length, more);
}

function beginsFormula(text: string, at: number, more: string): boolean {
  const c = text[at];
  return c !== undefined && (STARTS.includes(c) || more.includes(c));
}
