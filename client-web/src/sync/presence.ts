/**
 * Who is here: what this engine says of itself, and what it has heard of others (docs/spec/presence.md). Pure: time comes in, what is to be sent and told
 * comes out.
 */
import { create, toBinary } from "@bufbuild/protobuf";
import {
  type CanvasPoint,
  PresenceMood,
  type PresenceState,
  PresenceStateSchema,
} from "../gen/meridian/v1/presence_pb";
import type { Position } from "../model/values";
import { fromHex, toHex } from "../protocol/bytes";
import type { DeviceId, DocumentId } from "../protocol/ids";
import { parse } from "../protocol/strict";

/** A selection in a text: characters by their operations, "" behind the last. */
export interface CaretMark {
  readonly anchor: string;
  readonly head: string;
}

/** What a page says of its person in one document. Ids are those of cards, groups and arrows. */
export interface Mine {
  readonly mood: "active" | "idle";
  readonly pointer?: Position;
  readonly selected?: readonly string[];
  readonly drags?: readonly { readonly thing: string; readonly position: Position }[];
  readonly caret?: CaretMark;
}

/** Somebody else in a document. */
export interface Peer extends Mine {
  readonly device: DeviceId;
  /** Of the program that they use: a device may run several. */
  readonly session: string;
}

export const PRESENCE_LIMITS = {
  sendGapMillis: 80,
  beatMillis: 10_000,
  silenceMillisMax: 25_000,
  tellGapMillis: 40,
  bytesMax: 16 * 1024,
  thingsMax: 200,
  peersMax: 100,
  sessionsMax: 5_000,
} as const;

/** What is to be done now, and when to ask again (undefined: not before something happens). */
export interface Due {
  readonly send: readonly { readonly document: DocumentId; readonly state: Uint8Array }[];
  readonly tell: readonly DocumentId[];
  readonly againMillis: number | undefined;
}

interface Heard {
  readonly peer: Peer;
  readonly atMillis: number;
}

/** One document. */
class Room {
  /** By page, the last one last. */
  readonly mine = new Map<string, Mine>();
  readonly peers = new Map<string, Heard>();
  sent: string | undefined;
  sentMillis = Number.NEGATIVE_INFINITY;
  /** Something is to be sent; `urgent` although nobody is known to be there. */
  dirty = false;
  urgent = false;
  changed = false;
  toldMillis = Number.NEGATIVE_INFINITY;

  /** The last active page speaks. */
  get now(): Mine | undefined {
    const all = [...this.mine.values()];
    return all.findLast((each) => each.mood === "active") ?? all.at(-1);
  }
}

export class Presences {
  private readonly rooms = new Map<DocumentId, Room>();
  /** The last count of each session that was ever heard. */
  private readonly counts = new Map<string, bigint>();
  private count = 0n;

  /** @param session 8 bytes of this engine's own */
  constructor(
    private readonly device: DeviceId,
    private readonly session: Uint8Array,
  ) {}

  /** A page says what its person is at; undefined when it leaves. */
  mine(document: DocumentId, page: string, mine: Mine | undefined): void {
    const room = this.room(document);
    const before = room.now;
    room.mine.delete(page);
    if (mine !== undefined) room.mine.set(page, mine);
    const now = room.now;
    room.dirty = true;
    // Coming, going, and falling idle are for whoever is yet unknown, too.
    if (before?.mood !== now?.mood) room.urgent = true;
  }

  /** Documents in which a page is. */
  documentsOf(page: string): DocumentId[] {
    return [...this.rooms].filter(([, room]) => room.mine.has(page)).map(([document]) => document);
  }

  /** Others in a document, by device and session. */
  peers(document: DocumentId): Peer[] {
    const heard = [...(this.rooms.get(document)?.peers.values() ?? [])].map((each) => each.peer);
    return heard.sort((a, b) => (a.device + a.session < b.device + b.session ? -1 : 1));
  }

  /** What somebody says, verified; dropped where it is not as it should be (PRES-4, PRES-5). */
  heard(document: DocumentId, device: DeviceId, bytes: Uint8Array, nowMillis: number): void {
    const state = bytes.length > PRESENCE_LIMITS.bytesMax ? undefined : parse(PresenceStateSchema, bytes);
    if (state === undefined || !isWellFormed(state)) return;
    const session = toHex(state.session);
    if (device === this.device && session === toHex(this.session)) return;
    const key = `${device} ${session}`;
    const last = this.counts.get(key);
    if (
      (last !== undefined && state.count <= last) ||
      (last === undefined && this.counts.size >= PRESENCE_LIMITS.sessionsMax)
    )
      return;
    this.counts.set(key, state.count);
    const room = this.room(document);
    const isNew = !room.peers.has(key);
    if (state.mood === PresenceMood.GONE) room.peers.delete(key);
    else if (!isNew || room.peers.size < PRESENCE_LIMITS.peersMax) {
      room.peers.set(key, { peer: peerOf(device, session, state), atMillis: nowMillis });
      if (isNew && room.mine.size > 0) room.dirty = room.urgent = true;
    }
    room.changed = true;
  }

