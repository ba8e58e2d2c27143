/** What changed on a board since somebody looked: net, by whom and when. */

import type { ObjectTree } from "../model/automerge/objectTree";
import type { Touched } from "../model/automerge/touched";
import { BoardDocument } from "../model/board";
import { diffBoards, type Fate, NO_THINGS, type Thing, type ThingKind, thingsOf } from "../model/boardDiff";
import type { Frontier } from "../model/calendar/forms";
import { isId } from "../model/ids";
import { findThing, LIFE } from "../model/schema";
import { type DeviceId, type DocumentId, deviceOfActor } from "../protocol/ids";
import { breathe, type Past, type PastChange } from "./past";

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

const ENTRIES_A_TURN = 50;
/** The map of what is in no collection any more. */
const GONE = "gone";

interface Acts {
  readonly by: Set<DeviceId>;
  millis: number | undefined;
}

export async function boardChanges(past: Past, board: DocumentId, from: Frontier): Promise<BoardChanges> {
  const replay = await past.replay(board);
  try {
    await replay.to(from.position);
    const millis = await past.receipts.all();
    const start = replay.plan instanceof BoardDocument ? replay.plan : undefined;
    const before = start === undefined ? NO_THINGS : thingsOf(start.board);
    const commentsBefore = new Set(start?.board.threads().flatMap((each) => each.comments.map(({ id }) => id)));
    const acts = new Map<string, Acts>();
    let last = from.position;
    for (const [i, entry] of replay.rest().entries()) {
      const { touched } = replay.play(entry);
      note(acts, replay.plan?.replica.tree, touched, entry, millis);
      last = Math.max(last, entry[0]?.row.pos ?? last);
      if (i % ENTRIES_A_TURN === ENTRIES_A_TURN - 1) await breathe();
    }
    const end = replay.plan instanceof BoardDocument ? replay.plan : undefined;
    if (end === undefined) return { from, to: await past.frontier(Number.MAX_SAFE_INTEGER), things: [], said: [] };
    const { tree } = end.replica;
    const things = diffBoards(before, thingsOf(end.board)).map((each): ThingChange => {
      const map = findThing((object, key) => tree.at(object, key), { kind: each.kind, id: each.id }) ?? GONE;
      const names = each.fate === "changed" ? each.fields : [LIFE, ...each.fields];
      // Of what was purged only its key in the collection is left.
      const keys = (field: string) => (map === GONE ? [each.id] : keysOf(field));
      return { ...each, fields: names.map((field) => ({ field, ...actsOf(acts, map, keys(field)) })) };
    });
    const said = saidOn(end, commentsBefore, acts);
    return { from, to: await past.frontier(Number.MAX_SAFE_INTEGER), things, said };
  } finally {
    replay.close();
  }
}

/** Who wrote at which keys of which maps. */
function note(
  acts: Map<string, Acts>,
  tree: ObjectTree | undefined,
  touched: Touched,
  entry: readonly PastChange[],
  millis: readonly number[],
): void {
  const { row } = entry[0]!;
  const device = deviceOfActor(row.actor);
  const at = row.pos === undefined ? undefined : millis[row.pos - 1];
  const add = (key: string) => {
    const known = acts.get(key);
    if (known === undefined) acts.set(key, { by: new Set([device]), millis: at });
    else {
      known.by.add(device);
      known.millis = at;
    }
  };
  for (const { place } of touched.keys) {
    add(`${place.map} ${place.key.split(":", 1)[0]}`);
    if (isId(place.key)) add(`${GONE} ${place.key}`);
  }
  for (const text of touched.texts) {
    const place = tree?.place(text);
    if (place !== undefined) add(`${place.map} ${place.key}`);
  }
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
      const { tree } = document.replica;
      const map = findThing((object, key) => tree.at(object, key), { kind: "comment", id: comment.id }) ?? GONE;
      const { millis } = actsOf(acts, map, [LIFE]);
      const known = said.get(thread.on.card) ?? { comments: 0, by: new Set<DeviceId>(), millis };
      known.comments++;
      known.by.add(comment.author);
      known.millis = millis;
      said.set(thread.on.card, known);
    }
  }
  return [...said].map(([card, { comments, by, millis }]) => ({ card, comments, by: [...by], millis }));
}
