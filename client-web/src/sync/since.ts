/** What changed on a board since somebody looked: net, by whom and when. */

import type { ObjectTree } from "../model/automerge/objectTree";
import type { Touched } from "../model/automerge/touched";
import { BoardDocument } from "../model/board";
import {
  type BoardThings,
  diffBoards,
  type Fate,
  NO_THINGS,
  type Thing,
  type ThingKind,
  thingsOf,
} from "../model/boardDiff";
import type { Frontier } from "../model/calendar/forms";
import { isId } from "../model/ids";
import { findThing, LIFE } from "../model/schema";
import { type DeviceId, type DocumentId, deviceOfActor } from "../protocol/ids";
import type { ChangeRow } from "../store/workspaceStore";
import { breathe, type Past, type PastChange, place, type Replay } from "./past";

/** A field that has another value: who wrote it since, in the order of the log, and when the relay received the last of that; not sent yet: undefined. */
export interface FieldChange {
  readonly field: string;
  readonly by: readonly DeviceId[];
  readonly millis: number | undefined;
}

/** A thing that differs from how it was; `life` among the fields says who made, deleted or restored it. */
export interface ThingChange {
  readonly kind: ThingKind;
  readonly id: string;
  readonly fate: Fate;
  /** How it was; undefined where it was not there. */
  readonly before: Thing | undefined;
  readonly fields: readonly FieldChange[];
}

/** New comments on a card that are there still. */
export interface Said {
  readonly card: string;
  readonly comments: number;
  readonly by: readonly DeviceId[];
  readonly millis: number | undefined;
}

export interface BoardChanges {
  readonly from: Frontier;
  readonly to: Frontier;
  readonly things: readonly ThingChange[];
  readonly said: readonly Said[];
}

const CHANGES_A_TURN = 50;
/** The map of what is in no collection any more. */
const GONE = "gone";
/** Before the maps of what is said beside the board. */
const BESIDE = "beside ";

interface Acts {
  readonly by: Set<DeviceId>;
  millis: number | undefined;
}

/** A board that was asked about: how it was, and all that was written since. */
interface Followed {
  readonly board: DocumentId;
  readonly from: Frontier;
  readonly before: BoardThings;
  readonly commentsBefore: ReadonlySet<string>;
  /** Played up to all that is in `played`. */
  readonly replay: Replay;
  readonly played: Set<string>;
  /** At which keys of which maps each change since wrote, by its hash. */
  readonly noted: Map<string, readonly string[]>;
}

/**
 * Answers what changed on boards, one question after the other. The board that was asked about last is followed: asked again from the same frontier, only what
 * came since the last answer is played.
 */
export class SinceThen {
  private followed: Followed | undefined;
  private asking: Promise<unknown> = Promise.resolve();

  constructor(private readonly past: Past) {}

  changes(board: DocumentId, from: Frontier): Promise<BoardChanges> {
    const answer = this.asking.then(() => this.answer(board, from));
    this.asking = answer.catch(() => this.leave()); // whoever asked hears of it
    return answer;
  }

  private async answer(board: DocumentId, from: Frontier): Promise<BoardChanges> {
    const { past } = this;
    const to = await past.frontier(Number.MAX_SAFE_INTEGER);
    let rows = await past.rows(board);
    if (rows.every((row) => place(row) <= from.position)) return { from, to, things: [], said: [] };
    if (this.followed === undefined || !continues(this.followed, board, from, rows)) {
      this.leave();
      this.followed = await begun(past, board, from);
      rows = await past.rows(board); // some may have come meanwhile
    }
    const { followed } = this;
    await follow(followed, await past.withBytes(rows.filter(({ hash }) => !followed.played.has(hash))));
    return { from, to, ...news(followed, rows, await past.receipts.all()) };
  }

  private leave(): void {
    this.followed?.replay.close();
    this.followed = undefined;
  }
}

/** Whether it is the same question, and nothing that was played has gone since. */
function continues(followed: Followed, board: DocumentId, from: Frontier, rows: readonly ChangeRow[]): boolean {
  const isSame = followed.from.position === from.position && followed.from.chain === from.chain;
  if (followed.board !== board || !isSame) return false;
  const here = rows.reduce((count, { hash }) => (followed.played.has(hash) ? count + 1 : count), 0);
  return here === followed.played.size;
}

async function begun(past: Past, board: DocumentId, from: Frontier): Promise<Followed> {
  const replay = await past.replay(board);
  await replay.to(from.position);
  const start = replay.plan instanceof BoardDocument ? replay.plan : undefined;
  const before = start === undefined ? NO_THINGS : thingsOf(start.board);
  const commentsBefore = new Set(start?.board.threads().flatMap((each) => each.comments.map(({ id }) => id)));
  const played = new Set<string>();
  for (const { row } of replay.changes) if (place(row) <= from.position) played.add(row.hash);
  const followed = { board, from, before, commentsBefore, replay, played, noted: new Map() };
  await follow(followed, replay.rest().flat());
  return followed;
}

