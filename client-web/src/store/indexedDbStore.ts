/**
 * A workspace in IndexedDB: one database a workspace. A list of writes is one transaction of durability "strict", so an edit and its place in the outbox are on
 * the disk together when the promise is kept.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { toHex } from "../protocol/bytes";
import type { DocumentId, WorkspaceId } from "../protocol/ids";
import { faultOf, StoreFault } from "./storeFault";
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

/** `memberPos` is the position of a valid membership record, and absent from all else: so that the index holds those alone. */
type IndexedLogRow = LogRow & { readonly memberPos?: number };

interface Tables extends DBSchema {
  meta: { key: string; value: number | string };
  log: { key: number; value: IndexedLogRow; indexes: { members: number } };
  changes: { key: number; value: ChangeRow };
  chunks: { key: [string, number]; value: Uint8Array };
  outbox: { key: number; value: OutboxRow };
  refused: { key: string; value: RefusedRow };
  statements: { key: [string, string]; value: StatementRow };
  snapshots: { key: number; value: SnapshotRow };
  rejected: { key: number; value: RejectedRow; indexes: { pos: number; waiting: string } };
}

const TABLES = [
  "meta",
  "log",
  "changes",
  "chunks",
  "outbox",
  "refused",
  "rejected",
  "statements",
  "snapshots",
] as const;
const VERSION = 3;
const WRITER = "writer";

type Writing = IDBPTransaction<Tables, typeof TABLES, "readwrite">;

export function databaseName(workspace: WorkspaceId): string {
  return `meridian-${workspace}`;
}

function upgrade(db: IDBPDatabase<Tables>, version: number): void {
  // A snapshot that an older version kept unread holds nothing but what is in full in its own log: it need not be found again.
  if (version < 3) db.createObjectStore("snapshots", { keyPath: "pos" });
  if (version < 2) db.createObjectStore("statements", { keyPath: ["author", "item"] });
  if (version >= 1) return;
  db.createObjectStore("meta");
  db.createObjectStore("log", { keyPath: "pos" }).createIndex("members", "memberPos");
  db.createObjectStore("changes", { keyPath: "ordinal" });
  db.createObjectStore("chunks");
  db.createObjectStore("outbox", { keyPath: "order" });
  db.createObjectStore("refused", { keyPath: "id" });
  const rejected = db.createObjectStore("rejected", { autoIncrement: true });
  rejected.createIndex("pos", "pos");
  rejected.createIndex("waiting", "waitsFor");
}

export class IndexedDbStore implements WorkspaceStore {
  private constructor(
    private readonly db: IDBPDatabase<Tables>,
    /** Whoever opens it last is its writer: one that is not any more must not write over what it has not seen. */
    private readonly writer: string,
  ) {}

  static async open(workspace: WorkspaceId): Promise<IndexedDbStore> {
    const db = await openDB<Tables>(databaseName(workspace), VERSION, {
      upgrade,
      blocking: giveWay,
    });
    const writer = toHex(crypto.getRandomValues(new Uint8Array(16)));
    await db.put("meta", writer, WRITER);
    return new IndexedDbStore(db, writer);
  }

  /** To read what is there, whoever writes it. */
  static async openToRead(workspace: WorkspaceId): Promise<IndexedDbStore> {
    return new IndexedDbStore(
      await openDB<Tables>(databaseName(workspace), VERSION, { upgrade, blocking: giveWay }),
      "",
    );
  }

  /** All of it, for good. */
  static async drop(workspace: WorkspaceId): Promise<void> {
    await deleteDB(databaseName(workspace));
  }

  async load(): Promise<Stored> {
    const tx = this.db.transaction(TABLES, "readonly");
    const [opened, members, lastCursor, changes, outbox, waiting, statements, snapshots] = await Promise.all([
      tx.objectStore("meta").get("opened"),
      tx.objectStore("log").index("members").getAll(),
      tx.objectStore("log").openCursor(null, "prev"),
      tx.objectStore("changes").getAll(),
      tx.objectStore("outbox").getAll(),
      tx.objectStore("rejected").index("waiting").getAll(),
      tx.objectStore("statements").getAll(),
      tx.objectStore("snapshots").getAll(),
    ]);
    const last = lastCursor?.value;
    return { opened: Number(opened ?? 0), members, last, changes, outbox, waiting, statements, snapshots };
  }

