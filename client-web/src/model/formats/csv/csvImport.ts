/** Reads a table, CSV or TSV, into a board. Documents that it names are linked where the workspace has them under that path. */
import { type Field, printPosition } from "../../values";
import { type FileJson, type FileObject, isArray, isFileObject, write } from "../fileJson";
import { beginning, plainNumber, readExported, type Sets, type SourceThing, sortedSet } from "../merge/base";
import { type BoardTarget, type ImportContext, type ImportPlan, planBoard } from "../merge/boardMerge";
import { Words } from "../merge/words";
import { folderOf, resolvePath } from "../paths";
import { plainTitle } from "../plainTitle";
import { FORMAT_LIMITS, isBlank, oneLine, SourceText, strip, Warnings } from "../source";
import { readTable } from "./cells";
import { type Column, type Dialect, dialectNamed, dialectOf, plainHeader } from "./columns";
import { isAmbiguous, readDate, type Slashes, slashesOf } from "./dates";
import { RowArrows } from "./rowArrows";
import { type Row, Sheet, statusHints } from "./sheet";

/** Kind of source of cards, arrows and boards that came from a table. */
export const CSV = "csv";

/** What it takes to bring a table into a board. @throws ImportFailed */
export function planCsv(context: ImportContext, target: BoardTarget, file: string, bytes: Uint8Array): ImportPlan {
  const source = SourceText.decode(file, bytes);
  return new CsvImport(context, source, new Sheet(source, readTable(source))).plan(target);
}

/** What is kept of a row besides its fields: foreign cells, and what columns of ours name and the workspace does not have; by header. */
export interface CsvExtra {
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly lost: ReadonlyMap<string, readonly string[]>;
}

export function readCsvExtra(stored: FileObject): CsvExtra {
  const lists = (key: string) => {
    const object = stored.get(key);
    return new Map([...(isFileObject(object) ? object : [])].map(([header, value]) => [header, strings(value)]));
  };
  return { columns: lists("columns"), lost: lists("lost") };
}

export function writeCsvExtra({ columns, lost }: CsvExtra): FileObject {
  const stored = new Map<string, FileJson>();
  const json = (lists: ReadonlyMap<string, readonly string[]>): FileObject =>
    new Map([...lists].map(([header, values]) => [header, values.length === 1 ? values[0]! : values]));
  if (columns.size > 0) stored.set("columns", json(columns));
  if (lost.size > 0) stored.set("lost", json(lost));
  return stored;
}

function strings(json: FileJson | undefined): string[] {
  if (typeof json === "string") return [json];
  return isArray(json) ? json.filter((each) => typeof each === "string") : [];
}

/** What is kept of a table as a whole: its headers in their order. */
export function tableExtra(headers: readonly string[], dialect: Dialect): FileObject {
  const stored = new Map<string, FileJson>([["headers", headers]]);
  if (dialect !== dialectOf(headers)) stored.set("dialect", dialect.word);
  return stored;
}

/** No headers where no table was imported. */
export function readTableExtra(stored: FileObject): { readonly headers: readonly string[]; readonly dialect: Dialect } {
  const headers = strings(stored.get("headers"));
  const told = stored.get("dialect");
  return { headers, dialect: (typeof told === "string" ? dialectNamed(told) : undefined) ?? dialectOf(headers) };
}

/** A label that is a link is called by its text. */
export function labelOf(text: string): string {
  return (text.includes("](") ? plainTitle(text) : text) || text;
}

class CsvImport {
  private readonly warnings: Warnings;
  private readonly words: Words;
  private readonly hints;
  private readonly slashes: Slashes;

  constructor(
    private readonly context: ImportContext,
    private readonly source: SourceText,
    private readonly sheet: Sheet,
  ) {
    this.warnings = new Warnings(source.file);
    this.hints = statusHints(sheet);
    this.words = new Words(context.team, this.hints);
    this.slashes = slashesOf(sheet.rows.map((row) => sheet.text(row, "TARGET_DATE")));
  }

