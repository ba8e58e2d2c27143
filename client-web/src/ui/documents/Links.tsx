import { type FormEvent, memo, useEffect, useId, useMemo, useState } from "react";
import { Link } from "wouter";
import type { DocumentId } from "../../protocol/ids";
import type { Backlink } from "../../worker/api";
import { CloseIcon } from "../shell/icons";
import { toCard, toDocument } from "../shell/routes";
import { useEdit, useNotices, useSession } from "../shell/session";
import styles from "./Links.module.css";
import { DOCUMENT_STRINGS as S } from "./strings";
import type { CardOnBoard } from "./things";

interface Props {
  readonly document: DocumentId;
  readonly title: string;
  readonly cards: readonly CardOnBoard[];
  /** Of the text: with it what links here is looked up again. */
  readonly version: number;
}

/** The cards that have this document, and what links to it. Memoized: thousands of cards are not gone through at every keystroke. */
export const Links = memo(function Links({ document, title, cards, version }: Props) {
  const { mayWrite } = useSession().workspace;
  const edit = useEdit();
  const [linked, others] = useMemo(() => {
    const has = ({ card }: CardOnBoard) => card.documents.includes(document);
    return [cards.filter(has), cards.filter((each) => !has(each))];
  }, [cards, document]);
  const links = useBacklinks(title, version);
  return (
    <>
      <section aria-labelledby="linked" className={styles.part}>
        <h2 id="linked">{S.linkedCards}</h2>
        {linked.length === 0 && <p className={styles.none}>{S.noLinkedCards}</p>}
        <ul>
          {linked.map(({ board, card }) => (
            <li key={card.id}>
              <Link href={toCard(board, card.id)}>{card.title}</Link>
              {mayWrite && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={S.unlink(card.title)}
                  onClick={() =>
                    void edit({
                      kind: "board",
                      document: board,
                      intents: [{ intent: "UnlinkDocument", card: card.id, document }],
                    })
                  }
                >
                  <CloseIcon />
                </button>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && <LinkCard document={document} cards={others} />}
      </section>
      <section aria-labelledby="backlinks" className={styles.part}>
        <h2 id="backlinks">{S.backlinks}</h2>
        {links.length === 0 && <p className={styles.none}>{S.noBacklinks}</p>}
        <ul>
          {links.map((each) => (
            <li key={"card" in each ? each.card : each.document}>
              <Link href={"card" in each ? toCard(each.board, each.card) : toDocument(each.document)}>
                {each.title}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
});

const LinkCard = memo(function LinkCard({
  document,
  cards,
}: {
  readonly document: DocumentId;
  readonly cards: readonly CardOnBoard[];
}) {
  const edit = useEdit();
  const [typed, setTyped] = useState("");
  const list = useId();
  const found = cards.find(({ card }) => card.title.toLowerCase() === typed.trim().toLowerCase());
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (found === undefined) return;
    setTyped("");
    const { board, card } = found;
    void edit({
      kind: "board",
      document: board,
      intents: [{ intent: "LinkDocument", card: card.id, document }],
    });
  };
  if (cards.length === 0) return null;
  return (
    <form className={styles.add} onSubmit={add}>
      <input
        aria-label={S.linkCard}
        placeholder={S.linkCard}
        list={list}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {cards.slice(0, 500).map(({ card, boardTitle }) => (
          <option key={card.id} value={card.title}>
            {boardTitle}
          </option>
        ))}
      </datalist>
      <button type="submit" disabled={found === undefined}>
        {S.linkCardDo}
      </button>
    </form>
  );
});

const LOOK_UP_MILLIS = 400;

function useBacklinks(name: string, version: number): readonly Backlink[] {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const [links, setLinks] = useState<readonly Backlink[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up again when the text has changed
  useEffect(() => {
    let gone = false;
    // Not at every keystroke.
    const soon = setTimeout(() => {
      engine.call("Backlinks", { workspace: workspace.id, name }).then((found) => {
        if (!gone) setLinks(found);
      }, complain);
    }, LOOK_UP_MILLIS);
    return () => {
      gone = true;
      clearTimeout(soon);
    };
  }, [engine, workspace.id, name, version, complain]);
  return links;
}
