/** Arranges the selection, or all cards of the selected groups: one change, one step of undo. */
import type { CardId } from "../../../model/ids";
import type { Rect } from "../logic/rect";
import { cardsIn, groupsIn, thingKey } from "../logic/selection";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import type { Arranging } from "./elk";
import { graphOf, layoutIntents, movable, unplaced } from "./graph";

let running: { readonly session: BoardSession; readonly arranging: Arranging } | undefined;

export async function arrangeSelected(session: BoardSession): Promise<void> {
  if (!session.mayWrite) return;
  const { store } = session;
  const { selection } = session.ui.get();
  const asked = new Set<CardId>(cardsIn(selection));
  for (const group of groupsIn(selection)) for (const card of store.membersOf(group)) asked.add(card);
  const cards = movable(store, selection.size > 0 ? [...asked] : unplaced(store));
  if (cards.length < 2) return session.tell(CANVAS.nothingToArrange);
  stopArranging();
  session.put({ arranging: true });
  const { arrange } = await import("./elk");
  const arranging = arrange(graphOf(store, cards));
  running = { session, arranging };
  try {
    const intents = layoutIntents(store, await arranging.done);
    const rects = new Map<string, Rect>();
    for (const intent of intents) {
      if (intent.intent !== "Move" && intent.intent !== "Resize") continue;
      const key = thingKey(intent.thing);
      const rect = rects.get(key) ?? store.rect(intent.thing);
      const change = intent.intent === "Move" ? intent.position : intent.size;
      if (rect !== undefined) rects.set(key, { ...rect, ...change });
    }
    session.editHeld(intents, rects);
    session.tell(CANVAS.arranged(cards.length));
  } catch (failure) {
    if (running?.arranging === arranging) session.complain(failure);
  } finally {
    if (running === undefined || running.arranging === arranging) session.put({ arranging: false });
    if (running?.arranging === arranging) running = undefined;
  }
}

/** Ends what goes on, wherever it is. */
export function stopArranging(): void {
  const was = running;
  running = undefined;
  was?.arranging.stop();
  was?.session.put({ arranging: false });
}
