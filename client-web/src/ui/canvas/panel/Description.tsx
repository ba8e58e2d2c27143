/** A card's description. What one writes goes out in small splices, so that somebody else's words in the same text stay where they are. */
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Card } from "../../../model/board";
import { toDocument } from "../../shell/routes";
import { rebased, spliceBetween, spliced } from "../logic/textDiff";
import { linksIn } from "../logic/textLinks";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly session: BoardSession;
  readonly card: Card;
}

const PAUSE_MILLIS = 500;

export function Description({ session, card }: Props) {
  const [text, setText] = useState(card.description);
  /** The text that `text` was made from. */
  const base = useRef(card.description);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(text);
  latest.current = text;

  useEffect(() => {
    const theirs = spliceBetween(base.current, card.description);
    if (theirs === undefined) return;
    const mine = spliceBetween(base.current, latest.current);
    base.current = card.description;
    setText(mine === undefined ? card.description : spliced(card.description, rebased(mine, theirs)));
  }, [card.description]);

  const send = () => {
    clearTimeout(waiting.current);
    const splice = spliceBetween(base.current, latest.current);
    if (splice === undefined) return;
    base.current = latest.current;
    void session.edit([{ intent: "EditDescription", card: card.id, splices: [splice] }]);
  };
  const sending = useRef(send);
  sending.current = send;
  // What was typed last is kept when one goes to another card.
  useEffect(() => () => sending.current(), []);

  return (
    <section className={styles.section}>
      <h3>{CANVAS.description}</h3>
      {session.mayWrite ? (
        <textarea
          className={styles.description}
          aria-label={CANVAS.description}
          placeholder={CANVAS.noDescription}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            clearTimeout(waiting.current);
            waiting.current = setTimeout(() => sending.current(), PAUSE_MILLIS);
          }}
          onBlur={send}
        />
      ) : (
        <p className={styles.soft}>{text === "" ? CANVAS.noDescription : text}</p>
      )}
      <Links session={session} text={text} />
    </section>
  );
}

/** Addresses and `[[links]]` of the text, to follow. */
function Links({ session, text }: { readonly session: BoardSession; readonly text: string }) {
  const [, go] = useLocation();
  const links = linksIn(text);
  if (links.length === 0) return null;
  const follow = (title: string) => {
    const wanted = title.toLowerCase();
    const card = [...session.store.cards.values()].find(
      (each) => !each.meta.life.deleted && each.title.toLowerCase() === wanted,
    );
    if (card !== undefined) return session.goTo(card.id);
    const document = session.opened.get()?.team.documents.find((each) => each.title.toLowerCase() === wanted);
    if (document !== undefined) go(toDocument(document.id));
    else session.tell(CANVAS.nothingCalled(title));
  };
  return (
    <div className={styles.chips}>
      {links.map((link) =>
        link.type === "Address" ? (
          <a key={link.to} href={link.to} target="_blank" rel="noreferrer noopener" className={styles.chip} data-plain>
            {new URL(link.to).hostname}
          </a>
        ) : (
          <button key={link.to} type="button" className={styles.small} onClick={() => follow(link.to)}>
            {link.to}
          </button>
        ),
      )}
    </div>
  );
}
