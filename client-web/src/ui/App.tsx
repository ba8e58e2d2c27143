/** Which page is shown: the workspaces, one workspace's boards, or a board. */
import { useEffect, useState } from "react";
import type { BoardId } from "../model/ids";
import type { OpenedWorkspace, WorkspaceSummary } from "../worker/api";
import type { EngineClient } from "../worker/client";
import { BoardList } from "./BoardList";
import { Canvas } from "./Canvas";
import { Start } from "./Start";
import { SyncLine } from "./SyncLine";
import { STRINGS } from "./strings";

interface Props {
  readonly engine: EngineClient;
  /** The invite link that the page was opened with. */
  readonly invite: string | undefined;
}

export function App({ engine, invite }: Props) {
  const [workspace, setWorkspace] = useState<OpenedWorkspace>();
  const [board, setBoard] = useState<BoardId>();
  const [failure, setFailure] = useState("");
  const [elsewhere, setElsewhere] = useState(false);

  useEffect(
    () =>
      engine.listen((event) => {
        if (event.type === "Elsewhere") setElsewhere(true);
        if (event.type === "Team")
          setWorkspace((now) => (now?.id === event.workspace ? { ...now, team: event.team } : now));
        if (event.type === "Sync")
          setWorkspace((now) => (now?.id === event.workspace ? { ...now, sync: event.sync } : now));
      }),
    [engine],
  );

  const open = ({ id }: WorkspaceSummary) => {
    setElsewhere(false);
    engine.call("OpenWorkspace", { workspace: id }).then(setWorkspace, (e: Error) => setFailure(e.message));
  };

  if (elsewhere && workspace === undefined) return <p role="status">{STRINGS.elsewhere}</p>;
  if (workspace === undefined) {
    return (
      <main>
        <h1>{STRINGS.title}</h1>
        {failure !== "" && <p role="alert">{failure}</p>}
        <Start engine={engine} invite={invite} open={open} />
      </main>
    );
  }
  return (
    <main>
      <header>
        <h1>{workspace.team.name}</h1>
        <SyncLine engine={engine} workspace={workspace.id} sync={workspace.sync} />
        {!workspace.mayWrite && <p>{STRINGS.readOnly}</p>}
      </header>
      {board === undefined ? (
        <BoardList engine={engine} workspace={workspace} open={setBoard} />
      ) : (
        <Canvas engine={engine} workspace={workspace} board={board} back={() => setBoard(undefined)} />
      )}
    </main>
  );
}
