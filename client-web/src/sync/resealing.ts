/**
 * Own items that were sealed under an epoch which is over by now: nothing of them is lost. Changes wait to be sealed again, statements are sealed again at once.
 * A relay that has taken an item shows it in the log before the epoch's end, so what is still in the outbox then was not taken.
 */
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { parseChange, splitChunks } from "../model/automerge/gate";
import type { DocumentId } from "../protocol/ids";
import type { OutboxRow, StoreWrite } from "../store/workspaceStore";
import { readEnvelope } from "../trust/envelope";
import type { Entropy } from "../trust/keys";
import type { ChangeBatch } from "../trust/opening";
import type { ChangeIndex } from "./changeIndex";
import type { Standing } from "./standing";
import type { StatementShelf } from "./statementShelf";

/** The epoch that an item is sealed under; undefined for what is no envelope. */
export function epochOf({ kind, item }: OutboxRow): number | undefined {
  const reading = kind === EntryKind.ENVELOPE ? readEnvelope(item) : undefined;
  return reading?.type === "Read" ? reading.envelope.core.epoch : undefined;
}

export interface Resealing {
  readonly index: ChangeIndex;
  readonly standing: Standing;
  readonly statements: StatementShelf;
  readonly entropy: Entropy;
  nextOrder(): number;
}

/** What takes the place of an item; undefined while it cannot be done yet, or where the item is not this device's to seal. */
export interface Resealed {
  readonly writes: readonly StoreWrite[];
  readonly row: OutboxRow | undefined;
}

export function reseal(row: OutboxRow, desk: Resealing): Resealed | undefined {
  const opening = desk.standing.opener()?.openVerified(row.item);
  switch (opening?.type) {
    case "Changes":
      return {
        writes: [...unsealed(opening.document, opening.batch, desk.index), { write: "unbox", order: row.order }],
        row: undefined,
      };
    case "Stated": {
      const sealer = desk.standing.sealer();
      if (sealer === undefined) return undefined;
      const { id, item } = sealer.statement(opening.statement, desk.standing.seen(), desk.entropy);
      const order = desk.nextOrder();
      const again = { ...row, order, id, item };
      const writes: StoreWrite[] = [
        { write: "unbox", order: row.order },
        { write: "outbox", row: again },
      ];
      const said = desk.statements.find(row.author, row.id);
      if (said !== undefined) {
        writes.push({ write: "dropStatement", row: said });
        writes.push({ write: "statement", row: { ...said, item: id, order } });
      }
      return { writes, row: again };
    }
    default:
      return undefined;
  }
}

function unsealed(document: DocumentId, batch: ChangeBatch, index: ChangeIndex): StoreWrite[] {
  return splitChunks(batch.chunks).flatMap((chunk): StoreWrite[] => {
    const parsed = parseChange(chunk);
    const row = parsed.type === "Parsed" ? index.find(document, parsed.change.hash) : undefined;
    const isWanted = row !== undefined && row.pos === undefined && row.state === "ACCEPTED";
    return isWanted ? [{ write: "change", row: { ...row, unsealed: true } }] : [];
  });
}
