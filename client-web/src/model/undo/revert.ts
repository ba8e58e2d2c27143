/** Takes back what an edit did to one document, or does it again: as far as nobody else has written there since (UNDO-2). */
import type { Editor } from "../automerge/editor";
import { winningValue } from "../automerge/register";
import type { LocalChange, Replica } from "../automerge/replica";
import { characterIds, type Spliced } from "../automerge/spliced";
import { codePointCount } from "../automerge/utf8";
import {
  type ChangeHash,
  int,
  NULL,
  type ObjectId,
  ROOT,
  type Scalar,
  sameValue,
  str,
  type Value,
  writable,
} from "../automerge/value";
import { CHANGE_BYTES, CHANGE_OPS, CHANGE_RUNS, PIECE_CHARS } from "../limits";
import type { Edited, PlanDocument } from "../planDocument";
import { DELETED_AT, LIFE, nextLife, printHeads, readLife } from "../schema";
import type { Ticks } from "./ticks";
import type { LifeItem, MapItem } from "./undoStep";

/** What is asked of a document whose edits are taken back. */
export type Rewritable = Pick<PlanDocument<never>, "replica" | "kind" | "write">;

export type Direction = "undo" | "redo";

/** Characters that were put back are others than those that were deleted: where each is now. */
export type Aliases = Map<ObjectId, ObjectId>;

export interface Reverted {
  readonly edited: Edited;
  /** Once what was written is durable. */
  settle(): void;
  /** Where it is not going to be. */
  abandon(): void;
  /** Fields that somebody else has written since, or whose thing is in the trash: they stay as they are. */
  readonly skipped: number;
}

/** What a document in the team's list is deleted with (LIFE-8); undefined where somebody else has written in it. */
export type HeadsOf = (id: string) => readonly ChangeHash[] | undefined;

interface Piece {
  readonly text: ObjectId;
  readonly at: number;
  readonly deleted: number;
  readonly insert: string;
  /** Which characters these were. */
  readonly ids: readonly ObjectId[];
}

/** What is still to be written; each task fits into a change. */
type Task =
  | { readonly type: "put"; readonly map: ObjectId; readonly key: string; readonly value: Scalar | undefined }
  | { readonly type: "life"; readonly map: ObjectId; readonly deleted: boolean }
  | { readonly type: "text"; readonly map: ObjectId; readonly splice: Spliced };

export class Revert {
  private skipped = 0;
  private readonly settled: (() => void)[] = [];
  private readonly aliased: ObjectId[] = [];

  constructor(
    private readonly document: Rewritable,
    private readonly ticks: Ticks,
    private readonly aliases: Aliases,
    private readonly headsOf: HeadsOf,
  ) {}

  private get replica(): Replica {
    return this.document.replica;
  }

  run(items: readonly MapItem[], direction: Direction): Reverted {
    const inOrder = direction === "undo" ? [...items].reverse() : items;
    const tasks = inOrder.flatMap((item) => this.tasksOf(item, direction));
    const edited = this.play(tasks, direction);
    const settle = () => {
      for (const each of this.settled) each();
    };
    const abandon = () => {
      for (const id of this.aliased) this.aliases.delete(id);
    };
    return { edited, settle, abandon, skipped: this.skipped };
  }

  private tasksOf(item: MapItem, direction: Direction): Task[] {
    const { map, life } = item;
    const flip = life !== undefined && life.deletedBefore !== life.deletedAfter ? this.flip(life, direction) : [];
    const isDeleted = map !== ROOT && readLife(this.replica.tree.at(map, LIFE)).deleted;
    const comesBack = flip.some((task) => task.type === "life" && !task.deleted);
    const parts = item.keys.length + item.texts.length;
    if (isDeleted && !comesBack) {
      this.skipped += flip.length === 0 ? parts : 0;
      return flip;
    }
    const texts = direction === "undo" ? [...item.texts].reverse() : item.texts;
    const fields = item.keys.flatMap((key): Task[] => {
      if (key.key === DELETED_AT) return [];
      const [own, other] = direction === "undo" ? [key.tickAfter, key.tickBefore] : [key.tickBefore, key.tickAfter];
      if (this.ticks.of(map, key.key) !== own) {
        this.skipped++;
        return [];
      }
      this.settled.push(() => this.ticks.set(map, key.key, other));
      const value = direction === "undo" ? key.before : key.after;
      return [{ type: "put", map, key: key.key, value: scalarOf(value) }];
    });
    const tasks: Task[] = [...fields, ...texts.map((splice): Task => ({ type: "text", map, splice }))];
    if (tasks.length > 0 && life !== undefined && flip.length === 0) this.follow(life, direction);
    return [...flip, ...tasks];
  }