  async chunks(document: DocumentId): Promise<ReadonlyMap<number, Uint8Array>> {
    const range = IDBKeyRange.bound([document, 0], [document, Number.MAX_SAFE_INTEGER]);
    const tx = this.db.transaction("chunks", "readonly");
    const [keys, values] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range)]);
    return new Map(keys.map(([, ordinal], i) => [ordinal, values[i]!]));
  }

  chunk(row: ChangeRow): Promise<Uint8Array | undefined> {
    return this.db.get("chunks", [row.document, row.ordinal]);
  }

  logAt(pos: number): Promise<LogRow | undefined> {
    return this.db.get("log", pos);
  }

  logAfter(pos: number, rowsMax: number): Promise<readonly LogRow[]> {
    return this.db.getAll("log", IDBKeyRange.lowerBound(pos, true), rowsMax);
  }

  refused(): Promise<readonly RefusedRow[]> {
    return this.db.getAll("refused");
  }

  rejected(): Promise<readonly RejectedRow[]> {
    return this.db.getAllFromIndex("rejected", "pos");
  }

  async write(batch: readonly StoreWrite[]): Promise<void> {
    const tx = this.db.transaction(TABLES, "readwrite", { durability: "strict" });
    try {
      if ((await tx.objectStore("meta").get(WRITER)) !== this.writer) throw new StoreFault("TAKEN");
      await Promise.all(batch.map((each) => apply(tx, each)));
    } catch (e) {
      abort(tx);
      await tx.done.catch(() => undefined); // it says again what `e` says
      throw faultOf(tx.error) ?? faultOf(e) ?? e;
    }
    await tx.done.catch((e: unknown) => {
      throw faultOf(e) ?? e;
    });
  }

  close(): void {
    this.db.close();
  }
}

/** Somebody deletes the database: it waits for all who have it open. */
function giveWay(_: number, __: number | null, event: IDBVersionChangeEvent): void {
  (event.target as IDBDatabase).close();
}

/** What was asked for before the failure must not be kept. */
function abort(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself, because of the very failure.
  }
}

async function apply(tx: Writing, each: StoreWrite): Promise<void> {
  switch (each.write) {
    case "meta":
      await tx.objectStore("meta").put(each.value, each.name);
      return;
    case "log": {
      const { row } = each;
      const isMember = row.kind === EntryKind.MEMBER && !row.rejected;
      await tx.objectStore("log").put(isMember ? { ...row, memberPos: row.pos } : row);
      return;
    }
    case "cutLog": {
      const after = IDBKeyRange.lowerBound(each.afterPos, true);
      await tx.objectStore("log").delete(after);
      const rejected = tx.objectStore("rejected");
      for (const key of await rejected.index("pos").getAllKeys(after)) await rejected.delete(key);
      return;
    }
    case "statement":
      await tx.objectStore("statements").put(each.row);
      return;
    case "dropStatement":
      await tx.objectStore("statements").delete([each.row.author, each.row.item]);
      return;
    case "change":
      await tx.objectStore("changes").put(each.row);
      if (each.chunk !== undefined) {
        await tx.objectStore("chunks").put(each.chunk, [each.row.document, each.row.ordinal]);
      }
      return;
    case "dropChange":
      await tx.objectStore("changes").delete(each.row.ordinal);
      await tx.objectStore("chunks").delete([each.row.document, each.row.ordinal]);
      return;
    case "snapshot":
      await tx.objectStore("snapshots").put(each.row);
      return;
    case "dropSnapshot":
      await tx.objectStore("snapshots").delete(each.pos);
      return;
    case "outbox":
      await tx.objectStore("outbox").put(each.row);
      return;
    case "unbox":
      await tx.objectStore("outbox").delete(each.order);
      return;
    case "refused":
      await tx.objectStore("refused").put(each.row);
      return;
    case "rejected":
      await tx.objectStore("rejected").add(each.row);
      return;
    case "dropRejected": {
      const rejected = tx.objectStore("rejected");
      for (const key of await rejected.index("pos").getAllKeys(each.pos)) await rejected.delete(key);
    }
  }
}
