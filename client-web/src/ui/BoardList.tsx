/** A workspace's boards, and inviting others. */
import { useState } from "react";
import { type BoardId, newId } from "../model/ids";
import type { OpenedWorkspace } from "../worker/api";
import type { EngineClient } from "../worker/client";
import { STRINGS } from "./strings";

interface Props {
  readonly engine: EngineClient;
  readonly workspace: OpenedWorkspace;
  open(board: BoardId): void;
}

const WEEK_MILLIS = 7 * 24 * 3_600_000;

export function BoardList({ engine, workspace, open }: Props) {
  const [said, setSaid] = useState("");
  const { id, team, mayWrite } = workspace;

  const add = async () => {
    const board = newId<BoardId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const order = Math.max(0, ...team.boards.map((each) => each.order)) + 1;
    await engine.call("Edit", {
      workspace: id,
      steps: [
        { kind: "team", intents: [{ intent: "AddBoard", board, title: STRINGS.newBoard, order }] },
        { kind: "board", document: board, intents: [{ intent: "Create" }] },
      ],
    });
    open(board);
  };

  const invite = async () => {
    const link = await engine.call("Invite", { workspace: id, role: "editor", uses: 1, validMillis: WEEK_MILLIS });
    await navigator.clipboard.writeText(link);
    setSaid(STRINGS.copied);
  };

  const tell = (promise: Promise<void>) => promise.catch((e: Error) => setSaid(e.message));

  return (
    <section aria-labelledby="boards">
      <h2 id="boards">{STRINGS.boards}</h2>
      {team.boards.length === 0 && <p>{STRINGS.noBoards}</p>}
      <ul>
        {team.boards.map((board) => (
          <li key={board.id}>
            <button type="button" onClick={() => open(board.id)}>
              {board.title}
            </button>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <>
          <button type="button" onClick={() => void tell(add())}>
            {STRINGS.newBoard}
          </button>
          <button type="button" onClick={() => void tell(invite())}>
            {STRINGS.inviteOthers}
          </button>
        </>
      )}
      <p role="status">{said}</p>
    </section>
  );
}
