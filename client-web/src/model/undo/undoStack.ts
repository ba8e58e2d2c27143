/** What this engine did to a workspace and can take back: in its own memory, for as long as it runs. */
import { commentsOf } from "../../protocol/ids";
import type { LocalChange } from "../automerge/replica";
import type { Touched } from "../automerge/touched";
import type { DocumentId } from "../ids";
import { type Aliases, type Direction, type HeadsOf, Revert, type Reverted, type Rewritable } from "./revert";
import { Ticks } from "./ticks";
import { itemsOf, joined, type MapItem } from "./undoStep";

const STEPS_MAX = 300;

/** One edit, or several that were made as one. */
export interface Step {
  readonly parts: ReadonlyMap<DocumentId, readonly MapItem[]>;
  readonly group: string | undefined;
}

export interface HistoryState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export class UndoStack {
  /** By document: objects of different documents may have the same id. */
  private readonly ticks = new Map<DocumentId, Ticks>();
  private readonly aliases: Aliases = new Map();
  private done: Step[] = [];
  private undone: Step[] = [];

  private ticksOf(document: DocumentId): Ticks {
    const ticks = this.ticks.get(document) ?? new Ticks();
    this.ticks.set(document, ticks);
    return ticks;
  }

  /** Something that this engine did not write, or that cannot be taken back. */
  heard(document: DocumentId, touched: Touched): void {
    this.ticks.get(document)?.heard(touched);
  }

  /** Takes in what an edit has written, once that is durable. */
  record(
    edits: readonly {
      readonly document: DocumentId;
      readonly plan: Rewritable;
      readonly changes: readonly LocalChange[];
    }[],
    group?: string,
  ): void {
    const parts = new Map<DocumentId, readonly MapItem[]>();
    for (const { document, plan, changes } of edits) {
      const items = itemsOf(plan.replica.tree, changes, this.ticksOf(document));
      if (items.length > 0) parts.set(document, joined(parts.get(document) ?? [], items));
    }
    if (parts.size === 0) return;
    this.undone = this.undone.filter((step) => ![...parts.keys()].some((document) => step.parts.has(document)));
    const last = this.done.at(-1);
    if (group !== undefined && last?.group === group) {
      this.done.pop();
      const both = new Map(last.parts);
      for (const [document, items] of parts) both.set(document, joined(both.get(document) ?? [], items));
      this.done.push({ parts: both, group });
    } else {
      this.done.push({ parts, group });
      if (this.done.length > STEPS_MAX) this.done.shift();
    }
  }

  /** Of a board or document or of what was said beside it. */
  last(document: DocumentId, direction: Direction): Step | undefined {
    const beside = commentsOf(document);
    return (direction === "undo" ? this.done : this.undone).findLast(
      ({ parts }) => parts.has(document) || parts.has(beside),
    );
  }

  revert(
    document: DocumentId,
    plan: Rewritable,
    items: readonly MapItem[],
    direction: Direction,
    headsOf: HeadsOf,
  ): Reverted {
    return new Revert(plan, this.ticksOf(document), this.aliases, headsOf).run(items, direction);
  }

  /** A step was taken back, or done again. */
  turn(step: Step, direction: Direction): void {
    const [from, to] = direction === "undo" ? [this.done, this.undone] : [this.undone, this.done];
    from.splice(from.indexOf(step), 1);
    // Not to be joined with what comes next.
    to.push(direction === "undo" ? step : { ...step, group: undefined });
  }

  state(document: DocumentId): HistoryState {
    return {
      canUndo: this.last(document, "undo") !== undefined,
      canRedo: this.last(document, "redo") !== undefined,
    };
  }
}