async function follow({ replay, played, noted }: Followed, changes: readonly PastChange[]): Promise<void> {
  for (const [i, change] of changes.entries()) {
    const { touched, isBeside } = replay.play([change]);
    const keys = keysIn(touched, isBeside ? undefined : replay.plan?.replica.tree);
    // Objects of different documents may have the same id.
    noted.set(change.row.hash, isBeside ? keys.map((key) => BESIDE + key) : keys);
    played.add(change.row.hash);
    if (i % CHANGES_A_TURN === CHANGES_A_TURN - 1) await breathe();
  }
}

function news(
  { before, commentsBefore, replay, noted }: Followed,
  rows: readonly ChangeRow[],
  millis: readonly number[],
): Pick<BoardChanges, "things" | "said"> {
  const end = replay.plan instanceof BoardDocument ? replay.plan : undefined;
  if (end === undefined) return { things: [], said: [] };
  const acts = actsIn(rows, noted, millis);
  const { tree } = end.replica;
  const things = diffBoards(before, thingsOf(end.board)).map((each): ThingChange => {
    const map = findThing((object, key) => tree.at(object, key), { kind: each.kind, id: each.id }) ?? GONE;
    const names = each.fate === "changed" ? each.fields : [LIFE, ...each.fields];
    // Of what was purged only its key in the collection is left.
    const keys = (field: string) => (map === GONE ? [each.id] : keysOf(field));
    return { ...each, fields: names.map((field) => ({ field, ...actsOf(acts, map, keys(field)) })) };
  });
  return { things, said: saidOn(end, commentsBefore, acts) };
}

/** Where a change wrote. */
function keysIn(touched: Touched, tree: ObjectTree | undefined): string[] {
  const keys: string[] = [];
  for (const { place: at } of touched.keys) {
    keys.push(`${at.map} ${at.key.split(":", 1)[0]}`);
    if (isId(at.key)) keys.push(`${GONE} ${at.key}`);
  }
  for (const text of touched.texts) {
    const at = tree?.place(text);
    if (at !== undefined) keys.push(`${at.map} ${at.key}`);
  }
  return keys;
}

/** Who wrote where, in the order that the log has by now. */
function actsIn(
  rows: readonly ChangeRow[],
  noted: ReadonlyMap<string, readonly string[]>,
  millis: readonly number[],
): ReadonlyMap<string, Acts> {
  const acts = new Map<string, Acts>();
  for (const { hash, actor, pos } of rows) {
    const device = deviceOfActor(actor);
    const at = pos === undefined ? undefined : millis[pos - 1];
    for (const key of noted.get(hash) ?? []) {
      const known = acts.get(key);
      if (known === undefined) acts.set(key, { by: new Set([device]), millis: at });
      else {
        known.by.add(device);
        known.millis = at;
      }
    }
  }
  return acts;
}

/** Where a field of a snapshot is stored. */
function keysOf(field: string): readonly string[] {
  switch (field) {
    case "owners":
      return ["owner"];
    case "labels":
      return ["label"];
    case "documents":
      return ["document"];
    case "updates":
      return ["why"];
    case "conflicts":
      return [LIFE];
    default:
      return [field];
  }
}

function actsOf(acts: ReadonlyMap<string, Acts>, map: string, keys: readonly string[]): Omit<FieldChange, "field"> {
  const found = keys.flatMap((key) => acts.get(`${map} ${key}`) ?? []);
  return { by: [...new Set(found.flatMap((each) => [...each.by]))], millis: found.at(-1)?.millis };
}

function saidOn(document: BoardDocument, before: ReadonlySet<string>, acts: ReadonlyMap<string, Acts>): Said[] {
  const said = new Map<string, { comments: number; by: Set<DeviceId>; millis: number | undefined }>();
  for (const thread of document.board.threads()) {
    if (!("card" in thread.on) || thread.meta.life.deleted) continue;
    for (const comment of thread.comments) {
      if (before.has(comment.id) || comment.meta.life.deleted) continue;
      const isBeside = comment.home === "comments";
      const { tree } = ((isBeside ? document.beside : undefined) ?? document).replica;
      const map = findThing((object, key) => tree.at(object, key), { kind: "comment", id: comment.id }) ?? GONE;
      const { millis } = actsOf(acts, isBeside ? BESIDE + map : map, [LIFE]);
      const known = said.get(thread.on.card) ?? { comments: 0, by: new Set<DeviceId>(), millis };
      known.comments++;
      known.by.add(comment.author);
      known.millis = millis;
      said.set(thread.on.card, known);
    }
  }
  return [...said].map(([card, { comments, by, millis }]) => ({ card, comments, by: [...by], millis }));
}