  /** The life of a thing that was edited goes with it where it is this step's. */
  private follow(life: LifeItem, direction: Direction): void {
    const [own, other] = sides(life, direction);
    if (this.ticks.of(life.map, LIFE) === own) this.settled.push(() => this.ticks.set(life.map, LIFE, other));
  }

  private flip(life: LifeItem, direction: Direction): Task[] {
    const [own, other] = sides(life, direction);
    const deleted = direction === "undo" ? life.deletedBefore : life.deletedAfter;
    const heads = deleted ? this.deletedAt(life.map) : "none";
    // Whoever edits a thing writes its life: so nobody else has touched it since.
    if (this.ticks.of(life.map, LIFE) !== own || heads === undefined) {
      this.skipped++;
      return [];
    }
    this.settled.push(() => this.ticks.set(life.map, LIFE, other));
    const cited: Task[] = heads === "none" ? [] : [{ type: "put", map: life.map, key: DELETED_AT, value: str(heads) }];
    return [{ type: "life", map: life.map, deleted }, ...cited];
  }

  /** What the deletion cites; "none" where it cites nothing, undefined where it must not be. */
  private deletedAt(map: ObjectId): string | undefined {
    const place = this.replica.tree.place(map);
    const heads = place === undefined ? undefined : this.headsOf(place.key);
    if (this.document.kind !== "team" || !this.isEntry(map)) return "none";
    return heads === undefined ? undefined : printHeads(heads);
  }

  private isEntry(map: ObjectId): boolean {
    // Boards and documents of the team have a title, members and statuses a name.
    return this.replica.tree.at(map, "title").length > 0;
  }

  private play(tasks: readonly Task[], direction: Direction): Edited {
    const left = [...tasks];
    let pieces: Piece[] = [];
    let played: Piece[] = [];
    const portion = (editor: Editor) => {
      const lives = new Map<ObjectId, boolean>();
      const texts = new Set<ObjectId>();
      played = [];
      while (!isFull(editor, lives.size)) {
        if (pieces.length > 0) {
          const piece = pieces.shift()!;
          editor.splice(piece.text, piece.at, piece.deleted, piece.insert);
          played.push(piece);
          continue;
        }
        const [task] = left;
        if (task === undefined) break;
        // Where characters stand is known for what is written already, not for what this change is going to write.
        if (task.type === "text" && texts.has(task.splice.text)) break;
        left.shift();
        if (task.type === "text") {
          texts.add(task.splice.text);
          pieces = this.pieces(task.splice, direction);
          if (pieces.length > 0) lives.set(task.map, lives.get(task.map) ?? false);
        } else if (task.type === "life") {
          lives.set(task.map, task.deleted);
        } else if (put(editor, task) && task.map !== ROOT) {
          lives.set(task.map, lives.get(task.map) ?? false);
        }
      }
      for (const [map, deleted] of lives) {
        const isThing = this.replica.tree.at(map, LIFE).length > 0;
        if (isThing) editor.put(map, LIFE, int(nextLife(editor.at(map, LIFE), deleted)));
      }
      return left.length > 0 || pieces.length > 0;
    };
    return this.document.write(portion, (change) => this.renumber(played, change));
  }

  /** From the last to the first, so that none moves the places of the others. */
  private pieces(splice: Spliced, direction: Direction): Piece[] {
    const { text } = splice;
    const [away, back] = direction === "undo" ? ["inserted", "removed"] : ["removed", "inserted"];
    const gone = splice[away as "inserted" | "removed"];
    const goneIds = this.now(characterIds(splice[`${away as "inserted" | "removed"}Runs`]));
    const put = splice[back as "inserted" | "removed"];
    const originals = characterIds(splice[`${back as "inserted" | "removed"}Runs`]);
    const deletions = this.standing(text, gone, goneIds).flatMap(({ at, count }): Piece[] => {
      const cut: Piece[] = [];
      for (let done = 0; done < count; done += PIECE_CHARS) {
        const deleted = Math.min(PIECE_CHARS, count - done);
        cut.unshift({ text, at: at + done, deleted, insert: "", ids: [] });
      }
      return cut;
    });
    if (put === "") return deletions.sort((a, b) => b.at - a.at);
    const at = this.place(splice, originals[0]);
    const characters = [...put];
    const insertions: Piece[] = [];
    for (let from = 0; from < characters.length; from += PIECE_CHARS) {
      const insert = characters.slice(from, from + PIECE_CHARS).join("");
      insertions.unshift({ text, at, deleted: 0, insert, ids: originals.slice(from, from + PIECE_CHARS) });
    }
    // A deletion that begins where something is put back comes first: else it would take what was put there.
    return [...deletions, ...insertions].sort((a, b) => b.at - a.at || b.deleted - a.deleted);
  }

