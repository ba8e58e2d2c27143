/** Finds cards of boards by what people call them: id, id in the source they came from, title. */
import type { Board, Card } from "../../board";
import { byId } from "../../ids";
import { strip } from "../source";

export class CardNames {
  private readonly byId = new Map<string, Card>();
  private readonly bySource = new Map<string, Card[]>();
  private readonly byTitle = new Map<string, Card[]>();

  /** @param boards by rising id */
  constructor(boards: Iterable<Board>) {
    for (const board of boards) {
      for (const card of [...board.cards.values()].filter((each) => !each.meta.life.deleted).sort(byId)) {
        this.byId.set(card.id, card);
        if (card.meta.source !== undefined) list(this.bySource, card.meta.source.id).push(card);
        list(this.byTitle, plain(card.title)).push(card);
      }
    }
  }

  /** All cards of this name; more than one where only the title tells and several have it. */
  find(name: string): readonly Card[] {
    const exact = this.byId.get(name);
    return exact === undefined ? (this.bySource.get(name) ?? this.byTitle.get(plain(name)) ?? []) : [exact];
  }
}

function list(map: Map<string, Card[]>, key: string): Card[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

function plain(title: string): string {
  return strip(title).toLowerCase();
}
