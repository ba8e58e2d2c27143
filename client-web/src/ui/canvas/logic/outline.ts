/** The board as a list: groups in the order of reading, each with its cards, then what is in no group. */
import type { CardId, GroupId } from "../../../model/ids";
import type { BoardStore } from "../store/boardStore";
import { inReadingOrder } from "./walk";

export type Row =
  | { readonly type: "Group"; readonly group: GroupId | undefined; readonly count: number }
  | { readonly type: "Card"; readonly card: CardId; readonly place: number; readonly of: number };

export function outlineOf(store: BoardStore): Row[] {
  const byGroup = new Map<GroupId | undefined, CardId[]>();
  for (const id of store.order.get()) {
    const group = store.cards.get(id)?.group;
    const there = group !== undefined && store.rect({ group }) !== undefined ? group : undefined;
    const list = byGroup.get(there);
    if (list === undefined) byGroup.set(there, [id]);
    else list.push(id);
  }
  const groups = inReadingOrder(
    store.livingGroups().flatMap(({ id }) => {
      const rect = store.rect({ group: id });
      return rect === undefined ? [] : [{ key: id, rect }];
    }),
  );
  return [...groups, undefined].flatMap((group): Row[] => {
    const cards = byGroup.get(group) ?? [];
    if (cards.length === 0 && group === undefined) return [];
    const inOrder = inReadingOrder(
      cards.flatMap((card) => {
        const rect = store.rect({ card });
        return rect === undefined ? [] : [{ key: card, rect }];
      }),
    );
    const rows = inOrder.map((card, i): Row => ({ type: "Card", card, place: i + 1, of: inOrder.length }));
    return [{ type: "Group", group, count: inOrder.length }, ...rows];
  });
}
