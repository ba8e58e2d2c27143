/** Reads the columns that name other cards as arrows (FMT-CSV-4, FMT-CSV-11). Each pair gets one arrow of a kind, however many cells name it. */
import type { Board } from "../../board";
import type { DependencyKind, Field } from "../../values";
import { EMPTY } from "../fileJson";
import type { SourceArrow } from "../merge/arrowMerge";
import { beginning, sortedSet } from "../merge/base";
import { CardNames } from "../merge/cardNames";
import { nameOf } from "../merge/ours";
import { type Mark, oneLine, type SourceText, type Warnings } from "../source";
import type { Column } from "./columns";
import { type Item, otherIds, type Row, type Sheet } from "./sheet";

/** What an arrow from a parent column is labelled with. */
export const PARENT = "parent";
export const RELATIONS = ["BLOCKED_BY", "BLOCKS", "RELATED", "PARENT"] as const satisfies readonly Column[];
const CSV = "csv";
const SHOWN_MAX = 3;

/** Where a table names an arrow. */
export function mentionOf(column: Column, rowId: string): string {
  return `${column} ${rowId}`;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

interface Draft {
  readonly id: string;
  readonly row: Row;
  readonly kind: DependencyKind;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly mentions: Set<string>;
}

export class RowArrows {
  private readonly board: CardNames;
  private readonly ids: ReadonlySet<string>;
  private readonly byTitle = new Map<string, string[]>();
  private readonly otherIds: ReadonlyMap<string, string>;
  private readonly drafts = new Map<string, Draft>();
  /** What cells name that is neither in the table nor on the board, by row and header. */
  private readonly lostByRow = new Map<string, Map<string, string[]>>();
  private readonly lostByHeader = new Map<string, { readonly at: Mark; readonly names: string[] }>();

  /** @param board whose cards may be named too */
  constructor(
    private readonly source: SourceText,
    private readonly sheet: Sheet,
    board: Board | undefined,
    private readonly warnings: Warnings,
  ) {
    this.board = new CardNames(board === undefined ? [] : [board]);
    this.otherIds = otherIds(sheet);
    this.ids = new Set(sheet.rows.map((row) => row.id));
    for (const row of sheet.rows) add(this.byTitle, plain(sheet.text(row, "TITLE")), row.id);
  }

  /** Whether the table would name an arrow there if it held. */
  speaksOf(mention: string): boolean {
    const space = mention.indexOf(" ");
    const column = RELATIONS.find((each) => each === mention.slice(0, space));
    return column !== undefined && this.sheet.header.has(column) && this.ids.has(mention.slice(space + 1));
  }

  /** @throws ImportFailed where a cell names a card that is nowhere */
  arrows(): SourceArrow[] {
    for (const row of this.sheet.rows) {
      for (const other of this.targets(row, "BLOCKED_BY")) this.add(row, "BLOCKED_BY", other, row.id);
      for (const other of this.targets(row, "BLOCKS")) this.add(row, "BLOCKS", row.id, other);
      for (const other of this.targets(row, "RELATED")) this.add(row, "RELATED", row.id, other);
      this.parent(row);
    }
    this.warnOfLinksOut();
    return [...this.drafts.values()].map(arrowOf);
  }

  /** What cells of a row name that is nowhere here, by header. */
  lost(row: Row): ReadonlyMap<string, readonly string[]> {
    return this.lostByRow.get(row.id) ?? new Map();
  }

  /** A parent in another project is no error. */
  private parent(row: Row): void {
    const name = oneLine(this.sheet.text(row, "PARENT"));
    const found = name === "" ? undefined : this.find(name);
    if (found !== undefined) this.add(row, "PARENT", row.id, found);
    else if (name !== "") this.linkOut(row, this.sheet.header.name("PARENT"), row.at, name);
  }

  private targets(row: Row, column: Column): string[] {
    return this.sheet.whole(row, column).flatMap((whole) => {
      // A title may hold the separator.
      const one = this.find(whole.text);
      if (one !== undefined) return [one];
      return this.sheet.cut(whole).flatMap((name) => {
        const found = this.find(name);
        if (found !== undefined) return [found];
        if (this.sheet.dialect.word === "generic") throw this.unknown(name, whole, column);
        this.linkOut(row, this.sheet.header.names[whole.index]!, whole.at, name);
        return [];
      });
    });
  }

  private unknown(name: string, cell: Item, column: Column) {
    const several = this.byTitle.get(plain(name))?.length ?? 0;
    const reason =
      several > 1
        ? `${several} cards are called "${name}"; name the one that is meant by its id`
        : `"${name}" under "${this.sheet.header.name(column)}" is the id or title of no card`;
    return this.source.bad(cell.at, reason);
  }

  private find(name: string): string | undefined {
    if (this.ids.has(name)) return name;
    const other = this.otherIds.get(name);
    if (other !== undefined) return other;
    const titled = this.byTitle.get(plain(name)) ?? [];
    if (titled.length === 1) return titled[0];
    const there = titled.length === 0 ? this.board.find(name) : [];
    return there.length === 1 ? nameOf(there[0]!, CSV) : undefined;
  }

  private add(row: Row, column: Column, from: string, to: string): void {
    if (from === to) {
      this.warnings.add(row.at, `"${row.id}" names itself under "${this.sheet.header.name(column)}"; that is left out`);
      return;
    }
    const kind: DependencyKind = column === "BLOCKED_BY" || column === "BLOCKS" ? "blocks" : "relates";
    const label = column === "PARENT" ? PARENT : "";
    const turned = kind === "relates" && from > to;
    const id = `${label === "" ? kind : label} ${turned ? `${to} > ${from}` : `${from} > ${to}`}`;
    const draft = this.drafts.get(id) ?? { id, row, kind, label, from, to, mentions: new Set<string>() };
    this.drafts.set(id, draft);
    draft.mentions.add(mentionOf(column, row.id));
  }

  private linkOut(row: Row, header: string, at: Mark, name: string): void {
    const ofRow = this.lostByRow.get(row.id) ?? new Map<string, string[]>();
    this.lostByRow.set(row.id, ofRow);
    add(ofRow, header, name);
    const known = this.lostByHeader.get(header);
    if (known === undefined) this.lostByHeader.set(header, { at, names: [name] });
    else known.names.push(name);
  }

  /** One sentence for each header, however many there are. */
  private warnOfLinksOut(): void {
    for (const [header, { at, names }] of this.lostByHeader) {
      const under = `under "${beginning(header)}"`;
      const shown = names.slice(0, SHOWN_MAX).map((name) => `"${beginning(name)}"`);
      const more = names.length - shown.length;
      const list = `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
      const sentence =
        names.length === 1
          ? `${list} ${under} is not in the table; it is kept as a word`
          : `${names.length} cells ${under} name what is not in the table (${list}); they are kept as words`;
      this.warnings.add(at, sentence);
    }
  }
}

function arrowOf({ id, row, kind, label, from, to, mentions }: Draft): SourceArrow {
  const values = new Map<Field, string>([["kind", kind]]);
  if (label !== "") values.set("title", label);
  const thing = { id, at: row.at, values, sets: new Map(), extra: EMPTY, exported: new Map() };
  return { thing, from, to, mentions: sortedSet(mentions) };
}

function plain(title: string): string {
  return oneLine(title).toLowerCase();
}
