import type { BoardId, CardId } from "../../model/ids";
import { BoardCanvas } from "../canvas/BoardCanvas";
import type { PageProps } from "../pages";
import { useSession } from "../shell/session";

/** One board. */
export default function BoardPage({ params }: PageProps) {
  const { engine, workspace, painted } = useSession();
  const board = params.board as BoardId;
  return (
    <BoardCanvas
      key={board}
      engine={engine}
      workspace={workspace}
      board={board}
      painted={painted}
      card={params.card as CardId | undefined}
    />
  );
}
