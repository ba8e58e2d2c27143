/** What can be read of a workspace whose device has lost its keys: everything that had been opened before. Nothing is written. */
import { type ActorId, TEAM_DOCUMENT } from "../protocol/ids";
import type { WorkspaceStore } from "../store/workspaceStore";
import { ChangeIndex } from "./changeIndex";
import { exportOf } from "./exporting";
import { Library } from "./library";

const NOBODY = "0".repeat(48) as ActorId;

/** As `Export`. */
export async function rescue(store: WorkspaceStore): Promise<string> {
  const { changes } = await store.load();
  const index = new ChangeIndex(changes);
  const library = new Library(readOnly(store), index, NOBODY);
  try {
    return await exportOf(library, [TEAM_DOCUMENT, ...index.all()]);
  } finally {
    library.close();
  }
}

/** Judging what came last is part of opening, and stays in memory. */
function readOnly(store: WorkspaceStore): WorkspaceStore {
  return {
    load: () => store.load(),
    chunks: (document) => store.chunks(document),
    chunk: (row) => store.chunk(row),
    logAt: (pos) => store.logAt(pos),
    logAfter: (pos, rowsMax) => store.logAfter(pos, rowsMax),
    refused: () => store.refused(),
    rejected: () => store.rejected(),
    write: async () => undefined,
    close: () => store.close(),
  };
}
