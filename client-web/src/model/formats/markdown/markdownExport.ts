/** Writes each document as a Markdown file (FMT-MD-1 to FMT-MD-5). The front matter says only what the file would not say without it. */
import type { Board, Card } from "../../board";
import { type BoardId, byId, type CardId, compare, type DocumentId } from "../../ids";
import { linksIn } from "../../prose";
import { type DocumentEntry, isEntryDeleted, type Team } from "../../team";
import { Digits } from "../fileJson";
import { extraOf, printExtra, sortedSet, storedSet, unlikeImported, writeExported } from "../merge/base";
import { CardNames } from "../merge/cardNames";
import { DocumentPaths, MARKDOWN } from "../merge/words";
import { stemOf } from "../paths";
import { FORMAT_LIMITS, ImportFailed, oneLine, SourceText } from "../source";
import { FrontMatter } from "./frontMatter";
import { firstHeading, nameIn } from "./markdownNames";

/** A document as it is. */
export interface WrittenDocument {
  readonly text: string;
  readonly heads: readonly string[];
}

const NOWHERE = new SourceText("front matter", "");
const FENCE = "---\n";

/** All documents that are here and not in the trash, by path from the folder they are to be written to; rising. */
export function writeMarkdown(
  team: Team,
  documents: ReadonlyMap<DocumentId, WrittenDocument>,
  boards: ReadonlyMap<BoardId, Board>,
): ReadonlyMap<string, string> {
  const paths = new DocumentPaths(team);
  const inOrder = [...boards].sort(([a], [b]) => compare(a, b)).map(([, board]) => board);
  const writer = new FileWriter(new CardNames(inOrder));
  const cards = inOrder
    .flatMap((board) => [...board.cards.values()])
    .filter((card) => !card.meta.life.deleted)
    .sort((a, b) => compare(a.title, b.title) || byId(a, b));
  const files = new Map<string, string>();
  for (const entry of team.documents.values()) {
    const document = documents.get(entry.id);
    if (document === undefined || isEntryDeleted(entry, document.heads)) continue;
    const path = paths.path(entry.id);
    const linked = cards.filter((card) => card.documents.includes(entry.id));
    files.set(path, writer.write(path, entry, document.text, linked));
  }
  return new Map([...files].sort(([a], [b]) => compare(a, b)));
}

/** A file in the making. */
class Draft {
  constructor(
    readonly front: FrontMatter,
    readonly hasFront: boolean,
    readonly gap: number,
    readonly crlf: boolean,
    readonly text: string,
  ) {}

  static imported(entry: DocumentEntry, text: string): Draft {
    const extra = extraOf(entry.meta, MARKDOWN);
    const crlf = extra.get("lineEnds") === "crlf";
    const [raw, gap] = [extra.get("front"), extra.get("gap")];
    if (typeof raw !== "string") return new Draft(FrontMatter.NONE, false, 0, crlf, text);
    const lines = gap instanceof Digits && /^\d{1,3}$/.test(gap.literal) ? Number(gap.literal) : 1;
    return new Draft(raw === "" ? FrontMatter.NONE : frontOf(raw), true, lines, crlf, text);
  }

  with(front: FrontMatter): Draft {
    return new Draft(front, this.hasFront || !front.isEmpty, this.hasFront ? this.gap : 1, this.crlf, this.text);
  }

  print(): string {
    const { raw } = this.front;
    const block = `${FENCE}${raw}${raw === "" ? "" : "\n"}${FENCE}${"\n".repeat(this.gap)}`;
    const whole = this.hasFront ? block + this.text : this.text;
    return this.crlf ? whole.replaceAll("\n", "\r\n") : whole;
  }
}

function frontOf(raw: string): FrontMatter {
  // What is refused now was refused when it was imported, so somebody wrote it into the document: it is kept.
  return or(() => FrontMatter.parse(raw, NOWHERE), FrontMatter.foreign(raw));
}

/** What a file says; the other where it cannot be read as one. */
function or<T>(read: () => T, other: T): T {
  try {
    return read();
  } catch (e) {
    if (e instanceof ImportFailed) return other;
    throw e;
  }
}

class FileWriter {
  constructor(private readonly names: CardNames) {}

