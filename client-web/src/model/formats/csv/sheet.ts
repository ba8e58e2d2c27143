/** A table whose columns have a meaning and whose rows have an id (FMT-ERR-7). */
import type { StatusCategory } from "../../values";
import { isBlank, type Mark, oneLine, type SourceText, strip } from "../source";
import { type Cell, namesOf, type Table, unguarded } from "./cells";
import { type Column, columnNames, dialectCut, dialectOf, Header, isList, listColumns } from "./columns";
import { type Cut, cutOf, readList } from "./listCells";

/** A card. */
export interface Row {
  readonly id: string;
  readonly at: Mark;
  readonly cells: readonly Cell[];
}

/** A value of a cell; `index` of the column. */
export interface Item {
  readonly text: string;
  readonly at: Mark;
  readonly index: number;
}

export class Sheet {
  readonly header: Header;
  readonly dialect;
  readonly rows: readonly Row[];
  private readonly cuts = new Map<number, Cut>();

  /** @throws ImportFailed where there is no column for titles, or ids are missing or come twice */
  constructor(
    private readonly source: SourceText,
    table: Table,
  ) {
    const names = namesOf(table);
    this.dialect = dialectOf(names);
    this.header = new Header(names);
    if (!this.header.has("TITLE")) {
      const at = { line: table.header[0]!.at.line, column: 0 };
      throw source.bad(at, `the header names no column of titles: ${columnNames("TITLE").join(", ")} would be one`);
    }
    const lines = new Map<string, number>();
    this.rows = table.rows.filter((row) => row.some((cell) => !isBlank(cell.text))).map((row) => this.row(row, lines));
    for (const column of listColumns)
      for (const index of this.header.indexes(column)) this.cuts.set(index, this.cutAt(column, index));
  }

  /** The text of the first column of a meaning; "" where there is none. */
  text(row: Row, column: Column): string {
    return this.cell(row, column)?.text ?? "";
  }

  cell(row: Pick<Row, "cells">, column: Column): Cell | undefined {
    const [index] = this.header.indexes(column);
    return index === undefined ? undefined : row.cells[index];
  }

  /** All values of all columns of a meaning. */
  items(row: Row, column: Column): Item[] {
    return this.header.indexes(column).flatMap((index) => {
      const { text, at } = row.cells[index]!;
      return readList(text, this.cuts.get(index) ?? "NOWHERE").map((each) => ({ text: each, at, index }));
    });
  }

  /** The cells of all columns of a meaning, uncut. */
  whole(row: Row, column: Column): Item[] {
    return this.header.indexes(column).flatMap((index) => {
      const { text, at } = row.cells[index]!;
      return isBlank(text) ? [] : [{ text: strip(text), at, index }];
    });
  }

  cut(whole: Item): string[] {
    return readList(whole.text, this.cuts.get(whole.index) ?? "NOWHERE");
  }

  /** What stands under a header, as `plainHeader` gives it. */
  under(row: Row, plain: string): string {
    return oneLine(row.cells[this.header.under(plain)]?.text ?? "");
  }

  private cutAt(column: Column, index: number): Cut {
    const cells = this.rows.map((row) => row.cells[index]!.text);
    const names = column === "OWNERS" && this.header.isSingular(index);
    const found = cutOf(cells, this.header.namesakes(index).length > 1, names);
    if (found === "NOWHERE" || found === "SEMICOLONS" || !isList(column)) return found;
    return dialectCut(this.dialect, column) ?? found;
  }

  private row(raw: readonly Cell[], lines: Map<string, number>): Row {
    const at = { line: raw[0]!.at.line, column: 0 };
    const row = {
      id: "",
      at,
      cells: raw.map((cell) => ({ ...cell, text: unguarded(cell.text, this.dialect.guarded) })),
    };
    const title = oneLine(this.text(row, "TITLE"));
    if (title === "") throw this.source.bad(this.cell(row, "TITLE")?.at ?? at, "this row has no title");
    const told = oneLine(this.text(row, "ID"));
    // GitHub's drafts have no address, and are known by their title.
    const isKnown = this.header.has("ID") && !(told === "" && this.dialect.word === "github");
    const id = isKnown ? told : numbered(title, lines);
    const idAt = this.cell(row, "ID")?.at ?? at;
    if (id === "") throw this.source.bad(idAt, "this row has no id");
    const before = lines.get(id);
    if (before !== undefined) throw this.source.bad(idAt, `the id "${id}" is there already, on line ${before}`);
    lines.set(id, at.line);
    return { ...row, id };
  }
}

/** Without ids the titles stand in. */
function numbered(title: string, taken: ReadonlyMap<string, number>): string {
  let id = title;
  for (let i = 2; taken.has(id); i++) id = `${title} (${i})`;
  return id;
}

/** Other names by which cells of a tracker's export call its rows: numbers, addresses (FMT-CSV-11). */
export function otherIds(sheet: Sheet): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, id: string) => {
    if (name !== "" && !names.has(name)) names.set(name, id);
  };
  for (const other of sheet.dialect.otherIds) {
    if (sheet.header.under(other) >= 0) for (const row of sheet.rows) add(sheet.under(row, other), row.id);
  }
  if (sheet.dialect.word === "github") {
    for (const { id } of sheet.rows) {
      const address = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/.exec(id);
      if (address !== null) add(`${address[1]}#${address[2]}`, id);
    }
  }
  return names;
}

const JIRA_CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  "to do": "scoped",
  "in progress": "active",
  done: "done",
};

/** What a tracker's own columns tell of the meaning of its status words (FMT-CSV-13); where rows disagree, that of the first. */
export function statusHints(sheet: Sheet): ReadonlyMap<string, StatusCategory> {
  const hints = new Map<string, StatusCategory>();
  for (const row of sheet.rows) {
    const word = oneLine(sheet.text(row, "STATUS"));
    const hint =
      sheet.dialect.word === "jira"
        ? JIRA_CATEGORIES[sheet.under(row, "status category").toLowerCase()]
        : sheet.dialect.word === "linear"
          ? linearHint(sheet, row)
          : undefined;
    if (hint !== undefined && word !== "" && !hints.has(word)) hints.set(word, hint);
  }
  return hints;
}

/** The latest that happened to an issue is what its status is about. */
function linearHint(sheet: Sheet, row: Row): StatusCategory | undefined {
  if (sheet.under(row, "canceled") !== "") return "dropped";
  if (sheet.under(row, "completed") !== "") return "done";
  return sheet.under(row, "started") === "" ? undefined : "active";
}
