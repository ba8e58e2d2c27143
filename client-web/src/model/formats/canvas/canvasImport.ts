/** Reads a JSON Canvas into a board, with the Markdown files that it shows where they came with it (FMT-CANVAS-6). */
import type { Field } from "../../values";
import { Digits, type FileJson, type FileObject, isArray, isFileObject, sorted, write } from "../fileJson";
import { type MarkdownFile, readMarkdown } from "../markdown/markdownFile";
import type { SourceArrow } from "../merge/arrowMerge";
import {
  type BoardTarget,
  type ImportContext,
  type ImportPlan,
  planBoard,
  type SourcePlaced,
} from "../merge/boardMerge";
import { DocumentMerge, type Shelf } from "../merge/documentMerge";
import { Words } from "../merge/words";
import { folderOf, isMarkdown, resolvePath } from "../paths";
import { FORMAT_LIMITS, SourceText, Warnings } from "../source";
import {
  exportedOf,
  type Kept,
  keptOfEdge,
  keptOfNode,
  onlyTitle,
  readEdge,
  readingValue,
  readingWith,
  readOurs,
  readPlain,
  writeKept,
} from "./keys";
import { CanvasEdge, CanvasNode, type NamedRect, rectsBySize } from "./nodes";
import { type CanvasFile, type Element, OUR_OBJECT, readCanvas } from "./reader";

/** Kind of source of cards, groups, arrows and boards that came from a canvas. */
export const CANVAS = "canvas";

/** What it takes to bring a canvas into a board. @throws ImportFailed */
export function planCanvas(
  context: ImportContext,
  target: BoardTarget,
  file: string,
  bytes: Uint8Array,
  vault: Vault = NO_VAULT,
): ImportPlan {
  const source = SourceText.decode(file, bytes);
  return new CanvasImport(context, source, vault).plan(target, readCanvas(source));
}

/** The files around a canvas, by path from one root, and what is here of them already. */
export interface Vault {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly shelf: Shelf;
}

const NO_VAULT: Vault = { files: new Map(), shelf: { boards: new Map(), documents: new Map() } };

class CanvasImport {
  private readonly warnings: Warnings;
  private readonly words: Words;
  /** Those that nodes show. */
  private readonly files = new Map<string, MarkdownFile>();

  constructor(
    private readonly context: ImportContext,
    private readonly source: SourceText,
    private readonly vault: Vault,
  ) {
    this.warnings = new Warnings(source.file);
    this.words = new Words(context.team);
  }

  plan(target: BoardTarget, canvas: CanvasFile): ImportPlan {
    const nodes = canvas.nodes.map((element) => ({ element, node: new CanvasNode(element.keys) }));
    const groups = rectsBySize(
      nodes.filter(({ node }) => node.isGroup).map(({ element, node }) => ({ name: element.id, rect: node.rect })),
    );
    const placed = nodes.map(({ element, node }) => this.placed(element, node, groups));
    const arrows = canvas.edges.flatMap((element) => this.arrow(element));
    const style = { ordered: true, arrowsByEnds: false, speaksOf: () => false, statusWords: new Map() };
    const board = { kind: CANVAS, file: this.source.file, placed, arrows, extra: boardExtra(canvas), style };
    const merge = new DocumentMerge(this.context, this.vault.shelf, this.warnings, true);
    for (const file of this.files.values()) merge.take(file);
    return planBoard(this.context, target, board, this.warnings, merge);
  }

  private placed(element: Element, node: CanvasNode, groups: readonly NamedRect[]): SourcePlaced {
    const document = this.document(element, node);
    const plain = readPlain(node, groups, () => document);
    let fields = plain;
    if (element.ours !== undefined) {
      const ours = readOurs(this.source, `node "${element.id}"`, element.ours);
      const group = readingValue(ours, "group");
      if (group !== "" && !groups.some((each) => each.name === group)) {
        throw this.source.bad(element.at, `node "${element.id}": there is no group "${group}" in this canvas`);
      }
      fields = readingWith(plain, node.isGroup ? onlyTitle(ours) : ours);
    }
    const extra = this.kept(keptOfNode(node, element.ours?.value, plain, fields), element);
    const { id, at } = element;
    return { isGroup: node.isGroup, thing: { id, at, ...fields, extra, exported: exportedOf(element.ours) } };
  }

