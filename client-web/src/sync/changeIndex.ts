/** The changes of all documents, without their bytes: what is where, and what waits to be sealed. Owned by its workspace. */
import type { DocumentId } from "../protocol/ids";
import type { ChangeRow, StoreWrite } from "../store/workspaceStore";

export class ChangeIndex {
  private readonly documents = new Map<DocumentId, Map<string, ChangeRow>>();
  private lastOrdinal = 0;

  constructor(rows: readonly ChangeRow[]) {
    for (const row of rows) this.set(row);
  }

  nextOrdinal(): number {
    return ++this.lastOrdinal;
  }

  set(row: ChangeRow): void {
    this.lastOrdinal = Math.max(this.lastOrdinal, row.ordinal);
    const known = this.documents.get(row.document);
    if (known === undefined) this.documents.set(row.document, new Map([[row.hash, row]]));
    else known.set(row.hash, row);
  }

  /** Takes over what a batch of writes says of changes, once that is stored. */
  follow(batch: readonly StoreWrite[]): void {
    for (const each of batch) {
      if (each.write === "change") this.set(each.row);
      if (each.write === "dropChange") this.documents.get(each.row.document)?.delete(each.row.hash);
    }
  }

  find(document: DocumentId, hash: string): ChangeRow | undefined {
    return this.documents.get(document)?.get(hash);
  }

  /** Every document that has changes. */
  all(): DocumentId[] {
    return [...this.documents.keys()];
  }

  /** A document's changes by rising ordinal. */
  of(document: DocumentId): ChangeRow[] {
    return [...(this.documents.get(document)?.values() ?? [])].sort((a, b) => a.ordinal - b.ordinal);
  }

  /** Changes that wait to be sealed, by rising ordinal. */
  unsealed(): ChangeRow[] {
    const rows: ChangeRow[] = [];
    for (const known of this.documents.values()) for (const row of known.values()) if (row.unsealed) rows.push(row);
    return rows.sort((a, b) => a.ordinal - b.ordinal);
  }
}
