/** The arrows of a board merge. Owned by one import. */
import type { Board, Dependency } from "../../board";
import { byId, type DependencyId, type PlaceableRef, sameRef } from "../../ids";
import type { BoardIntent } from "../../intents";
import type { DependencyKind, Field } from "../../values";
import type { Warnings } from "../source";
import { baseKey, fieldOf, joined, plainNumber, type SourceThing, sortedSet, storedSet } from "./base";
import type { SourceBoard } from "./boardMerge";
import { arrange } from "./layers";
import { Matches, sourceId } from "./ours";
import type { ThingMerge } from "./thingMerge";

const MENTIONS = "mentions";

/** A dependency as a file has it, its ends in the words of the file. */
export interface SourceArrow {
  readonly thing: SourceThing;
  readonly from: string;
  readonly to: string;
  /** Where the file says so, for a table that names each arrow in cells; empty where an arrow stands for itself. Sorted. */
  readonly mentions: readonly string[];
}

interface Joined {
  readonly theirs: SourceArrow;
  readonly from: PlaceableRef;
  readonly to: PlaceableRef;
  readonly local: Dependency | undefined;
}

/** Where files of this kind named the arrow. */
export function mentionsOf(arrow: Dependency, kind: string): readonly string[] {
  const stored = arrow.meta.source?.values[baseKey(kind, MENTIONS)];
  return stored === undefined ? [] : storedSet(stored);
}

export class ArrowMerge {
  readonly summary = { added: 0, changed: 0, removed: 0 };
  private readonly arrows: Matches<Dependency>;
  private readonly met = new Set<DependencyId>();

  constructor(
    private readonly board: Board,
    private readonly source: SourceBoard,
    private readonly warnings: Warnings,
    private readonly things: ThingMerge,
    private readonly newId: () => string,
  ) {
    this.arrows = new Matches(board.dependencies.values(), source.kind);
  }

  merge(end: (name: string) => PlaceableRef, intents: BoardIntent[]): void {
    const all = this.source.arrows.map((theirs): Joined => {
      const [from, to] = [end(theirs.from), end(theirs.to)];
      return { theirs, from, to, local: this.local(theirs, from, to) };
    });
    const { ordered } = this.source.style;
    const slots = all.map(({ local }) => ({
      base: ordered && local !== undefined ? baseOrder(local, this.source.kind) : undefined,
      local: local?.order,
    }));
    const top = Math.max(0, ...[...this.board.dependencies.values()].map((each) => each.order));
    for (const [i, order] of arrange(slots, top).entries()) this.mergeOne(all[i]!, order, intents);
    this.dropUnmentioned(intents);
  }

  private mergeOne(each: Joined, order: number | undefined, intents: BoardIntent[]): void {
    const { local } = each;
    const { thing } = each.theirs;
    if (local !== undefined) this.met.add(local.id);
    if (local?.meta.life.deleted) return;
    const kind = fieldOf(thing, "kind") as DependencyKind;
    if (local === undefined || !leads(local, each.from, each.to, kind)) {
      if (local !== undefined) intents.push({ intent: "Delete", thing: { dependency: local.id } });
      return this.add(each, order ?? local?.order, intents);
    }
    const came = sourceId(local.meta, this.source.kind) !== undefined;
    const changes = this.things.update(
      local,
      thing,
      this.remembered(order, came ? this.mentions(local, each.theirs) : []),
    );
    intents.push(...changes);
    if (order !== undefined) intents.push({ intent: "SetOrder", thing: { dependency: local.id }, order });
    if (changes.some((change) => change.intent !== "SetSource")) this.summary.changed++;
  }

