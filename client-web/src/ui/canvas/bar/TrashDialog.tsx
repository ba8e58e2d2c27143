import type { ThingRef } from "../../../model/ids";
import type { BoardSession } from "../store/boardSession";
import { useCell, usePart } from "../store/cell";
import { CANVAS } from "../strings";
import { Dialog } from "./Dialog";
import styles from "./TrashDialog.module.css";

interface Thrown {
  readonly key: string;
  readonly thing: ThingRef;
  readonly title: string;
  readonly kind: string;
}

/** What was deleted, to be brought back or to be gone for good. */
export function TrashDialog({ session }: { readonly session: BoardSession }) {
  useCell(session.store.version);
  const mayWrite = usePart(session.opened, (opened) => opened?.mayWrite === true);
  const thrown = thrownOf(session);
  return (
    <Dialog title={CANVAS.trash} close={() => session.put({ dialog: undefined })}>
      {thrown.length === 0 && <p>{CANVAS.emptyTrash}</p>}
      {mayWrite && thrown.length > 0 && (
        <button type="button" className={styles.purge} onClick={() => void empty(session)}>
          {CANVAS.emptyAll}
        </button>
      )}
      <ul className={styles.list}>
        {thrown.map(({ key, thing, title, kind }) => (
          <li key={key}>
            <span className={styles.title}>{title}</span>
            <span className={styles.kind}>{kind}</span>
            {mayWrite && (
              <>
                <button type="button" onClick={() => void session.edit([{ intent: "Restore", thing }])}>
                  {CANVAS.restore}
                </button>
                <button
                  type="button"
                  className={styles.purge}
                  onClick={() => void session.edit([{ intent: "Purge", thing }])}
                >
                  {CANVAS.purge}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

async function empty(session: BoardSession): Promise<void> {
  const { engine, workspace, board } = session;
  try {
    session.tell(CANVAS.emptied(await engine.call("EmptyTrash", { workspace, board })));
  } catch (failure) {
    session.complain(failure);
  }
}

function thrownOf(session: BoardSession): Thrown[] {
  const { cards, groups, dependencies } = session.store;
  const isGone = (thing: { readonly meta: { readonly life: { readonly deleted: boolean } } }) =>
    thing.meta.life.deleted;
  const name = (title: string) => (title === "" ? CANVAS.untitled : title);
  return [
    ...[...cards.values()]
      .filter(isGone)
      .map((card) => ({ key: card.id, thing: { card: card.id }, title: name(card.title), kind: CANVAS.cardKind })),
    ...[...groups.values()]
      .filter(isGone)
      .map((group) => ({ key: group.id, thing: { group: group.id }, title: name(group.title), kind: CANVAS.group })),
    ...[...dependencies.values()].filter(isGone).map((arrow) => ({
      key: arrow.id,
      thing: { dependency: arrow.id },
      title: CANVAS.fromTo(session.titleOf(arrow.from), session.titleOf(arrow.to)),
      kind: CANVAS.arrow,
    })),
  ];
}