  /** Where something is put back: between the characters that it stood between, as near as can be to where its first one was. */
  private place(splice: Spliced, original: ObjectId | undefined): number {
    const [left, right, first] = [splice.left, splice.right, original].map((id) => this.placeOf(splice.text, id));
    const length = codePointCount(this.replica.text(splice.text));
    const low = splice.left === undefined ? 0 : left?.stands ? left.position + 1 : undefined;
    const high = splice.right === undefined ? length : right?.stands ? right.position : undefined;
    const near = first?.position ?? low ?? high ?? length;
    if (low !== undefined && high !== undefined) return Math.min(Math.max(near, low), Math.max(low, high));
    return low ?? high ?? near;
  }

  private placeOf(text: ObjectId, id: ObjectId | undefined): { position: number; stands: boolean } | undefined {
    const [now] = id === undefined ? [] : this.now([id]);
    return now === undefined ? undefined : this.replica.characterPlace(text, now);
  }

  private now(ids: readonly ObjectId[]): ObjectId[] {
    return ids.map((id) => {
      let now = id;
      for (let next = this.aliases.get(now); next !== undefined; next = this.aliases.get(now)) now = next;
      return now;
    });
  }

  /** Where of these characters those that are still there stand: runs, rising. */
  private standing(text: ObjectId, characters: string, ids: readonly ObjectId[]): { at: number; count: number }[] {
    const [first, last] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) return [];
    const from = this.replica.characterPlace(text, first);
    const to = this.replica.characterPlace(text, last);
    const whole = from?.stands && to?.stands && to.position - from.position === ids.length - 1;
    if (whole && isAt(this.replica.text(text), from.position, characters))
      return [{ at: from.position, count: ids.length }];
    const places = ids.flatMap((id) => {
      const place = this.replica.characterPlace(text, id);
      return place?.stands ? [place.position] : [];
    });
    const runs: { at: number; count: number }[] = [];
    for (const at of places.sort((a, b) => a - b)) {
      const open = runs.at(-1);
      if (open !== undefined && open.at + open.count === at) open.count++;
      else runs.push({ at, count: 1 });
    }
    return runs;
  }

  /** What was put back is other characters now. A splice is written for each piece, in the same order. */
  private renumber(played: readonly Piece[], { splices }: LocalChange): void {
    for (const [i, { ids }] of played.entries()) {
      const fresh = characterIds(splices[i]?.insertedRuns ?? []);
      for (const [j, now] of this.now(ids).entries()) {
        const next = fresh[j];
        if (next === undefined) continue;
        this.aliases.set(now, next);
        this.aliased.push(now);
      }
    }
  }
}

function sides(
  item: { readonly tickBefore: number; readonly tickAfter: number },
  direction: Direction,
): [number, number] {
  return direction === "undo" ? [item.tickAfter, item.tickBefore] : [item.tickBefore, item.tickAfter];
}

function isAt(text: string, position: number, characters: string): boolean {
  return [...text].slice(position, position + codePointCount(characters)).join("") === characters;
}

function isFull(editor: Editor, lives: number): boolean {
  return editor.ops + lives >= CHANGE_OPS || editor.bytes >= CHANGE_BYTES || editor.insertRuns >= CHANGE_RUNS;
}

function scalarOf(value: Value | undefined): Scalar | undefined {
  return value === undefined || value.type === "map" || value.type === "text" ? undefined : value;
}

/** Absent items of sets are keys that are not there, absent fields are null (MODEL-7). Says whether anything was written. */
function put(editor: Editor, { map, key, value }: Task & { type: "put" }): boolean {
  const before = editor.at(map, key);
  if (value !== undefined) {
    const winner = winningValue(before);
    if (before.length === 1 && winner !== undefined && sameValue(winner, value)) return false;
    editor.put(map, key, writable(value));
  } else if (key.includes(":") && map !== ROOT) editor.delete(map, key);
  else if (before.length > 0) editor.put(map, key, NULL);
  else return false;
  return true;
}
