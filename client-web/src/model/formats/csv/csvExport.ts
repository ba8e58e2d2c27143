/**
 * Writes the cards of a board as a table (FMT-CSV-8, FMT-CSV-9). A board that came from a table keeps its columns, names and order; what has no column there gets
 * one at the end.
 */
import type { Board, Card, Dependency } from "../../board";
import { type BoardId, byId } from "../../ids";
import type { Team } from "../../team";
import { type Field, printPosition } from "../../values";
import { mentionsOf } from "../merge/arrowMerge";
import { extraOf, joined, printExtra, sortedSet, unlikeImported, writeExported } from "../merge/base";
import { nameOf, Ours } from "../merge/ours";
import { Words } from "../merge/words";
import { folderOf } from "../paths";
import { isBlank, oneLine } from "../source";
import { guarded, writeTable } from "./cells";
import { type Column, Header, isList } from "./columns";
import { CSV, type CsvExtra, labelOf, readCsvExtra, readTableExtra, writeCsvExtra } from "./csvImport";
import { writeLists } from "./listCells";
import { mentionOf, PARENT, RELATIONS } from "./rowArrows";

const USUAL = [
  "Id",
  "Title",
  "Description",
  "Status",
  "Owners",
  "Labels",
  "Estimate",
  "Target date",
  "Blocked by",
  "Related to",
  "Document",
];
/** Columns that are added where any card needs them. */
const ADDED: readonly (readonly [Column, string])[] = [
  ["ID", "Id"],
  ["DESCRIPTION", "Description"],
  ["STATUS", "Status"],
  ["OWNERS", "Owners"],
  ["LABELS", "Labels"],
  ["ESTIMATE", "Estimate"],
  ["TARGET_DATE", "Target date"],
  ["RELATED", "Related to"],
  ["PARENT", "Parent"],
  ["DOCUMENTS", "Document"],
  ["BLOCKED_BY", "Blocked by"],
];
const VALUES = new Map<Column, Field>([
  ["TITLE", "title"],
  ["DESCRIPTION", "description"],
  ["STATUS", "status"],
  ["ESTIMATE", "estimate"],
  ["TARGET_DATE", "targetDate"],
]);
const SETS = new Map<Column, Field>([
  ["OWNERS", "owner"],
  ["LABELS", "label"],
  ["DOCUMENTS", "document"],
]);

/** The table. What is in the trash is left out. */
export function writeCsv(team: Team, id: BoardId, board: Board): string {
  const meta = team.boards.get(id)?.meta;
  const { headers: imported, dialect } = readTableExtra(extraOf(meta, CSV));
  const file = meta?.source?.kind === CSV ? meta.source.id : "";
  const first = new Header(imported.length === 0 ? USUAL : imported);
  const ours = new Ours(team, board, new Words(team), CSV);
  const relations = new CardRelations(board, first);
  const cards = [...board.cards.values()]
    .filter((card) => !card.meta.life.deleted)
    .sort((a, b) => a.order - b.order || byId(a, b));
  const rows = cards.map((card) => new CardRow(card, ours, relations, folderOf(file)));
  const header = new Header(allHeaders(first, rows));
  const columns = header.names.map((_, i) => columnCells(header, i, rows));
  const body = rows.map((_, row) => columns.map((column) => guarded(column[row]!, dialect.guarded)));
  return writeTable([header.names.map((name) => guarded(name, "")), ...body]);
}

function columnCells(header: Header, index: number, rows: readonly CardRow[]): string[] {
  const column = header.column(index);
  const namesakes = header.namesakes(index);
  const nth = namesakes.indexOf(index);
  const name = header.names[index]!;
  if (column === "FOREIGN") return rows.map((row) => row.foreign(name)[nth] ?? "");
  if (!isList(column)) return rows.map((row) => (nth === 0 ? row.value(column, name, header) : ""));
  // Columns of several names for one thing: the first name of them takes all values.
  const isFirst = header.indexes(column)[0] === namesakes[0];
  const values = rows.map((row) => (isFirst ? row.list(column, name) : row.lost(name)));
  return namesakes.length === 1 ? writeLists(values) : values.map((each) => each[nth] ?? "");
}

function allHeaders(header: Header, rows: readonly CardRow[]): string[] {
  const all = [...header.names];
  for (const [column, name] of ADDED) if (!header.has(column) && rows.some((row) => row.needs(column))) all.push(name);
  for (const row of rows) for (const name of row.extra.columns.keys()) if (!all.includes(name)) all.push(name);
  const repeatedOnes = repeated(all, rows);
  const known = new Header(repeatedOnes);
  return rows.some((row) => row.exported(known) !== "") ? [...repeatedOnes, "Meridian"] : repeatedOnes;
}

/** A header that was repeated, as Jira does it, is repeated as often as its longest row needs. */
function repeated(names: readonly string[], rows: readonly CardRow[]): string[] {
  const header = new Header(names);
  return names.flatMap((name, i) => {
    const namesakes = header.namesakes(i);
    const column = header.column(namesakes[0]!);
    const isForeign = header.column(i) === "FOREIGN";
    const splits = isForeign || (isList(header.column(i)) && namesakes.length > 1);
    if (!splits || namesakes.at(-1) !== i) return [name];
    const isFirst = header.indexes(column)[0] === namesakes[0];
    const valuesOf = (row: CardRow) =>
      isForeign ? row.foreign(name) : isFirst ? row.list(column, name) : row.lost(name);
    const most = Math.max(0, ...rows.map((row) => valuesOf(row).length));
    return Array.from({ length: 1 + Math.max(0, most - namesakes.length) }, () => name);
  });
}

