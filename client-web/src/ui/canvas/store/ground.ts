/** A board as the hit test sees it. */
import type { CardId } from "../../../model/ids";
import type { Ground } from "../logic/hit";
import { titleRect } from "../paint/groupPaint";
import type { BoardStore } from "./boardStore";

export function groundOf(store: BoardStore, zoom = 1): Ground {
  return {
    cardGrid: store.cardGrid,
    arrowGrid: store.arrowGrid,
    routes: store.routes,
    dependencies: store.dependencies,
    rect: (thing) => store.rect(thing),
    isAbove: (a, b) => rank(store, a) >= rank(store, b),
    groups: () =>
      store.livingGroups().flatMap(({ id }) => {
        const rect = store.rect({ group: id });
        return rect === undefined ? [] : [{ id, rect, title: titleRect(rect, zoom) }];
      }),
  };
}

function rank(store: BoardStore, id: CardId): number {
  return store.order.get().indexOf(id);
}
