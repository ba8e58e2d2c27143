/** What is selected, with all its fields, at the side of the board; below it on a small screen. */
import type { ReactNode } from "react";
import type { CardId, DependencyId, GroupId } from "../../../model/ids";
import { CloseIcon } from "../../shell/icons";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS } from "../strings";
import { ArrowPanel } from "./ArrowPanel";
import { CardPanel } from "./CardPanel";
import { GroupPanel } from "./GroupPanel";
import { ManyPanel } from "./ManyPanel";
import styles from "./Panel.module.css";

export function Panel({ session }: { readonly session: BoardSession }) {
  const open = usePart(session.ui, (ui) => ui.panel);
  const selection = usePart(session.ui, (ui) => ui.selection);
  // Everything in the panel is read from the store anew when it changes: it shows one thing, not the board.
  useCell(session.store.version);
  const [key] = selection;
  if (key === undefined) return null;
  if (!open) return <Hint session={session} />;
  return (
    <aside className={styles.panel} aria-label={CANVAS.details}>
      <button
        type="button"
        className={styles.close}
        aria-label={CANVAS.close}
        title={CANVAS.close}
        onClick={() => session.put({ panel: false })}
      >
        <CloseIcon />
      </button>
      <h2 className="unseen">{CANVAS.details}</h2>
      {selection.size > 1 ? <ManyPanel session={session} /> : one(session, key)}
    </aside>
  );
}

function one(session: BoardSession, key: string): ReactNode {
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("card:")) return <CardPanel key={id} session={session} id={id as CardId} />;
  if (key.startsWith("group:")) return <GroupPanel key={id} session={session} id={id as GroupId} />;
  return <ArrowPanel key={id} session={session} id={id as DependencyId} />;
}

/** On a small screen the panel would cover the board: it is opened by hand. */
function Hint({ session }: { readonly session: BoardSession }) {
  return (
    <button type="button" className={styles.hint} onClick={() => session.put({ panel: true })}>
      {CANVAS.details}
    </button>
  );
}
