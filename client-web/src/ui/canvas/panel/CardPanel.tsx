/** Everything about one card. */
import type { CardId } from "../../../model/ids";
import type { BoardSession } from "../store/boardSession";
import { CANVAS, NEED_WORDS } from "../strings";
import { Authors } from "./Authors";
import { CardFields } from "./CardFields";
import { CardLinks } from "./CardLinks";
import { Conflicts } from "./Conflicts";
import { Description } from "./Description";
import styles from "./Panel.module.css";
import { Threads } from "./Threads";
import { TitleField } from "./TitleField";

export function CardPanel({ session, id }: { readonly session: BoardSession; readonly id: CardId }) {
  const face = session.faces.of(id);
  if (face === undefined) return null;
  const { card } = face;
  const { mayWrite } = session;
  const thing = { card: id };
  return (
    <>
      <TitleField
        title={card.title}
        readOnly={!mayWrite}
        commit={(title) => void session.edit([{ intent: "SetTitle", thing, title }])}
      />
      <CardFields session={session} face={face} />
      <Authors session={session} id={id} edits={card.meta.life.edits} />
      {face.needs.length > 0 && (
        <p className={styles.note}>
          {CANVAS.needsMe}: {face.needs.map((need) => NEED_WORDS[need]).join(", ")}
        </p>
      )}
      {face.changed !== undefined && (
        <p className={styles.note} data-tone="accent">
          {face.changed.says}
        </p>
      )}
      {card.meta.life.revival !== undefined && (
        <p className={styles.note}>
          {CANVAS.revived}{" "}
          {mayWrite && (
            <button
              type="button"
              className={styles.small}
              onClick={() => void session.edit([{ intent: "Restore", thing }])}
            >
              {CANVAS.keepIt}
            </button>
          )}
        </p>
      )}
      <Conflicts session={session} card={card} />
      <Description session={session} card={card} />
      <CardLinks session={session} card={card} />
      <Threads session={session} card={card} />
      {mayWrite && (
        <button
          type="button"
          className={styles.delete}
          onClick={() => void session.edit([{ intent: "Delete", thing }])}
        >
          {CANVAS.delete}
        </button>
      )}
    </>
  );
}