  plan(target: BoardTarget): ImportPlan {
    const { sheet } = this;
    const relations = new RowArrows(this.source, sheet, target.board, this.warnings);
    const arrows = relations.arrows();
    const placed = sheet.rows.map((row) => ({ isGroup: false, thing: this.card(row, relations) }));
    this.warnOfStatuses();
    const headers = sheet.header.names.filter((name) => plainHeader(name) !== "meridian");
    const speaksOf = (mention: string) => relations.speaksOf(mention);
    const style = { ordered: false, arrowsByEnds: true, speaksOf, statusWords: this.hints };
    const extra = tableExtra(headers, sheet.dialect);
    const board = { kind: CSV, file: this.source.file, placed, arrows, extra, style };
    return planBoard(this.context, target, board, this.warnings);
  }

  private card(row: Row, relations: RowArrows): SourceThing {
    const { sheet } = this;
    const sets = new Map<Field, readonly string[]>();
    if (sheet.header.has("OWNERS")) sets.set("owner", this.names(row, "OWNERS"));
    if (sheet.header.has("LABELS")) sets.set("label", sortedSet(this.names(row, "LABELS").map(labelOf)));
    const lost = new Map(relations.lost(row));
    if (sheet.header.has("DOCUMENTS")) sets.set("document", this.documents(row, lost));
    const extra = writeCsvExtra(this.limited({ columns: this.foreign(row), lost }, row));
    const exported = readExported(strip(sheet.text(row, "MERIDIAN")));
    return { id: row.id, at: row.at, values: this.values(row), sets: sets satisfies Sets, extra, exported };
  }

  /** Fields with one value; those that have no column are absent. */
  private values(row: Row): Map<Field, string> {
    const { sheet } = this;
    const { header } = sheet;
    const values = new Map<Field, string>();
    const title = oneLine(sheet.text(row, "TITLE"));
    values.set("title", this.within(row, "TITLE", title, FORMAT_LIMITS.titleCharsMax));
    this.within(row, "ID", row.id, FORMAT_LIMITS.titleCharsMax);
    if (header.has("DESCRIPTION")) values.set("description", sheet.text(row, "DESCRIPTION").replaceAll("\r\n", "\n"));
    if (header.has("STATUS")) {
      const status = oneLine(sheet.text(row, "STATUS"));
      values.set("status", this.within(row, "STATUS", status, FORMAT_LIMITS.nameCharsMax));
    }
    if (header.has("ESTIMATE")) values.set("estimate", this.estimate(row));
    if (header.has("TARGET_DATE")) values.set("targetDate", this.date(row));
    const [x, y] = (["X", "Y"] as const).map((column) => strip(sheet.text(row, column)));
    if (header.has("X") && header.has("Y") && (x !== "" || y !== "")) {
      values.set("position", printPosition({ x: this.coordinate(row, "X"), y: this.coordinate(row, "Y") }));
    }
    return values;
  }

  private names(row: Row, column: Column): readonly string[] {
    const names = this.sheet.items(row, column).map((item) => oneLine(item.text));
    for (const name of names) this.within(row, column, name, FORMAT_LIMITS.nameCharsMax);
    const chars = names.reduce((sum, name) => sum + name.length, 0);
    const most = FORMAT_LIMITS.extraCharsMax;
    if (chars > most) throw this.bad(row, column, `this cell names ${chars} characters, and at most ${most} are read`);
    return sortedSet(names);
  }

  private estimate(row: Row): string {
    const text = strip(this.sheet.text(row, "ESTIMATE"));
    if (text === "") return "";
    const number = /^(\d{1,9}(?:[.,]\d{1,9})?)\s*(?:points?|pts?\.?|sp)?$/i.exec(text)?.[1];
    if (number === undefined) {
      const sentence = `an estimate is a number, not ${shown(text)}; under another header the column is kept as it is`;
      throw this.bad(row, "ESTIMATE", sentence);
    }
    return plainNumber(Number(number.replace(",", ".")));
  }