/** A card as cells. */
class CardRow {
  readonly extra: CsvExtra;

  /** @param folder of the table that the board came from */
  constructor(
    private readonly card: Card,
    private readonly ours: Ours,
    private readonly relations: CardRelations,
    private readonly folder: string,
  ) {
    this.extra = readCsvExtra(extraOf(card.meta, CSV));
  }

  /** The cell of a column that holds one value. */
  value(column: Column, header: string, table: Header): string {
    switch (column) {
      case "ID":
        return nameOf(this.card, CSV);
      case "X":
        return String(this.card.position.x);
      case "Y":
        return String(this.card.position.y);
      case "PARENT":
        return this.parent(header);
      case "MERIDIAN":
        return this.exported(table);
      default:
        return this.said(fieldOfColumn(column));
    }
  }

  list(column: Column, header: string): readonly string[] {
    const field = SETS.get(column);
    const values = field === undefined ? this.relations.names(this.card, column) : this.ours.set(this.card, field);
    return [...values.map((word) => (column === "DOCUMENTS" ? this.relative(word) : word)), ...this.lost(header)];
  }

  /** What a cell names and the workspace does not have. */
  lost(header: string): readonly string[] {
    return this.extra.lost.get(header) ?? [];
  }

  foreign(header: string): readonly string[] {
    return this.extra.columns.get(header) ?? [];
  }

  /** Whether this card has something to say in such a column. */
  needs(column: Column): boolean {
    if (column === "ID") return true;
    if (column === "PARENT") return this.parent("Parent") !== "";
    return isList(column) ? this.list(column, "").length > 0 : this.ours.value(this.card, fieldOfColumn(column)) !== "";
  }

  /** What Meridian will want to know of these cells when the table comes back (FMT-MERGE-7). */
  exported(table: Header): string {
    const values = new Map<string, string>();
    for (const [column, field] of VALUES) if (table.has(column)) values.set(field, this.said(field));
    for (const [column, field] of SETS) {
      const words = this.ours
        .set(this.card, field)
        .map((word) => (field === "label" ? labelOf(oneLine(word)) : oneLine(word)));
      if (table.has(column)) values.set(field, joined(sortedSet(words)));
    }
    if (table.has("X") && table.has("Y")) values.set("position", printPosition(this.card.position));
    values.set("extra", printExtra(writeCsvExtra(this.extra)));
    return writeExported(unlikeImported(this.card.meta, CSV, values));
  }

  /** A value as a table can say it and an import reads it. */
  private said(field: Field): string {
    const value = this.ours.value(this.card, field);
    if (field === "title") return isBlank(value) ? "Untitled" : oneLine(value);
    if (field === "status") return oneLine(value);
    return field === "description" ? value.replaceAll("\r\n", "\n") : value;
  }

  private parent(header: string): string {
    return [...this.relations.names(this.card, "PARENT"), ...this.lost(header)][0] ?? "";
  }

  /** Paths start at the table. */
  private relative(path: string): string {
    return this.folder !== "" && path.startsWith(`${this.folder}/`) ? path.slice(this.folder.length + 1) : path;
  }
}

function fieldOfColumn(column: Column): Field {
  const field = VALUES.get(column) ?? SETS.get(column);
  if (field === undefined) throw new RangeError(`${column} is no field`);
  return field;
}

/** Which cells name which arrows: those that did when they were imported, else the target's, if it is blocked, or the start's. */
class CardRelations {
  private readonly cells = new Map<string, string[]>();

  constructor(
    private readonly board: Board,
    private readonly header: Header,
  ) {
    const living = [...board.dependencies.values()].filter((arrow) => !arrow.meta.life.deleted);
    for (const arrow of living.sort((a, b) => a.order - b.order || byId(a, b))) this.enter(arrow);
  }

  names(card: Card, column: Column): readonly string[] {
    return this.cells.get(`${card.id} ${column}`) ?? [];
  }

  private enter(arrow: Dependency): void {
    const [from, to] = [arrow.from, arrow.to].map((end) =>
      "card" in end ? this.board.cards.get(end.card) : undefined,
    );
    if (from === undefined || to === undefined || from.meta.life.deleted || to.meta.life.deleted) return;
    const entered = mentionsOf(arrow, CSV).filter((mention) => this.enterMention(mention, arrow, from, to));
    if (entered.length > 0) return;
    if (arrow.kind === "blocks") this.add(to, "BLOCKED_BY", from);
    else this.add(from, arrow.title === PARENT ? "PARENT" : "RELATED", to);
  }

  private enterMention(mention: string, { kind }: Dependency, from: Card, to: Card): boolean {
    for (const column of RELATIONS) {
      const blocks = column === "BLOCKED_BY" || column === "BLOCKS";
      if (!this.header.has(column) || blocks !== (kind === "blocks")) continue;
      const [row, other] = mention === mentionOf(column, nameOf(from, CSV)) ? [from, to] : [to, from];
      if (mention !== mentionOf(column, nameOf(row, CSV))) continue;
      this.add(row, column, other);
      return true;
    }
    return false;
  }

  private add(row: Card, column: Column, other: Card): void {
    const key = `${row.id} ${column}`;
    this.cells.set(key, [...(this.cells.get(key) ?? []), nameOf(other, CSV)]);
  }
}
