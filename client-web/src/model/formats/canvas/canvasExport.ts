/** Writes a board as a JSON Canvas, one node or edge a line as Obsidian does, so that changes show well under version control. */
import type { Board, Card, Dependency, Group } from "../../board";
import { type BoardId, byId } from "../../ids";
import type { Team } from "../../team";
import type { Field } from "../../values";
import { type FileJson, type FileObject, write, writeMembers } from "../fileJson";
import { extraOf, joined, printExtra, unlikeImported } from "../merge/base";
import { isCard, nameOf, Ours, type Placed } from "../merge/ours";
import { Words } from "../merge/words";
import { folderOf, isMarkdown, resolvePath } from "../paths";
import { type BoardKept, CANVAS, readBoardExtra } from "./canvasImport";
import {
  EDGE_ENDS,
  keptOfEdge,
  keptOfNode,
  keysOver,
  type Reading,
  readingValue,
  readingWith,
  readKept,
  readPlain,
  readStoredOurs,
  resetKey,
  withExported,
  writeEdge,
  writeKept,
  writeOurs,
  writePlain,
} from "./keys";
import { CanvasEdge, CanvasNode, colorOf, integerAt, type NamedRect, rectsBySize } from "./nodes";
import { OUR_OBJECT } from "./reader";

const GROUP_VALUES: readonly Field[] = ["title", "position", "size", "color"];
const CARD_VALUES: readonly Field[] = [
  "title",
  "description",
  "status",
  "position",
  "size",
  "pinned",
  "color",
  "targetDate",
  "estimate",
];
const CARD_SETS: readonly Field[] = ["owner", "label", "document"];

/** The canvas. What is in the trash is left out, and arrows that lead there. */
export function writeCanvas(team: Team, id: BoardId, board: Board): string {
  return new CanvasExport(team, id, board).write();
}

class CanvasExport {
  private readonly names = new Map<string, string>();
  private readonly kept: BoardKept;
  private readonly placed: readonly Placed[];
  private readonly groups: readonly NamedRect[];
  private readonly words: Words;
  private readonly ours: Ours;
  /** The canvas that the board came from; "" for none. */
  private readonly file: string;

  constructor(
    team: Team,
    id: BoardId,
    private readonly board: Board,
  ) {
    const meta = team.boards.get(id)?.meta;
    this.kept = readBoardExtra(extraOf(meta, CANVAS));
    this.placed = [...board.groups.values(), ...board.cards.values()]
      .filter((each) => !each.meta.life.deleted)
      .sort(byLayer);
    const used = new Set<string>();
    for (const thing of this.placed) this.names.set(thing.id, unique(thing, used));
    this.groups = rectsBySize(
      this.placed.filter((each) => !isCard(each)).map((group) => ({ name: this.name(group.id), rect: group })),
    );
    this.file = meta?.source?.kind === CANVAS ? meta.source.id : "";
    this.words = new Words(team);
    this.ours = new Ours(team, board, this.words, CANVAS);
  }

  write(): string {
    const blocks: string[] = [];
    const nodes = this.placed.map((thing) => this.node(thing));
    if (nodes.length > 0 || this.kept.hasNodes) blocks.push(block("nodes", nodes));
    const edges = this.edges();
    if (edges.length > 0 || this.kept.hasEdges) blocks.push(block("edges", edges));
    for (const [key, value] of this.kept.keys) {
      if (key !== "nodes" && key !== "edges") blocks.push(`\t${write(key)}:${write(value)}`);
    }
    return blocks.length === 0 ? "{}" : `{\n${blocks.join(",\n")}\n}`;
  }

  private name(id: string): string {
    return this.names.get(id) ?? "";
  }

  private node(thing: Placed): FileObject {
    const kept = readKept(extraOf(thing.meta, CANVAS));
    const fields = this.fields(thing);
    const composed = writePlain(typeOf(thing, new CanvasNode(kept.keys).type), fields, kept.head);
    const keys = keysOver(kept, composed);
    settle(keys, composed, fields, readStoredOurs(kept.ours));
    const node = new CanvasNode(keys);
    const plain = readPlain(node, this.groups, (path) => this.document(path));
    const own = writeOurs(fields, plain, kept.ours);
    const spoken = readingWith(plain, readStoredOurs(own));
    const values = new Map<string, string>(spoken.values);
    for (const [field, words] of spoken.sets) values.set(field, joined(words));
    values.set("extra", printExtra(writeKept(keptOfNode(node, own, plain, spoken))));
    return line(this.name(thing.id), keys, withExported(own, unlikeImported(thing.meta, CANVAS, values)));
  }

