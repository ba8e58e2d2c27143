/** A workspace in memory: for tests, and as long as a private window lasts. */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import type { DocumentId } from "../protocol/ids";
import type {
  ChangeRow,
  LogRow,
  OutboxRow,
  RefusedRow,
  RejectedRow,
  SnapshotRow,
  StatementRow,
  Stored,
  StoreWrite,
  WorkspaceStore,
} from "./workspaceStore";

function statementKey({ author, item }: StatementRow): string {
  return `${author} ${item}`;
}

export class MemoryStore implements WorkspaceStore {
  private readonly meta = new Map<string, number | string>();
  private readonly log = new Map<number, LogRow>();
  private readonly changeRows = new Map<number, ChangeRow>();
  private readonly chunkBytes = new Map<number, Uint8Array>();
  private readonly outboxRows = new Map<number, OutboxRow>();
  private readonly refusedRows = new Map<string, RefusedRow>();
  private rejectedRows: RejectedRow[] = [];
  private readonly statementRows = new Map<string, StatementRow>();

  private readonly snapshotRows = new Map<number, SnapshotRow>();

  async load(): Promise<Stored> {
    const log = [...this.log.values()].sort((a, b) => a.pos - b.pos);
    return {
      opened: Number(this.meta.get("opened") ?? 0),
      members: log.filter((row) => row.kind === EntryKind.MEMBER && !row.rejected),
      last: log.at(-1),
      changes: [...this.changeRows.values()].sort((a, b) => a.ordinal - b.ordinal),
      outbox: [...this.outboxRows.values()].sort((a, b) => a.order - b.order),
      waiting: this.rejectedRows.filter((row) => row.waitsFor !== undefined),
      statements: [...this.statementRows.values()],
      snapshots: [...this.snapshotRows.values()].sort((a, b) => a.pos - b.pos),
    };
  }

  async chunks(document: DocumentId): Promise<ReadonlyMap<number, Uint8Array>> {
    return new Map([...this.chunkBytes].filter(([ordinal]) => this.changeRows.get(ordinal)?.document === document));
  }

  async chunk(row: ChangeRow): Promise<Uint8Array | undefined> {
    return this.chunkBytes.get(row.ordinal);
  }

  async logAt(pos: number): Promise<LogRow | undefined> {
    return this.log.get(pos);
  }

  async logAfter(pos: number, rowsMax: number): Promise<readonly LogRow[]> {
    const rows = [...this.log.values()].filter((row) => row.pos > pos);
    return rows.sort((a, b) => a.pos - b.pos).slice(0, rowsMax);
  }

  async refused(): Promise<readonly RefusedRow[]> {
    return [...this.refusedRows.values()];
  }

  async rejected(): Promise<readonly RejectedRow[]> {
    return this.rejectedRows;
  }

  async write(batch: readonly StoreWrite[]): Promise<void> {
    for (const each of batch) this.apply(each);
  }

  private apply(each: StoreWrite): void {
    switch (each.write) {
      case "meta":
        this.meta.set(each.name, each.value);
        return;
      case "log":
        this.log.set(each.row.pos, each.row);
        return;
      case "cutLog":
        for (const pos of [...this.log.keys()]) if (pos > each.afterPos) this.log.delete(pos);
        this.rejectedRows = this.rejectedRows.filter((row) => row.pos <= each.afterPos);
        return;
      case "statement":
        this.statementRows.set(statementKey(each.row), each.row);
        return;
      case "dropStatement":
        this.statementRows.delete(statementKey(each.row));
        return;
      case "change":
        this.changeRows.set(each.row.ordinal, each.row);
        if (each.chunk !== undefined) this.chunkBytes.set(each.row.ordinal, each.chunk);
        return;
      case "dropChange":
        this.changeRows.delete(each.row.ordinal);
        this.chunkBytes.delete(each.row.ordinal);
        return;
      case "snapshot":
        this.snapshotRows.set(each.row.pos, each.row);
        return;
      case "dropSnapshot":
        this.snapshotRows.delete(each.pos);
        return;
      case "outbox":
        this.outboxRows.set(each.row.order, each.row);
        return;
      case "unbox":
        this.outboxRows.delete(each.order);
        return;
      case "refused":
        this.refusedRows.set(each.row.id, each.row);
        return;
      case "rejected":
        this.rejectedRows.push(each.row);
        return;
      case "dropRejected":
        this.rejectedRows = this.rejectedRows.filter((row) => row.pos !== each.pos);
    }
  }

  close(): void {
    // Nothing is held.
  }
}
