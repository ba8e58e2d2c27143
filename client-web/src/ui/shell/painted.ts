/** The board that was looked at last, as it was kept for painting: shown until the engine says how it is now. */
import { useEffect, useMemo, useState } from "react";
import type { WorkspaceId } from "../../protocol/ids";
import { ProjectionStore } from "../../store/projectionStore";
import type { BoardSnapshot, OpenedWorkspace } from "../../worker/api";
import type { Painted } from "../../worker/painter";
import { toBoard } from "./routes";

let reading: Promise<Painted | undefined> = Promise.resolve(undefined);

/** Reads what was kept, before the page needs it. */
export function startPainting(): void {
  reading = new ProjectionStore<Painted>().read();
}

export interface PaintedBoard {
  readonly snapshot: BoardSnapshot;
  /** By which the engine says whether it is still so. */
  readonly mark: string;
}

export interface PaintedWorkspace {
  /** As it was; nobody writes into it. */
  readonly workspace: OpenedWorkspace;
  readonly board: PaintedBoard;
}

/** What was kept, where it is the board that this path leads to. */
export function usePainted(workspace: WorkspaceId, path: string): PaintedWorkspace | undefined {
  const [painted, setPainted] = useState<Painted>();
  useEffect(() => {
    let gone = false;
    void reading.then((read) => {
      if (!gone) setPainted(read);
    });
    return () => {
      gone = true;
    };
  }, []);
  const isIt = painted?.workspace.id === workspace && isAt(path, toBoard(painted.board));
  return useMemo(() => (isIt && painted !== undefined ? shown(painted) : undefined), [isIt, painted]);
}

function shown({ workspace: { id }, device, access, team, snapshot, mark }: Painted): PaintedWorkspace {
  const sync = { status: { type: "Opening" as const }, pending: 0 };
  return {
    workspace: { id, device, mayWrite: false, mayComment: false, access, team, sync },
    board: { snapshot, mark },
  };
}

function isAt(path: string, board: string): boolean {
  return path === board || path.startsWith(`${board}/`);
}
