/** What one edit did to one document, in a form that can be taken back and done again (UNDO-1 to UNDO-6). */
import type { ObjectTree, Place } from "../automerge/objectTree";
import { winningString, winningValue } from "../automerge/register";
import type { LocalChange } from "../automerge/replica";
import type { Spliced } from "../automerge/spliced";
import { type ObjectId, ROOT, type Value } from "../automerge/value";
import { LIFE, readLife } from "../schema";
import type { Ticks } from "./ticks";

/** A key that the edit wrote: what showed before and after, and by which write (see Ticks). */
export interface KeyItem {
  readonly map: ObjectId;
  readonly key: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  readonly tickBefore: number;
  readonly tickAfter: number;
}

/** Whether a thing was in the trash before and after; it was not there at all before it was made. */
export interface LifeItem extends Omit<KeyItem, "before" | "after"> {
  readonly made: boolean;
  readonly deletedBefore: boolean;
  readonly deletedAfter: boolean;
}

/** All that the edit did to one map: a thing, or the root (which has no life). */
export interface MapItem {
  readonly map: ObjectId;
  readonly life: LifeItem | undefined;
  readonly keys: readonly KeyItem[];
  readonly texts: readonly Spliced[];
}

/** The maps in the order in which the edit touched them; empty where it did nothing that can be taken back. */
export function itemsOf(tree: ObjectTree, changes: readonly LocalChange[], ticks: Ticks): MapItem[] {
  const isBeginning = ({ map, key }: Place) => map === ROOT && (key === "schema" || key === "kind");
  const comments = winningString(tree.at(ROOT, "kind")) === "comments";
  // A document that was just made stays, with what it was made with.
  if (!comments && changes.some(({ touched }) => touched.keys.some(({ place }) => isBeginning(place)))) return [];
  const keys = new Map<string, KeyItem>();
  const lives = new Map<ObjectId, LifeItem>();
  const texts = new Map<ObjectId, Spliced[]>();
  const maps = new Set<ObjectId>();
  const structural = new Set<string>();
  for (const { touched, splices } of changes) {
    for (const { place, before } of touched.keys) {
      if (isBeginning(place)) continue;
      const { map, key } = place;
      const at = `${map} ${key}`;
      const now = tree.at(map, key);
      if (isObject(winningValue(before)) || isObject(winningValue(now))) structural.add(at);
      if (structural.has(at)) continue;
      const known = keys.get(at) ?? lives.get(map);
      const tickBefore =
        key === LIFE
          ? (lives.get(map)?.tickBefore ?? ticks.of(map, key))
          : (keys.get(at)?.tickBefore ?? ticks.of(map, key));
      const tickAfter = ticks.write(map, key);
      maps.add(map);
      if (key === LIFE) {
        const life = lives.get(map);
        lives.set(map, {
          map,
          key,
          tickBefore,
          tickAfter,
          made: life?.made ?? before.length === 0,
          deletedBefore: life?.deletedBefore ?? (before.length === 0 || readLife(before).deleted),
          deletedAfter: readLife(now).deleted,
        });
      } else {
        const first = known !== undefined && "before" in known ? known.before : winningValue(before);
        keys.set(at, { map, key, before: first, after: winningValue(now), tickBefore, tickAfter });
      }
    }
    for (const splice of splices) {
      const map = tree.place(splice.text)?.map;
      if (map === undefined) continue;
      maps.add(map);
      texts.set(map, join(texts.get(map) ?? [], splice));
    }
  }
  const items = [...maps].map((map): MapItem => {
    const life = lives.get(map);
    // Of what was made only its life is taken back: it keeps all it had, and comes back with it.
    const whole = life?.made ?? false;
    const own = whole ? [] : [...keys.values()].filter((each) => each.map === map);
    return { map, life, keys: own, texts: whole ? [] : (texts.get(map) ?? []) };
  });
  return items.filter(isUndoable);
}

function isUndoable({ life, keys, texts }: MapItem): boolean {
  const flips = life !== undefined && life.deletedBefore !== life.deletedAfter;
  return flips || keys.length > 0 || texts.length > 0;
}

function isObject(value: Value | undefined): boolean {
  return value?.type === "map" || value?.type === "text";
}

/** Two edits as one, the later after the earlier. */
export function joined(earlier: readonly MapItem[], later: readonly MapItem[]): MapItem[] {
  const all = new Map(earlier.map((each) => [each.map, each]));
  for (const item of later) {
    const before = all.get(item.map);
    all.set(item.map, before === undefined ? item : joinMaps(before, item));
  }
  return [...all.values()];
}

function joinMaps(earlier: MapItem, later: MapItem): MapItem {
  const life =
    earlier.life === undefined || later.life === undefined
      ? (later.life ?? earlier.life)
      : { ...earlier.life, deletedAfter: later.life.deletedAfter, tickAfter: later.life.tickAfter };
  if (earlier.life?.made) return { ...earlier, life };
  const keys = new Map(earlier.keys.map((each) => [each.key, each]));
  for (const item of later.keys) {
    const before = keys.get(item.key);
    keys.set(item.key, before === undefined ? item : { ...before, after: item.after, tickAfter: item.tickAfter });
  }
  let texts: readonly Spliced[] = earlier.texts;
  for (const splice of later.texts) texts = join(texts, splice);
  return { map: earlier.map, life, keys: [...keys.values()], texts };
}

/** Typing that goes on where it was, and characters that are taken back at once, are one splice. */
function join(splices: readonly Spliced[], next: Spliced): Spliced[] {
  const last = splices.at(-1);
  if (last === undefined || last.text !== next.text) return [...splices, next];
  const goesOn = next.removed === "" && next.at === last.at + last.inserted.length;
  if (goesOn) {
    const insertedRuns = [...last.insertedRuns];
    const [first, ...rest] = next.insertedRuns;
    const open = insertedRuns.at(-1);
    if (first !== undefined && open?.actor === first.actor && open.counter + open.count === first.counter) {
      insertedRuns[insertedRuns.length - 1] = { ...open, count: open.count + first.count };
    } else if (first !== undefined) insertedRuns.push(first);
    insertedRuns.push(...rest);
    return [...splices.slice(0, -1), { ...last, inserted: last.inserted + next.inserted, insertedRuns }];
  }
  return [...splices, next];
}
