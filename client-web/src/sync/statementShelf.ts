/** What was said in decisions, as it is stored. Follows the store; owned by its workspace. */
import type { DeviceId, DocumentId, ItemId } from "../protocol/ids";
import type { StatementRow, StoreWrite } from "../store/workspaceStore";

export class StatementShelf {
  private readonly rows = new Map<DocumentId, Map<string, StatementRow>>();

  reset(rows: readonly StatementRow[]): void {
    this.rows.clear();
    for (const row of rows) this.put(row);
  }

  private put(row: StatementRow): void {
    const of = this.rows.get(row.document) ?? new Map<string, StatementRow>();
    of.set(`${row.author} ${row.item}`, row);
    this.rows.set(row.document, of);
  }

  /** Takes over what a batch of writes says of statements, once that is stored. */
  follow(batch: readonly StoreWrite[]): void {
    for (const each of batch) {
      if (each.write === "statement") this.put(each.row);
      if (each.write === "dropStatement") {
        this.rows.get(each.row.document)?.delete(`${each.row.author} ${each.row.item}`);
      }
    }
  }

  /** Documents about which something was said. */
  documents(): DocumentId[] {
    return [...this.rows].filter(([, rows]) => rows.size > 0).map(([document]) => document);
  }

  /** Those about a document that the log has, in its order. */
  logged(document: DocumentId): StatementRow[] {
    const rows = [...(this.rows.get(document)?.values() ?? [])];
    return rows.filter(({ pos }) => pos !== undefined).sort((a, b) => (a.pos ?? 0) - (b.pos ?? 0));
  }

  /** Those about a document that the log does not have, in the order in which they were made. */
  unsent(document: DocumentId): StatementRow[] {
    const rows = [...(this.rows.get(document)?.values() ?? [])];
    return rows.filter(({ pos }) => pos === undefined).sort((a, b) => a.order - b.order);
  }

  find(author: DeviceId, item: ItemId): StatementRow | undefined {
    for (const rows of this.rows.values()) {
      const row = rows.get(`${author} ${item}`);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** Those that stand after a position of the log. */
  after(pos: number): StatementRow[] {
    return [...this.rows.values()].flatMap((rows) => [...rows.values()].filter((row) => (row.pos ?? 0) > pos));
  }
}