  private add({ theirs, from, to }: Joined, order: number | undefined, intents: BoardIntent[]): void {
    if (this.isTrashed(from) || this.isTrashed(to)) {
      this.warnings.add(theirs.thing.at, "an arrow from or to what is in the trash here is left out");
      return;
    }
    const dependency = this.newId() as DependencyId;
    const kind = fieldOf(theirs.thing, "kind") as DependencyKind;
    intents.push({ intent: "AddDependency", dependency, from, to, kind });
    const given = new Map<Field, string>([["kind", kind]]);
    intents.push(
      ...this.things.fill("dependency", dependency, theirs.thing, given, this.remembered(order, theirs.mentions)),
    );
    if (order !== undefined) intents.push({ intent: "SetOrder", thing: { dependency }, order });
    this.summary.added++;
  }

  private isTrashed(end: PlaceableRef): boolean {
    const thing = "card" in end ? this.board.cards.get(end.card) : this.board.groups.get(end.group);
    return thing?.meta.life.deleted ?? false;
  }

  /** An arrow that every cell which named it has ceased to name is gone from the file, and so from here. */
  private dropUnmentioned(intents: BoardIntent[]): void {
    for (const arrow of [...this.board.dependencies.values()].sort(byId)) {
      if (arrow.meta.life.deleted || this.met.has(arrow.id)) continue;
      const before = mentionsOf(arrow, this.source.kind);
      if (before.length === 0 || !before.every((mention) => this.source.style.speaksOf(mention))) continue;
      intents.push({ intent: "Delete", thing: { dependency: arrow.id } });
      this.summary.removed++;
    }
  }

  private remembered(order: number | undefined, mentions: readonly string[]): Map<string, string> {
    const more = new Map<string, string>();
    if (order !== undefined) more.set(baseKey(this.source.kind, "order"), plainNumber(order));
    if (mentions.length > 0) more.set(baseKey(this.source.kind, MENTIONS), joined(mentions));
    return more;
  }

  /** Those of the file, and those of earlier files that this one does not speak of. */
  private mentions(local: Dependency, theirs: SourceArrow): readonly string[] {
    if (theirs.mentions.length === 0) return [];
    const kept = mentionsOf(local, this.source.kind).filter((mention) => !this.source.style.speaksOf(mention));
    return sortedSet([...theirs.mentions, ...kept]);
  }

  private local({ thing }: SourceArrow, from: PlaceableRef, to: PlaceableRef): Dependency | undefined {
    const byName = this.arrows.find(thing.id);
    if (byName !== undefined || !this.source.style.arrowsByEnds) return byName;
    const kind = fieldOf(thing, "kind") as DependencyKind;
    return this.between(from, to)
      .filter((each) => !each.meta.life.deleted && joins(each, from, to, kind))
      .sort(byId)[0];
  }

  private ends: Map<string, Dependency[]> | undefined;

  private between(from: PlaceableRef, to: PlaceableRef): Dependency[] {
    const key = (a: PlaceableRef, b: PlaceableRef) => [JSON.stringify(a), JSON.stringify(b)].sort().join();
    if (this.ends === undefined) {
      this.ends = new Map();
      for (const arrow of this.board.dependencies.values()) {
        const at = key(arrow.from, arrow.to);
        this.ends.set(at, [...(this.ends.get(at) ?? []), arrow]);
      }
    }
    return this.ends.get(key(from, to)) ?? [];
  }
}

/** The order at the last import. */
export function baseOrder(thing: { readonly meta: Dependency["meta"] }, kind: string): number | undefined {
  const stored = thing.meta.source?.values[baseKey(kind, "order")];
  return stored === undefined ? undefined : Number(stored);
}

function leads(arrow: Dependency, from: PlaceableRef, to: PlaceableRef, kind: DependencyKind): boolean {
  return (sameRef(arrow.from, from) && sameRef(arrow.to, to)) || joins(arrow, from, to, kind);
}

/** An arrow that only relates has no direction. */
function joins(arrow: Dependency, from: PlaceableRef, to: PlaceableRef, kind: DependencyKind): boolean {
  const straight = sameRef(arrow.from, from) && sameRef(arrow.to, to);
  const turned = sameRef(arrow.from, to) && sameRef(arrow.to, from);
  return arrow.kind === kind && (straight || (turned && kind === "relates"));
}