  private fields(thing: Card | Group): Reading {
    const values = new Map<Field, string>();
    const sets = new Map<Field, readonly string[]>();
    for (const field of isCard(thing) ? CARD_VALUES : GROUP_VALUES) values.set(field, this.ours.value(thing, field));
    if (isCard(thing)) {
      values.set("group", thing.group === undefined ? "" : this.name(thing.group));
      for (const field of CARD_SETS) sets.set(field, this.ours.set(thing, field));
    }
    return { values, sets };
  }

  private document(path: string): string | undefined {
    if (!isMarkdown(path)) return undefined;
    const beside = resolvePath(folderOf(this.file), path);
    const document = this.words.document(path) ?? (beside === undefined ? undefined : this.words.document(beside));
    return document === undefined ? undefined : this.words.documentWord(document);
  }

  private edges(): FileObject[] {
    const used = new Set<string>();
    const ends = (arrow: Dependency) => [arrow.from, arrow.to].map((end) => ("card" in end ? end.card : end.group));
    const arrows = [...this.board.dependencies.values()]
      .filter((arrow) => !arrow.meta.life.deleted && ends(arrow).every((id) => this.names.has(id)))
      .sort(byLayer);
    const lines = arrows.map((arrow) => {
      const [from = "", to = ""] = ends(arrow).map((id) => this.name(id));
      return edgeLine(arrow, unique(arrow, used), from, to);
    });
    const nodes = new Set(this.names.values());
    for (const { index, edge } of this.kept.loops) {
      const [node, id] = [edge.get("fromNode"), edge.get("id")];
      if (typeof node !== "string" || !nodes.has(node) || typeof id !== "string" || used.has(id)) continue;
      used.add(id);
      lines.splice(Math.min(Math.max(index, 0), lines.length), 0, edge);
    }
    return lines;
  }
}

function edgeLine(arrow: Dependency, id: string, from: string, to: string): FileObject {
  const kept = readKept(extraOf(arrow.meta, CANVAS));
  const values = new Map<string, string>([
    ["kind", arrow.kind],
    ["color", arrow.color ?? ""],
    ["title", arrow.title],
  ]);
  const composed = writeEdge(from, to, values);
  const keys = keysOver(kept, composed);
  const edge = new CanvasEdge(keys);
  if (edge.from !== from || edge.to !== to || edge.kind !== arrow.kind) {
    for (const key of EDGE_ENDS) resetKey(keys, composed, key);
  }
  if (colorOf(keys) !== (arrow.color ?? "")) resetKey(keys, composed, "color");
  if (edge.label !== arrow.title) resetKey(keys, composed, "label");
  const derived = keptOfEdge(new CanvasEdge(keys), kept.ours, values as Map<Field, string>);
  const all = new Map(values).set("extra", printExtra(writeKept(derived)));
  return line(id, keys, withExported(kept.ours, unlikeImported(arrow.meta, CANVAS, all)));
}

function line(id: string, keys: ReadonlyMap<string, FileJson>, ours: FileObject): FileObject {
  const all = new Map<string, FileJson>([["id", id], ...keys]);
  if (ours.size > 0) all.set(OUR_OBJECT, ours);
  return all;
}

/** Takes imported keys back where the field says something else by now. */
function settle(
  keys: Map<string, FileJson>,
  composed: ReadonlyMap<string, FileJson>,
  fields: Reading,
  said: Reading,
): void {
  const node = new CanvasNode(keys);
  const now = new CanvasNode(composed);
  for (const key of ["x", "y"]) if (integerAt(keys, key) !== integerAt(composed, key)) resetKey(keys, composed, key);
  if (node.size.width !== now.size.width) resetKey(keys, composed, "width");
  if (node.size.height !== now.size.height) resetKey(keys, composed, "height");
  if (colorOf(keys) !== readingValue(fields, "color")) resetKey(keys, composed, "color");
  const told = readingWith(
    readPlain(node, [], () => undefined),
    said,
  );
  const sameTitle = readingValue(told, "title") === readingValue(fields, "title");
  if (node.isGroup && !sameTitle) resetKey(keys, composed, "label");
  const sameText = sameTitle && readingValue(told, "description") === readingValue(fields, "description");
  if (node.type === "text" && !sameText) resetKey(keys, composed, "text");
}

function typeOf(thing: Placed, imported: string): string {
  if (!isCard(thing)) return "group";
  return imported === "group" ? "text" : imported;
}

/** Two cards may come from one node, where two people imported it at once. */
function unique(thing: Placed | Dependency, used: Set<string>): string {
  const name = nameOf(thing, CANVAS);
  const free = used.has(name) ? thing.id : name;
  used.add(free);
  return free;
}

function byLayer(a: Placed | Dependency, b: Placed | Dependency): number {
  return a.order - b.order || byId(a, b);
}

function block(key: string, lines: readonly FileObject[]): string {
  const rows = lines.map((each) => `\n\t\t${writeMembers(each)}`).join(",");
  return `\t"${key}":[${rows}${lines.length === 0 ? "]" : "\n\t]"}`;
}
