/** Takes what owners put in quarantine out of the documents, with every change that builds on it, wherever it stands in the log (MEM-18). */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { parseChange } from "../model/automerge/gate";
import { type DocumentId, type ItemId, itemId } from "../protocol/ids";
import { parseEntry } from "../protocol/log";
import type { LogRow, RejectedRow, StoreWrite, WorkspaceStore } from "../store/workspaceStore";
import type { ChangeIndex } from "./changeIndex";
import type { StatementShelf } from "./statementShelf";

export const QUARANTINED = "an owner put it in quarantine";
const BUILDS_ON_IT = "it builds on something that an owner put in quarantine";
const ROWS_A_TURN = 500;

export interface Quarantined {
  readonly writes: readonly StoreWrite[];
  readonly documents: ReadonlySet<DocumentId>;
}

/** What is stored of these items goes. */
export async function quarantine(
  items: ReadonlySet<ItemId>,
  store: WorkspaceStore,
  index: ChangeIndex,
  statements: StatementShelf,
): Promise<Quarantined> {
  const writes: StoreWrite[] = [];
  const documents = new Set<DocumentId>();
  const positions = new Map<DocumentId, Set<number>>();
  for (const { row, document } of await standing(items, store)) {
    writes.push({ write: "log", row: { ...row, rejected: true } });
    writes.push(rejection(row.pos, row.author, document, QUARANTINED));
    documents.add(document);
    positions.set(document, (positions.get(document) ?? new Set()).add(row.pos));
    for (const said of statements.after(row.pos - 1)) {
      if (said.pos === row.pos) writes.push({ write: "dropStatement", row: said });
    }
  }
  for (const [document, at] of positions) {
    writes.push(...(await withDescendants(document, at, store, index)));
  }
  return { writes, documents };
}

interface Standing {
  readonly row: LogRow;
  readonly document: DocumentId;
}

async function standing(items: ReadonlySet<ItemId>, store: WorkspaceStore): Promise<Standing[]> {
  const found: Standing[] = [];
  for (let after = 0; ; ) {
    const rows = await store.logAfter(after, ROWS_A_TURN);
    const last = rows.at(-1);
    if (last === undefined) return found;
    for (const row of rows) {
      const entry = row.kind === EntryKind.ENVELOPE && !row.rejected ? parseEntry(row.entry) : undefined;
      if (entry?.document !== undefined && items.has(itemId(entry.itemSha256))) {
        found.push({ row, document: entry.document });
      }
    }
    after = last.pos;
  }
}

// A change is stored after those it builds on, so going through them once is enough.
async function withDescendants(
  document: DocumentId,
  positions: ReadonlySet<number>,
  store: WorkspaceStore,
  index: ChangeIndex,
): Promise<StoreWrite[]> {
  const writes: StoreWrite[] = [];
  const gone = new Set<string>();
  const chunks = await store.chunks(document);
  for (const row of index.of(document)) {
    const isIt = row.pos !== undefined && positions.has(row.pos);
    const chunk = chunks.get(row.ordinal);
    const parsed = chunk === undefined ? undefined : parseChange(chunk);
    const builds = parsed?.type === "Parsed" && parsed.change.deps.some((dep) => gone.has(dep));
    if (!isIt && !builds) continue;
    gone.add(row.hash);
    writes.push({ write: "change", row: { ...row, state: "REFUSED", unsealed: false } });
    if (!isIt && row.pos !== undefined) writes.push(rejection(row.pos, undefined, document, BUILDS_ON_IT));
  }
  return writes;
}

function rejection(pos: number, author: RejectedRow["author"], document: DocumentId, reason: string): StoreWrite {
  return { write: "rejected", row: { pos, author, document, reason } };
}
