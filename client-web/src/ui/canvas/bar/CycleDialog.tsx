import { makeArrow } from "../deeds/actions";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import { CANVAS } from "../strings";
import styles from "./CycleDialog.module.css";
import { Dialog } from "./Dialog";

/** Before an arrow is drawn that closes a cycle: the path that it would have (CYCLE-4). */
export function CycleDialog({ session }: { readonly session: BoardSession }) {
  const pending = usePart(session.ui, (ui) => ui.pendingArrow);
  if (pending === undefined) return null;
  const { from, to, kind, path } = pending;
  const leave = () => session.put({ pendingArrow: undefined });
  return (
    <Dialog title={CANVAS.cycleTitle} close={leave}>
      <p className={styles.how}>{CANVAS.cycleHow}</p>
      <ol className={styles.path}>
        {path.map((card, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first card is the last one too
          <li key={i}>{session.titleOf({ card })}</li>
        ))}
      </ol>
      <div className={styles.buttons}>
        <button type="button" onClick={leave}>
          {CANVAS.cancel}
        </button>
        <button type="button" className={styles.anyway} onClick={() => makeArrow(session, from, to, kind)}>
          {CANVAS.makeAnyway}
        </button>
      </div>
    </Dialog>
  );
}
