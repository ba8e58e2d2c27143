import type { DependencyId } from "../../../model/ids";
import type { DependencyKind } from "../../../model/values";
import { drawArrow } from "../deeds/actions";
import { blockingWay } from "../logic/cyclePath";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

const KINDS: readonly (readonly [DependencyKind, string])[] = [
  ["blocks", CANVAS.kindBlocks],
  ["relates", CANVAS.kindRelates],
];

/** An arrow: from where to where, and what it says. */
export function ArrowPanel({ session, id }: { readonly session: BoardSession; readonly id: DependencyId }) {
  const arrow = session.store.dependencies.get(id);
  if (arrow === undefined || !session.store.routes.has(id)) return null;
  const { from, to, kind } = arrow;
  const red = session.store.isRed(arrow);
  const way = red && "card" in from && "card" in to ? blockingWay(session.store, to.card, from.card) : undefined;
  const turn = async () => {
    if ((await session.edit([{ intent: "Delete", thing: { dependency: id } }])) !== false)
      drawArrow(session, to, from, kind);
  };
  return (
    <>
      <h3 className={styles.heading}>{CANVAS.arrow}</h3>
      <p>{CANVAS.fromTo(session.titleOf(from), session.titleOf(to))}</p>
      {way !== undefined && "card" in from && (
        <p className={styles.note} data-tone="alarm">
          {CANVAS.cycleNamed([from.card, ...way].map((card) => session.titleOf({ card })).join(" → "))}
        </p>
      )}
      <fieldset className={styles.section} disabled={!session.mayWrite}>
        {KINDS.map(([each, name]) => (
          <label key={each} className={styles.row}>
            <input
              type="radio"
              name="kind"
              checked={kind === each}
              onChange={() => void session.edit([{ intent: "SetKind", dependency: id, kind: each }])}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {session.mayWrite && (
        <>
          <button type="button" className={styles.small} onClick={() => void turn()}>
            {CANVAS.turn}
          </button>
          <button
            type="button"
            className={styles.delete}
            onClick={() => void session.edit([{ intent: "Delete", thing: { dependency: id } }])}
          >
            {CANVAS.delete}
          </button>
        </>
      )}
    </>
  );
}
