/**
 * Makes of the workspace's documents what Markdown files say (FMT-MD-1 to FMT-MD-4), by the rules of all imports (FMT-MERGE-2 to FMT-MERGE-4): what did not change
 * in the file since the last import is left alone; what changed there and not here is taken; what changed on both sides stays, with a warning.
 */
import type { Board, Card } from "../../board";
import { type BoardId, type CardId, compare, type DocumentId } from "../../ids";
import type { BoardIntent, DocumentIntent, TeamIntent } from "../../intents";
import { type DraftField, draftKey } from "../../schema";
import { type DocumentEntry, isEntryDeleted } from "../../team";
import type { Field, Source } from "../../values";
import { same } from "../fileJson";
import { readRecord, type SourceRecord } from "../madr/madrDrafts";
import type { MarkdownFile } from "../markdown/markdownFile";
import type { ImportWarning, Mark, Warnings } from "../source";
import {
  Base,
  baseKey,
  beginning,
  extraOf,
  extraWith,
  fieldOf,
  fingerprint,
  joined,
  printExtra,
  requireStorable,
  requireStorableBase,
  type SourceThing,
  sortedSet,
  storedSet,
} from "./base";
import type { ImportContext } from "./boardMerge";
import { CardNames } from "./cardNames";
import { differs, OWN_KIND, remember } from "./thingMerge";
import { MARKDOWN as KIND, Words } from "./words";
import { splicesOf } from "./writes";

/** What is here already of what files may become. */
export interface Shelf {
  readonly boards: ReadonlyMap<BoardId, Board>;
  readonly documents: ReadonlyMap<DocumentId, ShelvedDocument>;
  /** Documents whose decision was opened: what counts of it is in the log, and no record alters it. */
  readonly opened?: ReadonlySet<DocumentId>;
}

export interface ShelvedDocument {
  readonly text: string;
  readonly heads: readonly string[];
  readonly draft?: { readonly [F in DraftField]?: string };
}

/** All that an import of documents writes. */
export interface DocumentsPlan {
  readonly team: readonly TeamIntent[];
  readonly documents: ReadonlyMap<DocumentId, readonly DocumentIntent[]>;
  readonly boards: ReadonlyMap<BoardId, readonly BoardIntent[]>;
  readonly added: number;
  readonly changed: number;
  /** Documents that became the draft of a decision. */
  readonly drafted: number;
  readonly warnings: readonly ImportWarning[];
}

const CARDS = baseKey(KIND, "cards");
const NOTHING: ShelvedDocument = { text: "", heads: [] };
const NO_RECORD: SourceRecord = { draft: new Map(), settled: undefined, notes: [], asExported: false, text: undefined };

/** `alone`: the files are documents and nothing else; what they say of cards and decisions is for the import of a folder. */
export class DocumentMerge {
  private readonly words: Words;
  private readonly names: CardNames;
  private readonly cards = new Map<CardId, { readonly card: Card; readonly board: BoardId }>();
  private readonly team: TeamIntent[] = [];
  private readonly documents = new Map<DocumentId, DocumentIntent[]>();
  private readonly boards = new Map<BoardId, BoardIntent[]>();
  /** Which document each file became. */
  readonly byPath = new Map<string, DocumentId>();
  private added = 0;
  private changed = 0;
  private drafted = 0;
  private settled = 0;

  constructor(
    private readonly context: ImportContext,
    private readonly shelf: Shelf,
    private readonly warnings: Warnings,
    private readonly alone = false,
  ) {
    this.words = new Words(context.team);
    const inOrder = [...shelf.boards].sort(([a], [b]) => compare(a, b));
    this.names = new CardNames(inOrder.map(([, board]) => board));
    for (const [board, { cards }] of inOrder) {
      for (const card of cards.values()) if (!card.meta.life.deleted) this.cards.set(card.id, { card, board });
    }
  }

  /** To be asked once, when all files were taken. */
  get plan(): DocumentsPlan {
    const { team, documents, boards, added, changed, drafted, settled } = this;
    if (settled > 0) {
      const records = settled === 1 ? "1 decision record" : `${settled} decision records`;
      const what = "kept as documents, and no decision is made of them";
      this.warnings.add(undefined, `${records} with a status other than proposed: ${what}`);
    }
    return { team, documents, boards, added, changed, drafted, warnings: this.warnings.all };
  }

  take(file: MarkdownFile): void {
    const known = (id: DocumentId | undefined) => (id === undefined ? undefined : this.context.team.documents.get(id));
    const entry = known(file.own) ?? known(this.words.document(file.path));
    const { front, path, thing } = file;
    const record = this.alone ? NO_RECORD : readRecord(path, front, fieldOf(thing, "description"), this.words);
    if (entry === undefined) this.add(file, record);
    else this.update(entry, file, record);
  }

