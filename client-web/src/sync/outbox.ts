/**
 * The part of the outbox that is under way: read from the store in order, sent, and forgotten when the relay has answered. It holds no items, only how many
 * bytes are under way: with every connection it starts again at the beginning of the stored outbox, which lacks what the log has shown by then (CLI-20).
 */

import { create } from "@bufbuild/protobuf";
import { ErrorCode, type PushItem, PushItemSchema } from "../gen/meridian/v1/frame_pb";
import { EntryKind } from "../gen/meridian/v1/log_pb";
import type { ItemId } from "../protocol/ids";
import type { Line } from "./line";
import type { ClientLimits, OutboxItem } from "./types";

/** What of the outbox is sent: nothing; membership records alone, because the relay does not know this client as a member; everything. */
export type OutboxMode = "CLOSED" | "RECORDS" | "ALL";

const ITEM_ROOM_BYTES = 16;
const FRAME_ROOM_BYTES = 64;

export class Outbox {
  /** By id; `twinOrder` is that of the first other item with the same id, of another author or made again. */
  private readonly underWay = new Map<
    ItemId,
    { readonly order: number; readonly bytes: number; readonly kind: EntryKind; twinOrder: number }
  >();
  private mode: OutboxMode = "CLOSED";
  private frameBytesMax = 0;
  private bytesUnderWay = 0;
  private readUpTo = Number.NEGATIVE_INFINITY;
  private reading = false;
  private isChanged = false;
  /** Answers to expect that belong to an earlier beginning. */
  private staleReads = 0;
  private exhausted = false;

  constructor(
    private readonly limits: ClientLimits,
    private readonly line: Line,
  ) {}

  /** Begins at the first item. */
  open(mode: OutboxMode, frameBytesMax: number): void {
    this.close();
    this.mode = mode;
    this.frameBytesMax = frameBytesMax;
    this.readUpTo = Number.NEGATIVE_INFINITY;
    this.exhausted = false;
    this.readMore();
  }

  /** Sends nothing more, and forgets what was under way. */
  close(): void {
    this.mode = "CLOSED";
    this.underWay.clear();
    this.bytesUnderWay = 0;
    this.forgetRead();
  }

  private forgetRead(): void {
    this.staleReads += this.reading ? 1 : 0;
    this.reading = false;
    this.isChanged = false;
  }

  /** Whether everything there is was sent and answered. */
  get isDone(): boolean {
    return this.exhausted && this.underWay.size === 0;
  }

  /** There may be more than was read. */
  changed(): void {
    this.isChanged = this.reading;
    this.exhausted = false;
    this.readMore();
  }

  /** Sends what was read. */
  read(items: readonly OutboxItem[]): void {
    if (this.staleReads > 0) {
      this.staleReads--;
      return;
    }
    if (!this.reading) return;
    this.reading = false;
    this.exhausted = items.length === 0 && !this.isChanged;
    this.isChanged = false;
    this.send(items);
    this.readMore();
  }

  /** Whether this is something sealed that is under way: an edit, a statement. */
  isSealed(id: ItemId): boolean {
    return this.underWay.get(id)?.kind === EntryKind.ENVELOPE;
  }

  /** The relay has answered for this item, or the log has shown it. */
  settle(id: ItemId): void {
    const item = this.underWay.get(id);
    if (item === undefined) return;
    this.underWay.delete(id);
    this.bytesUnderWay -= item.bytes;
    if (item.twinOrder < Number.POSITIVE_INFINITY) this.beginAgainAt(item.twinOrder);
    this.readMore();
  }

  // An answer names an item by its id alone: of two with one id the second is sent when the first is answered (CLI-20).
  private beginAgainAt(order: number): void {
    this.readUpTo = Math.min(this.readUpTo, order - 1);
    this.exhausted = false;
    this.forgetRead();
  }

  private readMore(): void {
    const itemsMax = this.limits.windowItemsMax - this.underWay.size;
    const bytesRoom = this.limits.windowBytesMax - this.bytesUnderWay;
    const hasRoom = itemsMax > 0 && (bytesRoom > 0 || this.underWay.size === 0);
    if (this.mode === "CLOSED" || this.reading || this.exhausted || !hasRoom) return;
    this.reading = true;
    this.line.add({ type: "ReadOutbox", afterOrder: this.readUpTo, itemsMax, bytesMax: Math.max(bytesRoom, 1) });
  }

  private send(items: readonly OutboxItem[]): void {
    const roomMax = this.frameBytesMax - FRAME_ROOM_BYTES;
    let push: PushItem[] = [];
    let room = roomMax;
    for (const item of items) {
      this.readUpTo = item.order;
      const bytes = item.item.length + ITEM_ROOM_BYTES;
      const wanted = this.mode === "ALL" || item.kind === EntryKind.MEMBER;
      const sent = this.underWay.get(item.id);
      if (sent !== undefined && sent.order !== item.order) sent.twinOrder = Math.min(sent.twinOrder, item.order);
      if (!wanted || sent !== undefined) continue;
      if (bytes > roomMax) {
        const message = "larger than the relay takes";
        this.line.add({ type: "Refused", item: item.id, code: ErrorCode.TOO_LARGE, message, lastRecord: undefined });
        continue;
      }
      if (bytes > room) {
        this.push(push);
        push = [];
        room = roomMax;
      }
      room -= bytes;
      push.push(create(PushItemSchema, { kind: item.kind, item: item.item }));
      this.underWay.set(item.id, { order: item.order, bytes, kind: item.kind, twinOrder: Number.POSITIVE_INFINITY });
      this.bytesUnderWay += bytes;
    }
    this.push(push);
  }

  private push(items: PushItem[]): void {
    if (items.length > 0) this.line.send({ case: "push", value: { items } });
  }
}
