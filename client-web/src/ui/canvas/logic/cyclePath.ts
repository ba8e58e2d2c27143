/** Whether an arrow would close a cycle, and through which cards: asked before it is drawn. */
import type { Dependency } from "../../../model/board";
import type { CardId } from "../../../model/ids";

/** What the search needs of a board. */
export interface Links {
  linked(card: CardId, way: "in" | "out"): readonly { readonly arrow: Dependency; readonly card: CardId }[];
}

/** A shortest way along arrows that block, both ends included; undefined where there is none. */
export function blockingWay(links: Links, from: CardId, to: CardId): CardId[] | undefined {
  const cameFrom = new Map<CardId, CardId | undefined>([[from, undefined]]);
  const queue = [from];
  for (const card of queue) {
    if (card === to) {
      const way: CardId[] = [];
      for (let at: CardId | undefined = to; at !== undefined; at = cameFrom.get(at)) way.push(at);
      return way.reverse();
    }
    for (const { arrow, card: next } of links.linked(card, "out")) {
      if (arrow.kind !== "blocks" || cameFrom.has(next)) continue;
      cameFrom.set(next, card);
      queue.push(next);
    }
  }
  return undefined;
}