  private add(file: MarkdownFile, record: SourceRecord): void {
    const { thing } = file;
    const document = this.context.newId() as DocumentId;
    this.team.push({ intent: "AddDocument", document, title: fieldOf(thing, "title") });
    const base = new Map([...thing.values].map(([field, value]) => [baseKey(KIND, field), fingerprint(value)]));
    remember(thing, KIND, base);
    this.byPath.set(file.path, document);
    this.link(document, file, [], true, base);
    const draft: DocumentIntent[] = [];
    for (const [field, value] of record.draft) {
      base.set(baseKey(KIND, draftKey(field)), fingerprint(value));
      draft.push({ intent: "SetDraft", field, value });
    }
    this.note(file, record);
    if (record.settled !== undefined) this.settled++;
    if (draft.length > 0) this.drafted++;
    this.setSource(document, { kind: KIND, id: file.path, values: {} }, base, file);
    const extra = extraWith(undefined, KIND, thing.extra);
    if (extra !== undefined) this.setExtra(document, extra, file);
    this.documents.set(document, [{ intent: "Create" }, ...edits("", fieldOf(thing, "description")), ...draft]);
    this.added++;
  }

  private update(entry: DocumentEntry, read: MarkdownFile, record: SourceRecord): void {
    const file = { ...read, thing: ownThing(read.thing, record) };
    const { thing } = file;
    const { text, heads, draft: drafted = {} } = this.shelf.documents.get(entry.id) ?? NOTHING;
    this.byPath.set(file.path, entry.id);
    if (isEntryDeleted(entry, heads)) {
      const before = Base.of(entry.meta, KIND, thing, "description");
      if (before.known && !before.matches(fieldOf(thing, "description"))) {
        this.warn(file, thing.at, "this document was changed and is in the trash here; it stays there");
      }
      return;
    }
    const intents = this.team.length;
    const values = entry.meta.source?.values ?? {};
    const base = new Map(Object.entries(values));
    if (this.takes(entry, file, "title", entry.title, base)) {
      this.team.push({ intent: "SetTitle", entry: { document: entry.id }, title: fieldOf(thing, "title") });
    }
    const draft = this.draft(entry, file, record, drafted, base);
    const isNewText = this.takes(entry, file, "description", text, base);
    const written = isNewText ? edits(text, fieldOf(thing, "description")) : [];
    if (written.length + draft.length > 0) this.documents.set(entry.id, [...written, ...draft]);
    if (draft.length > 0) this.drafted++;
    this.takeExtra(entry, thing, base, file);
    const linked = storedSet(values[CARDS] ?? "[]");
    this.link(entry.id, file, linked, entry.meta.source?.kind === KIND, base);
    if (isNewText || this.team.length > intents) this.changed++;
    if (differs(base, values)) {
      this.setSource(entry.id, entry.meta.source ?? { kind: OWN_KIND, id: entry.id, values: {} }, base, file);
    }
  }

  /** Nothing where the file says what it said before, or where the decision has been opened since. */
  private draft(
    entry: DocumentEntry,
    file: MarkdownFile,
    record: SourceRecord,
    here: { readonly [F in DraftField]?: string },
    base: Map<string, string>,
  ): DocumentIntent[] {
    const { thing } = file;
    const isSameText =
      record.asExported || Base.of(entry.meta, KIND, thing, "description").matches(fieldOf(thing, "description"));
    const isSame = isSameText && Base.ofExtra(entry.meta, KIND, thing).matches(printExtra(thing.extra));
    if (isSame || this.shelf.opened?.has(entry.id) === true) return [];
    this.note(file, record);
    if (record.settled !== undefined) {
      const status = beginning(record.settled);
      const sentence = `the record says "${status}": no decision is made of it, and none is changed by it`;
      this.warnings.about(file.path, undefined, sentence);
    }
    return [...record.draft].flatMap(([field, value]): DocumentIntent[] =>
      this.takesDraft(file, field, here[field] ?? "", value, base) ? [{ intent: "SetDraft", field, value }] : [],
    );
  }

  /** The same rule as for texts. */
  private takesDraft(
    { path }: MarkdownFile,
    field: DraftField,
    here: string,
    there: string,
    base: Map<string, string>,
  ): boolean {
    const key = baseKey(KIND, draftKey(field));
    const before = base.get(key);
    if (before === fingerprint(there)) return false;
    base.set(key, fingerprint(there));
    if (here === there) return false;
    const untouchedHere = before === undefined ? here === "" : before === fingerprint(here);
    if (untouchedHere || this.context.takeTheirs) return true;
    const sentence = `"${field}" of the decision's draft was changed both here and in the file; what is here is kept`;
    this.warnings.about(path, undefined, sentence);
    return false;
  }