  private arrow(element: Element): SourceArrow[] {
    const edge = new CanvasEdge(element.keys);
    const { id, at } = element;
    if (edge.from === edge.to) {
      this.warnings.add(at, `edge "${id}" leads back to its own node: it is kept for the export only`);
      return [];
    }
    const values: Map<Field, string> = readEdge(edge);
    const extra = this.kept(keptOfEdge(edge, element.ours?.value, values), element);
    const thing = { id, at, values, sets: new Map(), extra, exported: exportedOf(element.ours) };
    return [{ thing, from: edge.from, to: edge.to, mentions: [] }];
  }

  private kept(kept: Kept, { id, at }: Element): FileObject {
    const extra = writeKept(kept);
    const chars = write(extra).length;
    const most = FORMAT_LIMITS.extraCharsMax;
    if (chars > most)
      throw this.source.bad(at, `"${id}" has keys of ${chars} characters, and at most ${most} are kept`);
    return extra;
  }

  /** What the workspace calls the Markdown file of a node; paths start at the root of the vault, else at the canvas. */
  private document({ at }: Element, node: CanvasNode): string | undefined {
    const path = node.file;
    if (path === undefined || !isMarkdown(path)) return undefined;
    const beside = resolvePath(folderOf(this.source.file), path);
    for (const each of [path, beside]) {
      const bytes = each === undefined ? undefined : this.vault.files.get(each);
      if (each === undefined || bytes === undefined) continue;
      if (!this.files.has(each)) this.files.set(each, readMarkdown(each, bytes));
      return each;
    }
    const known = [path, beside].find((each) => each !== undefined && this.words.document(each) !== undefined);
    if (known === undefined) this.warnings.add(at, `the file "${path}" is not there; its card has no document`);
    return known;
  }
}

/** What has to be kept of a canvas as a whole: edges from a node to itself are in no board. */
function boardExtra(canvas: CanvasFile): FileObject {
  const stored = new Map<string, FileJson>();
  const absent = [...(canvas.hasNodes ? [] : ["nodes"]), ...(canvas.hasEdges ? [] : ["edges"])];
  if (absent.length > 0) stored.set("absent", absent);
  if (canvas.keys.size > 0) stored.set("keys", canvas.keys);
  const loops = canvas.edges.flatMap(({ id, keys, ours }, i): FileObject[] => {
    if (typeof keys.get("fromNode") !== "string" || keys.get("fromNode") !== keys.get("toNode")) return [];
    const edge = new Map(keys).set("id", id);
    if (ours !== undefined) edge.set(OUR_OBJECT, ours.value);
    return [
      new Map<string, FileJson>([
        ["edge", sorted(edge)],
        ["index", new Digits(String(i))],
      ]),
    ];
  });
  if (loops.length > 0) stored.set("loops", loops);
  return stored;
}

/** An edge from a node to itself, with its place among the edges. */
export interface Loop {
  readonly index: number;
  readonly edge: FileObject;
}

export interface BoardKept {
  readonly keys: FileObject;
  readonly hasNodes: boolean;
  readonly hasEdges: boolean;
  readonly loops: readonly Loop[];
}

/** Reads what an import kept of a canvas as a whole. */
export function readBoardExtra(stored: FileObject): BoardKept {
  const [absent, keys, loops] = [stored.get("absent"), stored.get("keys"), stored.get("loops")];
  const lacks = (key: string) => isArray(absent) && absent.includes(key);
  return {
    keys: isFileObject(keys) ? keys : new Map(),
    hasNodes: !lacks("nodes"),
    hasEdges: !lacks("edges"),
    loops: (isArray(loops) ? loops : []).flatMap((item) => {
      const [edge, index] = isFileObject(item) ? [item.get("edge"), item.get("index")] : [];
      return isFileObject(edge) && index instanceof Digits ? [{ edge, index: Number(index.literal) }] : [];
    }),
  };
}
