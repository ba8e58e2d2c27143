import type { GroupId } from "../../../model/ids";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import { Colors } from "./CardFields";
import styles from "./Panel.module.css";
import { TitleField } from "./TitleField";

/** A group, and the cards that belong to it. */
export function GroupPanel({ session, id }: { readonly session: BoardSession; readonly id: GroupId }) {
  const group = session.store.groups.get(id);
  if (group === undefined || group.meta.life.deleted) return null;
  const thing = { group: id };
  const members = session.store.membersOf(id);
  return (
    <>
      <TitleField
        title={group.title}
        readOnly={!session.mayWrite}
        commit={(title) => void session.edit([{ intent: "SetTitle", thing, title }])}
      />
      <div className={styles.fields}>
        <span className={styles.name}>{CANVAS.color}</span>
        <Colors
          color={group.color}
          readOnly={!session.mayWrite}
          commit={(color) =>
            void session.edit([{ intent: "SetColor", thing, ...(color === undefined ? {} : { color }) }])
          }
        />
      </div>
      <section className={styles.section}>
        <h3>{CANVAS.cardsOf(members.length)}</h3>
        {members.map((card) => (
          <button key={card} type="button" className={styles.link} onClick={() => session.goTo(card)}>
            {session.titleOf({ card })}
          </button>
        ))}
      </section>
      {session.mayWrite && (
        <button
          type="button"
          className={styles.delete}
          onClick={() =>
            void session.edit([
              ...members.map((card) => ({ intent: "SetGroup" as const, card })),
              { intent: "Delete", thing },
            ])
          }
        >
          {CANVAS.ungroup}
        </button>
      )}
    </>
  );
}