  /** @param cards linked to the document */
  write(path: string, entry: DocumentEntry, text: string, cards: readonly Card[]): string {
    const draft = Draft.imported(entry, text);
    let { front } = draft;
    const came = entry.meta.source?.kind === MARKDOWN;
    // A text that begins like front matter would be read as such, unless some stands before it.
    const needsFront = !draft.hasFront && or(() => FrontMatter.split(NOWHERE, text).hasFront, true);
    if (!came || needsFront) front = front.with("id", entry.id);
    if (titleOf(front, text, path) !== entry.title) front = front.with("title", entry.title);
    front = this.linked(front, path, text, cards);
    const whole = front.raw === draft.front.raw ? draft : draft.with(front);
    if (unlike(path, entry, whole) === "") return whole.print();
    const noted = whole.with(front.with("meridian", "noted"));
    return whole.with(front.with("meridian", unlike(path, entry, noted))).print();
  }

  /** Names the linked cards that nothing else in the file names, and no longer those that are not linked. */
  private linked(front: FrontMatter, path: string, text: string, cards: readonly Card[]): FrontMatter {
    const linked = new Set(cards.map((card) => card.id));
    const told = new Set<CardId>();
    for (const name of linksIn(text)) this.only(name, told);
    const single = this.kept(front, "card", linked, told);
    const several = this.kept(front, "cards", linked, told);
    for (const card of cards) {
      if (told.has(card.id) || importedDocuments(card).includes(path)) continue;
      several.push(this.names.find(card.title).length === 1 ? card.title : card.id);
    }
    return relisted(relisted(front, "card", single), "cards", several);
  }

  /** The names under a key, but those of cards that are not linked. */
  private kept(front: FrontMatter, key: string, linked: ReadonlySet<CardId>, told: Set<CardId>): string[] {
    return or(() => front.list(key, NOWHERE), []).filter((item) => {
      const name = nameIn(item);
      const [only, ...others] = this.names.find(name);
      if (only !== undefined && others.length === 0 && !linked.has(only.id)) return false;
      this.only(name, told);
      return true;
    });
  }

  private only(name: string, cards: Set<CardId>): void {
    const [only, ...others] = this.names.find(name);
    if (only !== undefined && others.length === 0) cards.add(only.id);
  }
}

/** Lines that say the same stay as they were written. */
function relisted(front: FrontMatter, key: string, names: readonly string[]): FrontMatter {
  const before = or(() => front.list(key, NOWHERE), []);
  if (before.length === names.length && before.every((name, i) => name === names[i])) return front;
  return names.length === 0 ? front.without(key) : front.with(key, names);
}

/** Paths of documents that other files say a card is linked to. */
function importedDocuments(card: Card): readonly string[] {
  const sets = Object.entries(card.meta.source?.values ?? {}).filter(([key]) => key.endsWith(".document"));
  return sortedSet(sets.flatMap(([, joined]) => storedSet(joined)));
}

function titleOf(front: FrontMatter, text: string, path: string): string {
  const told = or(() => front.scalar("title", NOWHERE), undefined);
  return told ?? ((firstHeading(text) ?? oneLine(stemOf(path))) || "Untitled");
}

/** What the file says, as it will be read, and the workspace would not know as imported (FMT-MERGE-7). */
function unlike(path: string, entry: DocumentEntry, draft: Draft): string {
  return or(() => {
    const printed = draft.print();
    const source = new SourceText(path, printed);
    const { front, hasFront, gap, body } = FrontMatter.split(source, printed.replaceAll("\r\n", "\n"));
    for (const key of ["card", "cards"]) front.list(key, source);
    const told = oneLine(front.scalar("title", source) ?? "");
    front.scalar("id", source);
    if (printed.length > FORMAT_LIMITS.textCharsMax) return "";
    const extra = new Map<string, string | Digits>();
    if (hasFront) extra.set("front", front.without("meridian").raw).set("gap", new Digits(String(gap)));
    if (printed.includes("\r\n")) extra.set("lineEnds", "crlf");
    const title = told !== "" ? told : titleOf(FrontMatter.NONE, body, path);
    const values = new Map([
      ["title", title],
      ["description", body],
      ["extra", printExtra(extra)],
    ]);
    return writeExported(unlikeImported(entry.meta, MARKDOWN, values));
  }, ""); // It could not be imported again, so there is nothing to note for that.
}
