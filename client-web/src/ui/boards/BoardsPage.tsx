import { type FormEvent, lazy, Suspense, useState } from "react";
import { Link, useLocation } from "wouter";
import { type BoardId, newId } from "../../model/ids";
import { PlusIcon } from "../shell/icons";
import { toBoard } from "../shell/routes";
import { useEdit, useSession } from "../shell/session";
import { STRINGS } from "../strings";
import styles from "./BoardsPage.module.css";
import { InvitePanel } from "./InvitePanel";

const DigestSummary = lazy(() => import("../rhythm/DigestSummary"));

/** A workspace's boards, and inviting others. */
export default function BoardsPage() {
  const { workspace } = useSession();
  const { team, mayWrite } = workspace;
  return (
    <>
      <header className="head">
        <h1>{STRINGS.boards}</h1>
        <InvitePanel />
      </header>
      <Suspense>
        <DigestSummary />
      </Suspense>
      {team.boards.length === 0 && <p className="empty">{STRINGS.noBoards}</p>}
      <ul className={styles.boards}>
        {team.boards.map((board) => (
          <li key={board.id}>
            <Link href={toBoard(board.id)} className={styles.board}>
              {board.title}
            </Link>
          </li>
        ))}
      </ul>
      {mayWrite && <NewBoard />}
    </>
  );
}

function NewBoard() {
  const { workspace } = useSession();
  const [title, setTitle] = useState("");
  const edit = useEdit();
  const [, go] = useLocation();

  const add = async (event: FormEvent) => {
    event.preventDefault();
    const board = newId<BoardId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const order = Math.max(0, ...workspace.team.boards.map((each) => each.order)) + 1;
    const done = await edit(
      { kind: "team", intents: [{ intent: "AddBoard", board, title: title.trim(), order }] },
      { kind: "board", document: board, intents: [{ intent: "Create" }] },
    );
    if (done !== false) go(toBoard(board));
  };

  return (
    <form className={styles.add} onSubmit={(event) => void add(event)}>
      <input
        aria-label={STRINGS.boardTitle}
        placeholder={STRINGS.boardTitle}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="submit">
        <PlusIcon />
        {STRINGS.newBoard}
      </button>
    </form>
  );
}
