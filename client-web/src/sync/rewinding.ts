/** The relay lost what comes after a position and went on without it (STORE-9): what the stored log had there goes back to the outbox. */
import { toBinary } from "@bufbuild/protobuf";
import { SignedHeadSchema } from "../gen/meridian/v1/log_pb";
import type { LogRow, OutboxRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { ChangeIndex } from "./changeIndex";
import type { StoreEffect } from "./session";
import type { SnapshotShelf } from "./snapshotShelf";
import type { StatementShelf } from "./statementShelf";

const ROWS_A_TURN = 500;

/** What is to be written, and the items that are to be sent again. */
export interface Rewound {
  readonly writes: StoreWrite[];
  readonly repairs: readonly OutboxRow[];
}

export interface RewindSources {
  readonly store: WorkspaceStore;
  readonly index: ChangeIndex;
  readonly statements: StatementShelf;
  readonly snapshots: SnapshotShelf;
}

/** @param firstOrder an order before everything in the outbox */
export async function rewind(
  { toPos, head }: StoreEffect & { type: "Rewind" },
  { store, index, statements, snapshots }: RewindSources,
  firstOrder: number,
): Promise<Rewound> {
  const lost = await lostAfter(toPos, store);
  const first = firstOrder - lost.length;
  const repairs = lost.flatMap(({ kind, itemId: id, author, item }, i): OutboxRow[] =>
    author === undefined ? [] : [{ order: first + i, kind, id, author, changes: 0, item }],
  );
  const kept = toPos === 0 ? undefined : await store.logAt(toPos);
  const writes: StoreWrite[] = [{ write: "cutLog", afterPos: toPos }, ...snapshots.cut(toPos)];
  for (const row of repairs) writes.push({ write: "outbox", row });
  writes.push(...unplaced(toPos, index));
  for (const row of statements.after(toPos)) {
    writes.push({ write: "statement", row: { ...row, pos: undefined, receivedMillis: 0 } });
  }
  if (kept !== undefined && head !== undefined) {
    writes.push({ write: "log", row: { ...kept, head: toBinary(SignedHeadSchema, head) } });
  }
  return { writes, repairs };
}

async function lostAfter(pos: number, store: WorkspaceStore): Promise<LogRow[]> {
  const lost: LogRow[] = [];
  for (let after = pos; ; after = lost.at(-1)!.pos) {
    const rows = await store.logAfter(after, ROWS_A_TURN);
    if (rows.length === 0) return lost;
    lost.push(...rows);
  }
}

/** Changes that the log has no more: what was judged stays without a place, all else comes again. */
function unplaced(toPos: number, index: ChangeIndex): StoreWrite[] {
  const writes: StoreWrite[] = [];
  for (const document of index.all()) {
    for (const row of index.of(document)) {
      if (row.pos === undefined || row.pos <= toPos) continue;
      const { pos: _, ...rest } = row;
      writes.push(
        row.state === "UNJUDGED" ? { write: "dropChange", row } : { write: "change", row: { ...rest, pos: undefined } },
      );
    }
  }
  return writes;
}
