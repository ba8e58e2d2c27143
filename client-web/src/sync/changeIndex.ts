/** The changes of all documents, without their bytes: what is where, and what waits to be sealed. Owned by its workspace. */
import type { DocumentId } from "../protocol/ids";
import type { ChangeRow, StoreWrite } from "../store/workspaceStore";

export class ChangeIndex {
  private readonly documents = new Map<DocumentId, Map<string, ChangeRow>>();
  /** Changes that wait to be sealed, by ordinal: asked after every edit. */
  private readonly waiting = new Map<number, ChangeRow>();
  private lastOrdinal = 0;

  constructor(rows: readonly ChangeRow[]) {
    for (const row of rows) this.set(row);
  }

  nextOrdinal(): number {
    return ++this.lastOrdinal;
  }

  set(row: ChangeRow): void {
    this.lastOrdinal = Math.max(this.lastOrdinal, row.ordinal);
    if (row.unsealed) this.waiting.set(row.ordinal, row);
    else this.waiting.delete(row.ordinal);
    const known = this.documents.get(row.document);
    if (known === undefined) this.documents.set(row.document, new Map([[row.hash, row]]));
    else known.set(row.hash, row);
  }

  /** Takes over what a batch of writes says of changes, once that is stored. */
  follow(batch: readonly StoreWrite[]): void {
    for (const each of batch) {
      if (each.write === "change") this.set(each.row);
      if (each.write !== "dropChange") continue;
      this.documents.get(each.row.document)?.delete(each.row.hash);
      this.waiting.delete(each.row.ordinal);
    }
  }

  find(document: DocumentId, hash: string): ChangeRow | undefined {
    return this.documents.get(document)?.get(hash);
  }

  /** Every document that has changes. */
  /** Whether anything is here of a document. */
  has(document: DocumentId): boolean {
    return (this.documents.get(document)?.size ?? 0) > 0;
  }

  all(): DocumentId[] {
    return [...this.documents.keys()];
  }

  /** A document's changes by rising ordinal. */
  of(document: DocumentId): ChangeRow[] {
    return [...(this.documents.get(document)?.values() ?? [])].sort((a, b) => a.ordinal - b.ordinal);
  }

  get unsealedCount(): number {
    return this.waiting.size;
  }

  /** Changes that wait to be sealed, by rising ordinal. */
  unsealed(): ChangeRow[] {
    return [...this.waiting.values()].sort((a, b) => a.ordinal - b.ordinal);
  }
}