  /** The line to the relay is new: nobody there knows of us. */
  renew(): void {
    for (const room of this.rooms.values()) if (room.mine.size > 0) room.dirty = room.urgent = true;
  }

  due(nowMillis: number): Due {
    const send: { document: DocumentId; state: Uint8Array }[] = [];
    const tell: DocumentId[] = [];
    let again = Number.POSITIVE_INFINITY;
    for (const [document, room] of this.rooms) {
      again = Math.min(again, this.expire(room, nowMillis));
      const sendAt = this.sendAt(room);
      if (sendAt <= nowMillis) {
        send.push({ document, state: this.state(room, nowMillis) });
        again = Math.min(again, this.sendAt(room));
      } else again = Math.min(again, sendAt);
      const tellAt = room.changed ? room.toldMillis + PRESENCE_LIMITS.tellGapMillis : Number.POSITIVE_INFINITY;
      if (tellAt <= nowMillis) {
        room.changed = false;
        room.toldMillis = nowMillis;
        tell.push(document);
      } else again = Math.min(again, tellAt);
      if (room.mine.size === 0 && room.peers.size === 0 && !room.dirty && !room.changed) this.rooms.delete(document);
    }
    return { send, tell, againMillis: again === Number.POSITIVE_INFINITY ? undefined : again };
  }

  private sendAt(room: Room): number {
    const gap = room.sentMillis + PRESENCE_LIMITS.sendGapMillis;
    const beat = room.mine.size > 0 ? room.sentMillis + PRESENCE_LIMITS.beatMillis : Number.POSITIVE_INFINITY;
    const isHeard = room.urgent || room.peers.size > 0;
    return room.dirty && isHeard ? gap : beat;
  }

  private state(room: Room, nowMillis: number): Uint8Array {
    room.sentMillis = nowMillis;
    room.dirty = false;
    room.urgent = false;
    const { now } = room;
    return toBinary(
      PresenceStateSchema,
      create(PresenceStateSchema, {
        session: this.session,
        count: ++this.count,
        mood: now === undefined ? PresenceMood.GONE : now.mood === "active" ? PresenceMood.ACTIVE : PresenceMood.IDLE,
        ...(now?.pointer === undefined ? {} : { pointer: rounded(now.pointer) }),
        selected: (now?.selected ?? []).slice(0, PRESENCE_LIMITS.thingsMax).map(fromHex),
        drags: (now?.drags ?? [])
          .slice(0, PRESENCE_LIMITS.thingsMax)
          .map(({ thing, position }) => ({ thing: fromHex(thing), at: rounded(position) })),
        ...(now?.caret === undefined ? {} : { caret: now.caret }),
      }),
    );
  }

  /** When the next of them will have been silent for too long. */
  private expire(room: Room, nowMillis: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const [key, { atMillis }] of room.peers) {
      const ends = atMillis + PRESENCE_LIMITS.silenceMillisMax;
      if (ends <= nowMillis) {
        room.peers.delete(key);
        room.changed = true;
      } else next = Math.min(next, ends);
    }
    return next;
  }

  private room(document: DocumentId): Room {
    const known = this.rooms.get(document);
    if (known !== undefined) return known;
    const room = new Room();
    this.rooms.set(document, room);
    return room;
  }
}

const INT_MAX = 2 ** 31 - 1;

function rounded({ x, y }: Position): Position {
  const within = (value: number) => Math.max(-INT_MAX, Math.min(INT_MAX, Math.round(value)));
  return { x: within(x), y: within(y) };
}

function isWellFormed({ session, mood, selected, drags, caret }: PresenceState): boolean {
  const { thingsMax } = PRESENCE_LIMITS;
  const isMood = mood === PresenceMood.ACTIVE || mood === PresenceMood.IDLE || mood === PresenceMood.GONE;
  const fits = selected.length <= thingsMax && drags.length <= thingsMax && session.length === 8 && isMood;
  const ids = [...selected, ...drags.map((each) => each.thing)].every((each) => each.length === 16);
  return fits && ids && (caret === undefined || (isMark(caret.anchor) && isMark(caret.head)));
}

function isMark(text: string): boolean {
  return text === "" || /^[0-9]{1,10}@[0-9a-f]{48}$/.test(text);
}

function peerOf(device: DeviceId, session: string, state: PresenceState): Peer {
  const point = (at: CanvasPoint | undefined): Position => ({ x: at?.x ?? 0, y: at?.y ?? 0 });
  return {
    device,
    session,
    mood: state.mood === PresenceMood.ACTIVE ? "active" : "idle",
    ...(state.pointer === undefined ? {} : { pointer: point(state.pointer) }),
    ...(state.selected.length === 0 ? {} : { selected: state.selected.map(toHex) }),
    ...(state.drags.length === 0
      ? {}
      : { drags: state.drags.map(({ thing, at }) => ({ thing: toHex(thing), position: point(at) })) }),
    ...(state.caret === undefined ? {} : { caret: { anchor: state.caret.anchor, head: state.caret.head } }),
  };
}
