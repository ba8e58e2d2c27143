/** How the keys of nodes and edges read, whatever wrote them: for import, and for export to see what its own words say. */
import type { DependencyKind, Position, Size } from "../../values";
import { Digits, type FileJson } from "../fileJson";
import { isMarkdown, resolvePath, stemOf } from "../paths";
import { oneLine } from "../source";
import { readTextNode, UNTITLED } from "./textNode";

export type Keys = ReadonlyMap<string, FileJson>;

/** Far more than any canvas, and safely below what integers hold. */
export const COORDINATE_MAX = 1_000_000_000;

export interface Rect {
  readonly position: Position;
  readonly size: Size;
}

/** A group's rectangle, with what its file calls it. */
export interface NamedRect {
  readonly name: string;
  readonly rect: Rect;
}

export function stringAt(keys: Keys, key: string): string | undefined {
  const value = keys.get(key);
  return typeof value === "string" ? value : undefined;
}

/** Rounded as Java does (half to even); undefined where there is no number of a sane size. */
export function integerAt(keys: Keys, key: string): number | undefined {
  const json = keys.get(key);
  const value = json instanceof Digits ? Number(json.literal) : Number.NaN;
  if (!(Math.abs(value) <= COORDINATE_MAX)) return undefined;
  const floor = Math.floor(value);
  const rest = value - floor;
  const rounded = rest === 0.5 ? (floor % 2 === 0 ? floor : floor + 1) : Math.round(value);
  return rounded === 0 ? 0 : rounded;
}

/** One of the six presets or `#rrggbb`; what else programs write is kept for the export and shown in no colour. */
export function colorOf(keys: Keys): string {
  const color = stringAt(keys, "color") ?? "";
  return /^([1-6]|#[0-9a-fA-F]{6})$/.test(color) ? color : "";
}

/** The smallest of those that contain this one; of equal ones the last, which lies on top. @param bySize as `rectsBySize` orders them */
export function within(rect: Rect, bySize: readonly NamedRect[]): string {
  return bySize.find((each) => contains(each.rect, rect))?.name ?? "";
}

export function rectsBySize(inOrder: readonly NamedRect[]): NamedRect[] {
  const area = ({ rect }: NamedRect) => rect.size.width * rect.size.height;
  return [...inOrder].reverse().sort((a, b) => area(a) - area(b));
}

/** Touching edges from the inside is inside. */
function contains({ position, size }: Rect, other: Rect): boolean {
  return (
    position.x <= other.position.x &&
    position.y <= other.position.y &&
    position.x + size.width >= other.position.x + other.size.width &&
    position.y + size.height >= other.position.y + other.size.height
  );
}

export class CanvasNode {
  constructor(readonly keys: Keys) {}

  get type(): string {
    return stringAt(this.keys, "type") ?? "text";
  }

  get isGroup(): boolean {
    return this.type === "group";
  }

  get position(): Position {
    return { x: integerAt(this.keys, "x") ?? 0, y: integerAt(this.keys, "y") ?? 0 };
  }

  /** At least 1 each: a card that nobody can see is none. */
  get size(): Size {
    const atLeast1 = (key: string) => Math.max(1, integerAt(this.keys, key) ?? 1);
    return { width: atLeast1("width"), height: atLeast1("height") };
  }

  get rect(): Rect {
    return { position: this.position, size: this.size };
  }

  get text(): string {
    return stringAt(this.keys, "text") ?? "";
  }

  get title(): string {
    switch (this.type) {
      case "text":
        return readTextNode(this.text).title;
      case "group":
        return oneLine(stringAt(this.keys, "label") ?? "");
      case "file":
        return this.fileTitle();
      case "link": {
        const url = stringAt(this.keys, "url") ?? "";
        return titled(url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, ""));
      }
      default:
        return titled(stringAt(this.keys, "label") ?? stringAt(this.keys, "title") ?? this.type);
    }
  }

  /** Only text nodes have one. */
  get description(): string | undefined {
    return this.type === "text" ? readTextNode(this.text).description : undefined;
  }

  /** The path of a file node, from the root of its vault. */
  get file(): string | undefined {
    const path = this.type === "file" ? stringAt(this.keys, "file") : undefined;
    return path === undefined ? undefined : resolvePath("", path);
  }

  private fileTitle(): string {
    const file = stringAt(this.keys, "file") ?? "";
    const name = isMarkdown(file) ? stemOf(file) : file.slice(file.lastIndexOf("/") + 1);
    return titled(name + (stringAt(this.keys, "subpath") ?? ""));
  }
}

function titled(title: string): string {
  return oneLine(title) || UNTITLED;
}

/** One arrow head blocks, in its direction; none or two relate (FMT-CANVAS-5). */
export class CanvasEdge {
  constructor(readonly keys: Keys) {}

  get kind(): DependencyKind {
    return this.atFrom === this.atTo ? "relates" : "blocks";
  }

  /** The node that the dependency starts from. */
  get from(): string {
    return stringAt(this.keys, this.isReversed ? "toNode" : "fromNode") ?? "";
  }

  get to(): string {
    return stringAt(this.keys, this.isReversed ? "fromNode" : "toNode") ?? "";
  }

  get label(): string {
    return oneLine(stringAt(this.keys, "label") ?? "");
  }

  private get isReversed(): boolean {
    return this.atFrom && !this.atTo;
  }

  private get atFrom(): boolean {
    return (stringAt(this.keys, "fromEnd") ?? "none") === "arrow";
  }

  private get atTo(): boolean {
    return (stringAt(this.keys, "toEnd") ?? "arrow") === "arrow";
  }
}
