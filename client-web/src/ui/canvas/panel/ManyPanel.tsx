import { deleteSelected, duplicateSelected, fitSelection, groupSelected, linkSelected } from "../deeds/actions";
import { arrangeSelected, stopArranging } from "../layout/arrange";
import { cardsIn } from "../logic/selection";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import type { FieldMenu } from "../store/ui";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

const MENUS: readonly (readonly [FieldMenu, string])[] = [
  ["status", CANVAS.status],
  ["assignee", CANVAS.owner],
  ["label", CANVAS.label],
];

/** Several things: what can be done to all of them at once. */
export function ManyPanel({ session }: { readonly session: BoardSession }) {
  const selection = usePart(session.ui, (ui) => ui.selection);
  const arranging = usePart(session.ui, (ui) => ui.arranging);
  const cards = cardsIn(selection);
  const only = cards.length === selection.size;
  return (
    <>
      <h3 className={styles.heading}>
        {only ? CANVAS.selectedCards(cards.length) : CANVAS.selectedThings(selection.size)}
      </h3>
      <div className={styles.section}>
        <button type="button" onClick={() => fitSelection(session)}>
          {CANVAS.showSelection}
        </button>
        {session.mayWrite && (
          <>
            {MENUS.map(([menu, name]) => (
              <button key={menu} type="button" disabled={cards.length === 0} onClick={() => session.put({ menu })}>
                {name} …
              </button>
            ))}
            <button type="button" disabled={cards.length === 0} onClick={() => void groupSelected(session)}>
              {CANVAS.groupThem}
            </button>
            {cards.length === 2 && (
              <button type="button" onClick={() => linkSelected(session)}>
                {CANVAS.linkThem}
              </button>
            )}
            {arranging ? (
              <button type="button" onClick={stopArranging}>
                {CANVAS.arranging} {CANVAS.stopArranging}
              </button>
            ) : (
              <button type="button" onClick={() => void arrangeSelected(session)}>
                {CANVAS.layout}
              </button>
            )}
            <button type="button" onClick={() => duplicateSelected(session)}>
              {CANVAS.duplicate}
            </button>
            <button type="button" className={styles.delete} onClick={() => deleteSelected(session)}>
              {CANVAS.delete}
            </button>
          </>
        )}
      </div>
    </>
  );
}
