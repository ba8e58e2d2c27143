/** Boards for the tests of the canvas: real things, as the engine tells of them. */
import type { Card, Dependency, Group } from "../../src/model/board";
import type { CommentThread } from "../../src/model/discussion";
import type { CardId, DependencyId, GroupId } from "../../src/model/ids";
import type { Meta } from "../../src/model/values";
import { BoardStore } from "../../src/ui/canvas/store/boardStore";
import type { BoardSnapshot } from "../../src/worker/api";

export const id = <T extends string>(n: number) => n.toString(16).padStart(32, "0") as T;

const META: Meta = {
  life: { deleted: false, edits: 1, revival: undefined },
  conflicts: [],
  source: undefined,
  extra: undefined,
  unknown: {},
};

export function card(n: number, x: number, y: number, more: Partial<Card> = {}): Card {
  return {
    id: id<CardId>(n),
    title: `Card ${n}`,
    description: "",
    status: undefined,
    statusWord: undefined,
    owners: [],
    labels: [],
    documents: [],
    updates: [],
    position: { x, y },
    size: { width: 200, height: 100 },
    group: undefined,
    order: n,
    pinned: false,
    color: undefined,
    targetDate: undefined,
    estimate: undefined,
    meta: META,
    ...more,
  };
}

export function group(n: number, x: number, y: number, width: number, height: number): Group {
  const shared = { order: n, color: undefined, meta: META };
  return { id: id<GroupId>(n), title: `Group ${n}`, position: { x, y }, size: { width, height }, ...shared };
}

export function arrow(n: number, from: number, to: number, kind: "blocks" | "relates" = "blocks"): Dependency {
  const ends = { from: { card: id<CardId>(from) }, to: { card: id<CardId>(to) } };
  return { id: id<DependencyId>(n), ...ends, kind, title: "", order: n, color: undefined, meta: META };
}

export function deleted<T extends { readonly meta: Meta }>(thing: T): T {
  return { ...thing, meta: { ...thing.meta, life: { ...thing.meta.life, deleted: true } } };
}

export function boardOf(things: Partial<BoardSnapshot> & { readonly threads?: readonly CommentThread[] }): BoardStore {
  const store = new BoardStore();
  store.take({ cards: [], groups: [], dependencies: [], cycles: [], threads: [], ...things });
  return store;
}

/** Ids as they are made, one after the other. */
export function counting() {
  let n = 0xa000;
  return (length: number) => {
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(length - 4, ++n);
    return bytes;
  };
}
