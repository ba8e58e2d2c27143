/** What the workspace holds, in the words that files use, so that both can be compared. */
import type { Board, Card, Dependency, Group } from "../../board";
import type { Thing } from "../../boardDiff";
import { byId, type GroupId } from "../../ids";
import type { Team } from "../../team";
import { type Field, type Meta, printPosition, printSize } from "../../values";
import { plainNumber, sortedSet } from "./base";
import type { Words } from "./words";

export type Arrow = Dependency;
export type Placed = Card | Group;

export const isArrow = (thing: Thing): thing is Dependency => "from" in thing;
export const isCard = (thing: Thing): thing is Card => "owners" in thing;

/** What a file of this format calls a thing that came from there; undefined for others. */
export function sourceId(meta: Meta, kind: string): string | undefined {
  return meta.source?.kind === kind ? meta.source.id : undefined;
}

export function nameOf(thing: Thing, kind: string): string {
  return sourceId(thing.meta, kind) ?? thing.id;
}

export class Ours {
  /** @param kind of the format whose ids name groups */
  constructor(
    private readonly team: Team,
    private readonly board: Board,
    private readonly words: Words,
    private readonly kind: string,
  ) {}

  /** A field with one value; "" for none. */
  value(thing: Thing, field: Field): string {
    switch (field) {
      case "title":
        return thing.title;
      case "color":
        return thing.color ?? "";
    }
    if (isArrow(thing)) {
      if (field === "kind") return thing.kind;
      throw new RangeError(`an arrow has no ${field}`);
    }
    if (field === "position") return printPosition(thing.position);
    if (field === "size") return printSize(thing.size);
    if (isCard(thing)) return this.cardValue(thing, field);
    throw new RangeError(`a group has no ${field}`);
  }

  private cardValue(card: Card, field: Field): string {
    switch (field) {
      case "description":
        return card.description;
      case "status":
        return this.words.statusWord(
          card.status === undefined ? undefined : this.team.statuses.get(card.status),
          card.statusWord,
        );
      case "group":
        return card.group === undefined ? "" : this.groupName(card.group);
      case "pinned":
        return card.pinned ? "true" : "";
      case "targetDate":
        return card.targetDate ?? "";
      case "estimate":
        return card.estimate === undefined ? "" : plainNumber(card.estimate);
      default:
        throw new RangeError(`a card has no single ${field}`);
    }
  }

  private groupName(id: GroupId): string {
    const group = this.board.groups.get(id);
    return group === undefined ? id : nameOf(group, this.kind);
  }

  /** A field with several. */
  set(thing: Thing, field: Field): readonly string[] {
    if (!isCard(thing)) return [];
    switch (field) {
      case "owner":
        return sortedSet(thing.owners.map((owner) => this.words.ownerWord(owner)));
      case "label":
        return sortedSet(thing.labels);
      case "document":
        return sortedSet(thing.documents.map((document) => this.words.documentWord(document)));
      default:
        throw new RangeError(`${field} is no set`);
    }
  }
}

/** Finds what is here by what a file calls it: the id it was imported by, else its own. */
export class Matches<T extends Thing> {
  private readonly bySource = new Map<string, T>();
  private readonly byId = new Map<string, T>();

  constructor(things: Iterable<T>, kind: string) {
    // Two people may have imported one file at once, each making a card: all replicas choose the same, and one that is not in the trash.
    const inOrder = [...things].sort((a, b) => Number(a.meta.life.deleted) - Number(b.meta.life.deleted) || byId(a, b));
    for (const thing of inOrder) {
      const id = sourceId(thing.meta, kind);
      if (id !== undefined && !this.bySource.has(id)) this.bySource.set(id, thing);
      this.byId.set(thing.id, thing);
    }
  }

  find(name: string): T | undefined {
    return this.bySource.get(name) ?? this.byId.get(name);
  }
}
