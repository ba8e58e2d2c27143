/** Reads a canvas and checks all that JSON Canvas 1.0 demands (FMT-ERR-6). */
import {
  Digits,
  type FileObject,
  isArray,
  isFileObject,
  kindOf,
  type Located,
  readJson,
  sorted,
  write,
} from "../fileJson";
import { FORMAT_LIMITS, type Mark, type SourceText } from "../source";
import { COORDINATE_MAX, integerAt, type Keys } from "./nodes";

/** Key of our own object in a node or an edge. */
export const OUR_OBJECT = "meridian";

/** A node or an edge: `keys` are all but the id and our own object. */
export interface Element {
  readonly id: string;
  readonly at: Mark;
  readonly keys: Keys;
  readonly ours: Located | undefined;
}

/** A canvas that was read and checked; `keys` of the top level, but nodes and edges. */
export interface CanvasFile {
  readonly nodes: readonly Element[];
  readonly edges: readonly Element[];
  readonly keys: FileObject;
  readonly hasNodes: boolean;
  readonly hasEdges: boolean;
}

/** @throws ImportFailed with line and column */
export function readCanvas(source: SourceText): CanvasFile {
  return new Reader(source).file(readJson(source));
}

class Reader {
  constructor(private readonly source: SourceText) {}

  file(root: Located): CanvasFile {
    this.requireObject(root, 'a canvas is an object with "nodes" and "edges"');
    const nodes = this.items(root, "nodes");
    const edges = this.items(root, "edges");
    const count = nodes.length + edges.length;
    if (count > FORMAT_LIMITS.itemsMax) {
      throw this.source.bad(root.at, `${count} nodes and edges, and at most ${FORMAT_LIMITS.itemsMax} are read`);
    }
    const nodeIds = new Map<string, Mark>();
    const checkedNodes = nodes.map((node) => this.node(node, nodeIds));
    const edgeIds = new Map<string, Mark>();
    const checkedEdges = edges.map((edge) => this.edge(edge, edgeIds, nodeIds));
    const keys = new Map(root.value as FileObject);
    const hasNodes = keys.delete("nodes");
    const hasEdges = keys.delete("edges");
    this.requireSize(keys, root.at, "the canvas");
    return { nodes: checkedNodes, edges: checkedEdges, keys: sorted(keys), hasNodes, hasEdges };
  }

  private node(node: Located, ids: Map<string, Mark>): Element {
    this.requireObject(node, "a node is an object");
    const id = this.id(node, ids, "node");
    const what = `node "${id}"`;
    const type = this.required(node, "type", what);
    for (const key of ["x", "y", "width", "height"]) this.requireNumber(node, key, what);
    this.optional(node, "color", what);
    if (type === "text") this.required(node, "text", what);
    else if (type === "file") {
      this.required(node, "file", what);
      this.optional(node, "subpath", what);
    } else if (type === "link") this.required(node, "url", what);
    else if (type === "group") this.requireTitle(node, "label", what);
    else this.optional(node, "label", what);
    return this.element(node, id, what);
  }

  private edge(edge: Located, ids: Map<string, Mark>, nodes: ReadonlyMap<string, Mark>): Element {
    this.requireObject(edge, "an edge is an object");
    const id = this.id(edge, ids, "edge");
    const what = `edge "${id}"`;
    for (const key of ["fromNode", "toNode"]) {
      const node = this.required(edge, key, what);
      if (!nodes.has(node))
        throw this.source.bad(at(edge, key), `${what}: "${key}" names "${node}", and there is no such node`);
    }
    for (const key of ["fromEnd", "toEnd"]) {
      const end = this.optional(edge, key, what);
      if (end !== undefined && end !== "none" && end !== "arrow") {
        throw this.source.bad(at(edge, key), `${what}: "${key}" is "none" or "arrow", not "${end}"`);
      }
    }
    for (const key of ["fromSide", "toSide", "color"]) this.optional(edge, key, what);
    this.requireTitle(edge, "label", what);
    return this.element(edge, id, what);
  }

  private element(object: Located, id: string, what: string): Element {
    const keys = new Map(object.value as FileObject);
    keys.delete("id");
    keys.delete(OUR_OBJECT);
    const foreign = new Map(keys);
    foreign.delete("text");
    this.requireSize(foreign, object.at, what);
    const ours = object.members.get(OUR_OBJECT);
    if (ours !== undefined) this.requireObject(ours, `${what}: "${OUR_OBJECT}" is an object`);
    return { id, at: object.at, keys, ours };
  }

  private id(object: Located, ids: Map<string, Mark>, noun: string): string {
    const id = this.required(object, "id", `a ${noun} of this canvas`);
    if (id === "" || id.length > FORMAT_LIMITS.titleCharsMax) {
      throw this.source.bad(at(object, "id"), `the id of a ${noun} has 1 to ${FORMAT_LIMITS.titleCharsMax} characters`);
    }
    const before = ids.get(id);
    if (before !== undefined) {
      throw this.source.bad(at(object, "id"), `the ${noun} "${id}" is there already, on line ${before.line}`);
    }
    ids.set(id, object.at);
    return id;
  }

  private items(root: Located, key: string): readonly Located[] {
    const value = root.members.get(key);
    if (value === undefined) return [];
    if (!isArray(value.value)) throw this.source.bad(value.at, `"${key}" is an array, not ${kindOf(value.value)}`);
    return value.items;
  }

  private required(object: Located, key: string, what: string): string {
    const value = this.optional(object, key, what);
    if (value === undefined) throw this.source.bad(object.at, `${what} has no "${key}"`);
    return value;
  }

  private optional(object: Located, key: string, what: string): string | undefined {
    const value = object.members.get(key);
    if (value === undefined || typeof value.value === "string") return value?.value as string | undefined;
    throw this.source.bad(value.at, `${what}: "${key}" is a string, not ${kindOf(value.value)}`);
  }

  private requireTitle(object: Located, key: string, what: string): void {
    const length = this.optional(object, key, what)?.length ?? 0;
    const most = FORMAT_LIMITS.titleCharsMax;
    if (length > most) {
      throw this.source.bad(
        at(object, key),
        `${what}: "${key}" has ${length} characters, and at most ${most} are read`,
      );
    }
  }

  private requireNumber(object: Located, key: string, what: string): void {
    const value = object.members.get(key);
    if (value === undefined) throw this.source.bad(object.at, `${what} has no "${key}"`);
    if (!(value.value instanceof Digits)) {
      throw this.source.bad(value.at, `${what}: "${key}" is a number, not ${kindOf(value.value)}`);
    }
    if (integerAt(object.value as FileObject, key) === undefined) {
      throw this.source.bad(value.at, `${what}: "${key}" lies outside ${-COORDINATE_MAX} to ${COORDINATE_MAX}`);
    }
  }

  private requireSize(foreign: FileObject, mark: Mark, what: string): void {
    const chars = write(foreign).length;
    const most = FORMAT_LIMITS.extraCharsMax;
    if (chars > most)
      throw this.source.bad(mark, `${what} has keys of ${chars} characters, and at most ${most} are kept`);
  }

  private requireObject(value: Located, sentence: string): void {
    if (!isFileObject(value.value)) throw this.source.bad(value.at, `${sentence}, not ${kindOf(value.value)}`);
  }
}

function at(object: Located, key: string): Mark {
  return object.members.get(key)?.at ?? object.at;
}
