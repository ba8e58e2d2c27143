/**
 * Puts unsealed changes into envelopes: consecutive ones of one document and actor together, up to 512 KiB. Each is sealed once, and the sealed bytes are
 * stored before they are sent (STORE-6): sealed twice, one change id would name two ciphertexts.
 */

import type { HeadRef } from "../gen/meridian/v1/envelope_pb";
import { EntryKind } from "../gen/meridian/v1/log_pb";
import { concat, fromHex } from "../protocol/bytes";
import type { DeviceId } from "../protocol/ids";
import type { OutboxRow, StoreWrite } from "../store/workspaceStore";
import type { Entropy } from "../trust/keys";
import type { EnvelopeSealer } from "../trust/opening";
import type { Arrival } from "./library";

const BATCH_BYTES = 512 * 1024;

/** @param nextOrder gives each item its place in the outbox */
export function sealChanges(
  changes: readonly Arrival[],
  sealer: EnvelopeSealer,
  device: DeviceId,
  seen: HeadRef,
  nextOrder: () => number,
  entropy: Entropy,
): StoreWrite[] {
  const writes: StoreWrite[] = [];
  for (const batch of batches(changes)) {
    const first = batch[0]!.row;
    const last = batch[batch.length - 1]!.row;
    const sealed = sealer.changes(
      first.document,
      {
        actor: first.actor,
        firstSeq: first.seq,
        lastSeq: last.seq,
        lastHash: fromHex(last.hash),
        chunks: concat(...batch.map(({ chunk }) => chunk)),
      },
      seen,
      entropy,
    );
    const row: OutboxRow = {
      order: nextOrder(),
      kind: EntryKind.ENVELOPE,
      id: sealed.id,
      author: device,
      changes: batch.length,
      item: sealed.item,
    };
    writes.push({ write: "outbox", row });
    for (const change of batch) writes.push({ write: "change", row: { ...change.row, unsealed: false } });
  }
  return writes;
}

/** In the order of their first changes ending, so that an author's own order is kept. */
function batches(changes: readonly Arrival[]): Arrival[][] {
  const done: Arrival[][] = [];
  const open = new Map<string, { batch: Arrival[]; bytes: number }>();
  for (const change of changes) {
    const stream = `${change.row.document} ${change.row.actor}`;
    const known = open.get(stream);
    const goesOn =
      known !== undefined &&
      change.row.seq === known.batch[known.batch.length - 1]!.row.seq + 1 &&
      known.bytes + change.chunk.length <= BATCH_BYTES;
    if (known !== undefined && goesOn) {
      known.batch.push(change);
      known.bytes += change.chunk.length;
      continue;
    }
    if (known !== undefined) {
      done.push(known.batch);
      open.delete(stream);
    }
    open.set(stream, { batch: [change], bytes: change.chunk.length });
  }
  return [...done, ...[...open.values()].map(({ batch }) => batch)];
}