  private date(row: Row): string {
    const text = strip(this.sheet.text(row, "TARGET_DATE"));
    if (text === "") return "";
    const date = readDate(text, this.slashes);
    if (date !== undefined) return date;
    const either = `${shown(text)} may be day or month first, and no date of this column tells; write it as 2026-11-30`;
    const unclear = this.slashes === "UNKNOWN" && isAmbiguous(text);
    throw this.bad(row, "TARGET_DATE", unclear ? either : `${shown(text)} is no date; write it as 2026-11-30`);
  }

  private coordinate(row: Row, column: "X" | "Y"): number {
    const text = strip(this.sheet.text(row, column));
    if (!/^[+-]?\d{1,9}(?:[.]\d+)?$/.test(text))
      throw this.bad(row, column, `a position is a number, not ${shown(text)}`);
    const rounded = Math.round(Number(text));
    return rounded === 0 ? 0 : rounded;
  }

  private within(row: Row, column: Column, text: string, charsMax: number): string {
    if (text.length <= charsMax) return text;
    throw this.bad(row, column, `this cell has ${text.length} characters, and at most ${charsMax} are read here`);
  }

  private bad(row: Row, column: Column, reason: string) {
    return this.source.bad(this.sheet.cell(row, column)?.at ?? row.at, reason);
  }

  private foreign(row: Row): Map<string, string[]> {
    const columns = new Map<string, string[]>();
    for (const index of this.sheet.header.indexes("FOREIGN")) {
      const text = row.cells[index]!.text.replaceAll("\r\n", "\n");
      if (isBlank(text)) continue;
      const name = this.sheet.header.names[index]!;
      columns.set(name, [...(columns.get(name) ?? []), text]);
    }
    return columns;
  }

  /** Documents that cells name, by what the workspace calls them. */
  private documents(row: Row, lost: Map<string, readonly string[]>): readonly string[] {
    const found: string[] = [];
    const missing: string[] = [];
    for (const { text, at } of this.sheet.items(row, "DOCUMENTS")) {
      // Paths start at the table's own folder; failing that, at the root.
      const paths = [text, resolvePath(folderOf(this.source.file), text), resolvePath("", text)];
      const known = paths.find((path) => path !== undefined && this.words.document(path) !== undefined);
      if (known !== undefined) {
        found.push(known);
        continue;
      }
      missing.push(text);
      if (!text.includes("://")) {
        this.warnings.add(at, `the document "${beginning(text)}" is not there; its path is kept as a word`);
      }
    }
    if (missing.length > 0) lost.set(this.sheet.header.name("DOCUMENTS"), missing);
    return sortedSet(found);
  }

  /** Foreign cells are kept as long as there is room for them. */
  private limited(extra: CsvExtra, row: Row): CsvExtra {
    const isTooMuch = (each: CsvExtra) => write(writeCsvExtra(each)).length > FORMAT_LIMITS.extraCharsMax;
    if (!isTooMuch(extra)) return extra;
    const columns = new Map<string, readonly string[]>();
    const dropped: string[] = [];
    for (const [header, cells] of [...extra.columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
      columns.set(header, cells);
      if (!isTooMuch({ columns, lost: extra.lost })) continue;
      columns.delete(header);
      dropped.push(`"${beginning(header)}"`);
    }
    const list = dropped.join(", ");
    this.warnings.add(row.at, `there is no room to keep all foreign cells of this row; left out: ${list}`);
    return { columns, lost: extra.lost };
  }

  private warnOfStatuses(): void {
    const unknown = new Map<string, Row[]>();
    for (const row of this.sheet.rows) {
      const word = oneLine(this.sheet.text(row, "STATUS"));
      if (word !== "" && this.words.status(word) === undefined) unknown.set(word, [...(unknown.get(word) ?? []), row]);
    }
    for (const [word, rows] of unknown) {
      const cards = `${rows.length} card${rows.length === 1 ? "" : "s"}`;
      const sentence = `"${beginning(word)}" means none of the workspace's statuses; ${cards} without a status keep the word`;
      this.warnings.add(rows[0]!.at, sentence);
    }
  }
}

function shown(text: string): string {
  return `"${text.length <= 40 ? text : `${text.slice(0, 40)}...`}"`;
}
