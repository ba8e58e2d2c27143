/** What a card waits for, what waits for it, and its documents. */
import { useLocation } from "wouter";
import type { Card, Dependency } from "../../../model/board";
import type { CardId, DocumentId } from "../../../model/ids";
import { CloseIcon } from "../../shell/icons";
import { toDocument } from "../../shell/routes";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly session: BoardSession;
  readonly card: Card;
}

export function CardLinks({ session, card }: Props) {
  const [, go] = useLocation();
  const incoming = session.store.linked(card.id, "in");
  const outgoing = session.store.linked(card.id, "out");
  const blocks = ({ arrow }: { readonly arrow: Dependency }) => arrow.kind === "blocks";
  const related = [...incoming, ...outgoing].filter((each) => !blocks(each));
  const { documents = [] } = session.opened.get()?.team ?? {};
  const free = documents.filter(({ id }) => !card.documents.includes(id));
  const linked = card.documents.map((id) => documents.find((each) => each.id === id) ?? { id, title: CANVAS.untitled });
  return (
    <>
      <Arrows session={session} name={CANVAS.blockedBy} links={incoming.filter(blocks)} />
      <Arrows session={session} name={CANVAS.blocks} links={outgoing.filter(blocks)} />
      <Arrows session={session} name={CANVAS.relates} links={related} />
      {(linked.length > 0 || (session.mayWrite && free.length > 0)) && (
        <section className={styles.section}>
          <h3>{CANVAS.documents}</h3>
          {linked.map(({ id, title }) => (
            <div key={id} className={styles.row}>
              <button type="button" className={styles.link} onClick={() => go(toDocument(id))}>
                {title === "" ? CANVAS.untitled : title}
              </button>
              {session.mayWrite && (
                <button
                  type="button"
                  className={`${styles.small} ${styles.icon}`}
                  aria-label={`${CANVAS.unlink}: ${title}`}
                  onClick={() => void session.edit([{ intent: "UnlinkDocument", card: card.id, document: id }])}
                >
                  <CloseIcon />
                </button>
              )}
            </div>
          ))}
          {session.mayWrite && free.length > 0 && (
            <select
              aria-label={CANVAS.linkDocument}
              value=""
              onChange={({ target: { value } }) =>
                void session.edit([{ intent: "LinkDocument", card: card.id, document: value as DocumentId }])
              }
            >
              <option value="">{CANVAS.linkDocument}</option>
              {free.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title === "" ? CANVAS.untitled : title}
                </option>
              ))}
            </select>
          )}
        </section>
      )}
    </>
  );
}

interface ArrowsProps {
  readonly session: BoardSession;
  readonly name: string;
  readonly links: readonly { readonly arrow: Dependency; readonly card: CardId }[];
}

function Arrows({ session, name, links }: ArrowsProps) {
  if (links.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{name}</h3>
      {links.map(({ arrow, card }) => (
        <div key={arrow.id} className={styles.row}>
          <button type="button" className={styles.link} onClick={() => session.goTo(card)}>
            {session.titleOf({ card })}
          </button>
          <span className={styles.soft}>{session.faces.of(card)?.word}</span>
          {session.mayWrite && (
            <button
              type="button"
              className={`${styles.small} ${styles.icon}`}
              aria-label={`${CANVAS.unlink}: ${session.titleOf({ card })}`}
              onClick={() => void session.edit([{ intent: "Delete", thing: { dependency: arrow.id } }])}
            >
              <CloseIcon />
            </button>
          )}
        </div>
      ))}
    </section>
  );
}