  private note({ path }: MarkdownFile, { notes }: SourceRecord): void {
    for (const each of notes) this.warnings.about(path, undefined, each);
  }

  private takeExtra(entry: DocumentEntry, thing: SourceThing, base: Map<string, string>, file: MarkdownFile): void {
    if (Base.ofExtra(entry.meta, KIND, thing).matches(printExtra(thing.extra))) return;
    remember(thing, KIND, base);
    if (same(extraOf(entry.meta, KIND), thing.extra)) return;
    this.setExtra(entry.id, extraWith(entry.meta, KIND, thing.extra), file);
  }

  /** Whether the file's value is to stand; notes what the file says now. */
  private takes(
    entry: DocumentEntry,
    { thing, path }: MarkdownFile,
    field: Field,
    here: string,
    base: Map<string, string>,
  ): boolean {
    const there = fieldOf(thing, field);
    const before = Base.of(entry.meta, KIND, thing, field);
    if (!thing.values.has(field) || (before.known && before.matches(there))) return false;
    if (before.known || here !== there) base.set(baseKey(KIND, field), fingerprint(there));
    if (here === there) return false;
    const untouchedHere = before.known ? before.matches(here) : here === "";
    if (untouchedHere || this.context.takeTheirs) return true;
    const name = field === "title" ? "title" : "text";
    const sentence = `the ${name} of the document "${beginning(entry.title)}" was changed both here and in the file; what is here is kept`;
    this.warnings.about(path, thing.at, sentence);
    return false;
  }

  /**
   * Links and unlinks what the file says otherwise than at the last import.
   *
   * @param came whether the document came as a file: then what it names is remembered even where all is so already
   */
  private link(
    document: DocumentId,
    file: MarkdownFile,
    before: readonly string[],
    came: boolean,
    base: Map<string, string>,
  ): void {
    if (this.alone) return;
    const now = this.named(file);
    let linked = false;
    const change = (id: string, isThere: boolean) => {
      const found = this.cards.get(id as CardId);
      if (found === undefined || found.card.documents.includes(document) === isThere) return;
      const intents = this.boards.get(found.board) ?? [];
      intents.push({ intent: isThere ? "LinkDocument" : "UnlinkDocument", card: found.card.id, document });
      this.boards.set(found.board, intents);
      linked ||= isThere;
    };
    for (const id of now) if (!before.includes(id)) change(id, true);
    for (const id of before) if (!now.includes(id)) change(id, false);
    const isOther = now.length !== before.length || now.some((id) => !before.includes(id));
    if (isOther && (came || linked)) base.set(CARDS, joined(now));
  }

  /** Cards that the front matter names, and those that the text links to where the name is theirs alone. */
  private named(file: MarkdownFile): readonly string[] {
    const ids: string[] = [];
    for (const { name, at } of file.cards) {
      const [only, ...others] = this.names.find(name);
      if (only !== undefined && others.length === 0) ids.push(only.id);
      else this.warn(file, at, notOne(name, only === undefined ? 0 : 1 + others.length));
    }
    for (const name of file.links) {
      const [only, ...others] = this.names.find(name);
      if (only !== undefined && others.length === 0) ids.push(only.id);
    }
    return sortedSet(ids);
  }

  private setSource(document: DocumentId, source: Source, base: ReadonlyMap<string, string>, file: MarkdownFile): void {
    requireStorableBase(base, file.path, file.thing.at);
    this.team.push({
      intent: "SetSource",
      entry: { document },
      source: { ...source, values: Object.fromEntries(base) },
    });
  }

  private setExtra(document: DocumentId, extra: string | undefined, file: MarkdownFile): void {
    requireStorable(extra ?? "", file.path, file.thing.at, "foreign keys");
    this.team.push({ intent: "SetExtra", entry: { document }, ...(extra === undefined ? {} : { extra }) });
  }

  private warn(file: MarkdownFile, at: Mark, sentence: string): void {
    this.warnings.about(file.path, at, sentence);
  }
}

function notOne(name: string, found: number): string {
  const shown = `"${beginning(name)}"`;
  return found === 0
    ? `${shown} is the title or id of no card; the document is not linked to it`
    : `${found} cards are called ${shown}; name the one that is meant by its id`;
}

/** What the file says itself, without what an export wrote into its text. */
function ownThing(thing: SourceThing, { asExported, text }: SourceRecord): SourceThing {
  const values = new Map(thing.values);
  if (asExported) values.delete("description");
  if (text !== undefined) values.set("description", text);
  return { ...thing, values };
}

/** Each piece an intent of its own, so that a long text can be spread over changes of bounded size. */
function edits(before: string, after: string): DocumentIntent[] {
  return splicesOf(before, after).map((splice) => ({ intent: "EditText", splices: [splice] }));
}
